/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_reflections: early warnings, returns to use and what was agreed after them -> what people in care waited for,
 *                    and when it came.
 *
 * in   returns_to_use.csv (pipeline/tables.md); --episodes default_rule.csv: who was in care
 * out  waits.csv: one row a wait, times in whole days, for the estimators
 *
 *     build_reflections --as-of 2026-10-31 --episodes work/spells/default_rule.csv work/tables/returns_to_use.csv
 */
#include "base/options.h"
#include "person/reflection_waits.h"
#include "settings/not_held.h"
#include "settings/settings.h"
#include "table/spell_tables.h"

struct options {
    struct chain_options chain;
    const char *episodes;
    bool schema;
};

enum key { KEY_EPISODES = OPTIONS_FIRST_KEY, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"episodes", KEY_EPISODES, "FILE", 0, "Episodes under the default rule: who was in care", 1},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of waits.csv", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case KEY_EPISODES: options->episodes = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    default: return chain_options_take_file(key, argument, state);
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc = "What people in care waited for after early warnings, returns to use and reflections, and when it came.\v"
           "FILE: returns_to_use.csv; - or none is standard input. Questions: after_early_warning and "
           "early_warning_by_therapy (used), plan_change_agreed, plan_change_done, left_after_plan_change and "
           "used_after_plan_change (within 90 days of a reflection). Leaving care ends each wait.\n\n"
           "Exit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input; 78 the configuration is not "
           "understood.\n\nExamples:\n"
           "  build_reflections --as-of 2026-10-31 \\\n"
           "    --episodes work/spells/default_rule.csv work/tables/returns_to_use.csv\n"
           "  build_reflections --schema",
    .children = chain_day_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.chain = chain_options_none};

    options_parse(&argp, argc, argv, &options);
    if (!options.schema && options.episodes == NULL)
        options_fail("--episodes is needed");
    return options;
}

static void write_schema(const char *path) {
    struct output_file *output = output_file_open(path);

    table_spec_write(&spell_waits, output);
    output_file_commit(output);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        write_schema(options.chain.common.output);
        return 0;
    }
    struct settings *settings = settings_read(&options.chain.config);
    const char *rule = settings->rules[settings->default_rule].name;
    struct reflection_input input = reflection_input_read(&options.chain, NULL, options.episodes, rule);
    struct table_writer *writer = table_writer_open(options.chain.common.output, &spell_waits, NULL, 0);

    if (!not_held(settings->file, "returns_to_use"))
        reflection_waits_write(&input, rule, settings->same_event_days, writer);
    table_writer_commit(writer);
    reflection_input_free(&input);
    settings_free(settings);
    return 0;
}
