/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * write_report: the monthly report as text and as one page, from the same content.
 *
 * in   an estimates table (the internal one, or the one of protect_cells for the class release), the charts of
 *      draw_charts, the chain's facts; the estimates table of the report before this one, of the same class, if there
 *      is one; for the class internal the lists of people to act on
 * out  report.txt (80 columns) and report.html (one file, nothing outside it); --people: people.txt and people.html,
 *      which name whom to call, for the owner only
 *
 *     write_report --class release --config pipeline/switchback.ini --estimates work/protected.csv \
 *         --charts work/report/release/charts --facts work/facts-release.csv --text report.txt --html report.html
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "base/output_file.h"
#include "settings/report_settings.h"
#include "settings/settings_file.h"
#include "text/html_form.h"
#include "text/people_page.h"
#include "text/release_report.h"
#include "text/report.h"
#include "text/text_form.h"

struct options {
    struct options_common common;
    struct settings_files config;
    enum report_class class;
    bool has_class;
    const char *estimates, *charts, *facts, *earlier, *lists, *people, *text, *html;
};

enum key {
    KEY_CLASS = OPTIONS_FIRST_KEY,
    KEY_CONFIG,
    KEY_ESTIMATES,
    KEY_CHARTS,
    KEY_FACTS,
    KEY_EARLIER,
    KEY_LISTS,
    KEY_PEOPLE,
    KEY_TEXT,
    KEY_HTML
};

static const struct argp_option option_list[] = {
    {"class", KEY_CLASS, "CLASS", 0, "release (may leave the program) or internal", 1},
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 1},
    {"estimates", KEY_ESTIMATES, "FILE", 0, "The numbers; for release those of protect_cells", 1},
    {"charts", KEY_CHARTS, "DIR", 0, "Where draw_charts left NAME.svg; what is missing is left out", 1},
    {"facts", KEY_FACTS, "FILE", 0, "key,value: program, period, as_of, versions, digests, commands", 1},
    {"earlier", KEY_EARLIER, "FILE", 0, "The internal numbers of the report before this one", 1},
    {"lists", KEY_LISTS, "DIR", 0, "The lists of people to act on, of list_people (internal only)", 1},
    {"people", KEY_PEOPLE, "DIR", 0, "With --lists: where people.txt and people.html go, which name whom to call", 1},
    {"text", KEY_TEXT, "FILE", 0, "Where the text goes", 1},
    {"html", KEY_HTML, "FILE", 0, "Where the page goes", 1},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_CLASS:
        if (!report_class_parse(argument, &options->class))
            options_fail("--class %s: no such class (expected release or internal)", argument);
        options->has_class = true;
        return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    case KEY_ESTIMATES: options->estimates = argument; return 0;
    case KEY_CHARTS: options->charts = argument; return 0;
    case KEY_FACTS: options->facts = argument; return 0;
    case KEY_EARLIER: options->earlier = argument; return 0;
    case KEY_LISTS: options->lists = argument; return 0;
    case KEY_PEOPLE: options->people = argument; return 0;
    case KEY_TEXT: options->text = argument; return 0;
    case KEY_HTML: options->html = argument; return 0;
    case ARGP_KEY_ARG: options_fail("no FILE is expected (every input has its option)");
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "The monthly report as text and as one HTML page, with the same numbers.\v"
           "All options but --earlier, --lists and --people are needed. A section whose numbers do not exist is left "
           "out.\n\n"
           "Exit: 0 done; 64 usage; 65 the data cannot be used; 66 no such input; 73, 74 a report cannot be written; "
           "78 the "
           "configuration is not understood.\n\nExamples:\n"
           "  write_report --class release --config pipeline/switchback.ini \\\n"
           "    --estimates work/protected.csv --charts work/report/release/charts \\\n"
           "    --facts work/facts-release.csv --text report.txt --html report.html\n"
           "  write_report --class internal --config pipeline/switchback.ini \\\n"
           "    --estimates work/estimates.csv --charts work/report/internal/charts \\\n"
           "    --facts work/facts-internal.csv --lists work/report/internal/data \\\n"
           "    --people work/report/internal \\\n"
           "    --text report.txt --html report.html",
    .children = options_children};

static struct options read_options(int argc, char **argv) {
    struct options options = {.has_class = false};

