/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the stages would stop at, one thing after another, each with the lines that answer it; then the one sentence.
 * A stage that ended with 1 has said one reason a line. One that ended with 65 has said the last line, and may have
 * given details of it before.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "table/input_tables.h"
#include "text/check_page.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/text_form.h"
#include "text/text_wrap.h"

enum { MOST_DETAILS = 12 };

/* Messages of a stage. */
struct said {
    char **lines;
    size_t n, capacity;
};

/* Without the program's name before it. */
static char *bare_line(char *line) {
    char *text = strstr(line, ": ");

    line[strcspn(line, "\n")] = '\0';
    text = text == NULL ? line : text + 2;
    return memory_copy_text(text, strlen(text));
}

static struct said said_read(const struct check *check, const char *stage) {
    char *path = memory_format("%s/logs/%s", check->work, stage), *line = NULL;
    FILE *file = fopen(path, "re");
    struct said said = {0};
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

static void said_free(struct said *said) {
    for (size_t i = 0; i < said->n; i++)
        free(said->lines[i]);
    free(said->lines);
    *said = (struct said){0};
}

struct mendings {
    const struct check *check;
    struct text_buffer *out;
    bool is_used[2];   /* by mending_file: a line is to be written there */
    struct said told;  /* things so far */
    size_t n_of_files; /* of them: said by account_files */
};

/* Of a file that is no table account_files says more than the stage that would read it. */
static bool was_told(const struct mendings *mendings, const char *text) {
    const char *behind = strstr(text, ": ");
    size_t length = behind == NULL ? strlen(text) : (size_t)(behind - text) + 1;

    for (size_t i = 0; i < mendings->told.n && i < mendings->n_of_files; i++)
        if (strncmp(mendings->told.lines[i], text, length) == 0)
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
static void append_line(const struct mendings *mendings, const struct mending *line, bool is_other) {
    const struct facts *facts = mendings->check->report->facts;
    struct text_buffer *out = mendings->out;

    text_buffer_append_text(out, is_other ? "     or in " : "     in ");
    text_buffer_append_text(out,
                            facts_value(facts, line->file == MENDING_MAPPING ? "mapping_file" : "configuration_file"));
    text_buffer_append_text(out, ", [");
    append_plain(out, line->section, line->section_length);
    text_buffer_append_text(out, "]:\n         ");
    append_plain(out, line->line, line->line_length);
    text_buffer_append_char(out, '\n');
}

static void append_words(struct text_buffer *out, const char *first, const char *other, const char *text) {
    text_wrap_append(out, text, TEXT_FORM_WIDTH, (const char *const[]){first, other});
}

/* One thing, with details that were said before it. */
static void append_thing(struct mendings *mendings, const char *text, char *const details[], size_t n_details) {
    struct mending lines[MENDING_MOST_LINES];
    size_t why, n = mending_split(text, &why, lines, MENDING_MOST_LINES);
    char *words, number[16];

    mendings->told.lines =
        memory_grow(mendings->told.lines, &mendings->told.capacity, mendings->told.n + 1, sizeof *mendings->told.lines);
    mendings->told.lines[mendings->told.n++] = memory_copy_text(text, strlen(text));
    words = memory_copy_text(text, why);
    snprintf(number, sizeof number, "%3zu  ", mendings->told.n);
    text_buffer_append_char(mendings->out, '\n');
    append_words(mendings->out, number, "     ", words);
    for (size_t i = 0; i < n_details && i < MOST_DETAILS; i++)
        append_words(mendings->out, "     - ", "       ", details[i]);
    if (n_details > MOST_DETAILS)
        append_words(mendings->out, "     - ", "       ", "and more");
    for (size_t i = 0; i < n; i++) {
        append_line(mendings, &lines[i], i > 0);
        mendings->is_used[lines[i].file] = true;
    }
    free(words);
}

/* Every line is a thing of its own. */
static void append_all(struct mendings *mendings, const char *stage) {
    struct said said = {0};

    if (check_status(mendings->check, stage) != 0)
        said = said_read(mendings->check, stage);
    for (size_t i = 0; i < said.n; i++)
        append_thing(mendings, said.lines[i], NULL, 0);
    said_free(&said);
}

static void append_stage(struct mendings *mendings, const char *stage) {
    int code = check_status(mendings->check, stage);
    struct said said = {0};

    if (code != 0)
        said = said_read(mendings->check, stage);
    for (size_t i = 0; code == EXIT_GATE_FAILED && i < said.n; i++)
        append_thing(mendings, said.lines[i], NULL, 0);
    if (code != 0 && code != EXIT_GATE_FAILED && said.n > 0 && !was_told(mendings, said.lines[said.n - 1]))
        append_thing(mendings, said.lines[said.n - 1], said.lines, said.n - 1);
    said_free(&said);
}

/* Are all tables there, and somebody in them? Else what is said of the whole would follow from that alone. */
static bool may_judge_whole(const struct check *check) {
    const struct estimate *patients =
        numbers_find(&check->report->numbers, &(struct number_key){.analysis = ANALYSIS_DATA_QUALITY,
                                                                   .measure = "accepted",
                                                                   .group_by = "table",
                                                                   .group = input_tables[0].name});

    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        char *stage = memory_format("ingest_export-%s", input_tables[i].name);
        int code = check_status(check, stage);
        free(stage);
        if (code != 0 && code != EXIT_GATE_FAILED)
            return false;
    }
    return patients != NULL && patients->estimate > 0;
}

static void append_heading(struct text_buffer *out, const char *text) {
    text_buffer_append_char(out, '\n');
    text_buffer_append_text(out, text);
    text_buffer_append_char(out, '\n');
    for (size_t i = 0; i < strlen(text); i++)
        text_buffer_append_char(out, '=');
    text_buffer_append_char(out, '\n');
}

/* The command to type next, with the files that a line had to be written into. */
static void append_command(const struct mendings *mendings, const char *command) {
    const struct facts *facts = mendings->check->report->facts;
    const bool *is_used = mendings->is_used;

    text_buffer_append_text(mendings->out, facts_value(facts, command));
    text_buffer_append_text(mendings->out, " --mapping ");
    text_buffer_append_text(mendings->out, facts_value(facts, is_used[MENDING_MAPPING] ? "mapping_file" : "mapping"));
    text_buffer_append_text(mendings->out, facts_value(facts, "configuration_options"));
    if (is_used[MENDING_CONFIGURATION] && *facts_value(facts, "configuration_options") == '\0') {
        text_buffer_append_text(mendings->out, " --config ");
        text_buffer_append_text(mendings->out, facts_value(facts, "configuration_file"));
    }
    text_buffer_append_text(mendings->out,
                            facts_value(facts, strcmp(command, "run") == 0 ? "run_period" : "check_period"));
}

static void append_end(struct mendings *mendings, bool whole) {
    size_t n = mendings->told.n;

    text_buffer_append_char(mendings->out, '\n');
    if (!whole)
        append_words(mendings->out, "", "",
                     "Missing deliveries, unknown people and supplies are judged when all tables can be read.");
    if (n == 0) {
        text_buffer_append_text(mendings->out, "Ready: ");
        append_command(mendings, "run");
        text_buffer_append_text(mendings->out, " --reports reports");
    } else {
        char *number = memory_format("%zu thing%s to mend; then: ", n, n == 1 ? "" : "s");
        text_buffer_append_text(mendings->out, number);
        free(number);
        append_command(mendings, "check");
    }
    text_buffer_append_char(mendings->out, '\n');
}

/* How the files come about in which lines are to be written. */
static void append_notes(const struct mendings *mendings, struct text_buffer *out) {
    static const char *const keys[] = {
        [MENDING_MAPPING] = "mapping_note", [MENDING_CONFIGURATION] = "configuration_note"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *note = facts_value(mendings->check->report->facts, keys[i]);
        if (mendings->is_used[i] && *note != '\0') {
            text_buffer_append_char(out, '\n');
            append_words(out, "", "", note);
        }
    }
}

size_t check_mending_append(const struct check *check, struct text_buffer *out) {
    struct mendings mendings = {.check = check, .out = out};
    struct text_buffer things = {0};
    bool whole = may_judge_whole(check);
    size_t n;

    mendings.out = &things;
    append_all(&mendings, "account_files");
    mendings.n_of_files = mendings.told.n;
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        char *stage = memory_format("ingest_export-%s", input_tables[i].name);
        append_stage(&mendings, stage);
        free(stage);
    }
    if (whole) {
        append_stage(&mendings, "survey_tables");
        if (check_status(check, "survey_tables") != EX_DATAERR)
            append_stage(&mendings, "build_episodes");
    }
    n = mendings.told.n;
    if (n > 0) {
        append_heading(out, "Things to mend");
        append_notes(&mendings, out);
        text_buffer_append(out, things.text, things.length);
    }
    mendings.out = out;
    append_end(&mendings, whole);
    text_buffer_free(&things);
    said_free(&mendings.told);
    return n;
}
