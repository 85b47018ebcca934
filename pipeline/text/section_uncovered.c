/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who can still be called: people without cover for 1 to 30 days.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "settings/not_held.h"
#include "table/spell_tables.h"
#include "table/table_reader.h"
#include "text/report_parts.h"
#include "text/wording.h"

/* A list of more is none to read through: all of it stands in data/. */
enum { MOST_NAMED = 200 };

/* One table of the section: of whom, and what stands over it. */
struct people {
    const char *band; /* NULL: of any */
    const char *admission;
    const char *caption, *nobody;
    const char *const *headers;
    int columns[6]; /* of the list, in the order of the headers */
    size_t n_columns;
};

static const char *keep(const struct report *report, const struct table_reader *reader, int column) {
    struct record_cell cell = table_reader_cell(reader, column);

    return word_pool_keep(report->numbers.pool, memory_copy_text(cell.text, cell.length));
}

static const char *cell_of(const struct report *report, const struct table_reader *reader, int column, int at) {
    const char *text = table_reader_cell(reader, at).text;

    switch (column) {
    case UNCOVERED_SITE: return wording_group(&report->numbers, "site", text);
    case UNCOVERED_MEDICATION: return wording_group(&report->numbers, "medication", text);
    case UNCOVERED_REASON: return text[0] == '\0' ? "not recorded" : wording_code(&report->numbers, text);
    case UNCOVERED_LAST_VISIT: return text[0] == '\0' ? "–" : keep(report, reader, at);
    default: return keep(report, reader, at);
    }
}

static const char *caption_of(const struct report *report, const struct people *people) {
    struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY,
                             .measure = "uncovered",
                             .subgroup = people->band != NULL ? people->band : people->admission};
    double n = numbers_value(&report->numbers, &key);

    return isnan(n) ? people->caption : WORDS(report, "%s: %s", people->caption, wording_people(&report->numbers, n));
}

static bool is_one_of(const struct table_reader *reader, const int at[UNCOVERED_COLUMNS], const struct people *people) {
    return strcmp(table_reader_cell(reader, at[UNCOVERED_ADMISSION]).text, people->admission) == 0 &&
           (people->band == NULL || strcmp(table_reader_cell(reader, at[UNCOVERED_BAND]).text, people->band) == 0);
}

static void tell_rest(struct report *report, size_t n) {
    if (n <= MOST_NAMED)
        return;
    document_note(report->document,
                  WORDS(report,
                        "The first %s of %s, in the order of their identifiers; all stand in data/uncovered.csv.",
                        wording_count(&report->numbers, MOST_NAMED), wording_count(&report->numbers, (double)n)));
}

/* In the order of the file. */
static void add_people(struct report *report, const struct people *people) {
    struct table_reader *reader = table_reader_open(report->uncovered, true);
    int at[UNCOVERED_COLUMNS];
    size_t n = 0;

    table_reader_match(reader, &spell_uncovered, at);
    document_table_of_words(report->document, caption_of(report, people), people->headers);
    while (table_reader_next(reader)) {
        const char *cells[6];
        if (!is_one_of(reader, at, people) || ++n > MOST_NAMED)
            continue;
        for (size_t i = 0; i < people->n_columns; i++)
            cells[i] = cell_of(report, reader, people->columns[i], at[people->columns[i]]);
        document_row(report->document, cells);
    }
    table_reader_close(reader);
    if (n == 0)
        document_paragraph(report->document, people->nobody);
    tell_rest(report, n);
}

static void add_band(struct report *report, const char *band) {
    static const char *const headers[] = {"Patient",    "Site",       "Medication", "Last covered day",
                                          "Days since", "Last visit", NULL};

    add_people(report,
               &(struct people){.band = band,
                                .admission = "open",
                                .caption = WORDS(report, "Without care for %s days", band),
                                .nobody = WORDS(report, "Nobody is without care for %s days.", band),
                                .headers = headers,
                                .columns = {UNCOVERED_PATIENT_ID, UNCOVERED_SITE, UNCOVERED_MEDICATION,
                                            UNCOVERED_LAST_COVERED, UNCOVERED_DAYS_UNCOVERED, UNCOVERED_LAST_VISIT},
                                .n_columns = 6});
}

static void add_discharged(struct report *report) {
    static const char *const headers[] = {"Patient", "Site", "Last covered day", "Days since", "Discharged on",
                                          "Reason",  NULL};

    add_people(report, &(struct people){.admission = "discharged",
                                        .caption = "Discharged, without care for 1-30 days",
                                        .nobody = "Nobody of these was discharged.",
                                        .headers = headers,
                                        .columns = {UNCOVERED_PATIENT_ID, UNCOVERED_SITE, UNCOVERED_LAST_COVERED,
                                                    UNCOVERED_DAYS_UNCOVERED, UNCOVERED_DISCHARGED, UNCOVERED_REASON},
                                        .n_columns = 6});
}

void section_uncovered_add(struct report *report) {
    static const char *const bands[] = {"1-7", "8-14", "15-30"};

    if (report->uncovered == NULL || not_held(report->numbers.config, "doses"))
        return;
    document_section(report->document, "uncovered", "Who can still be called");
    document_paragraph(report->document,
                       "People with an open admission whose last day with medication at hand, or with a visit, lies 1 "
                       "to 30 days before the end of the data. They have not left: these are the people a call can "
                       "still reach. Who comes for visits alone is listed once their own rhythm of visits is overdue. "
                       "Those who were discharged stand by themselves, with the reason.");
    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++)
        add_band(report, bands[i]);
    add_discharged(report);
}
