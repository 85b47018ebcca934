/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * build_reflections: early warnings, returns to use and what was agreed after them -> what people in care waited for,
 *                    and when it came.
 *
 * in   returns_to_use.csv (pipeline/tables.md); --episodes default_rule.csv: who was in care
 * out  waits.csv: one row a wait for a change of plan, or for it to be done, times in whole days, for the estimators;
 *      --warnings: after early warnings; --followed: after reflections
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
    const char *episodes, *warnings, *followed;
    bool schema;
};

enum key { KEY_EPISODES = OPTIONS_FIRST_KEY, KEY_WARNINGS, KEY_FOLLOWED, KEY_SCHEMA };

static const struct argp_option option_list[] = {
    {"episodes", KEY_EPISODES, "FILE", 0, "Episodes under the default rule: who was in care", 1},
    {"warnings", KEY_WARNINGS, "FILE", 0, "Write what followed early warnings", 2},
    {"followed", KEY_FOLLOWED, "FILE", 0, "Write what followed reflections, beside the changes of plan agreed in them",
     2},
    {"schema", KEY_SCHEMA, NULL, 0, "Print the columns of waits.csv (and --warnings), and of --followed", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case KEY_EPISODES: options->episodes = argument; return 0;
    case KEY_WARNINGS: options->warnings = argument; return 0;
    case KEY_FOLLOWED: options->followed = argument; return 0;
    case KEY_SCHEMA: options->schema = true; return 0;
    default: return chain_options_take_file(key, argument, state);
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .args_doc = "[FILE]",
    .doc =
        "What people in care waited for after early warnings, returns to use and reflections, and when it came.\v"
        "FILE: returns_to_use.csv; - or none is standard input. Questions: plan_change_agreed and plan_change_done; of "
        "--warnings after_early_warning and "
        "early_warning_by_therapy (used). --followed: within 90 days of a reflection. Leaving care ends each wait.\n\n"
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
    output_file_write_char(output, '\n');
    table_spec_write(&spell_followed, output);
    output_file_commit(output);
}

static struct table_writer *open_if_wanted(const char *path, const struct table_spec *spec) {
    return path == NULL ? NULL : table_writer_open(path, spec, NULL, 0);
}

static void commit_writers(const struct reflection_writers *writers) {
    table_writer_commit(writers->waits);
    if (writers->warnings != NULL)
        table_writer_commit(writers->warnings);
    if (writers->followed != NULL)
        table_writer_commit(writers->followed);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);

    if (options.schema) {
        write_schema(options.chain.common.output);
        return 0;
    }
    struct settings *settings = settings_read(&options.chain.config);
    const char *rule = settings->rules[settings->default_rule].name;
    struct reflection_input input = reflection_input_read(&options.chain, NULL, options.episodes, rule, 0);
    struct reflection_writers writers = {.waits = table_writer_open(options.chain.common.output, &spell_waits, NULL, 0),
                                         .warnings = open_if_wanted(options.warnings, &spell_waits),
                                         .followed = open_if_wanted(options.followed, &spell_followed),
                                         .no_reflected = not_held(settings->file, "returns_to_use.reflected_on"),
                                         .no_done = not_held(settings->file, "returns_to_use.plan_done")};

    if (!not_held(settings->file, "returns_to_use"))
        reflection_waits_write(&input, rule, settings->same_event_days, &writers);
    commit_writers(&writers);
    reflection_input_free(&input);
    settings_free(settings);
    return 0;
}
