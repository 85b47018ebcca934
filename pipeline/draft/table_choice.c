/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/table_choice.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "draft/column_fit.h"
#include "draft/column_words.h"
#include "draft/meant_days.h"

enum {
    NEARLY = 8,
    LEAST_NEAR = 12,
    STEM_SPEAKS = 12,
    SAYS_SOMETHING = 40,
    SAYS_LITTLE = 80,
    FEWEST_ROWS = 5,
    BY_SHARING = 60
};
static const double stem_weight = 0.5, required_missing = 1.5, strange_stem = 4, unspoken = 4, event_share = 0.3,
                    nearly_all = 0.9;
const double table_choice_least = 2.5;

/* Of the header alone, and with what the cells and the file's name add. */
struct evidence {
    int words, points;
};

struct pair {
    struct evidence evidence;
    int header, column;
};

static int compare_pairs(const void *a, const void *b) {
    const struct pair *left = a, *right = b;

    if (left->evidence.points != right->evidence.points)
        return right->evidence.points - left->evidence.points;
    return left->column != right->column ? left->column - right->column : left->header - right->header;
}

/* Death is no identifier where the table asks for its day; every other identifier is never a column. */
static bool may_serve(const struct draft_column *column, enum input_table table, const struct column_spec *spec) {
    if (column->identifier == IDENTIFIER_NONE)
        return true;
    return column->identifier == IDENTIFIER_DATE && table == INPUT_ADVERSE_EVENTS && spec->type == COLUMN_DAY &&
           header_words_have(&column->words, "death");
}

/* A header that says little ("description") says more in a file whose name speaks for the table. */
static struct evidence weigh_header(const struct draft_export *export, const struct draft_group *group,
                                    enum input_table table, const struct column_spec *spec,
                                    const struct draft_column *column) {
    struct evidence evidence = {.words = column_words_points(table, spec->name, column->header, &column->words)};
    enum value_domain domain = column_words_domain(table, spec->name);
    int fit, stem, alone;

    if (!may_serve(column, table, spec) || strcmp(spec->name, "event_on") == 0) /* set by ingest_export */
        return (struct evidence){0, 0};
    if (spec->type == COLUMN_ID && evidence.words < COLUMN_WORDS_LIKELY && group->person >= 0 &&
        column == &group->columns[group->person])
        return (struct evidence){0, BY_SHARING}; /* no word, but it stands in several files */
    alone = column_fit_alone(table, spec, column);
    if (evidence.words <= 0)
        return (struct evidence){0, alone};
    stem = evidence.words >= SAYS_SOMETHING && evidence.words < COLUMN_WORDS_SURE &&
                   column_words_stem(table, &group->stem_words) > 0
               ? STEM_SPEAKS
               : 0;
    fit = column_fit(table, spec, column, export->has_dates);
    evidence.points = evidence.words + stem + fit;
    if (fit < 0 && evidence.words <= SAYS_LITTLE && domain != VALUE_NONE && domain != VALUE_MEDICATION)
        evidence.points = 0; /* neither the header nor the cells speak for it */
    if (spec->type != COLUMN_DAY && evidence.points < COLUMN_WORDS_LIKELY && alone > evidence.points)
        return (struct evidence){0, alone}; /* the header has a word of ours and others: the cells decide */
    return evidence;
}

/* Every pair of a header and a column with points, the best first. */
static struct pair *list_pairs(const struct draft_export *export, const struct draft_group *group,
                               enum input_table table, const bool taken[], size_t *n) {
    const struct table_spec *spec = &input_tables[table];
    struct pair *pairs = memory_alloc(group->n_columns * spec->n_columns, sizeof *pairs);

    *n = 0;
    for (size_t i = 0; i < group->n_columns; i++) {
        for (size_t k = 0; k < spec->n_columns; k++) {
            struct evidence evidence = {0, 0};
            if (taken == NULL || !taken[i] || k == 0)
                evidence = weigh_header(export, group, table, &spec->columns[k], &group->columns[i]);
            if (evidence.points > 0)
                pairs[(*n)++] = (struct pair){.evidence = evidence, .header = (int)i, .column = (int)k};
        }
    }
    qsort(pairs, *n, sizeof *pairs, compare_pairs);
    return pairs;
}

