/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dirt.h"

#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"

enum { MOST_ATTEMPTS = 2000, LATE_MONTHS_MOST = 2, MARKED_WHOLE_FILE = 8, EDIT_BYTES = 2048 };

enum action { REPLACE_CELL, DUPLICATE, DROP_LAST_CELL, ADD_CELL, OPEN_QUOTE, MOVE_LATE };

/* What to do to how many lines of a table; n_lines of as many as the sample has, any other data set gets the same
 * share. column counts from 0; only_where, when given, must be in the line; value is what the cell becomes. Copies come
 * last, so that no copied line is spoilt afterwards. */
struct dirt {
    const char *mark;
    enum sheet_table table;
    unsigned n_lines;
    enum action action;
    int column;
    const char *value, *only_where, *detail;
};

/* clang-format off */
static const struct dirt dirts[] = {
    {"impossible_date", SHEET_ADMISSIONS, 2, REPLACE_CELL, 2, "2025-02-30", ",left,", "discharged: no such day"},
    {"impossible_date", SHEET_DRUG_TESTS, 3, REPLACE_CELL, 1, "2025-02-30", "", "date: no such day"},
    {"impossible_date", SHEET_DRUG_TESTS, 1, REPLACE_CELL, 1, "2031-03-08", "", "date: after the as-of day"},
    {"impossible_date", SHEET_RETURNS, 1, REPLACE_CELL, 2, "2031-05-19", "", "reported_on: after the as-of day"},
    {"impossible_date", SHEET_DOSES, 5, REPLACE_CELL, 1, "2025-02-30", "", "date: no such day"},
    {"impossible_date", SHEET_DOSES, 2, REPLACE_CELL, 1, "1875-06-14", "", "date: before 1900"},
    {"impossible_date", SHEET_DOSES, 3, REPLACE_CELL, 1, "2031-01-15", "", "date: after the as-of day"},
    {"impossible_date", SHEET_VISITS, 4, REPLACE_CELL, 1, "2025-02-30", "", "date: no such day"},
    {"impossible_date", SHEET_VISITS, 1, REPLACE_CELL, 1, "1875-10-02", "", "date: before 1900"},
    {"impossible_date", SHEET_VISITS, 2, REPLACE_CELL, 1, "2031-01-15", "", "date: after the as-of day"},
    {"ragged_row", SHEET_DRUG_TESTS, 2, DROP_LAST_CELL, 0, "", "", "a cell too few"},
    {"ragged_row", SHEET_DOSES, 3, DROP_LAST_CELL, 0, "", "", "a cell too few"},
    {"ragged_row", SHEET_DOSES, 2, ADD_CELL, 0, "", "", "a cell too many"},
    {"ragged_row", SHEET_VISITS, 2, DROP_LAST_CELL, 0, "", "", "a cell too few"},
    {"ragged_row", SHEET_VISITS, 2, ADD_CELL, 0, "", "", "a cell too many"},
    {"unclosed_quote", SHEET_VISITS, 1, OPEN_QUOTE, 0, "", ",missed,transport", "a quote opens before reason and never closes"},
    {"unknown_code", SHEET_ADMISSIONS, 1, REPLACE_CELL, 3, "eloped", ",left,", "reason: not in the code list"},
    {"unknown_code", SHEET_DRUG_TESTS, 2, REPLACE_CELL, 3, "pending", "", "result: not in the code list"},
    {"unknown_code", SHEET_RETURNS, 1, REPLACE_CELL, 5, "tax_season", ",stress", "triggers: not in the code list"},
    {"unknown_code", SHEET_DOSES, 2, REPLACE_CELL, 5, "mailed", ",dispensed", "kind: not in the code list"},
    {"unknown_code", SHEET_VISITS, 3, REPLACE_CELL, 4, "rescheduled", ",cancelled,", "status: not in the code list"},
    {"unknown_patient", SHEET_DOSES, 1, REPLACE_CELL, 0, "PNEW7K2", ",dispensed", "patient_id: not in patients.csv"},
    {"missing_value", SHEET_PATIENTS, 3, REPLACE_CELL, 1, "NA", "", "birth_year: NA"},
    {"missing_value", SHEET_PATIENTS, 2, REPLACE_CELL, 1, "-9", "", "birth_year: -9"},
    {"missing_value", SHEET_PATIENTS, 9, REPLACE_CELL, 3, "", "", "race_ethnicity: empty"},
    {"missing_value", SHEET_PATIENTS, 4, REPLACE_CELL, 3, "NA", "", "race_ethnicity: NA"},
    {"missing_value", SHEET_ADMISSIONS, 5, REPLACE_CELL, 6, "NA", "", "requested: NA"},
    {"missing_value", SHEET_DOSES, 8, REPLACE_CELL, 3, "NA", "", "dose_mg: NA"},
    {"missing_value", SHEET_DOSES, 3, REPLACE_CELL, 3, "-9", "", "dose_mg: -9"},
    {"missing_value", SHEET_DOSES, 12, REPLACE_CELL, 4, "", ",7,dispensed", "days_supply: empty (7 in truth)"},
    {"missing_value", SHEET_VISITS, 10, REPLACE_CELL, 5, "NA", ",missed,", "reason: NA"},
    {"late_row", SHEET_DOSES, 26, MOVE_LATE, 0, "", "", "date in an earlier month than the file"},
    {"late_row", SHEET_VISITS, 19, MOVE_LATE, 0, "", "", "date in an earlier month than the file"},
    {"duplicate_row", SHEET_PATIENTS, 2, DUPLICATE, 0, "", "", "exact copy of the line before"},
    {"duplicate_row", SHEET_ADMISSIONS, 3, DUPLICATE, 0, "", "", "exact copy of the line before"},
    {"duplicate_row", SHEET_DRUG_TESTS, 6, DUPLICATE, 0, "", "", "exact copy of the line before"},
    {"duplicate_row", SHEET_RETURNS, 2, DUPLICATE, 0, "", "", "exact copy of the line before"},
    {"duplicate_row", SHEET_ADVERSE, 1, DUPLICATE, 0, "", "", "exact copy of the line before"},
    {"duplicate_row", SHEET_DOSES, 14, DUPLICATE, 0, "", "", "exact copy of the line before"},
    {"duplicate_row", SHEET_VISITS, 11, DUPLICATE, 0, "", "", "exact copy of the line before"},
};
/* clang-format on */

