/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The end of every report: where its parameters stand, and where it came from.
 */
#ifndef SWITCHBACK_TEXT_SECTION_METHOD_H
#define SWITCHBACK_TEXT_SECTION_METHOD_H

#include "text/report.h"

void section_method_provenance_add(struct report *report, enum report_class class);

#endif
