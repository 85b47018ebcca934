/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * digest_inputs: the SHA-256 of every file of an export, so that a run can say what it read, and that nothing has
 * changed since the last one.
 *
 * in   a directory; links are followed
 * out  one line a file as sha256sum writes it, in the bytewise order of names: `sha256sum --check` reads it
 *
 *     digest_inputs exports > inputs.sha256
 */
#include <string.h>

#include "base/message.h"
#include "base/options.h"
#include "base/output_file.h"
#include "base/tree_digest.h"

struct options {
    struct options_common common;
    const char *directory;
};

static error_t parse_option(int key, char *argument, struct argp_state *state) {
    struct options *options = state->input;

    switch (key) {
    case ARGP_KEY_INIT: state->child_inputs[0] = &options->common; return 0;
    case ARGP_KEY_ARG: options->directory = options_operand("DIR", options->directory, argument); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp argp = {
    .parser = parse_option,
    .args_doc = "DIR",
    .doc = "The SHA-256 of every file below DIR, as sha256sum writes it, in the order of names.\v"
           "Links are followed. Several files are read at a time.\n\n"
           "Exit: 0 done; 64 usage; 66 a file cannot be read.\n\nExamples:\n"
           "  digest_inputs sample-data/exports > inputs.sha256\n"
           "  digest_inputs sample-data/exports | diff inputs.sha256 -",
    .children = options_children};

/* A name with a line break or a backslash is written escaped, behind a backslash that says so. */
static void write_file(struct output_file *output, const struct tree_file *file) {
    bool is_escaped = strpbrk(file->path, "\\\n\r") != NULL;

    output_file_printf(output, "%s%s  ./", is_escaped ? "\\" : "", file->sha256);
    for (const char *at = file->path; *at != '\0'; at++)
        switch (*at) {
        case '\\': output_file_write_text(output, "\\\\"); break;
        case '\n': output_file_write_text(output, "\\n"); break;
        case '\r': output_file_write_text(output, "\\r"); break;
        default: output_file_write_char(output, *at);
        }
    output_file_write_char(output, '\n');
}

int main(int argc, char **argv) {
    struct options options = {0};
    struct tree_listing *listing;
    struct output_file *output;

    options_parse(&argp, argc, argv, &options);
    if (options.directory == NULL)
        options_fail("a directory is needed");
    listing = tree_digest(options.directory);
    output = output_file_open(options.common.output);
    for (size_t i = 0; i < listing->n_files; i++)
        write_file(output, &listing->files[i]);
    output_file_commit(output);
    tree_listing_free(listing);
    return 0;
}
