/* SPDX-License-Identifier: GPL-3.0-or-later */
/* People of a table whom patients does not know: how many, and why that may be. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "person/survey_findings.h"
#include "settings/accept.h"
#include "table/table_reader.h"

static const double MOST_SHARE = 0.01;

/* Two ids that are the same once what the form leaves out is left out. `out` has room for the id. */
struct form {
    void (*take)(const char *id, char *out);
    const char *cause;
};

static void copy(const char *id, char *out) { memcpy(out, id, strlen(id) + 1); }

static void without_zeros(const char *id, char *out) { copy(id + strspn(id, "0"), out); }

static void without_case(const char *id, char *out) {
    for (; *id != '\0'; id++)
        *out++ = (char)tolower((unsigned char)*id);
    *out = '\0';
}

/* A number column that went through a program which knows decimals alone. */
static void without_fraction(const char *id, char *out) {
    size_t length = strlen(id);

    copy(id, out);
    if (length > 2 && strcmp(id + length - 2, ".0") == 0)
        out[length - 2] = '\0';
}

static void letters_and_digits(const char *id, char *out) {
    for (; *id != '\0'; id++)
        if (isalnum((unsigned char)*id))
            *out++ = (char)tolower((unsigned char)*id);
    *out = '\0';
}

/* The last digits of an id, as a number would be written. */
static void number_of(const char *id, char *out) {
    size_t from = strlen(id);

    while (from > 0 && isdigit((unsigned char)id[from - 1]))
        from--;
    copy(id + from + strspn(id + from, "0"), out);
}

static const struct form forms[] = {
    {without_zeros, "leading zeros are added or taken away (a spreadsheet drops them)"},
    {without_fraction, "the “.0” at the end is taken away (a program took the ids for decimal numbers)"},
    {without_case, "capital and small letters are taken for the same"},
    {letters_and_digits, "blanks and punctuation are taken away"},
    {number_of, "only the number at the end is compared"},
};

enum { N_FORMS = sizeof forms / sizeof forms[0] };

/* Calls `take` with each id of a table. */
static void each_id(const char *tables, const char *table, void (*take)(void *context, const char *id, size_t length),
                    void *context) {
    char *path = memory_format("%s/%s.csv", tables, table);
    struct table_reader *reader = table_reader_open(path, false);
    int column = (int)table_reader_require(reader, "patient_id");

    while (table_reader_next(reader)) {
        struct record_cell cell = table_reader_cell(reader, column);
        take(context, cell.text, cell.length);
    }
    table_reader_close(reader);
    free(path);
}

static void add_id(void *context, const char *id, size_t length) { dictionary_add(context, id, length); }

/* Ids of patients in one form, of those without a row in the table. */
struct candidates {
    const struct form *form;
    const struct dictionary *taken;
    struct dictionary *ids;
};

static void add_candidate(void *context, const char *id, size_t length) {
    struct candidates *candidates = context;
    char *formed = memory_alloc(length + 1, 1);

    candidates->form->take(id, formed);
    if (formed[0] != '\0' && dictionary_find(candidates->taken, id, length) == DICTIONARY_NONE)
        dictionary_add(candidates->ids, formed, strlen(formed));
    free(formed);
}

static size_t count_matches(const struct dictionary *ids, const struct dictionary *known, const struct form *form) {
    size_t n = 0;

    for (uint32_t i = 0; i < dictionary_count(ids); i++) {
        const char *unknown = dictionary_text(ids, i);
        char *id = memory_alloc(strlen(unknown) + 1, 1);
        form->take(unknown, id);
        n += id[0] != '\0' && dictionary_find(known, id, strlen(id)) != DICTIONARY_NONE;
        free(id);
    }
    return n;
}

static size_t try_form(const struct survey_findings *findings, const struct survey_unknown *unknown,
                       const struct dictionary *taken, const struct form *form) {
    struct candidates candidates = {.form = form, .taken = taken, .ids = dictionary_alloc()};
    size_t n;

    each_id(findings->tables, "patients", add_candidate, &candidates);
    n = count_matches(unknown->ids, candidates.ids, form);
    dictionary_free(candidates.ids);
    return n;
}

/* The likely cause: the first form, from the least change on, under which at least half of the unknown ids are those of
 * patients without a row. "" where there is none. The caller frees. */
static char *find_cause(const struct survey_findings *findings, const struct survey_unknown *unknown,
                        const char *table) {
    struct dictionary *taken = dictionary_alloc();
    char *cause = NULL;

    each_id(findings->tables, table, add_id, taken);
    for (size_t i = 0; i < N_FORMS && cause == NULL; i++) {
        size_t n = try_form(findings, unknown, taken, &forms[i]), of = dictionary_count(unknown->ids);
        if (n > 0 && 2 * n >= of)
            cause = memory_format("; %zu of %zu of these ids match when %s", n, of, forms[i].cause);
    }
    dictionary_free(taken);
    return cause != NULL ? cause : memory_format("%s", "");
}

static void stop_at(struct survey_findings *findings, const struct survey_table_sums *sums, const char *table) {
    size_t n = sums->unknown.people, all = n + sums->people;
    char *cause = find_cause(findings, &sums->unknown, table), *key = accept_key("unknown_people", table);

    survey_stop(findings,
                memory_format(
                    "%s: %zu of %zu people are not in patients (%zu rows)%s: mend the ids, or say why they are unknown",
                    table, n, all, sums->unknown.rows, cause),
                memory_format("%s = %zu say why here", key, n));
    free(cause);
    free(key);
}

static void judge_table(struct survey_findings *findings, enum input_table which) {
    const struct survey_table_sums *sums = &findings->survey->tables[which];
    const char *table = input_tables[which].name;
    size_t n = sums->unknown.people, all = n + sums->people;
    const char *reason = accept_reason(findings->config, "unknown_people", table);
    struct fact_row row = fact_row_empty("unknown_people");

    if (n == 0)
        return;
    row.table = table;
    row.count = (double)n;
    row.people = (double)all;
    if (n > 1 && (double)n > MOST_SHARE * (double)all) {
        if ((long)n > accept_count(findings->config, "unknown_people", table)) {
            stop_at(findings, sums, table);
        } else {
            char *key = accept_key("unknown_people", table);
            survey_accept(findings, key, reason);
            row.text = reason;
            free(key);
        }
    }
    fact_rows_add(&findings->facts, &row);
}

void survey_judge_people(struct survey_findings *findings) {
    for (int which = INPUT_PATIENTS + 1; which < INPUT_TABLE_COUNT; which++)
        judge_table(findings, (enum input_table)which);
}
