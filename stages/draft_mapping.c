/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draft_mapping: an export of any kind -> a mapping to start from.
 *
 * in   the headers and cells of every file of --exports DIR, but no cell below a direct identifier's header
 * out  an INI that says how the export's columns and codes become ours: what is certain, what is guessed, what is left
 *
 *     draft_mapping --exports sample-data/exports
 */
#include <stdlib.h>

#include "base/message.h"
#include "base/options.h"
#include "base/output_file.h"
#include "draft/draft_write.h"
#include "draft/preset_match.h"

struct options {
    struct options_common common;
    const char *exports, *presets;
};

enum key { KEY_EXPORTS = OPTIONS_FIRST_KEY, KEY_PRESETS };

static const struct argp_option option_list[] = {
    {"exports", KEY_EXPORTS, "DIR", 0, "Directory of the export", 1},
    {"presets", KEY_PRESETS, "DIR", 0, "Where one of these mappings is made for the export, it is the draft", 1},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_EXPORTS: options->exports = argument; return 0;
    case KEY_PRESETS: options->presets = argument; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "Draft a mapping from the headers and the cells of an export.\v"
           "Headers are read by their words, cells say whether they are days, numbers or codes. What stands as a plain "
           "line was found; `; guess` and `= ?` want an answer; what is wanted and was not found is a comment with the "
           "nearest headers. Columns of direct identifiers are dropped by name and never read.\n\n"
           "Of cells only those values are written that the vocabulary knows, and those that at least 11 people have "
           "in a column of at most 50 values; all with --show-values.\n\n"
           "Exit: 0 done; 64 usage; 66 no such input; 73, 74 output cannot be written.\n\nExamples:\n"
           "  draft_mapping --exports sample-data/exports -o my.ini\n"
           "  draft_mapping --exports exports --show-values",
    .children = options_children};

static void write_draft(const struct options *options, const struct draft_export *export, struct output_file *output) {
    struct draft_plan plan = draft_plan_make(export);
    const char *advice = preset_advice(export);
    struct draft_counts counts;

    if (advice != NULL) {
        output_file_printf(output, "; %s\n", advice);
        message_note(options->common.quiet, "%s", advice);
    }
    counts = draft_write(&plan, options->common.show_values, output);

    message_note(options->common.quiet, "%ld columns found, %ld guessed, %ld left; %ld file%s of no table",
                 counts.n_found, counts.n_guessed, counts.n_left, counts.n_nobodys, counts.n_nobodys == 1 ? "" : "s");
    draft_plan_free(&plan);
}

int main(int argc, char **argv) {
    struct options options = {0};
    struct draft_export *export;
    struct output_file *output;
    char *preset = NULL;

    options_parse(&argp, argc, argv, &options);
    if (options.exports == NULL)
        options_fail("--exports is needed");
    export = draft_export_read(options.exports);
    if (options.presets != NULL)
        preset = preset_match(export, options.presets);
    output = output_file_open(options.common.output);
    if (preset != NULL)
        preset_write(preset, options.common.quiet, output);
    else
        write_draft(&options, export, output);
    output_file_commit(output);
    free(preset);
    draft_export_free(export);
    return 0;
}
