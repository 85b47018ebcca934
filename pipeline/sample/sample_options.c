/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_options.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text_buffer.h"
#include "sample/sample_labels.h"

enum {
    KEY_TIME = 0x6001,
    KEY_EVENT,
    KEY_EVENT_VALUE,
    KEY_ENTRY,
    KEY_ID,
    KEY_RULE,
    KEY_BY,
    KEY_STRATA,
    KEY_AT,
    KEY_WHERE,
    KEY_ANALYSIS,
    KEY_START,
    KEY_STOP,
    KEY_CURVE,
    KEY_QUANTILES,
    KEY_CONFIDENCE
};

static const struct argp_option sample_argp_options[] = {
    {NULL, 0, NULL, 0, "Columns (none named: those of spells/):", 1},
    {"time", KEY_TIME, "COL", 0, "Time to the event or to censoring", 1},
    {"event", KEY_EVENT, "COL", 0, "What ended the time", 1},
    {"event-value", KEY_EVENT_VALUE, "V", 0, "Rows whose event column equals V are events, all others censored", 1},
    {"entry", KEY_ENTRY, "COL", 0, "Delayed entry: at risk in (entry, time]", 1},
    {"id", KEY_ID, "COL", 0, "Person; with several rows of one the variance is robust by it", 1},
    {"rule", KEY_RULE, "COL", 0, "Episode rule: every estimate is made once for each of its values", 1},
    {NULL, 0, NULL, 0, "What is estimated:", 2},
    {"by", KEY_BY, "COL[,COL]", 0,
     "Groups: the values of these columns, joined by ;"
     " (may be given again: one reading, each grouping by itself; '' is everyone)",
     2},
    {"strata", KEY_STRATA, "COL[,COL]", 0, "Tests compare groups within these", 2},
    {"where", KEY_WHERE, "COL=V[,V]", 0,
     "Use only rows with one of these values; a comma within one is written \\, (may be given again)", 2},
    {"at", KEY_AT, "T[,T]", 0, "Times at which estimates are given", 2},
    {"analysis", KEY_ANALYSIS, "NAME", 0, "Name of the question, the first column of the output", 2},
    {0}};

#define CURVE_OPTION                                                                                                   \
    {                                                                                                                  \
        "curve", KEY_CURVE, "DAYS", OPTION_ARG_OPTIONAL,                                                               \
            "Estimates at every time of an event or a change too, up to DAYS; of the groupings named before it, else " \
            "of all",                                                                                                  \
            2                                                                                                          \
    }

static const struct argp_option curves_argp_options[] = {
    {"quantiles", KEY_QUANTILES, "P[,P]", 0, "Times by which these shares have had the event, or the cause", 2},
    CURVE_OPTION,
    {"conf-type", KEY_CONFIDENCE, "TYPE", 0,
     "Limits on the scale log-log (of survival, or of 1 - incidence; default), log or plain", 2},
    {0}};

static const struct argp_option stretches_argp_options[] = {
    {"start", KEY_START, "COL", 0, "Begin of the stretch at risk (the same as --entry)", 1},
    {"stop", KEY_STOP, "COL", 0, "Its end (the same as --time)", 1},
    CURVE_OPTION,
    {0}};

const struct sample_defaults sample_of_spells = {.time = "time_days",
                                                 .entry = "entry_days",
                                                 .event = "event",
                                                 .id = "patient_id",
                                                 .rule = "rule",
                                                 .needs = "--time and --event",
                                                 .at = "30,90,180,365"};

const struct sample_defaults sample_of_stretches = {.time = "stop",
                                                    .entry = "start",
                                                    .event = "event",
                                                    .id = "patient_id",
                                                    .rule = "rule",
                                                    .needs_id = true,
                                                    .one_at_a_time = true,
                                                    .needs = "--id, --stop and --event",
                                                    .at = "30,90,180,365"};

