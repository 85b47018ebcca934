/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/check_things.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/text_form.h"
#include "text/text_wrap.h"

enum { MOST_DETAILS = 12 };

/* Without the program's name before it, and the name under which the work directory has the export. */
static char *bare_line(char *line) {
    static const char inputs[] = "inputs/";
    char *text = strstr(line, ": ");

    line[strcspn(line, "\n")] = '\0';
    text = text == NULL ? line : text + 2;
    text += strncmp(text, inputs, strlen(inputs)) == 0 ? strlen(inputs) : 0;
    return memory_copy_text(text, strlen(text));
}

static struct check_said said_read(const struct check *check, const char *stage) {
    char *path = memory_format("%s/logs/%s", check->work, stage), *line = NULL;
    FILE *file = fopen(path, "re");
    struct check_said said = {0};
    size_t capacity = 0;

    while (file != NULL && getline(&line, &capacity, file) >= 0) {
        said.lines = memory_grow(said.lines, &said.capacity, said.n + 1, sizeof *said.lines);
        said.lines[said.n++] = bare_line(line);
    }
    if (file != NULL)
        fclose(file);
    free(line);
    free(path);
    return said;
}

static void said_free(struct check_said *said) {
    for (size_t i = 0; i < said->n; i++)
        free(said->lines[i]);
    free(said->lines);
    *said = (struct check_said){0};
}

/* Of a file that is no table account_files says more than the stage that would read it. */
static bool was_told(const struct check_things *things, const char *text) {
    const char *behind = strstr(text, ": ");
    size_t length = behind == NULL ? strlen(text) : (size_t)(behind - text) + 1;

    for (size_t i = 0; i < things->told.n && i < things->n_of_files; i++)
        if (strncmp(things->told.lines[i], text, length) == 0)
            return true;
    return false;
}

static void append_plain(struct text_buffer *out, const char *text, size_t length) {
    char *part = memory_copy_text(text, length), *plain = plain_text_copy(part);

    text_buffer_append_text(out, plain);
    free(part);
    free(plain);
}

/* A line to write, never broken: it is to be copied. */
static void append_line(const struct check_things *things, const struct mending *line, bool is_other) {
    const struct facts *facts = things->check->report->facts;
    struct text_buffer *out = things->out;

    text_buffer_append_text(out, is_other ? "     or in " : "     in ");
    text_buffer_append_text(out,
                            facts_value(facts, line->file == MENDING_MAPPING ? "mapping_file" : "configuration_file"));
    text_buffer_append_text(out, ", [");
    append_plain(out, line->section, line->section_length);
    text_buffer_append_text(out, "]:\n         ");
    append_plain(out, line->line, line->line_length);
    text_buffer_append_char(out, '\n');
}

/* One thing, with details that were said before it. */
static void append_thing(struct check_things *things, const char *text, char *const details[], size_t n_details) {
    struct mending lines[MENDING_MOST_LINES];
    size_t why, n = mending_split(text, &why, lines, MENDING_MOST_LINES);
    char *words, number[16];

    things->told.lines =
        memory_grow(things->told.lines, &things->told.capacity, things->told.n + 1, sizeof *things->told.lines);
    things->told.lines[things->told.n++] = memory_copy_text(text, strlen(text));
    words = memory_copy_text(text, why);
    snprintf(number, sizeof number, "%3zu  ", things->told.n);
    text_buffer_append_char(things->out, '\n');
    check_words_append(things->out, number, "     ", words);
    for (size_t i = 0; i < n_details && i < MOST_DETAILS; i++)
        check_words_append(things->out, "     - ", "       ", details[i]);
    if (n_details > MOST_DETAILS)
        check_words_append(things->out, "     - ", "       ", "and more");
    for (size_t i = 0; i < n; i++) {
        append_line(things, &lines[i], i > 0);
        things->is_used[lines[i].file] = true;
    }
    free(words);
}

enum { FEWEST_STRAYS = 3 /* that are told together */ };

/* Is the thing a file that no pattern takes, nor is like one that a pattern takes? Then the line for [accept], else
 * NULL (borrowed from the text, to its end). */
static const char *stray_line(const char *text) {
    struct mending lines[MENDING_MOST_LINES];
    size_t why, n = mending_split(text, &why, lines, MENDING_MOST_LINES);
    static const char unknown[] = "TABLE";

    if (n != 2 || lines[0].section_length != strlen(unknown) ||
        strncmp(lines[0].section, unknown, strlen(unknown)) != 0)
        return NULL;
    return lines[1].line;
}

/* An export brings a directory of other tables: they are one thing, which has a line for each. */
static void append_strays(struct check_things *things, const struct check_said *said, size_t n) {
    static const char leave[] = "leave them out of the export, or say of each why it is left out";
    struct text_buffer text = {0};

    text_buffer_append_text(
        &text, WORDS(things->check->report, "%zu files that no pattern of the mapping takes: %s", n, leave));
    append_thing(things, text.text, NULL, 0);
    text_buffer_clear(&text);
    things->is_used[MENDING_CONFIGURATION] = true;
    text_buffer_append_text(things->out, "     in ");
    text_buffer_append_text(things->out, facts_value(things->check->report->facts, "configuration_file"));
    text_buffer_append_text(things->out, ", [accept]:\n");
    for (size_t i = 0; i < said->n; i++) {
        const char *line = stray_line(said->lines[i]);
        if (line == NULL)
            continue;
        text_buffer_append_text(things->out, "         ");
        append_plain(things->out, line, strlen(line));
        text_buffer_append_char(things->out, '\n');
    }
    text_buffer_free(&text);
}

/* Every line is a thing of its own, but files that are nobody's are one. */
void check_things_add_files(struct check_things *things) {
    struct check_said said = {0};
    size_t n_strays = 0;

    if (check_status(things->check, "account_files") != 0)
        said = said_read(things->check, "account_files");
    for (size_t i = 0; i < said.n; i++)
        n_strays += stray_line(said.lines[i]) != NULL;
    for (size_t i = 0; i < said.n; i++)
        if (n_strays < FEWEST_STRAYS || stray_line(said.lines[i]) == NULL)
            append_thing(things, said.lines[i], NULL, 0);
    if (n_strays >= FEWEST_STRAYS)
        append_strays(things, &said, n_strays);
    said_free(&said);
}

void check_things_add_stage(struct check_things *things, const char *stage) {
    int code = check_status(things->check, stage);
    struct check_said said = {0};

    if (code != 0)
        said = said_read(things->check, stage);
    for (size_t i = 0; code == EXIT_GATE_FAILED && i < said.n; i++)
        append_thing(things, said.lines[i], NULL, 0);
    if (code != 0 && code != EXIT_GATE_FAILED && said.n > 0 && !was_told(things, said.lines[said.n - 1]))
        append_thing(things, said.lines[said.n - 1], said.lines, said.n - 1);
    said_free(&said);
}

void check_things_free(struct check_things *things) { said_free(&things->told); }

void check_words_append(struct text_buffer *out, const char *first, const char *other, const char *text) {
    text_wrap_append(out, text, TEXT_FORM_WIDTH, (const char *const[]){first, other});
}
