/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long people stay under every named rule for having left: a part of section_retention.
 */
#ifndef SWITCHBACK_TEXT_RETENTION_RULES_H
#define SWITCHBACK_TEXT_RETENTION_RULES_H

#include "text/report.h"

/* Nothing where there are fewer than two. */
void retention_rules_add(struct report *report);

#endif