static void assign(const struct pair *pairs, size_t n, struct column_choice *columns, bool used[]) {
    for (size_t i = 0; i < n; i++) {
        struct column_choice *column = &columns[pairs[i].column];
        if (pairs[i].evidence.points < COLUMN_WORDS_LIKELY || used[pairs[i].header])
            continue;
        if (column->header < 0) {
            column->header = pairs[i].header;
            column->points = pairs[i].evidence.points;
            column->is_sure = pairs[i].evidence.words >= COLUMN_WORDS_SURE && column->points >= COLUMN_WORDS_SURE;
            used[pairs[i].header] = true;
        }
    }
}

/* Headers that are used for nothing: one nearly as good, or those that an unfilled column could be. */
static void note_others(const struct pair *pairs, size_t n, struct column_choice *columns, const bool used[]) {
    for (size_t i = 0; i < n; i++) {
        struct column_choice *column = &columns[pairs[i].column];
        if (used[pairs[i].header] || pairs[i].evidence.points < LEAST_NEAR)
            continue;
        if (column->header >= 0 && column->rival < 0 && pairs[i].evidence.points + NEARLY >= column->points)
            column->rival = pairs[i].header;
        for (size_t k = 0; column->header < 0 && k < TABLE_CHOICE_NEAREST; k++) {
            if (column->nearest[k] < 0) {
                column->nearest[k] = pairs[i].header;
                break;
            }
        }
    }
}

static double strangeness(const struct header_words *stem) {
    static const char *const strange[] = {"money", "diagnosis", "staff", "update", "other", "score", "refill"};
    double points = 0;

    for (size_t i = 0; i < sizeof strange / sizeof strange[0]; i++)
        points += header_words_have(stem, strange[i]) ? strange_stem : 0;
    return points;
}

static bool is_about(const struct draft_group *group, const struct column_choice *column, const char *idea) {
    return header_words_have(&group->stem_words, idea) ||
           (column->header >= 0 && header_words_have(&group->columns[column->header].words, idea));
}

/* Is the header of one of these columns about the idea, or the file's name? */
static bool is_told(const struct table_choice *choice, const struct draft_group *group, const char *const ideas[]) {
    for (size_t i = 0; ideas[i] != NULL; i++)
        for (size_t k = 0; k < input_tables[choice->table].n_columns; k++)
            if (is_about(group, &choice->columns[k], ideas[i]))
                return true;
    return false;
}

static bool has_one(const struct table_choice *choice, size_t first, size_t last) {
    for (size_t i = first; i <= last; i++)
        if (choice->columns[i].header >= 0)
            return true;
    return false;
}

/* One row a person with a beginning and an end is no list of doses. */
static bool is_one_row_a_person(const struct draft_group *group) {
    bool has_end = false;

    for (size_t i = 0; i < group->n_columns; i++)
        has_end = has_end || ((header_words_have(&group->columns[i].words, "end") ||
                               header_words_have(&group->columns[i].words, "discharge")) &&
                              column_fit_is_date(&group->columns[i]));
    return has_end && group->n_rows >= FEWEST_ROWS && (double)group->n_people >= nearly_all * (double)group->n_rows;
}

/* Any file has ids, days and kinds. What makes it this table must be spoken of, by a column that no other table has, by
 * the file's name, a header, or the cells. */
