/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/named_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/table_reader.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* A list of more is none to read through: all of it stands in data/. */
enum { MOST_NAMED = 200 };

static int compare_identifiers(const struct listed_person *a, const struct listed_person *b) {
    return strcmp(a->cells[LISTED_PATIENT_ID], b->cells[LISTED_PATIENT_ID]);
}

/* Whatever the days; 0: these decide. */
static int compare_urgency(const struct listed_person *a, const struct listed_person *b) {
    if (a->is_first != b->is_first)
        return a->is_first ? -1 : 1;
    return a->has_next != b->has_next ? (a->has_next ? 1 : -1) : 0;
}

static int fewest_first(const void *a, const void *b) {
    const struct listed_person *left = a, *right = b;
    int urgency = compare_urgency(left, right);

    if (urgency != 0)
        return urgency;
    return left->days != right->days ? (left->days > right->days) - (left->days < right->days)
                                     : compare_identifiers(left, right);
}

static int most_first(const void *a, const void *b) {
    const struct listed_person *left = a, *right = b;
    int urgency = compare_urgency(left, right);

    if (urgency != 0)
        return urgency;
    return left->days != right->days ? (left->days < right->days) - (left->days > right->days)
                                     : compare_identifiers(left, right);
}

static bool is_first(enum people_list list, const char *const cells[]) {
    return list == LIST_SURVIVED_OVERDOSE ? cells[LISTED_SEEN_ON][0] == '\0' : cells[LISTED_OVERDOSE_ON][0] != '\0';
}

struct named_list named_list_read(const struct report *report, const char *path, enum people_list list,
                                  bool longest_first) {
    struct table_reader *reader = table_reader_open(path, true);
    struct named_list named = {.list = list};
    int at[LISTED_COLUMNS];

    table_reader_match(reader, &people_list_table, at);
    while (table_reader_next(reader)) {
        struct listed_person *person;
        named.people = memory_grow(named.people, &named.capacity, named.n + 1, sizeof *named.people);
        person = &named.people[named.n++];
        for (int i = 0; i < LISTED_COLUMNS; i++) {
            const char *text = people_list_text(table_reader_cell(reader, at[i]));
            person->cells[i] = word_pool_keep(report->numbers.pool, memory_copy_text(text, strlen(text)));
        }
        person->days = strtol(person->cells[LISTED_DAYS], NULL, 10);
        person->is_first = is_first(list, person->cells);
        person->has_next = list != LIST_DEATHS_TO_REVIEW && person->cells[LISTED_NEXT_VISIT][0] != '\0';
    }
    table_reader_close(reader);
    if (named.n > 0)
        qsort(named.people, named.n, sizeof *named.people, longest_first ? most_first : fewest_first);
    return named;
}

size_t named_list_n_first(const struct named_list *named) {
    size_t n = 0;

    while (n < named->n && named->people[n].is_first)
        n++;
    return n;
}

bool named_list_has(const struct named_list *named, const char *patient_id) {
    for (size_t i = 0; i < named->n; i++)
        if (strcmp(named->people[i].cells[LISTED_PATIENT_ID], patient_id) == 0)
            return true;
    return false;
}

void named_list_free(struct named_list *named) { free(named->people); }

/* How a person stood on a day, in a table's few words; the section Safety has the same classes. */
static const char *cover_words(const char *class) {
    static const struct {
        const char *class, *words;
    } classes[] = {{"first_weeks", "on cover, first 28 days"}, {"on_cover", "on cover"},
                   {"uncovered_2", "2–28 days without"},       {"uncovered_29", "29 days or more without"},
                   {"before_care", "before any cover"},        {"not_known", "cannot be told"}};

    for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
        if (strcmp(classes[i].class, class) == 0)
            return classes[i].words;
    return "–";
}

/* The cause of a death, what ended, or the program of an admission. */
static const char *what_words(const struct report *report, const char *text) {
    if (strcmp(text, "overdose") == 0)
        return "overdose";
    if (strcmp(text, "uncovered") == 0)
        return "cover";
    if (strcmp(text, "both") == 0)
        return "both";
    if (strcmp(text, "discharged") == 0)
        return "admission";
    if (strcmp(text, "death") == 0 || strcmp(text, "discharge") == 0)
        return "not recorded";
    return text[0] == '\0' ? "–" : wording_code(&report->numbers, text);
}

static const char *cell_words(const struct report *report, enum people_list_column column, const char *text) {
    if (column == LISTED_SITE)
        return wording_group(&report->numbers, "site", text);
    if (column == LISTED_MEDICATION)
        return wording_group(&report->numbers, "medication", text);
    if (column == LISTED_COVER_THEN)
        return cover_words(text);
    if (column == LISTED_SEEN_ON && text[0] == '\0')
        return "not yet";
    if (column == LISTED_REASON && text[0] == '\0')
        return "not recorded";
    if (column == LISTED_WHAT)
        return what_words(report, text);
    if (column == LISTED_REASON)
        return wording_code(&report->numbers, text);
    if (column == LISTED_TOLD_BY && strcmp(text, "death_index") == 0)
        return "death index";
    return text[0] == '\0' ? "–" : text;
}