/* The lines of each table in the sample (seed 4, 1,250 people, 36 months), before any dirt. */
static const unsigned long sample_lines[N_SHEET_TABLES] = {
    [SHEET_PATIENTS] = 1250, [SHEET_ADMISSIONS] = 1725, [SHEET_DRUG_TESTS] = 26378, [SHEET_RETURNS] = 815,
    [SHEET_ADVERSE] = 115,   [SHEET_DOSES] = 41518,     [SHEET_VISITS] = 57549};

static unsigned long count_lines(const struct sheets *sheets, enum sheet_table table) {
    unsigned long n_lines = 0;
    for (size_t i = 0; i < sheets->n_sheets; i++) {
        n_lines += sheets->sheets[i].table == table ? sheets->sheets[i].n_lines - 1 : 0;
    }
    return n_lines;
}

/* The share of n_lines, rounded up or down by chance so that it is right on average; exact at the sample's size. */
static unsigned long draw_lines(gsl_rng *random, const struct dirt *dirt, unsigned long n_lines) {
    unsigned long sample = sample_lines[dirt->table];
    return (dirt->n_lines * n_lines + gsl_rng_uniform_int(random, sample)) / sample;
}

/* A random line, that is not a header, of the sheets of a table. */
static struct sheet *pick_line(gsl_rng *random, const struct sheets *sheets, enum sheet_table table, size_t *position) {
    size_t n_lines = 0;
    for (size_t i = 0; i < sheets->n_sheets; i++) {
        n_lines += sheets->sheets[i].table == table ? sheets->sheets[i].n_lines - 1 : 0;
    }
    if (n_lines == 0) {
        return NULL;
    }
    size_t left = gsl_rng_uniform_int(random, n_lines);
    for (size_t i = 0; i < sheets->n_sheets; i++) {
        struct sheet *sheet = &sheets->sheets[i];
        size_t here = sheet->table == table ? sheet->n_lines - 1 : 0;
        if (left < here) {
            *position = left + 1;
            return sheet;
        }
        left -= here;
    }
    return NULL;
}

/* Where a cell starts; NULL when the line has fewer. */
static const char *find_cell(const char *text, int column) {
    for (int i = 0; i < column && text != NULL; i++) {
        text = strchr(text, ',');
        text = text == NULL ? NULL : text + 1;
    }
    return text;
}

