/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Every medication with its rows and people, every site with its people. A text is shown that the configuration names,
 * or that 11 people and more have where there are at most 50; all are with --show-values.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "table/input_tables.h"
#include "table/table_reader.h"
#include "text/check_page.h"
#include "text/report_parts.h"
#include "text/wording.h"

enum { MOST_TEXTS = 50, FEWEST_PEOPLE_SHOWN = 11 };

struct tally {
    struct dictionary *texts, *pairs; /* values; "PERSON,NUMBER OF VALUE" */
    double *rows, *people;            /* by value */
    size_t rows_capacity, people_capacity;
};

static void tally_add(struct tally *tally, struct record_cell person, struct record_cell text) {
    size_t known = dictionary_count(tally->texts), n_pairs = dictionary_count(tally->pairs);
    uint32_t number = dictionary_add(tally->texts, text.text, text.length);
    char *pair = memory_format("%s,%u", person.text, number);

    if (number == known) {
        tally->rows = memory_grow(tally->rows, &tally->rows_capacity, known + 1, sizeof *tally->rows);
        tally->people = memory_grow(tally->people, &tally->people_capacity, known + 1, sizeof *tally->people);
        tally->rows[number] = tally->people[number] = 0;
    }
    tally->rows[number]++;
    dictionary_add(tally->pairs, pair, strlen(pair));
    tally->people[number] += (double)(dictionary_count(tally->pairs) - n_pairs);
    free(pair);
}

static void read_column(struct tally *tally, const char *work, const char *table, const char *column) {
    char *path = memory_format("%s/tables/%s.csv", work, table);

    if (access(path, R_OK) == 0) {
        struct table_reader *reader = table_reader_open(path, false);
        int person = (int)table_reader_require(reader, "patient_id"), at = (int)table_reader_require(reader, column);
        while (table_reader_next(reader)) {
            struct record_cell text = table_reader_cell(reader, at);
            if (text.length > 0)
                tally_add(tally, table_reader_cell(reader, person), text);
        }
        table_reader_close(reader);
    }
    free(path);
}

static struct tally tally_open(void) {
    return (struct tally){.texts = dictionary_alloc(),
                          .pairs = dictionary_alloc(),
                          .rows = memory_alloc(1, sizeof(double)),
                          .people = memory_alloc(1, sizeof(double)),
                          .rows_capacity = 1,
                          .people_capacity = 1};
}

static void tally_free(struct tally *tally) {
    dictionary_free(tally->texts);
    dictionary_free(tally->pairs);
    free(tally->rows);
    free(tally->people);
}

static bool is_shown(const struct check *check, const struct tally *tally, uint32_t number, const char *section) {
    bool is_common = tally->people[number] >= FEWEST_PEOPLE_SHOWN && dictionary_count(tally->texts) <= MOST_TEXTS;

    return check->show_values || is_common ||
           (section != NULL &&
            ini_file_value(check->report->numbers.config, section, dictionary_text(tally->texts, number)) != NULL);
}

/* The others, together. */
static void add_rest(struct check *check, const struct tally *tally, const char *section) {
    const struct numbers *numbers = &check->report->numbers;
    double rows = 0, n = 0;

    for (uint32_t i = 0; i < dictionary_count(tally->texts); i++)
        if (!is_shown(check, tally, i, section)) {
            rows += tally->rows[i];
            n++;
        }
    const char *cells[] = {WORDS(check->report, "%.0f more (--show-values)", n), wording_count(numbers, rows), ""};
    if (n > 0)
        document_row(check->report->document, cells);
}

static void add_tally(struct check *check, const struct tally *tally, const char *section) {
    const struct numbers *numbers = &check->report->numbers;
    uint32_t *order = dictionary_order(tally->texts);

    for (size_t place = 0; place < dictionary_count(tally->texts); place++) {
        uint32_t i = order[place];
        if (!is_shown(check, tally, i, section))
            continue;
        const char *text = dictionary_text(tally->texts, i);
        bool is_unnamed = section != NULL && ini_file_value(numbers->config, section, text) == NULL;
        const char *cells[] = {is_unnamed ? WORDS(check->report, "%s (not named in [%s])", text, section)
                                          : WORDS(check->report, "%s", text),
                               wording_count(numbers, tally->rows[i]), wording_count(numbers, tally->people[i])};
        document_row(check->report->document, cells);
    }
    free(order);
    add_rest(check, tally, section);
}

void check_people_add(struct check *check) {
    static const char *const medications[] = {"Medication", "Rows", "People", NULL},
                             *const sites[] = {"Site", "Rows of patients and admissions", "People", NULL};
    struct tally tally = tally_open();

    document_table(check->report->document, "Medications", medications);
    read_column(&tally, check->work, "doses", "medication");
    add_tally(check, &tally, "medications");
    tally_free(&tally);
    tally = tally_open();
    document_table(check->report->document, "Sites", sites);
    read_column(&tally, check->work, "patients", "site");
    read_column(&tally, check->work, "admissions", "site");
    add_tally(check, &tally, NULL);
    tally_free(&tally);
}
