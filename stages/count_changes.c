/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * count_changes: of how many people something is told now that the last release did not tell.
 *
 * in   --tables DIR, --spells DIR: default_rule.csv, other_rules.csv, followup.csv; --last: what the last release left
 * of what it knew; --then DIR: the same spells, of today's tables as of the day of the last release out
 * changed_people.csv: kind,people (pipeline/tables.md); --cells: what a release made now leaves for the next
 *
 *     count_changes --tables work/tables --spells work/spells --as-of 2026-10-31 \
 *         --then work/then --last reports/latest-release/basis/cells.csv
 */
#include <stdio.h>
#include <string.h>

#include "base/options.h"
#include "base/output_file.h"
#include "person/changed_people.h"
#include "person/release_cells.h"
#include "table/table_writer.h"

struct options {
    struct options_common common;
    struct changed_request request;
    bool schema;
};

enum key {
    KEY_TABLES = OPTIONS_FIRST_KEY,
    KEY_SPELLS,
    KEY_THEN,
    KEY_AS_OF,
    KEY_SINCE,
    KEY_LAST,
    KEY_TOLD,
    KEY_CELLS,
    KEY_MADE_OF,
    KEY_SCHEMA
};

static const struct argp_option option_list[] = {
    {"tables", KEY_TABLES, "DIR", 0, "Directory of the canonical tables", 1},
    {"spells", KEY_SPELLS, "DIR", 0, "Directory of default_rule.csv, other_rules.csv and followup.csv", 1},
    {"then", KEY_THEN, "DIR", 0, "The same, as of the day of the last release; without it nobody is late", 1},
    {"as-of", KEY_AS_OF, "DAY", 0, "End of observation: YYYY-MM-DD, or a relative day", 1},
    {"since", KEY_SINCE, "DAY", 0, "Day of the last release; without it nobody is counted", 1},
    {"last", KEY_LAST, "FILE", 0, "What the last release left by --cells; it knows the day", 1},
    {"told", KEY_TOLD, "FILE", 0, "Its printed.csv: late people count where it told of what is otherwise", 1},
    {"made-of", KEY_MADE_OF, "TEXT", 0, "Late rows are looked for where the last release's text was the same", 1},
    {"cells", KEY_CELLS, "FILE", 0, "Write what a release made now leaves for the next", 2},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns", 3},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_TABLES: options->request.tables = argument; return 0;
    case KEY_SPELLS: options->request.spells = argument; return 0;
    case KEY_THEN: options->request.then = argument; return 0;
    case KEY_SINCE: options->request.since = options_day("--since", argument); return 0;
    case KEY_LAST: options->request.last = argument; return 0;
    case KEY_TOLD: options->request.told = argument; return 0;
    case KEY_CELLS: options->request.cells = argument; return 0;
    case KEY_MADE_OF: options->request.made_of = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    case KEY_AS_OF:
        options->request.as_of = options_day("--as-of", argument);
        options->request.days = calendar_kind_of(argument, strlen(argument));
        return 0;
    case ARGP_KEY_ARG: options_fail("no FILE is expected (every input has its option)");
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct column_spec columns[] = {
    {"kind", COLUMN_CODE, true, "",
     "started left came_back returned_to_use late_days late_stays late_exits late_groups late_followups late_uses "
     "late_stage late_triggers late_missed_signs late_lacking_supports late_plan_changes "
     "late_or_corrected known unlike any",
     "what is new since the last release; late_PART: of whom that part of a release is otherwise as of its day than it "
     "knew (person/release_parts.h), of those without anything new; late_or_corrected: as many of these as count; "
     "known: to the last release; unlike: of these, with other days in care, where that is most of them; any: all who "
     "count"},
    {"people", COLUMN_INT, false, "people", NULL, "how many at least; empty: cannot be told"},
};
static const struct table_spec changed_people_spec = {
    "changed_people", "People of whom something is told now that the last release did not tell.", "as listed", "kind",
    TABLE_SPEC_COLUMNS(columns)};

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "Of how many people something is told now that the last release did not tell.\v"
           "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such input.\n\nExamples:\n"
           "  count_changes --tables work/tables --spells work/spells --as-of 2026-10-31 \\\n"
           "    --then work/then --last reports/latest-release/basis/cells.csv\n"
           "  count_changes --schema",
    .children = options_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.request = {.made_of = "", .since = CALENDAR_NO_DAY, .as_of = CALENDAR_NO_DAY}};

    options_parse(&argp, argc, argv, &options);
    if (!options.schema &&
        (options.request.tables == NULL || options.request.spells == NULL || options.request.as_of == CALENDAR_NO_DAY))
        options_fail("--tables, --spells and --as-of are needed");
    return options;
}

static void write_row(struct table_writer *writer, const char *kind, size_t people, bool is_known) {
    table_writer_text(writer, kind);
    if (is_known)
        table_writer_int(writer, (int64_t)people);
    else
        table_writer_empty(writer);
    table_writer_end_row(writer);
}

static void write_late(struct table_writer *writer, const struct changed_people *people) {
    char kind[32];

    for (size_t part = 0; part < RELEASE_PARTS; part++) {
        snprintf(kind, sizeof kind, "late_%s", release_part_names[part]);
        write_row(writer, kind, people->parts[part], people->late_is_counted);
    }
    write_row(writer, "late_or_corrected", people->late, people->late_is_counted);
    write_row(writer, "known", people->known, people->late_is_counted);
    write_row(writer, "unlike", people->unlike, people->late_is_counted);
}

static void write_counts(const struct options *options, const struct changed_people *people) {
    struct table_writer *writer = table_writer_open(options->common.output, &changed_people_spec, NULL, 0);
    bool is_known = options->request.last != NULL || options->request.since != CALENDAR_NO_DAY;

    write_row(writer, "started", people->started, is_known);
    write_row(writer, "left", people->left, is_known);
    write_row(writer, "came_back", people->came_back, is_known);
    write_row(writer, "returned_to_use", people->returned_to_use, is_known);
    write_late(writer, people);
    write_row(writer, "any", people->any, is_known && people->unlike == 0);
    table_writer_commit(writer);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        struct output_file *output = output_file_open(options.common.output);
        table_spec_write(&changed_people_spec, output);
        output_file_write_char(output, '\n');
        table_spec_write(&release_cells_table, output);
        output_file_commit(output);
        return 0;
    }
    struct changed_people people = changed_people_count(&options.request);
    write_counts(&options, &people);
    return 0;
}
