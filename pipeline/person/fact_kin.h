/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Facts that are told beside each other, so that each is looked for among its own and not among all: the ends and
 * silences of one site, the deliveries of one table, the spellings of one text.
 */
#ifndef SWITCHBACK_PERSON_FACT_KIN_H
#define SWITCHBACK_PERSON_FACT_KIN_H

#include <stddef.h>

#include "table/facts_table.h"

enum { FACT_KIN_END = -1 };

struct fact_kin;

/* Of the rows as they are now. */
struct fact_kin *fact_kin_alloc(const struct fact_rows *facts);
void fact_kin_free(struct fact_kin *kin);

/* The first row beside the row `at` (it may be `at`), and the one behind a row; in the order of the rows. FACT_KIN_END:
 * there is none. */
long fact_kin_first(const struct fact_kin *kin, size_t at);
long fact_kin_next(const struct fact_kin *kin, long row);

#endif
