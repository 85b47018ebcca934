/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/called_people.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "analysis/catalogue.h"
#include "base/ini_file.h"
#include "base/memory.h"
#include "settings/not_held.h"
#include "table/people_list.h"
#include "table/table_reader.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* A list of more is none to read through: all of it stands in data/. */
enum { MOST_NAMED = 200, MOST_SHOWN_COLUMNS = 7 };

/* One table: of whom, and what stands over it. */
struct people {
    enum people_list list;
    const char *band; /* NULL: of any */
    const char *caption;
    const int *columns; /* of the list */
    size_t n_columns;
};

static const char *const headers_of[LISTED_COLUMNS] = {
    [LISTED_PATIENT_ID] = "Patient",
    [LISTED_DAYS] = "Days",
    [LISTED_SITE] = "Site",
    [LISTED_MEDICATION] = "Medication",
    [LISTED_LAST_VISIT] = "Last visit",
    [LISTED_NEXT_VISIT] = "Next visit",
    [LISTED_CLINICIAN] = "Clinician",
    [LISTED_LAST_COVERED] = "Last covered",
    [LISTED_DISCHARGED] = "Discharged",
    [LISTED_REASON] = "Reason",
};

static const char *cell_of(const struct report *report, const struct table_reader *reader, int column, int at) {
    struct record_cell cell = table_reader_cell(reader, at);
    const char *text = people_list_text(cell);

    switch (column) {
    case LISTED_SITE: return wording_group(&report->numbers, "site", text);
    case LISTED_MEDICATION: return wording_group(&report->numbers, "medication", text);
    case LISTED_REASON: return text[0] == '\0' ? "not recorded" : wording_code(&report->numbers, text);
    default: return text[0] == '\0' ? "–" : word_pool_keep(report->numbers.pool, memory_copy_text(text, strlen(text)));
    }
}

static void tell_rest(struct report *report, const struct people *people, size_t n) {
    if (n <= MOST_NAMED)
        return;
    document_note(report->document,
                  WORDS(report,
                        "The first %s of %s, in the order of their identifiers; all stand in data/people_%s.csv.",
                        wording_count(&report->numbers, MOST_NAMED), wording_count(&report->numbers, (double)n),
                        people_list_names[people->list]));
}

/* In the order of the file. */
static void add_people(struct report *report, const char *path, const struct people *people) {
    struct table_reader *reader = table_reader_open(path, true);
    const char *headers[MOST_SHOWN_COLUMNS + 1] = {NULL};
    int at[LISTED_COLUMNS];
    size_t n = 0;

    for (size_t i = 0; i < people->n_columns; i++)
        headers[i] = headers_of[people->columns[i]];
    table_reader_match(reader, &people_list_table, at);
    document_table_of_words(report->document, people->caption, headers);
    document_print_table(report->document);
    while (table_reader_next(reader)) {
        const char *cells[MOST_SHOWN_COLUMNS];
        if ((people->band != NULL && strcmp(table_reader_cell(reader, at[LISTED_WHAT]).text, people->band) != 0) ||
            ++n > MOST_NAMED)
            continue;
        for (size_t i = 0; i < people->n_columns; i++)
            cells[i] = cell_of(report, reader, people->columns[i], at[people->columns[i]]);
        document_row(report->document, cells);
    }
    table_reader_close(reader);
    tell_rest(report, people, n);
}

/* Does any row say it? */
static bool is_told(const char *path, enum people_list_column column) {
    struct table_reader *reader = table_reader_open(path, true);
    int at[LISTED_COLUMNS];
    bool found = false;

    table_reader_match(reader, &people_list_table, at);
    while (!found && table_reader_next(reader))
        found = table_reader_cell(reader, at[column]).length > 0;
    table_reader_close(reader);
    return found;
}

static const char *count_words(const struct report *report, const char *band) {
    const struct number_key key = {.analysis = ANALYSIS_TO_DO, .measure = "callable", .subgroup = band};
    double n = numbers_value(&report->numbers, &key);

    return isnan(n) ? "" : WORDS(report, ": %s", wording_people(&report->numbers, n));
}

/* The next visit and the clinician only where they are exported. */
static void add_callable(struct report *report, const char *path) {
    int columns[MOST_SHOWN_COLUMNS] = {LISTED_PATIENT_ID, LISTED_SITE, LISTED_MEDICATION, LISTED_DAYS,
                                       LISTED_LAST_VISIT};
    struct people people = {.list = LIST_CALLABLE, .columns = columns, .n_columns = 5};

    if (is_told(path, LISTED_NEXT_VISIT))
        columns[people.n_columns++] = LISTED_NEXT_VISIT;
    if (is_told(path, LISTED_CLINICIAN))
        columns[people.n_columns++] = LISTED_CLINICIAN;
    for (size_t band = 0; band < PEOPLE_BANDS; band++) {
        people.band = people_bands[band];
        people.caption =
            WORDS(report, "To be called: without care for %s days%s", people.band, count_words(report, people.band));
        add_people(report, path, &people);
    }
}

