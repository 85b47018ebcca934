/* SPDX-License-Identifier: GPL-3.0-or-later */
/* cox_time FILE: times what R's coxph() does, and no more: the order of the rows, Efron's fit and its concordance.
 * The file is read before: columns time and status, every other one a covariate. Prints name,value: fit_seconds,
 * concordance, each coefficient by its column. */
#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/memory.h"
#include "stats/cox_model.h"
#include "table/table_reader.h"

struct cohort {
    size_t n_rows, n_covariates;
    double *time;
    int32_t *status;
    double *covariates; /* [row * n_covariates + covariate] */
    char **names;
};

/* For the row that the reader has. */
static void add_row(struct cohort *cohort, const struct table_reader *reader, const int *columns, size_t *capacity) {
    size_t n = cohort->n_rows, n_covariates = cohort->n_covariates;

    if (n == *capacity) {
        *capacity = n == 0 ? 1024 : 2 * n;
        cohort->time = reallocarray(cohort->time, *capacity, sizeof *cohort->time);
        cohort->status = reallocarray(cohort->status, *capacity, sizeof *cohort->status);
        cohort->covariates = reallocarray(cohort->covariates, *capacity * n_covariates, sizeof *cohort->covariates);
        if (cohort->time == NULL || cohort->status == NULL || cohort->covariates == NULL)
            message_fail(EX_SOFTWARE, "out of memory");
    }
    cohort->time[n] = table_reader_double(reader, columns[0]);
    cohort->status[n] = table_reader_int(reader, columns[1], 0);
    for (size_t k = 0; k < n_covariates; k++)
        cohort->covariates[n * n_covariates + k] = table_reader_double(reader, columns[2 + k]);
    cohort->n_rows++;
}

static struct cohort read_cohort(const char *path) {
    struct table_reader *reader = table_reader_open(path, false);
    const struct header *header = table_reader_header(reader);
    int *columns = memory_alloc(header->n, sizeof *columns);
    struct cohort cohort = {.names = memory_alloc(header->n, sizeof *cohort.names)};
    size_t capacity = 0;

    columns[0] = (int)table_reader_require(reader, "time");
    columns[1] = (int)table_reader_require(reader, "status");
    for (int column = 0; column < (int)header->n; column++) {
        if (column == columns[0] || column == columns[1])
            continue;
        cohort.names[cohort.n_covariates] = memory_format("%s", header->names[column]);
        columns[2 + cohort.n_covariates++] = column;
    }
    while (table_reader_next(reader))
        add_row(&cohort, reader, columns, &capacity);
    free(columns);
    table_reader_close(reader);
    return cohort;
}

static void free_cohort(struct cohort *cohort) {
    for (size_t k = 0; k < cohort->n_covariates; k++)
        free(cohort->names[k]);
    free(cohort->names);
    free(cohort->time);
    free(cohort->status);
    free(cohort->covariates);
}

static double now(void) {
    struct timespec time;

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

static void check(enum stats_status status) {
    if (status != STATS_OK)
        message_fail(EX_DATAERR, "%s", status_text(status));
}

/* The seconds that it took. */
static double fit_cohort(const struct cohort *cohort, struct cox_fit *fit, struct interval *concordance) {
    struct survival_sample sample = {
        .n_rows = cohort->n_rows, .exit = cohort->time, .event = cohort->status, .n_causes = 1};
    const struct cox_covariates covariates = {.n_terms = cohort->n_covariates, .values = cohort->covariates};
    struct survival_split split;
    double start = now();

    check(survival_split_build(&sample, NULL, 1, &split));
    check(cox_fit(&split, &covariates, COX_EFRON, fit));
    check(cox_concordance(&split, fit->risk, 0.95, concordance));
    double seconds = now() - start;
    survival_split_free(&split);
    return seconds;
}

int main(int argc, char **argv) {
    struct cox_fit fit;
    struct interval concordance;

    if (argc != 2)
        message_fail(EX_USAGE, "FILE expected");
    /* As fit_hazards has it: memory given back is kept for what comes next. */
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, INT_MAX);
    struct cohort cohort = read_cohort(argv[1]);
    double seconds = fit_cohort(&cohort, &fit, &concordance);
    printf("fit_seconds,%.6f\nconcordance,%.15g\n", seconds, concordance.estimate);
    for (size_t k = 0; k < cohort.n_covariates; k++)
        printf("%s,%.15g\n", cohort.names[k], fit.coefficients[k]);
    cox_fit_free(&fit);
    free_cohort(&cohort);
    return 0;
}
