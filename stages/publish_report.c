/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * publish_report: makes a finished report appear, whole or not at all.
 *
 * In:  a directory with release/, internal/ and basis/ (any may be missing), and the record of the run: a CSV with the
 *      columns section,key,value. --release-record: release/ was made by this run; what it carries of the record.
 * Out: REPORTS/NAME/ with all of it, for the owner only but release/, and run.json: the record as one JSON object of
 *      objects, with the size and SHA-256 of every file under "outputs". A release that was made now gets a run.json
 *      of its own, and basis/ the whole record beside it. NAME stands under its name by one rename or exchange, after
 *      every byte was synced and read back; then the lists of all reports are written (text/index_page.h),
 * REPORTS/latest points at the newest report, and last REPORTS/latest-release at the newest that has a release. Nothing
 * of an earlier report is touched before that.
 *
 *     publish_report --from work/report --run work/run.csv --reports reports --name 2026-10
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/json_text.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/options.h"
#include "base/output_file.h"
#include "base/tree.h"
#include "table/table_reader.h"
#include "text/index_page.h"

struct options {
    struct options_common common;
    const char *from, *run, *release_record, *reports, *name;
};

enum { KEY_FROM = OPTIONS_FIRST_KEY, KEY_RUN, KEY_RELEASE_RECORD, KEY_REPORTS, KEY_NAME };

static const struct argp_option option_list[] = {
    {"from", KEY_FROM, "DIR", 0, "The finished report: release/, internal/ and basis/", 0},
    {"run", KEY_RUN, "FILE", 0, "Record of the run: section,key,value", 0},
    {"release-record", KEY_RELEASE_RECORD, "FILE", 0, "The same for release/, which this run has made", 0},
    {"reports", KEY_REPORTS, "DIR", 0, "Where reports stand", 0},
    {"name", KEY_NAME, "NAME", 0, "YYYY-MM, or day-N for relative days", 0},
    {0}};

static void check_name(const char *name) {
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

    if (*name == '\0' || *name == '-' || name[strspn(name, allowed)] != '\0' || strlen(name) > 64)
        options_fail("--name: '%s' is not usable (expected YYYY-MM or day-N)", name);
}

