/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The sections of a drafted mapping: which group of files feeds which table, and what stands in for columns that a file
 * has not. A group may feed several: a roster with days of admission is people and admissions, a sheet with a column
 * for each substance is one source of drug tests a substance, a day of death is an adverse event.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_PLAN_H
#define SWITCHBACK_DRAFT_DRAFT_PLAN_H

#include "draft/column_words.h"
#include "draft/draft_export.h"
#include "draft/table_choice.h"

enum { PLAN_MOST_CONSTANTS = 4, PLAN_NAME_SIZE = 50 };

/* What a column is everywhere. */
struct plan_constant {
    const char *column, *value;
    const char *guess; /* why, where it is one; NULL: it is certain */
};

struct plan_section {
    const struct draft_group *group;
    struct table_choice choice;
    char name[PLAN_NAME_SIZE]; /* doses, or doses.LABEL */
    struct plan_constant constants[PLAN_MOST_CONSTANTS];
    size_t n_constants;
    const char *needs; /* a header: rows without a cell in it are not of the table; NULL: none */
    const char *label; /* of one of several sections of one group */
};

struct draft_plan {
    const struct draft_export *export;
    struct plan_section *sections; /* in the order of the tables */
    size_t n, capacity;
    const struct draft_group **nobodys; /* groups that are no table */
    size_t n_nobodys;
};

/* The export must outlive it. */
struct draft_plan draft_plan_make(const struct draft_export *export);
void draft_plan_free(struct draft_plan *plan);

/* Does a section of the plan use the header, as a column or to filter? */
bool plan_section_uses(const struct plan_section *section, int header);

#endif
