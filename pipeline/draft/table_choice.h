/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which table a group of files is, and which of its headers are the table's columns: both together, the assignment with
 * the most points of header, cells and file name. Each header serves one column.
 */
#ifndef SWITCHBACK_DRAFT_TABLE_CHOICE_H
#define SWITCHBACK_DRAFT_TABLE_CHOICE_H

#include "draft/draft_export.h"
#include "table/input_tables.h"

enum { TABLE_CHOICE_MOST_COLUMNS = 16, TABLE_CHOICE_NEAREST = 3 };

struct column_choice {
    int header;                        /* index in the group; -1: none was found */
    int points;                        /* header and cells */
    bool is_sure;                      /* the header alone says it, and the cells do not say otherwise */
    int rival;                         /* another header with nearly as many points; -1: there is none */
    int nearest[TABLE_CHOICE_NEAREST]; /* headers that it could be, where none was found; -1: no more */
};

struct table_choice {
    enum input_table table;
    struct column_choice columns[TABLE_CHOICE_MOST_COLUMNS]; /* by the table's columns */
    double points;
};

/* The assignment for one table; headers that are `taken` (NULL: none) are not used, but the person's id. */
struct table_choice table_choice_for(const struct draft_export *export, const struct draft_group *group,
                                     enum input_table table, const bool taken[]);

/* The best table; points below TABLE_CHOICE_LEAST: it is none. */
extern const double table_choice_least;
struct table_choice table_choice_best(const struct draft_export *export, const struct draft_group *group);

#endif