static void check_readable(const char *path) {
    if (access(path, R_OK) != 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
}

static void check_options(const struct options *options) {
    if (options->from == NULL || options->run == NULL || options->reports == NULL || options->name == NULL)
        options_fail("--from, --run, --reports and --name are needed");
    check_name(options->name);
    check_readable(options->run);
    if (options->release_record != NULL)
        check_readable(options->release_record);
}

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case KEY_FROM: options->from = argument; return 0;
    case KEY_RUN: options->run = argument; return 0;
    case KEY_RELEASE_RECORD: options->release_record = argument; return 0;
    case KEY_REPORTS: options->reports = argument; return 0;
    case KEY_NAME: options->name = argument; return 0;
    case ARGP_KEY_ARG: options_fail("unexpected argument '%s'", argument);
    case ARGP_KEY_END: check_options(options); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

/* One line an entry, so that a shell can read it as well as a JSON parser. */
static void write_json_entry(struct output_file *output, const char *key, const char *value, bool first) {
    output_file_write_text(output, first ? "\n    " : ",\n    ");
    json_text_write(output, key);
    output_file_write_text(output, ": ");
    json_text_write(output, value);
}

/* Rows of one section stand together in the record. */
static void write_record(struct output_file *output, const char *path) {
    struct table_reader *reader = table_reader_open(path, false);
    int section_column = (int)table_reader_require(reader, "section");
    int key_column = (int)table_reader_require(reader, "key");
    int value_column = (int)table_reader_require(reader, "value");
    char *section = memory_copy_text("", 0);

    while (table_reader_next(reader)) {
        struct record_cell cell = table_reader_cell(reader, section_column);
        bool first = strcmp(section, cell.text) != 0;
        if (first) {
            output_file_printf(output, "%s  \"%s\": {", *section == '\0' ? "" : "\n  },\n", cell.text);
            free(section);
            section = memory_copy_text(cell.text, cell.length);
        }
        write_json_entry(output, table_reader_cell(reader, key_column).text,
                         table_reader_cell(reader, value_column).text, first);
    }
    if (*section != '\0')
        output_file_write_text(output, "\n  },\n");
    free(section);
    table_reader_close(reader);
}

/* The files below `directory` ("release/", or "" for all), by their paths in it. */
static void write_outputs(struct output_file *output, const struct tree_listing *listing, const char *directory) {
    size_t length = strlen(directory);
    bool first = true;

    output_file_write_text(output, "  \"outputs\": {");
    for (size_t i = 0; i < listing->n_files; i++) {
        const struct tree_file *file = &listing->files[i];
        if (strncmp(file->path, directory, length) != 0)
            continue;
        char *value = memory_format("sha256:%s bytes:%lld", file->sha256, (long long)file->bytes);
        write_json_entry(output, file->path + length, value, first);
        first = false;
        free(value);
    }
    output_file_write_text(output, "\n  }\n");
}

struct manifest {
    const char *below;   /* where it goes in the report */
    const char *record;  /* section,key,value */
    const char *outputs; /* of which directory the files are named */
    mode_t mode;
};

static void write_manifest(const char *report, const struct tree_listing *listing, const struct manifest *manifest) {
    char *path = memory_format("%s/%s", report, manifest->below);
    struct output_file *output = output_file_open(path);

    output_file_write_text(output, "{\n");
    write_record(output, manifest->record);
    write_outputs(output, listing, manifest->outputs);
    output_file_write_text(output, "}\n");
    output_file_commit(output);
    if (chmod(path, manifest->mode) != 0)
        message_fail(EX_IOERR, "%s: %s", path, strerror(errno));
    free(path);
}

/* A release that was made now: its own manifest, which leaves the program with it, and the whole record beside it. */
static void write_release_manifests(const struct options *options, const char *report, struct tree_listing *listing) {
    const struct manifest manifests[] = {{"release/run.json", options->release_record, "release/", 0644},
                                         {"basis/run.json", options->run, "release/", 0600}};

    for (size_t i = 0; i < sizeof manifests / sizeof manifests[0]; i++)
        write_manifest(report, listing, &manifests[i]);
    for (size_t i = 0; i < sizeof manifests / sizeof manifests[0]; i++)
        tree_listing_add(listing, report, manifests[i].below);
}

static bool has_release(const struct tree_listing *listing) {
    for (size_t i = 0; i < listing->n_files; i++)
        if (strncmp(listing->files[i].path, "release/", strlen("release/")) == 0)
            return true;
    return false;
}

/* The last file of the report: where it stands, everything it names stands. Exact counts are in it. */
static void write_last_manifest(const struct options *options, const char *report, const struct tree_listing *listing) {
    write_manifest(report, listing, &(struct manifest){"run.json", options->run, "", 0600});
}

static bool day_number(const char *name, int32_t *day) {
    return strncmp(name, "day-", 4) == 0 && number_parse_int(name + 4, strlen(name + 4), day);
}

/* Months in the order of the calendar, days by number; of two kinds the one published now is the newer. */
static bool is_newer(const char *name, const char *than) {
    int32_t day, than_day;
    bool is_day = day_number(name, &day), than_is_day = day_number(than, &than_day);

    if (is_day != than_is_day)
        return true;
    return is_day ? day >= than_day : strcmp(name, than) >= 0;
}

/* Building an old month again does not make it the latest. */
static void swing_link(const char *reports, const char *link, const char *name) {
    char *path = memory_format("%s/%s", reports, link);
    char target[128];
    ssize_t length = readlink(path, target, sizeof target - 1);

    target[length < 0 ? 0 : length] = '\0';
    if (length <= 0 || access(path, F_OK) != 0 || is_newer(name, target))
        tree_point(path, name);
    free(path);
}

/* The month stands already: that a page above it cannot be written fails nothing. */
static void write_indexes(const struct options *options) {
    static const enum report_class classes[] = {REPORT_RELEASE, REPORT_INTERNAL};

    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (!index_page_write(options->reports, classes[i]))
            message_note(options->common.quiet, "%s: its list of %s reports cannot be written: %s", options->reports,
                         classes[i] == REPORT_RELEASE ? "released" : "internal", strerror(errno));
}

static const struct argp argp = {
    .options = option_list,
    .parser = parse_option,
    .doc =
        "Make a finished report appear under its name in one step, with the record of its run.\v"
        "Exit: 0 done; 64 usage; 65 the record cannot be used; 66 no such input; 73, 74 the reports cannot be written: "
        "they stand as they were.\n\nExamples:\n"
        "  publish_report --from work/report --run work/run.csv --reports reports \\\n"
        "    --name 2026-10\n"
        "  publish_report --from work/report --run work/run.csv --reports reports \\\n"
        "    --name day-365",
    .children = options_children,
};

int main(int argc, char **argv) {
    struct options options = {.name = NULL};
    struct tree_listing *listing;
    char *fresh, *place, *aside;

    options_parse(&argp, argc, argv, &options);
    fresh = memory_format("%s/.new-%s", options.reports, options.name);
    aside = memory_format("%s/.old-%s", options.reports, options.name);
    place = memory_format("%s/%s", options.reports, options.name);
    if (!tree_remove(fresh))
        message_fail(EX_CANTCREAT, "%s: cannot be removed: %s", fresh, strerror(errno));
    listing = tree_copy(options.from, fresh, "release");
    if (options.release_record != NULL)
        write_release_manifests(&options, fresh, listing);
    write_last_manifest(&options, fresh, listing);
    tree_replace(fresh, place, aside);
    write_indexes(&options);
    swing_link(options.reports, "latest", options.name);
    if (has_release(listing))
        swing_link(options.reports, "latest-release", options.name);
    if (!tree_remove(fresh))
        message_note(options.common.quiet, "%s: could not be removed: %s", fresh, strerror(errno));
    tree_listing_free(listing);
    free(fresh);
    free(aside);
    free(place);
    return 0;
}
