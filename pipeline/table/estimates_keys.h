/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Several estimates tables as one: every number has a key of its own.
 */
#ifndef SWITCHBACK_TABLE_ESTIMATES_KEYS_H
#define SWITCHBACK_TABLE_ESTIMATES_KEYS_H

#include "table/estimates_table.h"

/* Ends the program (65) where two rows of the tables have one key, within a table or between two; paths[t] is where
 * tables[t] was read from. */
void estimates_keys_refuse_repeated(struct estimates *const tables[], const char *const paths[], size_t n_tables);

#endif
