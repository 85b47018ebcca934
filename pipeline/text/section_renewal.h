/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What those who run it do about the release; what the director has to know of it stands in What changed.
 */
#ifndef SWITCHBACK_TEXT_SECTION_RENEWAL_H
#define SWITCHBACK_TEXT_SECTION_RENEWAL_H

#include "text/report.h"

/* NULL: nothing. */
const char *section_renewal_how(const struct report *report);

#endif
