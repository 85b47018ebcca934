/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Who can still be called: people without cover for 1 to 30 days. Internal class only.
 */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "table/spell_tables.h"
#include "table/table_reader.h"
#include "text/report_parts.h"
#include "text/wording.h"

enum { PATIENT, SITE, MEDICATION, LAST_COVERED, DAYS, BAND, N_CELLS };

static const char *keep(const struct report *report, const struct table_reader *reader, int column) {
    struct record_cell cell = table_reader_cell(reader, column);

    return word_pool_keep(report->numbers.pool, memory_copy_text(cell.text, cell.length));
}

static const char *band_caption(const struct report *report, const char *band) {
    struct number_key key = {.analysis = "data_quality", .measure = "uncovered", .subgroup = band};
    double n = numbers_value(&report->numbers, &key);

    return isnan(n) ? WORDS(report, "Without care for %s days", band)
                    : WORDS(report, "Without care for %s days: %s", band, wording_people(&report->numbers, n));
}

/* The people of one band, in the order of the file. */
static void add_band(struct report *report, const char *band) {
    static const char *const headers[] = {"Patient", "Site", "Medication", "Last covered day", "Days since", NULL};
    struct table_reader *reader = table_reader_open(report->uncovered, true);
    int column[N_CELLS];
    size_t n = 0;

    table_reader_match(reader, &spell_uncovered, column);
    document_table_of_words(report->document, band_caption(report, band), headers);
    while (table_reader_next(reader)) {
        if (strcmp(table_reader_cell(reader, column[BAND]).text, band) != 0)
            continue;
        const char *cells[] = {
            keep(report, reader, column[PATIENT]),
            wording_group(&report->numbers, "site", table_reader_cell(reader, column[SITE]).text),
            wording_group(&report->numbers, "medication", table_reader_cell(reader, column[MEDICATION]).text),
            keep(report, reader, column[LAST_COVERED]), keep(report, reader, column[DAYS])};
        document_row(report->document, cells);
        n++;
    }
    table_reader_close(reader);
    if (n == 0)
        document_paragraph(report->document, WORDS(report, "Nobody is without care for %s days.", band));
}

void section_uncovered_add(struct report *report) {
    static const char *const bands[] = {"1-7", "8-14", "15-30"};

    if (report_is_release(report) || report->uncovered == NULL)
        return;
    document_section(report->document, "uncovered", "Who can still be called");
    document_paragraph(report->document,
                       "People whose last day with medication at hand, or with a visit, lies 1 to 30 days before the "
                       "end of the data. They have not left: these are the people a call can still reach.");
    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++)
        add_band(report, bands[i]);
}
