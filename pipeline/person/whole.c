/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/whole.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/spelling.h"
#include "person/recording_lag.h"
#include "person/unknown_days.h"

struct site_days {
    struct care_unknown *days;
    size_t n, capacity;
};

/* How the texts of one column are written. */
struct column {
    char *name;
    struct dictionary *texts, *folded;
    uint32_t *form;  /* by number of the text: of its folded form */
    uint32_t *shown; /* by number of the folded form: of the text most often written */
    double *most;    /* by number of the folded form: how often that is */
    size_t form_capacity, shown_capacity, most_capacity;
};

struct whole {
    struct fact_rows facts;
    struct dictionary *sites; /* folded */
    struct site_days *days;   /* by number of the site */
    size_t days_capacity, n_unknown;
    struct column *columns;
    size_t n_columns, columns_capacity;
};

static uint32_t add_folded(struct dictionary *dictionary, const char *text) {
    char *folded = memory_alloc(strlen(text) + 1, 1);
    uint32_t number;

    spelling_fold(text, strlen(text), folded);
    number = dictionary_add(dictionary, folded, strlen(folded));
    free(folded);
    return number;
}

static uint32_t find_folded(const struct dictionary *dictionary, const char *text, size_t length) {
    char *folded = memory_alloc(length + 1, 1);
    uint32_t number;

    spelling_fold(text, length, folded);
    number = dictionary_find(dictionary, folded, strlen(folded));
    free(folded);
    return number;
}

static struct site_days *days_of(struct whole *whole, const char *site) {
    size_t known = dictionary_count(whole->sites);
    uint32_t number = add_folded(whole->sites, site);

    whole->days = memory_grow(whole->days, &whole->days_capacity, number + 1, sizeof *whole->days);
    if (number == known)
        whole->days[number] = (struct site_days){0};
    return &whole->days[number];
}

static void add_days(struct site_days *days, struct care_unknown more) {
    days->days = memory_grow(days->days, &days->capacity, days->n + 1, sizeof *days->days);
    days->n = unknown_days_add(days->days, days->n, more);
}

/* Is one of the tables (names with + between them) one that cover is made of? */
static bool is_of_cover(const char *tables) {
    return strstr(tables, "doses") != NULL || strstr(tables, "visits") != NULL;
}

static struct column *column_of(struct whole *whole, const char *name) {
    struct column *column;

    for (size_t i = 0; i < whole->n_columns; i++)
        if (strcmp(whole->columns[i].name, name) == 0)
            return &whole->columns[i];
    whole->columns =
        memory_grow(whole->columns, &whole->columns_capacity, whole->n_columns + 1, sizeof *whole->columns);
    column = &whole->columns[whole->n_columns++];
    *column = (struct column){
        .name = memory_copy_text(name, strlen(name)), .texts = dictionary_alloc(), .folded = dictionary_alloc()};
    return column;
}

static void add_spelling(struct whole *whole, const struct fact_row *row) {
    struct column *column = column_of(whole, row->subject);
    uint32_t text = dictionary_add(column->texts, row->text, strlen(row->text));
    size_t known = dictionary_count(column->folded);
    uint32_t form = add_folded(column->folded, row->text);

    column->form = memory_grow(column->form, &column->form_capacity, text + 1, sizeof *column->form);
    column->shown = memory_grow(column->shown, &column->shown_capacity, form + 1, sizeof *column->shown);
    column->most = memory_grow(column->most, &column->most_capacity, form + 1, sizeof *column->most);
    column->form[text] = form;
    if (form == known || row->count > column->most[form] ||
        (!(row->count < column->most[form]) &&
         strcmp(row->text, dictionary_text(column->texts, column->shown[form])) < 0)) {
        column->shown[form] = text;
        column->most[form] = row->count;
    }
}

static void take_fact(struct whole *whole, const struct fact_row *row) {
    if (strcmp(row->fact, "hole") == 0 && is_of_cover(row->table))
        add_days(days_of(whole, row->site), (struct care_unknown){row->first_day, row->last_day});
    else if (strcmp(row->fact, "end") == 0 && is_of_cover(row->table))
        add_days(days_of(whole, row->site), (struct care_unknown){row->last_day + 1, INT32_MAX});
    else if (strcmp(row->fact, "spelling") == 0)
        add_spelling(whole, row);
}

struct whole *whole_read(const char *path) {
    struct whole *whole = memory_alloc(1, sizeof *whole);

