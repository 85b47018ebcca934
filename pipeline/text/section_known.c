/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/section_known.h"

#include <assert.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "base/text_buffer.h"
#include "settings/not_held.h"
#include "text/absent_columns.h"
#include "text/known_lines.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/wording.h"

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
                  {"-group", wording_inside(numbers, wording_group(numbers, row->group_by, row->group))},
                  {"-subgroup", wording_inside(numbers, wording_code(numbers, row->subgroup))},
                  {"=group", plain(report, row->group)},
                  {"=subgroup", plain(report, row->subgroup)},
                  {"=period", plain(report, row->period)},
                  {"count", wording_count(numbers, row->estimate)},
                  {"n", wording_count(numbers, row->n)}};
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

/* without_doses says more. */
static bool says_no_doses(const char *measure) {
    return strcmp(measure, "table_without_file") == 0 || strcmp(measure, "table_empty") == 0;
}

static double of_table(const struct report *report, const char *measure, const char *table) {
    const struct number_key key = {
        .analysis = ANALYSIS_DATA_QUALITY, .measure = measure, .group_by = "table", .group = table};

    return numbers_value(&report->numbers, &key);
}

/* Of a table without a row that counts, rows after as-of say more than that it is empty; of others they are usual. */
static bool says_other(const struct report *report, const char *measure, const char *table) {
    if (strcmp(measure, "table_empty") == 0)
        return of_table(report, "after_as_of", table) > 0;
    return strcmp(measure, "after_as_of") == 0 && !(of_table(report, "table_empty", table) > 0);
}

/* The absence of the column says more. */
static bool says_no_column(const struct report *report, const char *measure) {
    return strcmp(measure, "fatal_unrecorded") == 0 && not_held(report->numbers.config, "adverse_events.fatal");
}

/* Is there something to say in a row? */
static bool is_told(const struct report *report, const struct estimate *row, const char *measure) {
    return strcmp(row->analysis, ANALYSIS_DATA_QUALITY) == 0 && strcmp(row->measure, measure) == 0 &&
           !(fabs(row->estimate) < 0.5) && /* none of it is nothing to say */
           !(says_no_doses(measure) && strcmp(row->group, "doses") == 0) && !says_no_column(report, measure) &&
           !says_other(report, measure, row->group);
}

/* With more of them nobody finds what is to be done: the others stand with the smaller notes. */
enum { MOST_FIRST = 3 };

/* Those that are for the first page, or the others, from one to before another; returns how many there are. */
static size_t add_lines(struct report *report, bool first, size_t from, size_t to) {
    const struct estimates *estimates = report->numbers.estimates;
    size_t n = 0;

    for (size_t i = 0; i < known_lines_n; i++)
        for (size_t k = 0; known_lines[i].first == first && k < estimates->n_rows; k++) {
            if (!is_told(report, &estimates->rows[k], known_lines[i].measure))
                continue;
            if (n >= from && n < to)
                document_item(report->document,
                              section_known_words(report, known_lines[i].sentence, &estimates->rows[k]));
            n++;
        }
    return n;
}

/* What the kind of export cannot tell, in the place of numbers. */
static size_t add_not_held(struct report *report, bool only_count) {
    static const struct {
        const char *name, *sentence;
    } sentences[] = {
        {"doses", "This kind of export holds no doses: care is told by recorded admissions and discharges alone, and "
                  "nothing is told of medications, of days without one, of what follows a return to use, or of who can "
                  "still be called"},
        {"visits",
         "This kind of export holds no visits: nothing is told of who is seen, and who came for nothing but visits"},
        {"drug_tests", "This kind of export holds no drug tests"},
        {"returns_to_use",
         "This kind of export holds no returns to use: nothing is told of them, nor of what came before and after"},
        {"adverse_events",
         "This kind of export holds no overdoses; of deaths, only those that are the reason of a discharge"},
        {"admissions", "This kind of export holds no admissions: nothing is told of who was admitted, never started, "
                       "or was discharged"},
        {"readmissions",
         "This kind of export holds no readmissions, since every stay has an id of its own: who has two counts as two "
         "people, and nothing is told of who came back"},
        {"open_stays",
         "This kind of export holds no stays that go on: people still in care are not in it, so that every number is "
         "about stays that have ended, and not about everybody who started"},
    };

    size_t n = 0;

    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY,
                                 .measure = "table_not_held",
                                 .group_by = "table",
                                 .group = sentences[i].name};
        if (numbers_find(&report->numbers, &key) == NULL)
            continue;
        n++;
        if (!only_count)
            document_item(report->document, sentences[i].sentence);
    }
    return n;
}

