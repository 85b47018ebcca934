/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * list_people: whom to act for now, as lists of people and as counts; and what became of those whom the list before
 * named.
 *
 * in   --tables DIR (patients, admissions, doses, visits, returns_to_use, adverse_events); --last: people_callable.csv
 *      of the report before
 * out  --lists DIR: people_LIST.csv (table/people_list.h), for the owner only; estimates of the analysis `to_do`
 *      (estimate/to_do_rows.h)
 *
 *     list_people --tables work/tables --as-of 2026-10-31 --lists lists
 */
#include <sys/stat.h>

#include "base/message.h"
#include "base/options.h"
#include "estimate/to_do_rows.h"
#include "person/whole.h"
#include "settings/chain_options.h"
#include "table/estimates_table.h"

struct options {
    struct chain_options chain;
    const char *lists, *last, *last_day;
    bool schema;
};

enum { KEY_LISTS = OPTIONS_FIRST_KEY, KEY_LAST, KEY_LAST_AS_OF, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"lists", KEY_LISTS, "DIR", 0, "Write the lists there: they name people, so that only their owner can read them",
     1},
    {"last", KEY_LAST, "FILE", 0, "people_callable.csv of the report before this one; with --last-as-of", 1},
    {"last-as-of", KEY_LAST_AS_OF, "DATE|DAY", 0, "The day on which it was made", 1},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of the lists", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->chain; return 0;
    case KEY_LISTS: options->lists = argument; return 0;
    case KEY_LAST: options->last = argument; return 0;
    case KEY_LAST_AS_OF:
        options_day("--last-as-of", argument);
        options->last_day = argument;
        return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    case ARGP_KEY_ARG: options_fail("no FILE is expected (every input has its option)");
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc =
        "Lists of people to act on (who is to be called, whose injection is overdue, whose plan was not kept ...), how "
        "many stand on each, and what became of those whom the list before named.\v"
        "Who has died is on no list but that of deaths. Ids may change from one export to the next: where fewer than "
        "half of the people "
        "of the list before have cover that ends as it says, nothing is told of them.\n\n"
        "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input; 73, 74 a list cannot be written; 78 "
        "the configuration is not understood.\n\nExamples:\n"
        "  list_people --tables work/tables --as-of 2026-10-31 --lists lists\n"
        "  list_people --schema",
    .children = chain_tabulate_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none, .last_day = ""};

    options_parse(&argp, argc, argv, &options);
    if (options.schema)
        return options;
    chain_options_need_tables(&options.chain);
    if ((options.last == NULL) != (options.last_day[0] == '\0'))
        options_fail("--last and --last-as-of go together");
    /* What became of people from a day on that is behind the report's own nobody can tell */
    if (options.last != NULL)
        options_refuse_behind("--last-as-of", options_day("--last-as-of", options.last_day), options.chain.as_of);
    return options;
}

static void write_schema(const char *path) {
    struct output_file *output = output_file_open(path);

    table_spec_write(&people_list_table, output);
    output_file_commit(output);
}

static struct people_lists build(const struct options *options) {
    struct settings *settings = settings_read(&options->chain.config);
    struct whole *whole = options->chain.facts == NULL ? NULL : whole_read(options->chain.facts);
    struct people_lists lists =
        people_lists_build(&(struct people_lists_request){.tables = options->chain.tables,
                                                          .lists = options->lists,
                                                          .last = options->last,
                                                          .settings = settings,
                                                          .whole = whole,
                                                          .as_of = options->chain.as_of,
                                                          .days = options->chain.days,
                                                          .show_values = options->chain.common.show_values});

    whole_free(whole);
    settings_free(settings);
    return lists;
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        write_schema(options.chain.common.output);
        return 0;
    }
    mode_t mask = umask(0077); /* the lists name people; what is counted is made as everywhere */
    struct people_lists lists = build(&options);
    umask(mask);
    struct table_writer *writer = estimates_table_open(options.chain.common.output);

    to_do_rows_write(writer, &lists, options.last_day);
    table_writer_commit(writer);
    people_lists_free(&lists);
    return 0;
}
