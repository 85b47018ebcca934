/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/absent_columns.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "settings/not_held.h"
#include "table/input_tables.h"
#include "text/plain_text.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* Is there no such table? Then more than a column is missing, and said. */
static bool is_table_absent(const struct ini_file *config, const char *table) {
    const struct ini_entry *missing = ini_file_entry(config, "tables", "missing");

    return not_held_by_kind(config, table) || (missing != NULL && not_held_names_it(missing, table));
}

/* Columns whose absence changes much have a sentence each. */
static size_t add_sentences(struct report *report, bool only_count) {
    static const struct {
        const char *name, *sentence;
    } sentences[] = {
        {"admissions.discharged",
         "The export has no day of discharge (discharged): nobody can be seen to be discharged. Nothing is told by "
         "the rule of recorded discharges, of exits to look at first, of open admissions and of requests that wait, "
         "and whoever is to be called may have been discharged"},
        {"returns_to_use.used_on",
         "The export has no day of use (used_on): which rows are returns to use, and which are early warnings, cannot "
         "be told, so nothing is told of either"},
        {"returns_to_use.reflected_on",
         "The export has no day of a reflection (reflected_on): nothing is told of how soon changes of plan are agreed "
         "and done after it, nor of what follows it"},
        {"returns_to_use.plan_changes",
         "The export has days of changes of plan, and not which changes (plan_changes): nothing is told of them"},
        {"returns_to_use.plan_due",
         "The export has no days on which changes of plan are due (plan_due): nothing is told of which are overdue, or "
         "were done on time"},
        {"returns_to_use.plan_done",
         "The export has no days on which changes of plan were done (plan_done): nothing is told of whether they were, "
         "nor of naloxone in hand"},
        {"adverse_events.fatal",
         "The export does not say who died of an overdose (fatal): of deaths, only those that are recorded as such are "
         "told, without a rate; who died of an overdose counts as living, and may stand on a list to be called"},
    };
    const struct ini_file *config = report->numbers.config;
    size_t n = 0;

    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        size_t length = strcspn(sentences[i].name, ".");
        char *table = memory_copy_text(sentences[i].name, length);
        bool is_absent = not_held(config, sentences[i].name) && !is_table_absent(config, table);
        n += is_absent;
        if (is_absent && !only_count)
            document_item(report->document, sentences[i].sentence);
        free(table);
    }
    return n;
}

static const char answers[] = "answers of reflections (stage, triggers, missed_signs, lacking_supports)";

/* Is the column one of them, and are all of them absent? A program that asks none of them is told so once. */
static bool is_of_no_answers(const struct ini_file *config, const char *name) {
    static const char *const names[] = {"returns_to_use.stage", "returns_to_use.triggers",
                                        "returns_to_use.missed_signs", "returns_to_use.lacking_supports"};
    bool is_one = false, are_all = true;

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        is_one = is_one || strcmp(names[i], name) == 0;
        are_all = are_all && not_held(config, names[i]);
    }
    return is_one && are_all;
}

/* All the others that are absent, in one. */
static size_t add_others(struct report *report, bool only_count) {
    static const struct {
        const char *name, *words;
    } others[] = {{"patients.site", "sites (site)"},
                  {"patients.birth_year", "ages (birth_year)"},
                  {"patients.sex", "sex"},
                  {"patients.race_ethnicity", "race and ethnicity (race_ethnicity)"},
                  {"admissions.reason", "reasons of discharges (reason)"},
                  {"admissions.requested", "days on which care was asked for (requested)"},
                  {"admissions.planned_end", "planned ends of care (planned_end)"},
                  {"doses.dose_mg", "doses in mg (dose_mg)"},
                  {"visits.service", "kinds of visits (service)"},
                  {"visits.reason", "reasons of visits not attended (reason)"},
                  {"returns_to_use.reported_on", "days on which returns to use were reported (reported_on)"},
                  {"returns_to_use.stage", "stages of returns to use (stage)"},
                  {"returns_to_use.triggers", "triggers"},
                  {"returns_to_use.missed_signs", "signs that were missed (missed_signs)"},
                  {"returns_to_use.lacking_supports", "supports that were lacking (lacking_supports)"}};
    const struct ini_file *config = report->numbers.config;
    const char *words[sizeof others / sizeof others[0]];
    size_t n = 0;

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        char *table = memory_copy_text(others[i].name, strcspn(others[i].name, "."));
        if (not_held(config, others[i].name) && !not_held(config, table))
            words[n++] = is_of_no_answers(config, others[i].name) ? answers : others[i].words;
        free(table);
        n -= n > 1 && words[n - 1] == answers && words[n - 2] == answers;
    }
    if (n > 0 && !only_count)
        document_item(report->document,
                      WORDS(report,
                            "The export has no column for %s: what rests on %s is told without %s, "
                            "or not at all",
                            wording_list(&report->numbers, words, n), n == 1 ? "it" : "them", n == 1 ? "it" : "them"));
    return n > 0;
}