    options_parse(&argp, argc, argv, &options);
    if (!options.has_class || options.estimates == NULL || options.charts == NULL || options.facts == NULL ||
        options.text == NULL || options.html == NULL)
        options_fail("--class, --estimates, --charts, --facts, --text and --html are needed");
    if (options.lists != NULL && options.class == REPORT_RELEASE)
        options_fail("--lists is for --class internal: they name people");
    if (options.people != NULL && options.lists == NULL)
        options_fail("--people: of which --lists?");
    if (options.earlier != NULL && options.class == REPORT_RELEASE)
        options_fail("--earlier is for --class internal: what changed would be a late record");
    if (options.common.output != NULL)
        options_fail("-o is not used here (expected --text and --html)");
    return options;
}

static void write_file(const char *path, const struct text_buffer *text) {
    struct output_file *output = output_file_open(path);

    output_file_write(output, text->text, text->length);
    output_file_commit(output);
}

static void write_forms(const char *text_path, const char *html_path, const struct document *document) {
    struct text_buffer text = {0}, page = {0};

    text_form_append(&text, document);
    html_form_append(&page, document);
    write_file(text_path, &text);
    write_file(html_path, &page);
    text_buffer_free(&text);
    text_buffer_free(&page);
}

/* What names people stands apart, so that it can go and the report stay. */
static void write_people(const struct options *options, const struct report *report) {
    struct report people = *report;
    char *text_path, *html_path;
    mode_t mask;

    if (options->people == NULL)
        return;
    people.document = document_alloc();
    people.document->paper = report->document->paper;
    people_page_build(&people);
    text_path = memory_format("%s/%s.txt", options->people, people_page_name);
    html_path = memory_format("%s/%s.html", options->people, people_page_name);
    mask = umask(0077);
    write_forms(text_path, html_path, people.document);
    umask(mask);
    free(text_path);
    free(html_path);
    document_free(people.document);
}

/* All numbers, and what changed since the report before. */
static void build_internal(const struct options *options, struct report *report) {
    struct estimates *estimates = estimates_read(options->estimates);
    struct estimates *earlier = options->earlier == NULL ? NULL : estimates_read(options->earlier);

    estimates_index(estimates);
    if (earlier != NULL)
        estimates_index(earlier);
    report->numbers.estimates = estimates;
    report->earlier = earlier;
    report_build(report);
    write_forms(options->text, options->html, report->document);
    write_people(options, report);
    estimates_free(estimates);
    estimates_free(earlier);
}

/* What the mapping says of the export, for the section that tells it. */
static struct estimates facts_of(const struct released_rows *rows) {
    struct estimates facts = {.rows = memory_alloc(rows->n + 1, sizeof *facts.rows)};

    for (size_t i = 0; i < rows->n; i++) {
        const struct released *row = &rows->rows[i];
        struct estimate fact = estimate_empty();
        if (*row->flag != '\0' || !isnan(row->low))
            continue;
        fact.analysis = row->analysis;
        fact.measure = row->measure;
        fact.group_by = row->group_by;
        fact.group = row->group;
        fact.subgroup = row->subgroup;
        fact.estimate = 1;
        facts.rows[facts.n_rows++] = fact;
    }
    return facts;
}

/* Nothing but what protect_cells let out: an estimates table has not its columns. */
static void build_release(const struct options *options, struct report *report) {
    struct released_rows *rows = released_rows_read(options->estimates, false);
    struct estimates facts = facts_of(rows);

    report->numbers.estimates = &facts;
    release_report_build(report, rows);
    write_forms(options->text, options->html, report->document);
    free(facts.rows);
    released_rows_free(rows);
}

int main(int argc, char **argv) {
    struct options options = read_options(argc, argv);
    struct ini_file *config = settings_file_read(&options.config);
    struct facts *facts = facts_read(options.facts);
    struct report report = {.numbers = {NULL, config, word_pool_alloc()},
                            .document = document_alloc(),
                            .facts = facts,
                            .charts = options.charts,
                            .lists = options.lists};

    if (report_settings_read(config).paper == REPORT_PAPER_LETTER)
        report.document->paper = "Letter";
    if (options.class == REPORT_RELEASE)
        build_release(&options, &report);
    else
        build_internal(&options, &report);
    document_free(report.document);
    word_pool_free(report.numbers.pool);
    facts_free(facts);
    ini_file_free(config);
    return 0;
}
