/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The written exports, read back as lines, so that single lines can be spoilt and marked. */
#ifndef GENERATOR_SHEETS_H
#define GENERATOR_SHEETS_H

#include <stdbool.h>
#include <stddef.h>

enum { SHEET_NAME_BYTES = 64 };

enum sheet_table {
    SHEET_PATIENTS,
    SHEET_ADMISSIONS,
    SHEET_DRUG_TESTS,
    SHEET_RETURNS,
    SHEET_ADVERSE,
    SHEET_DOSES,
    SHEET_VISITS,
    N_SHEET_TABLES
};

/* A line without its end. mark: the kind of dirt in it, NULL for none; detail says more. */
struct sheet_line {
    char *text; /* owned */
    const char *mark, *detail;
};

struct sheet {
    char name[SHEET_NAME_BYTES];
    enum sheet_table table;
    bool bom_and_crlf;
    struct sheet_line *lines; /* the header first */
    size_t n_lines, capacity;
};

/* The five single files, then the months of doses, then the months of visits. */
struct sheets {
    struct sheet *sheets;
    size_t n_sheets, capacity;
};

void sheets_load(struct sheets *sheets, const char *directory, int first_month, int n_months);
void sheets_save(const struct sheets *sheets, const char *directory);

/* Writes dirt.csv: file, line (physical, the header is 1), kind, detail of every marked line. */
void sheets_write_marks(const struct sheets *sheets, const char *directory);

/* Appends how many lines bear each mark, by table, to counts.csv (name,value,unit,meaning). */
void sheets_append_counts(const struct sheets *sheets, const char *directory);

void sheets_free(struct sheets *sheets);

/* Puts a copy of the text at a position; takes over nothing. */
void sheets_insert(struct sheet *sheet, size_t position, const char *text, const char *mark, const char *detail);
void sheets_remove(struct sheet *sheet, size_t position);

#endif