enum { MOST_HEADERS = 5, MOST_NAMES = 32 };

/* "“why”, “clinic” and 4 more" of a table; NULL: there is none. `most`: an export may have many headers, and a table
 * has few columns, of which none may be left out here. */
static const char *names_of(const struct report *report, const char *measure, const char *table,
                            const char *const quotes[2], size_t most, size_t *n) {
    const struct number_key key = {
        .analysis = ANALYSIS_DATA_QUALITY, .measure = measure, .group_by = "table", .group = table};
    struct number_list list = numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);
    const char *names[MOST_NAMES + 1];
    size_t n_names = 0;

    *n = list.n;
    for (size_t i = 0; i < list.n && n_names < most; i++)
        names[n_names++] =
            WORDS(report, "%s%s%s", quotes[0],
                  word_pool_keep(report->numbers.pool, plain_text_copy(list.rows[i]->subgroup)), quotes[1]);
    if (list.n > n_names) {
        names[n_names] = WORDS(report, "%zu more", list.n - n_names);
        n_names++;
    }
    number_list_free(&list);
    return n_names == 0 ? NULL : wording_list(&report->numbers, names, n_names);
}

/* A header that nothing uses beside a column that has nothing: one renamed, it may be. */
static size_t add_renamed(struct report *report, bool only_count) {
    static const char *const quoted[] = {"“", "”"}, *const bare[] = {"", ""};
    const char *words = "";
    size_t n = 0;

    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++) {
        const char *table = input_tables[i].name;
        size_t n_headers, n_columns;
        const char *headers = names_of(report, "column_unused", table, quoted, MOST_HEADERS, &n_headers),
                   *columns = names_of(report, "column_unfed", table, bare, MOST_NAMES, &n_columns);
        if (headers == NULL || columns == NULL)
            continue;
        words = WORDS(report, "%s%s %s %s %s not used where nothing is there for %s", words, n == 0 ? " In" : "; in",
                      table, headers, n_headers == 1 ? "is" : "are", columns);
        n++;
    }
    if (n > 0 && !only_count)
        document_item(report->document,
                      WORDS(report,
                            "Was a column renamed?%s. The mapping can name it (column.OURS = THEIRS), "
                            "or say that it is not needed (ignore = THEIRS)",
                            words));
    return n > 0;
}

bool absent_columns_may_be_renamed(struct report *report) { return add_renamed(report, true) > 0; }

static bool is_empty(const struct report *report, const char *table, const char *column) {
    const struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY,
                                   .measure = "column_empty",
                                   .group_by = "table",
                                   .group = table,
                                   .subgroup = column};

    return numbers_find(&report->numbers, &key) != NULL;
}

/* A column that is there, and in which nothing stands, is counted as nothing that happened. */
static size_t add_empty(struct report *report, bool only_count) {
    static const struct {
        const char *table, *column, *words;
    } columns[] = {{"admissions", "discharged", "days of discharge (discharged)"},
                   {"admissions", "reason", "reasons of discharges (reason)"},
                   {"returns_to_use", "used_on", "days of use (used_on)"},
                   {"patients", "site", "sites (site)"},
                   {"doses", "dose_mg", "doses in mg (dose_mg)"}};
    const char *words[sizeof columns / sizeof columns[0]];
    size_t n = 0;

    for (size_t i = 0; i < sizeof columns / sizeof columns[0]; i++)
        if (is_empty(report, columns[i].table, columns[i].column))
            words[n++] = columns[i].words;
    if (n > 0 && !only_count)
        document_item(report->document,
                      WORDS(report,
                            "Of %s nothing stands in any row of the export, and the numbers take it as nothing that "
                            "happened. Is each fed by the right column of the export?",
                            wording_list(&report->numbers, words, n)));
    return n > 0;
}

size_t absent_columns_add(struct report *report, bool only_count) {
    return add_sentences(report, only_count) + add_others(report, only_count) + add_empty(report, only_count) +
           add_renamed(report, only_count);
}
