/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The people whom an earlier list of callable people named (table/people_list.h), by id, with the last covered day that
 * it says.
 */
#ifndef SWITCHBACK_PERSON_CALLED_LIST_H
#define SWITCHBACK_PERSON_CALLED_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct called_list;

/* path NULL: an empty list. Ends the program (66, 65). */
struct called_list *called_list_read(const char *path, bool show_values);
void called_list_free(struct called_list *list);

size_t called_list_count(const struct called_list *list);

/* CALENDAR_NO_DAY: the person is not on it. */
int32_t called_list_last_covered(const struct called_list *list, const char *patient_id);

#endif
