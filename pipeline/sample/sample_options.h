/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that every estimator shares: which columns of a tidy CSV hold time, event, entry and person, what
 * splits the rows, which rows are used, and at which times estimates are wanted.
 *
 * A stage's own options struct begins with `struct sample_options`; its argp has one of the three lists below as
 * children and sets state->child_inputs[0] to it on ARGP_KEY_INIT. FILE is read here too.
 * After parsing, sample_options_complete checks the combination and fills in the columns of spells/.
 */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_OPTIONS_H
#define SWITCHBACK_SAMPLE_SAMPLE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/options.h"
#include "stats/confidence.h"

/* A list of texts; freed with sample_options_free. */
struct sample_list {
    char **items; /* NULL-terminated; NULL when not given */
    size_t n;
};

struct sample_where {
    char *column;
    struct sample_list values; /* a row is used when its cell is one of them */
};

/* --curve[=DAYS]: estimates at every exit time too, up to DAYS, of the groupings named before it; with none before it,
 * of all. */
struct sample_curve {
    double until; /* 0: none */
    size_t n_by;  /* so many of the groupings; 0: all */
};

struct sample_options {
    struct options_common common;
    const char *file;        /* NULL or "-": standard input */
    const char *analysis;    /* NULL: the program's name */
    const char *time;        /* end of the time at risk */
    const char *entry;       /* its begin; NULL: at risk from the start */
    const char *event;       /* */
    const char *event_value; /* rows with this value have the event; NULL: as sample_events.h says */
    const char *id;          /* NULL: each row is another person */
    const char *rule;        /* rows are split by it first; NULL: no split */
    bool event_is_code;      /* without an event value every text is a code */
    bool one_at_a_time;      /* rows of one person under one rule must not overlap */
    bool takes_counts;       /* rows alike may be one with a count */
    bool by_default;         /* no column was named: entry, id and rule may be absent from the file */
    struct sample_list *by;  /* groupings, each estimated by itself; at least one after sample_options_complete */
    size_t n_by;
    struct sample_list strata;
    struct sample_list covariates, factors; /* further columns: numbers, and texts of which each is a level */
    bool keeps_missing_covariates;          /* a covariate's empty cell is NaN, and its row is used */
    bool covariates_are_days;               /* dates, or relative days, instead of numbers */
    bool keeps_missing_groups;              /* an empty cell of a group or stratum is a value like others */
    struct sample_where *where;
    size_t n_where;
    double *at; /* ascending, each once */
    size_t n_at;
    struct sample_curve curve;
    double *quantiles; /* the same */
    size_t n_quantiles;
    enum confidence_type confidence;
};

/* The columns taken when none is named, and what a stage cannot do without. */
struct sample_defaults {
    const char *time, *entry, *event, *id, *rule;
    bool event_is_code, needs_id, one_at_a_time, takes_counts, keeps_missing_covariates;
    const char *needs; /* what to name as soon as one column is named, for the message */
    const char *at;    /* the times wanted unless --at was given */
};

/* The columns of spells/episodes.csv, and of tables of stretches: states, interruptions. */
extern const struct sample_defaults sample_of_spells, sample_of_stretches;

/* What every estimator takes; with --curve, --quantiles and --conf-type; with --start, --stop and --curve. */
extern const struct argp_child sample_options_children[], sample_curves_children[], sample_stretches_children[];

/* For --help. */
#define SAMPLE_OPTIONS_FILE "FILE: - or none is standard input. "
#define SAMPLE_OPTIONS_TIMES "Default times: --at 30,90,180,365."
#define SAMPLE_OPTIONS_EXIT "\n\nExit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input.\n\nExamples:\n"

/* Ends the program with exit 64 when the columns named do not make a sample. */
void sample_options_complete(struct sample_options *options, const struct sample_defaults *defaults);
void sample_options_free(struct sample_options *options);

/* Sets a list of columns from an option's argument. */
void sample_options_set_list(struct sample_list *list, const char *option, const char *argument);

/* The numbers of an option's argument, ascending, each once; the caller frees. */
double *sample_options_numbers(const char *option, const char *argument, double least, double most, size_t *n);

/* The names joined as labels are (sample_labels.h); the caller frees. */
char *sample_options_join(const struct sample_list *names);

/* 0 for a grouping that has none. */
double sample_curve_until(const struct sample_curve *curve, size_t grouping);

#endif
