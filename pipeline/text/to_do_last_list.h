/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of those whom the list before named: a part of section_to_do.
 */
#ifndef SWITCHBACK_TEXT_TO_DO_LAST_LIST_H
#define SWITCHBACK_TEXT_TO_DO_LAST_LIST_H

#include "text/report.h"

void to_do_last_list_add(struct report *report);

#endif
