/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * draw_charts: the estimates of a period -> the charts of its report, by gnuplot.
 *
 * in   an estimates table (release class: the protected one); internal class: the episodes, for censor ticks
 * out  --charts: NAME.gp, NAME.svg and (by [report] slides) NAME.png, and NAME_narrow.gp and .svg for phones and
 *      columns of a printed page; --data: NAME.dat and NAME.text.dat, all that the script draws
 *
 *     draw_charts --class release --config switchback.ini --estimates protected.csv --charts charts --data data
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/options.h"
#include "chart/gnuplot_run.h"
#include "chart/gnuplot_script.h"
#include "chart/svg_clean.h"
#include "figure/all_charts.h"
#include "figure/release_charts.h"
#include "settings/settings_file.h"

static const double widths[] = {CHART_WIDE, CHART_NARROW};

enum { N_WIDTHS = sizeof widths / sizeof widths[0], MOST = N_WIDTHS * ALL_CHARTS_MOST };

struct options {
    struct options_common common;
    struct settings_files config;
    const char *class, *estimates, *episodes, *charts, *data;
};

enum key { KEY_CLASS = OPTIONS_FIRST_KEY, KEY_CONFIG, KEY_ESTIMATES, KEY_EPISODES, KEY_CHARTS, KEY_DATA };

static const struct argp_option option_list[] = {
    {"class", KEY_CLASS, "CLASS", 0, "release (ranges) or internal (full steps)", 1},
    {"config", KEY_CONFIG, "FILE", 0, SETTINGS_FILES_HELP, 1},
    {"estimates", KEY_ESTIMATES, "FILE", 0, "Estimates table; for the release class the protected one", 1},
    {"episodes", KEY_EPISODES, "FILE", 0,
     "Internal class only: the episodes under the default rule; ticks on the retention curves show censored people", 1},
    {"charts", KEY_CHARTS, "DIR", 0, "Where scripts, SVG and ([report] slides) PNG go", 2},
    {"data", KEY_DATA, "DIR", 0, "Where the charts' data go", 2},
    {0}};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_CLASS: options->class = argument; return 0;
    case KEY_CONFIG: settings_files_add(&options->config, argument); return 0;
    case KEY_ESTIMATES: options->estimates = argument; return 0;
    case KEY_EPISODES: options->episodes = argument; return 0;
    case KEY_CHARTS: options->charts = argument; return 0;
    case KEY_DATA: options->data = argument; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc = "Draw the charts of a report from an estimates table.\v"
           "DIRs beside each other (report/charts and report/data) keep the scripts usable by hand:\n"
           "  cd report/charts && gnuplot -d -c exits.gp svg exits.svg\n"
           "A chart that has no PNG, by [report] slides, gets one so: gnuplot -d -c exits.gp png exits.png\n\n"
           "Exit: 0 done; 64 usage; 65 the table cannot be used; 66 no such input; 69 gnuplot is missing or failed; "
           "73, 74 output cannot be written.\n\nExamples:\n"
           "  draw_charts --class internal --estimates work/estimates.csv \\\n"
           "    --episodes work/spells/default_rule.csv --charts out/charts \\\n"
           "    --data out/data\n"
           "  draw_charts --class release --estimates work/protected.csv \\\n"
           "    --charts out/charts --data out/data",
    .children = options_children};

static struct options read_options(int argc, char **argv, enum report_class *class) {
    struct options options = {0};

    options_parse(&argp, argc, argv, &options);
    if (options.class == NULL || !report_class_parse(options.class, class))
        options_fail("--class: release or internal?");
    if (options.estimates == NULL || options.charts == NULL || options.data == NULL)
        options_fail("--estimates, --charts and --data are needed");
    if (options.episodes != NULL && *class == REPORT_RELEASE)
        options_fail("--episodes: a released chart cannot show where single people were censored (--class internal)");
    return options;
}

static void make_directory(const char *path) {
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        message_fail(EX_CANTCREAT, "%s: cannot be created: %s", path, strerror(errno));
}

