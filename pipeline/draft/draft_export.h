/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * An export as the draft sees it: its files, those that are one table's put together (the same header, delimiter and
 * kind of name), and what the cells of each column are like. Columns whose header is a direct identifier's are never
 * looked at.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_EXPORT_H
#define SWITCHBACK_DRAFT_DRAFT_EXPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "draft/column_profile.h"
#include "draft/file_form.h"
#include "draft/header_words.h"
#include "privacy/identifiers.h"
#include "table/header.h"

struct draft_column {
    const char *header;
    struct header_words words;
    enum identifier_class identifier;
    struct column_profile profile; /* nothing in it where the header is an identifier's */
    struct day_format days;
};

/* Files of one table. */
struct draft_group {
    const char **names; /* of the files, bytewise */
    size_t n_names, capacity;
    char *files; /* the value of `files` */
    char *stem;  /* of the first name */
    struct header_words stem_words;
    char delimiter;
    const char *encoding; /* NULL: UTF-8 */
    bool is_wide;         /* some file holds more than ASCII */
    struct header header;
    struct draft_column *columns;
    size_t n_columns;
    long n_rows;
    int person;      /* the column that seems to be the person's id; -1: there is none */
    size_t n_people; /* its distinct cells */
};

/* A file of no table. */
struct draft_stranger {
    char *name;
    const char *why;
};

struct draft_export {
    struct draft_group *groups;
    size_t n_groups, groups_capacity;
    struct draft_stranger *strangers;
    size_t n_strangers, strangers_capacity;
    char **all; /* names of everything that is not hidden */
    size_t n_all;
    bool has_dates; /* some column holds dates: no whole number is a relative day then */
};

/* Reads every file of the directory once. Ends the program with 66 where it cannot be read. */
struct draft_export *draft_export_read(const char *directory);
void draft_export_free(struct draft_export *export);

/* -1: no column is called so. */
int draft_group_column(const struct draft_group *group, const char *header);

#endif