static void replace_cell(const char *text, int column, const char *value, char edited[EDIT_BYTES]) {
    const char *cell = find_cell(text, column);
    snprintf(edited, EDIT_BYTES, "%.*s%s%s", (int)(cell - text), text, value, cell + strcspn(cell, ","));
}

static void edit(const struct dirt *dirt, const char *text, char edited[EDIT_BYTES]) {
    const char *last_comma = strrchr(text, ',');
    int before_last = (int)(last_comma - text);
    switch (dirt->action) {
    case DROP_LAST_CELL: snprintf(edited, EDIT_BYTES, "%.*s", before_last, text); break;
    case ADD_CELL: snprintf(edited, EDIT_BYTES, "%s,1", text); break;
    case OPEN_QUOTE: snprintf(edited, EDIT_BYTES, "%.*s,\"%s", before_last, text, last_comma + 1); break;
    case REPLACE_CELL: replace_cell(text, dirt->column, dirt->value, edited); break;
    case DUPLICATE:
    case MOVE_LATE:
    default: snprintf(edited, EDIT_BYTES, "%s", text); break;
    }
}

/* The file one or two months later; NULL when there is none. */
static struct sheet *later_sheet(gsl_rng *random, const struct sheets *sheets, struct sheet *sheet) {
    size_t later = (size_t)(sheet - sheets->sheets) + 1 + gsl_rng_uniform_int(random, LATE_MONTHS_MOST);
    if (later >= sheets->n_sheets || sheets->sheets[later].table != sheet->table) {
        return NULL;
    }
    return &sheets->sheets[later];
}

/* Tries one random line; false when it does not suit. */
static bool spoil_one(gsl_rng *random, struct sheets *sheets, const struct dirt *dirt) {
    size_t position;
    struct sheet *sheet = pick_line(random, sheets, dirt->table, &position);
    if (sheet == NULL || sheet->lines[position].mark != NULL ||
        strstr(sheet->lines[position].text, dirt->only_where) == NULL) {
        return false;
    }
    char edited[EDIT_BYTES];
    edit(dirt, sheet->lines[position].text, edited);
    if (dirt->action == DUPLICATE) {
        sheets_insert(sheet, position + 1, edited, dirt->mark, dirt->detail);
        return true;
    }
    if (dirt->action == MOVE_LATE) {
        struct sheet *later = later_sheet(random, sheets, sheet);
        if (later == NULL) {
            return false;
        }
        sheets_insert(later, later->n_lines, edited, dirt->mark, dirt->detail);
        sheets_remove(sheet, position);
        return true;
    }
    free(sheet->lines[position].text);
    sheet->lines[position] = (struct sheet_line){memory_copy_text(edited), dirt->mark, dirt->detail};
    return true;
}

/* One visits file as a spreadsheet program on another system saves it. */
static void mark_whole_file(struct sheets *sheets) {
    size_t first = 0;
    while (first + 1 < sheets->n_sheets && sheets->sheets[first].table != SHEET_VISITS) {
        first++;
    }
    size_t chosen = first + MARKED_WHOLE_FILE;
    struct sheet *sheet = &sheets->sheets[chosen < sheets->n_sheets ? chosen : first];
    sheet->bom_and_crlf = true;
    sheet->lines[0].mark = "bom_and_crlf";
    sheet->lines[0].detail = "the whole file";
}

void dirt_spoil(struct sheets *sheets, unsigned long seed) {
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937), *rounding = gsl_rng_alloc(gsl_rng_mt19937);
    unsigned long n_lines[N_SHEET_TABLES];
    gsl_rng_set(random, seed ^ 0x5bd1e995UL);
    gsl_rng_set(rounding, seed ^ 0x27d4eb2fUL);
    mark_whole_file(sheets);
    for (int table = 0; table < N_SHEET_TABLES; table++) {
        n_lines[table] = count_lines(sheets, (enum sheet_table)table);
    }
    for (size_t i = 0; i < sizeof dirts / sizeof dirts[0]; i++) {
        unsigned long wanted = draw_lines(rounding, &dirts[i], n_lines[dirts[i].table]), n_spoilt = 0;
        for (unsigned long attempt = 0; attempt < MOST_ATTEMPTS + wanted * 10 && n_spoilt < wanted; attempt++) {
            n_spoilt += spoil_one(random, sheets, &dirts[i]);
        }
    }
    gsl_rng_free(random);
    gsl_rng_free(rounding);
}