    whole->facts = fact_rows_read(path);
    whole->sites = dictionary_alloc();
    for (size_t i = 0; i < whole->facts.n; i++)
        take_fact(whole, &whole->facts.rows[i]);
    for (size_t i = 0; i < dictionary_count(whole->sites); i++)
        whole->n_unknown += whole->days[i].n;
    return whole;
}

void whole_free(struct whole *whole) {
    if (whole == NULL)
        return;
    for (size_t i = 0; i < dictionary_count(whole->sites); i++)
        free(whole->days[i].days);
    free(whole->days);
    dictionary_free(whole->sites);
    for (size_t i = 0; i < whole->n_columns; i++) {
        struct column *column = &whole->columns[i];
        free(column->name);
        dictionary_free(column->texts);
        dictionary_free(column->folded);
        free(column->form);
        free(column->shown);
        free(column->most);
    }
    free(whole->columns);
    fact_rows_free(&whole->facts);
    free(whole);
}

static const struct fact_row *find_fact(const struct whole *whole, const char *fact) {
    for (size_t i = 0; i < whole->facts.n; i++)
        if (strcmp(whole->facts.rows[i].fact, fact) == 0)
            return &whole->facts.rows[i];
    return NULL;
}

int32_t whole_window_start(const struct whole *whole) {
    const struct fact_row *row = find_fact(whole, "window_start");

    return row == NULL ? CALENDAR_NO_DAY : row->first_day;
}

bool whole_recording_lag(const struct whole *whole, struct recording_lag *lag) {
    const struct fact_row *row = find_fact(whole, "recording_lag");

    if (row == NULL)
        return false;
    *lag = (struct recording_lag){.days = (int32_t)row->value,
                                  .discharges = (size_t)row->count,
                                  .is_measured = strcmp(row->subject, "measured") == 0};
    return true;
}

int32_t whole_last_known(const struct whole *whole, int32_t as_of) {
    const struct column *sites = NULL;
    int32_t last = CALENDAR_NO_DAY;

    for (size_t i = 0; i < whole->n_columns; i++)
        if (strcmp(whole->columns[i].name, "site") == 0)
            sites = &whole->columns[i];
    for (uint32_t i = 0; sites != NULL && i < dictionary_count(sites->folded); i++) {
        size_t n;
        const struct care_unknown *days = whole_site_days(whole, dictionary_text(sites->folded, i), &n);
        int32_t end = n > 0 && days[n - 1].last == INT32_MAX ? days[n - 1].first - 1 : as_of;
        last = end > last ? end : last;
    }
    if (sites == NULL) {
        size_t n;
        const struct care_unknown *days = whole_site_days(whole, "", &n);
        last = n > 0 && days[n - 1].last == INT32_MAX ? days[n - 1].first - 1 : as_of;
    }
    return last;
}

const char *whole_shown(const struct whole *whole, const char *column, const char *text, size_t length) {
    for (size_t i = 0; i < whole->n_columns; i++) {
        const struct column *of = &whole->columns[i];
        uint32_t number;
        if (strcmp(of->name, column) != 0)
            continue;
        number = dictionary_find(of->texts, text, length);
        return number == DICTIONARY_NONE ? text : dictionary_text(of->texts, of->shown[of->form[number]]);
    }
    return text;
}

bool whole_has_unknown(const struct whole *whole) { return whole->n_unknown > 0; }

size_t whole_most_unknown(const struct whole *whole) { return whole->n_unknown; }

const struct care_unknown *whole_site_days(const struct whole *whole, const char *site, size_t *n) {
    uint32_t number = find_folded(whole->sites, site, strlen(site));

    *n = number == DICTIONARY_NONE ? 0 : whole->days[number].n;
    return *n == 0 ? NULL : whole->days[number].days;
}

bool whole_is_unknown_since(const struct whole *whole, const char *site, int32_t day) {
    size_t n;
    const struct care_unknown *days = whole_site_days(whole, site, &n);

    return n > 0 && days[n - 1].last >= day;
}

int32_t whole_closed_on(const struct whole *whole, const char *site) {
    size_t n;
    const struct care_unknown *days = whole_site_days(whole, site, &n);

    if (n == 0 || days[n - 1].last != INT32_MAX)
        return CALENDAR_NO_DAY;
    for (size_t i = 0; i < whole->facts.n; i++) {
        const struct fact_row *row = &whole->facts.rows[i];
        if (strcmp(row->fact, "end") == 0 && strcmp(row->subject, "closed") == 0 && is_of_cover(row->table) &&
            spelling_same(row->site, site))
            return days[n - 1].first - 1;
    }
    return CALENDAR_NO_DAY;
}
