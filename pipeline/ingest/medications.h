/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The medications of an export against those that [medications] of the configuration names. A text that is one of them
 * but for case, blanks and punctuation (base/spelling.h) is that one, written as the configuration writes it; a text
 * that is none stops the run: nobody knows how many days it covers.
 *
 * A text is shown in messages where it is no person's own: near a medication that is known, or held by at least eleven
 * people while there are at most fifty such texts; all are with show_values. The others are counted, with the place of
 * the first.
 */
#ifndef SWITCHBACK_INGEST_MEDICATIONS_H
#define SWITCHBACK_INGEST_MEDICATIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ini_file.h"

struct medications;

struct medications *medications_open(const struct ini_file *config);
void medications_free(struct medications *medications);

/* 0: written as the configuration has it; k > 0: the k-th of it, written otherwise; -k: the k-th that it has not. */
typedef int32_t medication_number;

/* `*name` (borrowed) is how it is to be written. `file` and `line`: where, if it is the first such. */
medication_number medications_match(struct medications *medications, const char *text, size_t length, const char *file,
                                    long line, const char **name);

/* Rows of a medication written otherwise, or unknown. */
void medications_add_rows(struct medications *medications, medication_number number, long rows);

/* A row of a person, all of one person's in a row: counts the people of an unknown one. */
void medications_add_person(struct medications *medications, medication_number number, uint32_t person);

/* The number of a text that is unknown so far, 0: it is not. */
medication_number medications_unknown(const struct medications *medications, const char *text, size_t length);
size_t medications_n_unknown(const struct medications *medications);

/* Calls `take` for each medication of the configuration that some rows write otherwise. */
void medications_each_respelt(const struct medications *medications,
                              void (*take)(void *context, const char *name, long rows), void *context);

/* One message for each unknown one that may be shown, in bytewise order, and one for all others. */
void medications_say_unknown(const struct medications *medications, const char *table, bool show_values);

#endif
