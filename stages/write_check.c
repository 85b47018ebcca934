/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * write_check: what `switchback check` prints, from what the stages of a run left in its work directory.
 *
 * in   --work DIR (tables/, logs/, status/ as far as they are there), --estimates (its summaries in one), --facts
 * out  the page, as text of 80 columns (text/check_page.h)
 *
 *     write_check --work work --estimates work/summaries.csv --facts work/facts.csv
 */
#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "base/output_file.h"
#include "settings/settings_file.h"
#include "text/check_page.h"
#include "text/text_form.h"

struct options {
    struct options_common common;
    struct settings_files config;
    const char *work, *estimates, *facts;
};

enum key { KEY_WORK = OPTIONS_FIRST_KEY, KEY_ESTIMATES, KEY_FACTS, KEY_CONFIG };

static const struct argp_option option_list[] = {
    {"work", KEY_WORK, "DIR", 0, "Work directory in which the stages ran", 1},
    {"estimates", KEY_ESTIMATES, "FILE", 0, "Its summaries in one table", 1},
    {"facts", KEY_FACTS, "FILE", 0, "Names and commands: export, mapping, as_of ...", 1},
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 1},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_WORK: options->work = argument; return 0;
    case KEY_ESTIMATES: options->estimates = argument; return 0;
    case KEY_FACTS: options->facts = argument; return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "What `switchback check` prints: every file, column, medication and site of an export, and what is to be "
           "mended before a run.\v"
           "Nothing is judged here: it tells what the stages found.\n\n"
           "Exit: 0 ready for a run; 1 there are things to mend; 64 usage; 65 a table cannot be used; 66 no such "
           "input; 78 the configuration is not understood.\n\nExamples:\n"
           "  write_check --work work --estimates work/summaries.csv \\\n"
           "    --facts work/facts.csv\n"
           "  write_check --work work --estimates work/summaries.csv \\\n"
           "    --facts work/facts.csv --show-values -o check.txt",
    .children = options_children};

int main(int argc, char **argv) {
    struct options options = {0};
    struct text_buffer page = {0};
    size_t n;

    options_parse(&argp, argc, argv, &options);
    if (options.work == NULL || options.estimates == NULL || options.facts == NULL)
        options_fail("--work, --estimates and --facts are needed");
    struct ini_file *config = settings_file_read(&options.config);
    struct facts *facts = facts_read(options.facts);
    struct estimates *estimates = estimates_read(options.estimates);
    struct report report = {
        .numbers = {estimates, config, word_pool_alloc()}, .document = document_alloc(), .facts = facts};
    struct check check = check_read(&report, options.work, options.common.show_values);
    struct output_file *output = output_file_open(options.common.output);
    n = check_page_append(&check, &page);
    output_file_write(output, page.text, page.length);
    output_file_commit(output);
    check_free(&check);
    text_buffer_free(&page);
    document_free(report.document);
    word_pool_free(report.numbers.pool);
    estimates_free(estimates);
    facts_free(facts);
    ini_file_free(config);
    return n > 0 ? EXIT_GATE_FAILED : 0;
}
