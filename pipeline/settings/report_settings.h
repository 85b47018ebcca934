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

enum report_paper { REPORT_PAPER_A4, REPORT_PAPER_LETTER };

struct report_settings {
    enum compared_period compared;
    const char
        *notice; /* on internal pages: of [jurisdictions], as [report] jurisdiction names it; of the configuration */
    enum report_paper paper;
};

/* Ends the program (78) where a value is none of those expected, or leave_out names what cannot be left out. */
struct report_settings report_settings_read(const struct ini_file *config);

/* The least daily dose that [dose_on_day_30] asks about: JURISDICTION.MEDICATION where [report] jurisdiction is it,
 * else MEDICATION; NULL: none. */
const struct ini_entry *report_settings_asked_dose(const struct ini_file *config, const char *medication);

/* The medication of an entry of [dose_on_day_30], of no jurisdiction ("methadone") or of one ("scotland.methadone").
 * Ends the program (78) where [jurisdictions] has no such name. */
const char *report_settings_medication_of_dose(const struct ini_file *config, const struct ini_entry *entry);

/* Does [report] leave_out name the section, or a part of one (text/report.h)? */
bool report_settings_leave_out(const struct ini_file *config, const char *section);

#endif
