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
    char *file = memory_copy_text(text, behind == NULL ? strlen(text) : (size_t)(behind - text) + 1);
    bool found = false;

    for (size_t i = 0; i < things->told.n && i < things->n_of_files; i++)
        found = found || strncmp(things->told.lines[i], file, strlen(file)) == 0;
    free(file);
    return found;
}

static void append_plain(struct text_buffer *out, const char *text, size_t length) {
    char *part = memory_copy_text(text, length), *plain = plain_text_copy(part);

    text_buffer_append_text(out, plain);
    free(part);
    free(plain);
}

/* A line to write, never broken: it is to be copied. */
static void append_line(const struct check_things *things, const struct mending *line, bool is_first) {
    const struct facts *facts = things->check->report->facts;
    struct text_buffer *out = things->out;

    text_buffer_append_text(out, line->is_other ? "     or in " : is_first ? "     in " : "     and in ");
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
        append_line(things, &lines[i], i == 0);
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

/* hole.SITE.TABLE.FIRST..LAST of the line that accepts a hole. */
struct hole {
    const char *table, *first, *last;
    size_t table_length;
};

enum { DATE_LENGTH = 10 };

static bool find_hole(const char *text, struct hole *hole) {
    static const char beginning[] = "hole.";
    struct mending lines[MENDING_MOST_LINES];
    size_t why, n = mending_split(text, &why, lines, MENDING_MOST_LINES);
    const char *line = n == 0 ? "" : lines[n - 1].line, *dots = strstr(line, "..");

    if (strncmp(line, beginning, strlen(beginning)) != 0 || dots == NULL || dots - line < DATE_LENGTH + 8)
        return false;
    hole->first = dots - DATE_LENGTH;
    hole->last = dots + 2;
    hole->table = memrchr(line, '.', (size_t)(hole->first - 1 - line));
    hole->table++;
    hole->table_length = (size_t)(hole->first - 1 - hole->table);
    return true;
}

/* The message of survey_tables on the days that a month without a file is part of; NULL: there is none. */
static const char *find_wider(const struct check_said *later, const char *text) {
    struct hole month, days;

    for (size_t i = 0; find_hole(text, &month) && i < later->n; i++)
        if (find_hole(later->lines[i], &days) && days.table_length == month.table_length &&
            strncmp(days.table, month.table, days.table_length) == 0 &&
            strncmp(days.first, month.first, DATE_LENGTH) <= 0 && strncmp(days.last, month.last, DATE_LENGTH) >= 0)
            return later->lines[i];
    return NULL;
}

/* The lines of a message, as they stand in it. */
static const char *lines_of(const char *text) {
    struct mending lines[MENDING_MOST_LINES];
    size_t why;

    mending_split(text, &why, lines, MENDING_MOST_LINES);
    return text + why;
}

/* A month that no file brought is told once, and asks for the line that answers both stages: by the days that are
 * missing, which survey_tables knows. */
static void append_file(struct check_things *things, const char *text, const struct check_said *later) {
    const char *wider = find_wider(later, text);
    char *joined;

    if (wider == NULL) {
        append_thing(things, text, NULL, 0);
        return;
    }
    joined = memory_format("%.*s%s", (int)(lines_of(text) - text), text, lines_of(wider));
    append_thing(things, joined, NULL, 0);
    free(joined);
}

/* Does a thing that was told ask for the same lines to accept a hole? */
static bool is_answered(const struct check_things *things, const char *text) {
    struct hole hole;

    for (size_t i = 0; find_hole(text, &hole) && i < things->n_of_files; i++)
        if (strcmp(lines_of(things->told.lines[i]), lines_of(text)) == 0)
            return true;
    return false;
}

/* Every line is a thing of its own, but files that are nobody's are one. */
void check_things_add_files(struct check_things *things, bool whole) {
    struct check_said said = {0}, later = {0};
    size_t n_strays = 0;

    if (check_status(things->check, "account_files") != 0)
        said = said_read(things->check, "account_files");
    if (whole && check_status(things->check, "survey_tables") == EXIT_GATE_FAILED)
        later = said_read(things->check, "survey_tables");
    for (size_t i = 0; i < said.n; i++)
        n_strays += stray_line(said.lines[i]) != NULL;
    for (size_t i = 0; i < said.n; i++)
        if (n_strays < FEWEST_STRAYS || stray_line(said.lines[i]) == NULL)
            append_file(things, said.lines[i], &later);
    if (n_strays >= FEWEST_STRAYS)
        append_strays(things, &said, n_strays);
    said_free(&said);
    said_free(&later);
}

void check_things_add_stage(struct check_things *things, const char *stage) {
    int code = check_status(things->check, stage);
    struct check_said said = {0};

    if (code != 0)
        said = said_read(things->check, stage);
    for (size_t i = 0; code == EXIT_GATE_FAILED && i < said.n; i++)
        if (!is_answered(things, said.lines[i]))
            append_thing(things, said.lines[i], NULL, 0);
    if (code != 0 && code != EXIT_GATE_FAILED && said.n > 0 && !was_told(things, said.lines[said.n - 1]))
        append_thing(things, said.lines[said.n - 1], said.lines, said.n - 1);
    said_free(&said);
}

void check_things_free(struct check_things *things) { said_free(&things->told); }

void check_words_append(struct text_buffer *out, const char *first, const char *other, const char *text) {
    text_wrap_append(out, text, TEXT_FORM_WIDTH, (const char *const[]){first, other});
}