/* The data directory as seen from the charts: scripts must work wherever the report is moved. */
static char *data_from_charts(const struct options *options) {
    char *data = realpath(options->data, NULL), *charts = realpath(options->charts, NULL), *slash, *result;

    if (data == NULL || charts == NULL)
        message_fail(EX_CANTCREAT, "%s: cannot be found: %s", options->data, strerror(errno));
    slash = strrchr(data, '/');
    if ((size_t)(slash - data) == (size_t)(strrchr(charts, '/') - charts) &&
        strncmp(data, charts, (size_t)(slash - data)) == 0)
        result = memory_format("..%s", slash);
    else
        result = memory_format("%s", data);
    free(data);
    free(charts);
    return result;
}

/* A PNG is made to be put on a slide and sent on, so an internal chart has one only where the settings say so. */
static bool wants_png(const struct ini_file *config, enum report_class class) {
    const struct ini_entry *entry = ini_file_entry(config, "report", "slides");
    const char *slides = entry->value;

    if (strcmp(slides, "both") == 0)
        return true;
    if (strcmp(slides, "release") == 0 || strcmp(slides, "internal") == 0)
        return strcmp(slides, class == REPORT_RELEASE ? "release" : "internal") == 0;
    if (strcmp(slides, "none") != 0)
        message_fail_at(EX_CONFIG, ini_file_place(entry),
                        "[report] slides: '%s' is not usable (expected release, internal, both or none)", slides);
    return false;
}

static void draw_all(const struct options *options, struct canvas *const canvases[], size_t n, bool with_png) {
    char *data = data_from_charts(options);
    struct gnuplot_places places = {.charts = options->charts, .data = options->data, .data_from_charts = data};

    for (size_t i = 0; i < n; i++)
        gnuplot_script_write(canvases[i], &places);
    gnuplot_run(options->charts, canvases, n, with_png);
    for (size_t i = 0; i < n; i++)
        svg_clean(canvases[i], options->charts);
    free(data);
}

/* All numbers, with ticks where the episodes are given. */
static size_t draw_internal(const struct options *options, struct numbers numbers, struct canvas *canvases[]) {
    struct estimates *estimates = estimates_read(options->estimates);
    struct censored *censored = options->episodes == NULL ? NULL
                                                          : censored_read(options->episodes, numbers_rule(&numbers),
                                                                          options->common.show_values);
    size_t n = 0;

    estimates_index(estimates);
    numbers.estimates = estimates;
    for (size_t i = 0; i < N_WIDTHS; i++)
        n += all_charts_draw(&(struct chart_source){.numbers = &numbers, .censored = censored, .width = widths[i]},
                             canvases + n);
    censored_free(censored);
    estimates_free(estimates);
    return n;
}

/* Nothing but what protect_cells let out: an estimates table has not its columns. */
static size_t draw_release(const struct options *options, struct numbers numbers, struct canvas *canvases[]) {
    struct released_rows *rows = released_rows_read(options->estimates, false);
    const struct release release = {numbers, rows};
    size_t n = 0;

    for (size_t i = 0; i < N_WIDTHS; i++)
        n += release_charts_draw(&release, widths[i], canvases + n);
    released_rows_free(rows);
    return n;
}

int main(int argc, char **argv) {
    enum report_class class;
    struct options options = read_options(argc, argv, &class);
    struct ini_file *config = settings_file_read(&options.config);
    struct numbers numbers = {.config = config, .pool = word_pool_alloc()};
    struct canvas *canvases[MOST];
    bool with_png = wants_png(config, class);
    size_t n = class == REPORT_RELEASE ? draw_release(&options, numbers, canvases)
                                       : draw_internal(&options, numbers, canvases);

    make_directory(options.charts);
    make_directory(options.data);
    if (n == 0)
        message_note(options.common.quiet, "no estimate can be shown: no chart is drawn");
    else
        draw_all(&options, canvases, n, with_png);
    for (size_t i = 0; i < n; i++)
        canvas_free(canvases[i]);
    word_pool_free(numbers.pool);
    ini_file_free(config);
    return 0;
}
