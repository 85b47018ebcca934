/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/censored.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "table/table_reader.h"

enum column { RULE, PATIENT, ORDER, ENTRY, TIME, EVENT, PROGRAM, MEDICATION, SITE, N_COLUMNS };

static const char *const column_names[N_COLUMNS] = {"rule",  "patient_id", "order",      "entry_days", "time_days",
                                                    "event", "program",    "medication", "site"};

struct episode {
    uint32_t person, order, medication, site; /* numbers of the texts */
    double time_days;
    bool left;
};

struct censored {
    struct dictionary *texts;
    struct episode *episodes;
    size_t n, capacity;
};

static uint32_t add_text(struct censored *censored, const struct table_reader *reader, int column) {
    struct record_cell cell = table_reader_cell(reader, column);

    return dictionary_add(censored->texts, cell.text, cell.length);
}

static bool is_text(const struct table_reader *reader, int column, const char *text) {
    return strcmp(table_reader_cell(reader, column).text, text) == 0;
}

static bool is_counted(const struct table_reader *reader, const int at[N_COLUMNS], const char *rule) {
    return is_text(reader, at[RULE], rule) &&
           (is_text(reader, at[PROGRAM], "maintenance") || is_text(reader, at[PROGRAM], "counseling")) &&
           table_reader_double(reader, at[TIME]) > table_reader_double(reader, at[ENTRY]);
}

static void add_episode(struct censored *censored, const struct table_reader *reader, const int at[N_COLUMNS]) {
    censored->episodes =
        memory_grow(censored->episodes, &censored->capacity, censored->n + 1, sizeof *censored->episodes);
    censored->episodes[censored->n++] = (struct episode){.person = add_text(censored, reader, at[PATIENT]),
                                                         .order = add_text(censored, reader, at[ORDER]),
                                                         .medication = add_text(censored, reader, at[MEDICATION]),
                                                         .site = add_text(censored, reader, at[SITE]),
                                                         .time_days = table_reader_double(reader, at[TIME]),
                                                         .left = !is_text(reader, at[EVENT], "0")};
}

struct censored *censored_read(const char *path, const char *rule, bool show_values) {
    struct table_reader *reader = table_reader_open(path, show_values);
    struct censored *censored = memory_alloc(1, sizeof *censored);
    int at[N_COLUMNS];

    for (size_t i = 0; i < N_COLUMNS; i++)
        at[i] = (int)table_reader_require(reader, column_names[i]);
    censored->texts = dictionary_alloc();
    while (table_reader_next(reader))
        if (is_counted(reader, at, rule))
            add_episode(censored, reader, at);
    table_reader_close(reader);
    return censored;
}

void censored_free(struct censored *censored) {
    if (censored == NULL)
        return;
    dictionary_free(censored->texts);
    free(censored->episodes);
    free(censored);
}

static uint32_t find_text(const struct censored *censored, const char *text) {
    return dictionary_find(censored->texts, text, strlen(text));
}

/* `group`: the number of its text. */
static bool is_of_group(const struct episode *episode, const struct censored_key *key, uint32_t group) {
    if (key->group_by[0] == '\0')
        return true;
    return group == (strcmp(key->group_by, "medication") == 0 ? episode->medication : episode->site);
}

static int by_day(const void *left, const void *right) {
    double a = *(const double *)left, b = *(const double *)right;

    return (a > b) - (a < b);
}

/* Sorts the days and keeps each once; returns how many are left. */
static size_t keep_distinct(double days[], size_t n) {
    size_t kept = 0;

    if (n > 0)
        qsort(days, n, sizeof *days, by_day);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || days[i] > days[kept - 1])
            days[kept++] = days[i];
    return kept;
}

struct censored_days censored_find(const struct censored *censored, const struct censored_key *key) {
    struct censored_days found = {.days = memory_alloc(censored->n, sizeof(double))};
    bool *seen = memory_alloc(dictionary_count(censored->texts), sizeof *seen);
    uint32_t order = find_text(censored, key->order), group = find_text(censored, key->group);
    size_t n = 0;

    for (size_t i = 0; i < censored->n; i++) {
        const struct episode *episode = &censored->episodes[i];
        if (episode->order != order || !is_of_group(episode, key, group))
            continue;
        found.n_people += !seen[episode->person];
        seen[episode->person] = true;
        if (!episode->left)
            found.days[n++] = episode->time_days;
    }
    found.n_days = keep_distinct(found.days, n);
    free(seen);
    return found;
}
