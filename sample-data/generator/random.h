/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The random draws of the generator: a few exact operations on GSL's mt19937.
 *
 * Only comparison, multiplication and addition of doubles are used, never exp() or log():
 * their last bit differs between C libraries, and one flipped comparison would change every
 * byte after it. */
#ifndef GENERATOR_RANDOM_H
#define GENERATOR_RANDOM_H

#include <gsl/gsl_rng.h>
#include <stdbool.h>

/* true with the given probability. */
bool random_chance(gsl_rng *random, double probability);

/* A whole number in [low, high]. */
int random_between(gsl_rng *random, int low, int high);

/* The failures before a success, each trial succeeding with the given probability; at most most. */
int random_geometric(gsl_rng *random, double probability, int most);

#endif
