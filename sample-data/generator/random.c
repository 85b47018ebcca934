/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "random.h"

bool random_chance(gsl_rng *random, double probability) { return gsl_rng_uniform(random) < probability; }

int random_between(gsl_rng *random, int low, int high) {
    unsigned long width = (unsigned long)(high - low) + 1;
    return low + (int)gsl_rng_uniform_int(random, width);
}

int random_geometric(gsl_rng *random, double probability, int most) {
    int failures = 0;
    while (failures < most && !random_chance(random, probability)) {
        failures++;
    }
    return failures;
}
