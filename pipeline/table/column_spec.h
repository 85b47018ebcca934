/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a table is: its columns with type, unit, codes and meaning, its sort and its key. One truth that checks
 * the input, writes the header, prints --schema and makes pipeline/tables.md.
 */
#ifndef SWITCHBACK_TABLE_COLUMN_SPEC_H
#define SWITCHBACK_TABLE_COLUMN_SPEC_H

#include <stdbool.h>
#include <stddef.h>

struct output_file;

enum column_type {
    COLUMN_ID,        /* an opaque identifier, compared bytewise */
    COLUMN_TEXT,      /* an open category */
    COLUMN_DAY,       /* YYYY-MM-DD, or a relative day */
    COLUMN_MONTH,     /* YYYY-MM */
    COLUMN_INT,       /* a whole number */
    COLUMN_NUMBER,    /* a decimal number */
    COLUMN_CODE,      /* one of `codes` */
    COLUMN_CODE_LIST, /* several of `codes`, `;` between them */
    COLUMN_DAY_LIST   /* days, `;` between them; an element may be empty */
};

enum column_need {
    COLUMN_OPTIONAL = false,
    COLUMN_REQUIRED = true, /* the column has to be there, and an empty cell is a bad row */
    COLUMN_THERE            /* the column has to be there; a cell of it may be empty */
};

struct column_spec {
    const char *name;
    enum column_type type;
    enum column_need required; /* true and false do as well */
    const char *unit;          /* "" where there is none */
    const char *codes;         /* "a b c", blank-separated; NULL: any */
    const char *meaning;
};

struct table_spec {
    const char *name;
    const char *meaning;
    const char *sort; /* "patient_id, date" */
    const char *key;  /* columns that make a row unique; "" where only exact duplicates collapse */
    size_t n_columns;
    const struct column_spec *columns;
};

#define TABLE_SPEC_COLUMNS(array) .n_columns = sizeof(array) / sizeof(array)[0], .columns = (array)

const char *column_type_name(enum column_type type);

/* The column's index, letters of either case; -1 if there is none. */
int table_spec_find(const struct table_spec *spec, const char *name);

/* Is the text one of the codes? (Also true where any text is allowed.) */
bool column_spec_allows(const struct column_spec *column, const char *text, size_t length);

/* Is its text made by us: a day, a number, or one of its codes? Then it has letters, digits, `-`, `.`, `_` and `;`
 * alone. */
bool column_spec_is_ours(const struct column_spec *column);

/* A table in Markdown: what --schema prints and pipeline/tables.md is made of. */
void table_spec_write(const struct table_spec *spec, struct output_file *output);

#endif
