/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Section [report] of the configuration, as far as it is the report's own: with what periods are compared, what is left
 * out, on what it prints.
 */
#ifndef SWITCHBACK_SETTINGS_REPORT_SETTINGS_H
#define SWITCHBACK_SETTINGS_REPORT_SETTINGS_H

#include <stdbool.h>

#include "base/ini_file.h"

/* Which period a month, the last three months and the last twelve are compared with. */
enum compared_period { COMPARED_YEAR_BEFORE, COMPARED_PERIOD_BEFORE };

/* Whose law the notice on internal pages names. */
enum report_jurisdiction { REPORT_JURISDICTION_US, REPORT_JURISDICTION_OTHER };

enum report_paper { REPORT_PAPER_A4, REPORT_PAPER_LETTER };

struct report_settings {
    enum compared_period compared;
    enum report_jurisdiction jurisdiction;
    enum report_paper paper;
};

/* Ends the program (78) where a value is none of those expected, or leave_out names what cannot be left out. */
struct report_settings report_settings_read(const struct ini_file *config);

/* Does [report] leave_out name the section, or a part of one (text/report.h)? */
bool report_settings_leave_out(const struct ini_file *config, const char *section);

#endif
