/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cohort days|decimals|covariates ROWS: survival times for the bench as CSV, the same ones each time.
 *
 *   days        time in whole days (1 to 1500, so that most are tied), status (1 = event, about 60 of 100)
 *   decimals    the same with three decimals
 *   covariates  whole days, and x1 to x6 that the hazard depends on: three normal ones, three of 0 and 1 */
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_USAGE = 64, EXIT_NO_OUTPUT = 73, N_NORMAL = 3, N_COVARIATES = 6, SEED = 20261031 };

static const double last_day = 1500, mean_event_days = 850, mean_censored_days = 1500;
static const double log_hazard_ratios[N_COVARIATES] = {0.3, -0.2, 0.1, 0.5, -0.4, 0.25};
static const double shares[N_COVARIATES - N_NORMAL] = {0.5, 0.3, 0.1};

static void draw_covariates(gsl_rng *random, double x[N_COVARIATES]) {
    for (int k = 0; k < N_NORMAL; k++)
        x[k] = gsl_ran_gaussian_ziggurat(random, 1);
    for (int k = N_NORMAL; k < N_COVARIATES; k++)
        x[k] = gsl_rng_uniform(random) < shares[k - N_NORMAL];
}

static double linear_predictor(const double x[N_COVARIATES]) {
    double sum = 0;

    for (int k = 0; k < N_COVARIATES; k++)
        sum += log_hazard_ratios[k] * x[k];
    return sum;
}

static void write_covariates(const double x[N_COVARIATES]) {
    for (int k = 0; k < N_NORMAL; k++)
        printf(",%.3f", x[k]);
    for (int k = N_NORMAL; k < N_COVARIATES; k++)
        printf(",%.0f", x[k]);
}

static void write_row(gsl_rng *random, bool whole_days, bool with_covariates) {
    double x[N_COVARIATES] = {0};

    if (with_covariates)
        draw_covariates(random, x);
    double event = gsl_ran_exponential(random, mean_event_days * exp(-linear_predictor(x)));
    double censored = fmin(gsl_ran_exponential(random, mean_censored_days), last_day - 1);
    double time = fmin(event, censored);
    if (whole_days)
        printf("%.0f,%d", floor(time) + 1, event <= censored);
    else
        printf("%.3f,%d", time + 1, event <= censored);
    if (with_covariates)
        write_covariates(x);
    putchar('\n');
}

int main(int argc, char **argv) {
    long rows = argc == 3 ? atol(argv[2]) : 0;

    if (rows <= 0) {
        fputs("cohort: days|decimals|covariates ROWS expected\n", stderr);
        return EXIT_USAGE;
    }
    bool with_covariates = strcmp(argv[1], "covariates") == 0;
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, SEED);
    puts(with_covariates ? "time,status,x1,x2,x3,x4,x5,x6" : "time,status");
    for (long i = 0; i < rows; i++)
        write_row(random, strcmp(argv[1], "decimals") != 0, with_covariates);
    gsl_rng_free(random);
    return fclose(stdout) == 0 ? 0 : EXIT_NO_OUTPUT;
}
