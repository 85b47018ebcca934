/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The latest month of the first counts, beside the one before and a year ago: how the section What changed begins.
 */
#ifndef SWITCHBACK_TEXT_THIS_MONTH_H
#define SWITCHBACK_TEXT_THIS_MONTH_H

#include "text/report.h"

void this_month_add(struct report *report);

#endif
