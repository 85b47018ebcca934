/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * For whom: what is asked of groups of people, and what the groups are by; alike in section and chart.
 */
#ifndef SWITCHBACK_TEXT_FOR_WHOM_H
#define SWITCHBACK_TEXT_FOR_WHOM_H

#include "text/group_cells.h"

enum { FOR_WHOM_QUESTIONS = 3, FOR_WHOM_TRAITS = 4 };

extern const struct group_question for_whom_questions[FOR_WHOM_QUESTIONS];
extern const struct group_trait for_whom_traits[FOR_WHOM_TRAITS];

#endif
