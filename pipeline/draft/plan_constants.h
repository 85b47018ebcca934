/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a required column is where the files have none: the medication that the file's name says, a result of positive
 * where only what was found is listed, attended where each row is a service. Guesses, and written as such.
 */
#ifndef SWITCHBACK_DRAFT_PLAN_CONSTANTS_H
#define SWITCHBACK_DRAFT_PLAN_CONSTANTS_H

struct plan_section;

void plan_constants_add(struct plan_section *section);

#endif