/* Counseling alone needs none; a program that gives medication has lost a file, and nothing else would show it. */
static const char without_doses[] =
    "No file with a row of doses: care is told by attended visits alone, so that who comes for medication counts "
    "as in care by visits, or not at all. Where medication is given a file is missing, and the "
    "numbers are not the program’s";

/* No file of them, or files without a row; with rows after as-of alone nothing is missing. */
static bool lacks_doses(const struct report *report) {
    return !not_held_by_kind(report->numbers.config, "doses") &&
           (of_table(report, "table_without_file", "doses") > 0 ||
            (of_table(report, "table_empty", "doses") > 0 && !(of_table(report, "after_as_of", "doses") > 0)));
}

static double sum_of_tables(const struct report *report, const char *measure) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY, .measure = measure, .group_by = "table"};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP);
    double sum = list.n > 0 ? 0 : (double)NAN;

    for (size_t i = 0; i < list.n; i++)
        sum += number_is_shown(list.rows[i]) ? list.rows[i]->estimate : (double)NAN;
    number_list_free(&list);
    return sum;
}

/* What the rule takes for having left. */
static const char *rule_words(const struct report *report) {
    const char *gap = ini_file_value(report->numbers.config, "rules", numbers_rule(&report->numbers));

    if (gap == NULL || strcmp(gap, "recorded") == 0)
        return "when a discharge is recorded, which happens late";
    return WORDS(report, "after more than %s days in a row without medication or a visit", gap);
}

static void add_days(struct report *report) {
    const struct numbers *numbers = &report->numbers;
    const char *end = report_day(report, "observation_end", ""),
               *known = report_day(report, "censoring_day", numbers_rule(numbers));

    document_paragraph(report->document,
                       WORDS(report,
                             "Data up to %s. A person counts as having left %s (rule %s), so who has left is known "
                             "only up to %s.",
                             end[0] != '\0' ? end : facts_value(report->facts, "as_of"), rule_words(report),
                             numbers_rule(numbers), known[0] != '\0' ? known : "some days before"));
}

static void add_rows_used(struct report *report) {
    const struct numbers *numbers = &report->numbers;
    double used = sum_of_tables(report, "accepted"), refused = sum_of_tables(report, "quarantined");

    if (!isnan(used))
        document_note(
            report->document,
            WORDS(report,
                  "Rows used: %s; rows set aside as unusable: %s. Made by %s. Profile %s; data use agreement: %s.",
                  wording_count(numbers, used), wording_count(numbers, refused), facts_value(report->facts, "version"),
                  facts_value(report->facts, "profile"), facts_value(report->facts, "data_use_agreement")));
}

/* What changes how every number is to be read. */
static void add_first_lines(struct report *report, size_t most) {
    add_not_held(report, false);
    absent_columns_add(report, false);
    add_lines(report, true, 0, most);
}

static size_t count_first_lines(struct report *report) {
    return add_not_held(report, true) + absent_columns_add(report, true) + add_lines(report, true, 0, 0);
}

void section_known_announce(struct report *report) {
    size_t first = count_first_lines(report), others = add_lines(report, false, 0, 0);

    if (report_is_relative(report))
        document_note(report->document,
                      "This export has days counted from each person’s own start, not dates: there are no "
                      "months, and nothing here is about a calendar month.");
    if (lacks_doses(report))
        document_paragraph(report->document, WORDS(report, "Know this first: %s.", without_doses));
    if (first > 0)
        document_note(report->document, WORDS(report,
                                              "%zu %s how to read all this (“Know this first”, below); %zu smaller %s "
                                              "on the data under “What is known”.",
                                              first, first == 1 ? "note tells" : "notes tell", others,
                                              others == 1 ? "one stands" : "ones stand"));
    else if (others > 0)
        document_note(report->document, WORDS(report, "%zu smaller %s on the data under “What is known” below.", others,
                                              others == 1 ? "note stands" : "notes stand"));
}

void section_known_add_first(struct report *report) {
    size_t first = add_lines(report, true, 0, 0);

    if (count_first_lines(report) == 0)
        return;
    document_subsection(report->document, "Know this first");
    add_first_lines(report, MOST_FIRST);
    if (first > MOST_FIRST)
        document_item(report->document,
                      WORDS(report, "%zu more of this kind stand first under “What is known”", first - MOST_FIRST));
}

void section_known_add(struct report *report) {
    document_section(report->document, "known", "What is known, and what was accepted");
    add_days(report);
    add_rows_used(report);
    add_lines(report, true, MOST_FIRST, SIZE_MAX);
    add_lines(report, false, 0, SIZE_MAX);
}

void section_known_add_all(struct report *report) {
    document_section(report->document, "known", "What is known, and what was accepted");
    if (lacks_doses(report))
        document_item(report->document, without_doses);
    add_first_lines(report, SIZE_MAX);
    add_lines(report, false, 0, SIZE_MAX);
}
