/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The table of the section For whom: each group's share by each question, and how far it is from the mean of all.
 */
#ifndef SWITCHBACK_TEXT_FOR_WHOM_TABLE_H
#define SWITCHBACK_TEXT_FOR_WHOM_TABLE_H

#include "text/report.h"

void for_whom_table_add(struct report *report);

#endif