static bool is_spoken_of(const struct table_choice *choice, const struct draft_group *group) {
    int kind = choice->columns[ADVERSE_EVENTS_KIND].header;

    switch (choice->table) {
    case INPUT_DOSES: return has_one(choice, DOSES_MEDICATION, DOSES_DAYS_SUPPLY);
    case INPUT_DRUG_TESTS: return has_one(choice, DRUG_TESTS_SUBSTANCE, DRUG_TESTS_RESULT);
    case INPUT_VISITS:
        return has_one(choice, VISITS_SERVICE, VISITS_STATUS) ||
               is_told(choice, group, (const char *const[]){"visit", "service", "attend", NULL});
    case INPUT_ADMISSIONS:
        return (is_one_row_a_person(group) && choice->columns[ADMISSIONS_ADMITTED].header >= 0) ||
               is_told(choice, group,
                       (const char *const[]){"admit", "discharge", "treatment", "program", "request", NULL});
    case INPUT_RETURNS_TO_USE: return is_told(choice, group, (const char *const[]){"use", "reflect", "trigger", NULL});
    case INPUT_ADVERSE_EVENTS:
        return is_told(choice, group, (const char *const[]){"event", "overdose", "death", "fatal", NULL}) ||
               (kind >= 0 && column_profile_kept(&group->columns[kind].profile, VALUE_EVENT) >= event_share);
    case INPUT_PATIENTS:
    case INPUT_TABLE_COUNT: return true;
    }
    return true;
}

/* What a row without the column says can be guessed: a service that was, a substance that was found. */
static bool has_stand_in(enum input_table table, size_t column, const struct draft_group *group) {
    return (table == INPUT_VISITS && column == VISITS_STATUS) ||
           (table == INPUT_DRUG_TESTS && column == DRUG_TESTS_RESULT &&
            column_words_stem(table, &group->stem_words) > 0);
}

static double weigh(const struct table_choice *choice, const struct draft_group *group) {
    const struct table_spec *spec = &input_tables[choice->table];
    double points =
        stem_weight * column_words_stem(choice->table, &group->stem_words) - strangeness(&group->stem_words);

    if (!is_spoken_of(choice, group) || (choice->table == INPUT_DOSES && is_one_row_a_person(group)))
        points -= unspoken;
    for (size_t i = 0; i < spec->n_columns; i++) {
        const struct column_choice *column = &choice->columns[i];
        bool is_derived = choice->table == INPUT_RETURNS_TO_USE && i == RETURNS_EVENT_ON;
        bool required = (spec->columns[i].required && !is_derived) ||
                        (choice->table == INPUT_RETURNS_TO_USE && i == RETURNS_USED_ON);
        double weight = i == 0 ? 1 : required ? 2 : column->points >= COLUMN_WORDS_SURE ? 1 : 0.5;
        if (column->header >= 0)
            points += weight * column->points / COLUMN_WORDS_BEST;
        else if (required)
            points -= has_stand_in(choice->table, i, group) ? required_missing / 3 : required_missing;
    }
    return points;
}

struct table_choice table_choice_for(const struct draft_export *export, const struct draft_group *group,
                                     enum input_table table, const bool taken[]) {
    struct table_choice choice = {.table = table};
    bool *used = memory_alloc(group->n_columns, sizeof *used);
    size_t n;
    struct pair *pairs = list_pairs(export, group, table, taken, &n);

    for (size_t i = 0; i < TABLE_CHOICE_MOST_COLUMNS; i++)
        choice.columns[i] = (struct column_choice){.header = -1, .rival = -1, .nearest = {-1, -1, -1}};
    assign(pairs, n, choice.columns, used);
    if (taken != NULL)
        for (size_t i = 0; i < group->n_columns; i++)
            used[i] = used[i] || taken[i];
    note_others(pairs, n, choice.columns, used);
    meant_days_doubt(&choice, group, used);
    choice.points = weigh(&choice, group);
    free(pairs);
    free(used);
    return choice;
}

struct table_choice table_choice_best(const struct draft_export *export, const struct draft_group *group) {
    struct table_choice best = table_choice_for(export, group, 0, NULL);

    for (int table = 1; table < INPUT_TABLE_COUNT; table++) {
        struct table_choice other = table_choice_for(export, group, (enum input_table)table, NULL);
        if (other.points > best.points)
            best = other;
    }
    return best;
}