static void add_where(struct sample_options *options, char *argument) {
    char *equals = strchr(argument, '=');
    struct sample_where *where;

    if (equals == NULL || equals == argument)
        options_fail("--where: '%s' is not usable (expected COLUMN=VALUE)", argument);
    options->where = realloc(options->where, (options->n_where + 1) * sizeof *options->where);
    if (options->where == NULL)
        options_fail("out of memory");
    where = &options->where[options->n_where++];
    where->column = memory_copy_text(argument, (size_t)(equals - argument));
    where->values.items = options_list("--where", equals + 1, ',', &where->values.n);
}

/* A grouping more; "" is everyone. */
static void add_grouping(struct sample_options *options, const char *argument) {
    struct sample_list *by;

    options->by = reallocarray(options->by, options->n_by + 1, sizeof *options->by);
    if (options->by == NULL)
        options_fail("out of memory");
    by = &options->by[options->n_by++];
    *by = (struct sample_list){0};
    if (*argument != '\0')
        sample_options_set_list(by, "--by", argument);
}

void sample_options_set_list(struct sample_list *list, const char *option, const char *argument) {
    options_list_free(list->items);
    list->items = options_list(option, argument, ',', &list->n);
}

static int compare_numbers(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* The numbers of an option "30,90": sorted, each once, within [least, most]. */
double *sample_options_numbers(const char *option, const char *argument, double least, double most, size_t *n) {
    size_t n_items, kept = 0;
    char **items = options_list(option, argument, ',', &n_items);
    double *numbers = memory_alloc(n_items, sizeof *numbers);

    for (size_t i = 0; i < n_items; i++)
        numbers[i] = options_double(option, items[i], least, most);
    options_list_free(items);
    qsort(numbers, n_items, sizeof *numbers, compare_numbers);
    for (size_t i = 0; i < n_items; i++)
        if (kept == 0 || numbers[i] > numbers[kept - 1])
            numbers[kept++] = numbers[i];
    *n = kept;
    return numbers;
}

/* Those given last count. */
static void set_numbers(double **numbers, size_t *n, const char *option, const char *argument, double least,
                        double most) {
    free(*numbers);
    *numbers = sample_options_numbers(option, argument, least, most, n);
}

static struct sample_curve parse_curve(const struct sample_options *options, const char *argument) {
    return (struct sample_curve){.until = argument == NULL ? HUGE_VAL : options_double("--curve", argument, 1e-9, 1e9),
                                 .n_by = options->n_by};
}

static enum confidence_type parse_confidence(const char *argument) {
    if (strcmp(argument, "log-log") == 0)
        return CONFIDENCE_LOG_LOG;
    if (strcmp(argument, "log") == 0)
        return CONFIDENCE_LOG;
    if (strcmp(argument, "plain") == 0)
        return CONFIDENCE_PLAIN;
    options_fail("--conf-type: '%s' is not usable (expected log-log, log or plain)", argument);
}

static error_t parse_columns(int key, char *argument, struct sample_options *options) {
    switch (key) {
    case KEY_STOP:
    case KEY_TIME: options->time = argument; return 0;
    case KEY_EVENT: options->event = argument; return 0;
    case KEY_EVENT_VALUE: options->event_value = argument; return 0;
    case KEY_START:
    case KEY_ENTRY: options->entry = argument; return 0;
    case KEY_ID: options->id = argument; return 0;
    case KEY_RULE: options->rule = argument; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse_sample(int key, char *argument, struct argp_state *state) {
    struct sample_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_BY: add_grouping(options, argument); return 0;
    case KEY_STRATA: sample_options_set_list(&options->strata, "--strata", argument); return 0;
    case KEY_WHERE: add_where(options, argument); return 0;
    case KEY_AT: set_numbers(&options->at, &options->n_at, "--at", argument, 0, 1e9); return 0;
    case KEY_QUANTILES:
        set_numbers(&options->quantiles, &options->n_quantiles, "--quantiles", argument, 1e-9, 1 - 1e-9);
        return 0;
    case KEY_CURVE: options->curve = parse_curve(options, argument); return 0;
    case KEY_CONFIDENCE: options->confidence = parse_confidence(argument); return 0;
    case KEY_ANALYSIS: options->analysis = argument; return 0;
    case ARGP_KEY_ARG: options->file = options_operand("FILE", options->file, argument); return 0;
    default: return parse_columns(key, argument, options);
    }
}

static const struct argp sample_argp = {
    .options = sample_argp_options, .parser = parse_sample, .children = options_children};

const struct argp_child sample_options_children[] = {{&sample_argp, 0, NULL, 0}, {0}};

/* The options beside those that all have. */
static error_t parse_further(int key, char *argument, struct argp_state *state) {
    if (key == ARGP_KEY_INIT) {
        state->child_inputs[0] = state->input;
        return 0;
    }
    return key >= KEY_START && key <= KEY_CONFIDENCE ? parse_sample(key, argument, state) : ARGP_ERR_UNKNOWN;
}

static const struct argp curves_argp = {
    .options = curves_argp_options, .parser = parse_further, .children = sample_options_children};
static const struct argp stretches_argp = {
    .options = stretches_argp_options, .parser = parse_further, .children = sample_options_children};

const struct argp_child sample_curves_children[] = {{&curves_argp, 0, NULL, 0}, {0}};
const struct argp_child sample_stretches_children[] = {{&stretches_argp, 0, NULL, 0}, {0}};

char *sample_options_join(const struct sample_list *names) {
    struct text_buffer joined = {0};

    text_buffer_append_text(&joined, names->n == 1 ? names->items[0] : "");
    for (size_t i = 0; names->n > 1 && i < names->n; i++) {
        text_buffer_append_text(&joined, i > 0 ? ";" : "");
        sample_labels_join(&joined, names->items[i], strlen(names->items[i]));
    }
    return joined.text;
}

static bool names_a_column(const struct sample_options *options) {
    return options->time != NULL || options->event != NULL || options->entry != NULL || options->id != NULL ||
           options->rule != NULL || options->event_value != NULL;
}

void sample_options_complete(struct sample_options *options, const struct sample_defaults *defaults) {
    if (options->at == NULL)
        set_numbers(&options->at, &options->n_at, "--at", defaults->at, 0, 1e9);
    if (options->analysis == NULL)
        options->analysis = program_invocation_short_name;
    if (names_a_column(options)) {
        if (options->time == NULL || options->event == NULL || (defaults->needs_id && options->id == NULL))
            options_fail("%s go together (as soon as one column is named, none is assumed)", defaults->needs);
    } else {
        options->by_default = true;
        options->time = defaults->time;
        options->entry = defaults->entry;
        options->event = defaults->event;
        options->id = defaults->id;
        options->rule = defaults->rule;
    }
    options->one_at_a_time = defaults->one_at_a_time;
    options->takes_counts = defaults->takes_counts;
    options->keeps_missing_covariates = defaults->keeps_missing_covariates;
    options->event_is_code = defaults->event_is_code;
    if (options->n_by == 0)
        add_grouping(options, "");
}

void sample_options_free(struct sample_options *options) {
    for (size_t i = 0; i < options->n_by; i++)
        options_list_free(options->by[i].items);
    free(options->by);
    options_list_free(options->strata.items);
    options_list_free(options->covariates.items);
    options_list_free(options->factors.items);
    for (size_t i = 0; i < options->n_where; i++) {
        free(options->where[i].column);
        options_list_free(options->where[i].values.items);
    }
    free(options->where);
    free(options->at);
    free(options->quantiles);
}

double sample_curve_until(const struct sample_curve *curve, size_t grouping) {
    return curve->n_by == 0 || grouping < curve->n_by ? curve->until : 0;
}
