/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/chain_options.h"

#include <string.h>

#include "base/parallel.h"

const struct chain_options chain_options_none = {.as_of = CALENDAR_NO_DAY};

enum { KEY_CONFIG = 0x5001, KEY_AS_OF, KEY_TABLES, KEY_JOBS, KEY_FACTS };

static const struct argp_option day_options[] = {
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 1},
    {"as-of", KEY_AS_OF, "DAY", 0, "End of observation: YYYY-MM-DD, or a relative day", 1},
    {0}};

static const struct argp_option facts_options[] = {
    {"facts", KEY_FACTS, "FILE", 0, "facts.csv of survey_tables (without it the tables are taken as complete)", 1},
    {0}};

#define TABLES                                                                                                         \
    { "tables", KEY_TABLES, "DIR", 0, "Directory of the canonical tables", 1 }

static const struct argp_option directory_options[] = {TABLES, {0}};

static const struct argp_option tables_options[] = {
    TABLES,
    {"jobs", KEY_JOBS, "N", 0, "Threads (default: as many as there are processors; the output is the same)", 2},
    {0}};

static error_t parse_day(int key, char *argument, struct argp_state *state) {
    struct chain_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    case KEY_AS_OF:
        options->as_of = options_day("--as-of", argument);
        options->days = calendar_kind_of(argument, strlen(argument));
        return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* What stands around those: all of one struct. */
static error_t parse_further(int key, char *argument, struct argp_state *state) {
    struct chain_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = options; return 0;
    case KEY_FACTS: options->facts = argument; return 0;
    case KEY_TABLES: options->tables = argument; return 0;
    case KEY_JOBS: options->jobs = options_int("--jobs", argument, 1, PARALLEL_MOST_JOBS); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

error_t chain_options_take_file(int key, char *argument, struct argp_state *state) {
    struct chain_options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = options; return 0;
    case ARGP_KEY_ARG: options->file = options_operand("FILE", options->file, argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

void chain_options_need_tables(const struct chain_options *options) {
    if (options->tables == NULL || options->as_of == CALENDAR_NO_DAY)
        options_fail("--tables and --as-of are needed");
}

struct chain_options chain_options_read(const struct argp *argp, int argc, char **argv) {
    struct chain_options options = chain_options_none;

    options_parse(argp, argc, argv, &options);
    chain_options_need_tables(&options);
    return options;
}

static const struct argp day = {.options = day_options, .parser = parse_day, .children = options_children};
const struct argp_child chain_day_children[] = {{&day, 0, NULL, 0}, {0}};

static const struct argp facts = {.options = facts_options, .parser = parse_further, .children = chain_day_children};
const struct argp_child chain_facts_children[] = {{&facts, 0, NULL, 0}, {0}};

static const struct argp tables = {.options = tables_options, .parser = parse_further, .children = chain_day_children};
const struct argp_child chain_tables_children[] = {{&tables, 0, NULL, 0}, {0}};

static const struct argp people = {
    .options = tables_options, .parser = parse_further, .children = chain_facts_children};
const struct argp_child chain_people_children[] = {{&people, 0, NULL, 0}, {0}};

static const struct argp directory = {
    .options = directory_options, .parser = parse_further, .children = chain_day_children};
const struct argp_child chain_directory_children[] = {{&directory, 0, NULL, 0}, {0}};

static const struct argp tabulate = {
    .options = directory_options, .parser = parse_further, .children = chain_facts_children};
const struct argp_child chain_tabulate_children[] = {{&tabulate, 0, NULL, 0}, {0}};