/* Cover on a day before which none was: was there ever any, and did they leave without it? */
static const char *never_words(const struct report *report, const struct listed_person *person) {
    const char *discharged = person->cells[LISTED_DISCHARGED];

    if (person->cells[LISTED_LAST_COVERED][0] != '\0')
        return cover_words("before_care");
    return discharged[0] == '\0' ? "never started" : WORDS(report, "never started; discharged %s", discharged);
}

/* What more of the person's cells than the one tells; NULL: nothing. */
static const char *told_by_others(const struct report *report, enum people_list list, const struct named_column *column,
                                  const struct listed_person *person) {
    const char *const *cells = person->cells;

    if (list != LIST_SURVIVED_OVERDOSE && column->column == LISTED_PATIENT_ID && cells[LISTED_OVERDOSE_ON][0] != '\0')
        return WORDS(report, "%s: overdose %s", cells[LISTED_PATIENT_ID], cells[LISTED_OVERDOSE_ON]);
    if (list == LIST_SURVIVED_OVERDOSE || list == LIST_DEATHS_TO_REVIEW) {
        if (column->column == LISTED_COVER_THEN && strcmp(cells[LISTED_COVER_THEN], "before_care") == 0)
            return never_words(report, person);
        if (column->column == LISTED_NEXT_VISIT && cells[LISTED_NEXT_VISIT][0] == '\0' &&
            cells[LISTED_CLINICIAN][0] == '\0' && cells[LISTED_SITE][0] != '\0')
            return WORDS(report, "none: ask %s", wording_group(&report->numbers, "site", cells[LISTED_SITE]));
    }
    if ((list == LIST_CALLABLE || list == LIST_DISCHARGED) && column->column == LISTED_LAST_VISIT &&
        cells[LISTED_SEEN_ON][0] != '\0')
        return WORDS(report, "%s: seen since, without medication", cells[LISTED_LAST_VISIT]);
    return NULL;
}

static const char *both_words(const struct report *report, enum people_list list, const struct named_column *column,
                              const struct listed_person *person) {
    const char *others = told_by_others(report, list, column, person),
               *words = others != NULL ? others : cell_words(report, column->column, person->cells[column->column]),
               *with = column->with == LISTED_COLUMNS ? "" : person->cells[column->with];

    return with[0] == '\0' ? words : WORDS(report, "%s, %s", words, cell_words(report, column->with, with));
}

static bool is_told(const struct named_list *named, enum people_list_column column) {
    for (size_t i = 0; i < named->n; i++)
        if (named->people[i].cells[column][0] != '\0')
            return true;
    return false;
}

/* Which of them are shown; returns how many. */
static size_t choose(const struct named_list *named, const struct named_column columns[], const char *headers[],
                     const struct named_column *shown[]) {
    size_t n = 0;

    for (; columns->header != NULL; columns++) {
        if (columns->only_if_told && !is_told(named, columns->column) &&
            (columns->with == LISTED_COLUMNS || !is_told(named, columns->with)))
            continue;
        shown[n] = columns;
        headers[n++] = columns->header;
    }
    headers[n] = NULL;
    return n;
}

static void tell_rest(struct report *report, const struct named_list *named, size_t n) {
    if (n > MOST_NAMED)
        document_note(report->document,
                      WORDS(report, "The first %s of %s, in this order; all stand in data/people_%s.csv.",
                            wording_count(&report->numbers, MOST_NAMED), wording_count(&report->numbers, (double)n),
                            people_list_names[named->list]));
}

void named_list_add(struct report *report, const struct named_list *named, const char *band, const char *caption,
                    const struct named_column columns[]) {
    const char *headers[DOCUMENT_MOST_COLUMNS + 1], *cells[DOCUMENT_MOST_COLUMNS];
    const struct named_column *shown[DOCUMENT_MOST_COLUMNS];
    size_t n_shown = choose(named, columns, headers, shown), n = 0;

    document_table_of_words(report->document, caption, headers);
    document_print_table(report->document);
    for (size_t i = 0; i < named->n; i++) {
        const struct listed_person *person = &named->people[i];
        if ((band != NULL && strcmp(person->cells[LISTED_WHAT], band) != 0) || ++n > MOST_NAMED)
            continue;
        for (size_t k = 0; k < n_shown; k++)
            cells[k] = both_words(report, named->list, shown[k], person);
        document_row(report->document, cells);
    }
    tell_rest(report, named, n);
}