static void add_discharged(struct report *report, const char *path) {
    static const int columns[] = {LISTED_PATIENT_ID, LISTED_SITE,       LISTED_LAST_COVERED,
                                  LISTED_DAYS,       LISTED_DISCHARGED, LISTED_REASON};

    add_people(report, path,
               &(struct people){.list = LIST_DISCHARGED,
                                .caption = "Discharged in the last month, without care since",
                                .columns = columns,
                                .n_columns = sizeof columns / sizeof columns[0]});
}

const char called_people_name[] = "people";

enum { GAP_OF_DISCHARGES = 30 }; /* as person/people_lists.c: care of visits alone */

long called_people_days(const struct report *report) {
    const char *gap = ini_file_value(report->numbers.config, "rules", numbers_rule(&report->numbers));

    return gap == NULL || strcmp(gap, "recorded") == 0 ? GAP_OF_DISCHARGES : strtol(gap, NULL, 10);
}

static const char *band_cell(const struct report *report, const char *site, const char *band) {
    const struct number_key key = {
        .analysis = ANALYSIS_TO_DO, .measure = "callable", .group_by = "site", .group = site, .subgroup = band};
    double n = numbers_value(&report->numbers, &key);

    return wording_count(&report->numbers, isnan(n) ? 0 : n);
}

/* Is anybody in the last band, of rules that wait for longer? */
static size_t count_bands(const struct report *report) {
    const struct number_key last = {
        .analysis = ANALYSIS_TO_DO, .measure = "callable", .subgroup = people_bands[PEOPLE_BANDS - 1]};

    return numbers_value(&report->numbers, &last) > 0 ? PEOPLE_BANDS : PEOPLE_BANDS - 1;
}

/* The cells of a site; false: nobody there can be called. */
static bool site_cells(const struct report *report, const char *site, size_t n_bands, const char *cells[]) {
    bool is_anybody = false;

    cells[0] = wording_group(&report->numbers, "site", site);
    for (size_t band = 0; band < n_bands; band++) {
        cells[band + 1] = band_cell(report, site, people_bands[band]);
        is_anybody = is_anybody || strcmp(cells[band + 1], "0") != 0;
    }
    return is_anybody;
}

/* The sites at which anybody can be called; of one site, or of more than can be told here, data/ has them. */
static void add_by_site(struct report *report) {
    const char *titles[PEOPLE_BANDS + 2] = {"Site", "1-7 days", "8-14 days", "15-30 days"}, *sites[REPORT_MOST_GROUPS],
                                      *cells[PEOPLE_BANDS + 1] = {NULL};
    const struct number_key any = {
        .analysis = ANALYSIS_TO_DO, .measure = "callable", .group_by = "site", .subgroup = people_bands[0]};
    size_t n = report_groups(report, &any, sites), n_bands = count_bands(report), n_lines = 0;

    for (size_t i = 0; i < n; i++)
        n_lines += site_cells(report, sites[i], n_bands, cells);
    if (n < 2 || n == REPORT_MOST_GROUPS || n_lines == 0)
        return;
    if (n_bands == PEOPLE_BANDS)
        titles[PEOPLE_BANDS] = "31+ days";
    document_table(report->document, "Can be called, by days without care and site", titles);
    for (size_t i = 0; i < n; i++)
        if (site_cells(report, sites[i], n_bands, cells))
            document_row(report->document, cells);
}

void called_people_add(struct report *report) {
    add_by_site(report);
    if (report->lists != NULL)
        document_link(report->document, called_people_name,
                      WORDS(report,
                            "Whom to call%s, by name (deleted %s days after this report was made, with the lists in "
                            "data/)",
                            not_held(report->numbers.config, "admissions.discharged") ? "" : ", and who was discharged",
                            ini_file_value(report->numbers.config, "report", "keep_people_lists")));
}

void called_people_build(struct report *report) {
    static const struct {
        enum people_list list;
        const char *heading, *none;
        void (*add)(struct report *report, const char *path);
    } named[] = {
        {LIST_CALLABLE, "To be called", "Nobody is to be called.", add_callable},
        {LIST_DISCHARGED, "Discharged", "Nobody was discharged lately and is without care since.", add_discharged}};

    report_title(report);
    report->document->title = WORDS(report, "%s: whom to call", report->document->title);
    for (size_t i = 0; i < sizeof named / sizeof named[0]; i++) {
        const char *name = people_list_names[named[i].list];
        char *path = people_list_path(report->lists, named[i].list);
        bool is_made = access(path, F_OK) == 0;
        document_section(report->document, name, named[i].heading);
        if (is_made)
            named[i].add(report, path);
        if (!document_has_section(report->document, name))
            document_paragraph(report->document, is_made ? named[i].none : "Not told: the list was not made.");
        free(path);
    }
}
