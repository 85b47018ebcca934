/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/section_known.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/text_buffer.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* In the order of page one. What may be released of a measure is said in privacy/protect_row.c. */
static const struct {
    const char *measure, *sentence;
} lines[] = {
    {"accept_used", "Accepted in the configuration: {=group}. Reason given: {=subgroup}"},
};

static const char *plain(const struct report *report, const char *text) {
    return word_pool_keep(report->numbers.pool, plain_text_copy(text));
}

/* The words of one placeholder, which ends where `length` says; NULL: there is no such placeholder. */
static const char *fill(const struct report *report, const char *name, size_t length, const struct estimate *row) {
    const struct numbers *numbers = &report->numbers;
    const struct {
        const char *name, *words;
    } fields[] = {{"group", wording_group(numbers, row->group_by, row->group)},
                  {"subgroup", wording_code(numbers, row->subgroup)},
                  {"period", wording_month(numbers, row->period)},
                  {"=group", plain(report, row->group)},
                  {"=subgroup", plain(report, row->subgroup)},
                  {"count", wording_count(numbers, row->estimate)},
                  {"n", wording_count(numbers, row->n)},
                  {"people", wording_people(numbers, row->estimate)}};
    const char *bar = memchr(name, '|', length);
    size_t one = bar == NULL ? 0 : (size_t)(bar - name);

    if (bar != NULL && fabs(row->estimate - 1) < 0.5)
        return word_pool_keep(numbers->pool, memory_copy_text(name, one));
    if (bar != NULL)
        return word_pool_keep(numbers->pool, memory_copy_text(bar + 1, length - one - 1));
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (strlen(fields[i].name) == length && memcmp(fields[i].name, name, length) == 0)
            return fields[i].words;
    return NULL;
}

const char *section_known_words(const struct report *report, const char *sentence, const struct estimate *row) {
    struct text_buffer words = {0};

    for (const char *at = sentence; *at != '\0';) {
        size_t plain_length = strcspn(at, "{"), length = 0;
        text_buffer_append(&words, at, plain_length);
        at += plain_length;
        if (*at == '\0')
            break;
        length = strcspn(at + 1, "}");
        const char *filled = fill(report, at + 1, length, row);
        assert(filled != NULL);
        text_buffer_append_text(&words, filled);
        at += length + 2;
    }
    return word_pool_keep(report->numbers.pool, words.text);
}

static void add_line(struct report *report, const char *measure, const char *sentence) {
    for (size_t i = 0; i < report->numbers.estimates->n_rows; i++) {
        const struct estimate *row = &report->numbers.estimates->rows[i];
        if (strcmp(row->analysis, "data_quality") == 0 && strcmp(row->measure, measure) == 0 &&
            !estimate_has_flag(row, "withheld"))
            document_item(report->document, section_known_words(report, sentence, row));
    }
}

void section_known_add(struct report *report) {
    document_section(report->document, "known", "What is known, and what was accepted");
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        add_line(report, lines[i].measure, lines[i].sentence);
}
