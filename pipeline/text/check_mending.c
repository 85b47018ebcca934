/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the stages would stop at, in their order, each with the lines that answer it; then the one sentence. */
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "table/input_tables.h"
#include "text/absent_columns.h"
#include "text/check_page.h"
#include "text/check_things.h"

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
static void append_command(const struct check_things *things, const char *command) {
    const struct facts *facts = things->check->report->facts;
    const bool *is_used = things->is_used;

    text_buffer_append_text(things->out, facts_value(facts, command));
    text_buffer_append_text(things->out, " --mapping ");
    text_buffer_append_text(things->out, facts_value(facts, is_used[MENDING_MAPPING] ? "mapping_file" : "mapping"));
    text_buffer_append_text(things->out, facts_value(facts, "configuration_options"));
    if (is_used[MENDING_CONFIGURATION] && *facts_value(facts, "configuration_options") == '\0') {
        text_buffer_append_text(things->out, " --config ");
        text_buffer_append_text(things->out, facts_value(facts, "configuration_file"));
    }
    text_buffer_append_text(things->out,
                            facts_value(facts, strcmp(command, "run") == 0 ? "run_period" : "check_period"));
}

static void append_end(struct check_things *things, bool whole) {
    size_t n = things->told.n;

    text_buffer_append_char(things->out, '\n');
    if (!whole)
        check_words_append(things->out, "", "",
                           "Missing deliveries, unknown people and supplies are judged when all tables can be read.");
    if (n == 0 && absent_columns_may_be_renamed(things->check->report))
        check_words_append(
            things->out, "", "",
            "A run would be made without the columns of “Was a column renamed?” above: read that first.");
    if (n == 0) {
        text_buffer_append_text(things->out, "Ready: ");
        append_command(things, "run");
        text_buffer_append_text(things->out, " --reports reports");
    } else {
        char *number = memory_format("%zu thing%s to mend; then: ", n, n == 1 ? "" : "s");
        text_buffer_append_text(things->out, number);
        free(number);
        append_command(things, "check");
    }
    text_buffer_append_char(things->out, '\n');
}

/* How the files come about in which lines are to be written. */
static void append_notes(const struct check_things *things, struct text_buffer *out) {
    static const char *const keys[] = {
        [MENDING_MAPPING] = "mapping_note", [MENDING_CONFIGURATION] = "configuration_note"};

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        const char *note = facts_value(things->check->report->facts, keys[i]);
        if (things->is_used[i] && *note != '\0') {
            text_buffer_append_char(out, '\n');
            check_words_append(out, "", "", note);
        }
    }
}

size_t check_mending_append(const struct check *check, struct text_buffer *out) {
    struct check_things things = {.check = check, .out = out};
    struct text_buffer told = {0};
    bool whole = may_judge_whole(check);
    size_t n;

    things.out = &told;
    check_things_add_files(&things, whole);
    things.n_of_files = things.told.n;
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        char *stage = memory_format("ingest_export-%s", input_tables[i].name);
        check_things_add_stage(&things, stage);
        free(stage);
    }
    if (whole) {
        check_things_add_stage(&things, "survey_tables");
        if (check_status(check, "survey_tables") != EX_DATAERR)
            check_things_add_stage(&things, "build_episodes");
    }
    n = things.told.n;
    if (n > 0) {
        append_heading(out, "Things to mend");
        append_notes(&things, out);
        text_buffer_append(out, told.text, told.length);
    }
    things.out = out;
    append_end(&things, whole);
    text_buffer_free(&told);
    check_things_free(&things);
    return n;
}
