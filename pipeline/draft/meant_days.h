/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Days on which something was meant to be (ordered, scheduled, authorized, due) are not those on which it was: where a
 * table has another column of days beside such a one, it is no more than a guess.
 */
#ifndef SWITCHBACK_DRAFT_MEANT_DAYS_H
#define SWITCHBACK_DRAFT_MEANT_DAYS_H

#include "draft/table_choice.h"

/* `used`: headers of the group that serve a column already. The other column becomes the choice's rival. */
void meant_days_doubt(struct table_choice *choice, const struct draft_group *group, const bool used[]);

#endif
