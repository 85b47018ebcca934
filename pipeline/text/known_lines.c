/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/known_lines.h"

const struct known_line known_lines[] = {
    {"table_cut",
     "{group} stop on {=period} at every site at once, {count} days before the end of what is told: the export was cut "
     "off there, or the table has not been delivered since. Nothing of the last {count} days is known of them. Have "
     "them exported whole",
     true},
    {"table_stopped",
     "{group} end on {=period}, {count} days before the end of what is told, though they came steadily before: was the "
     "file cut? These days count as if nothing had happened. If something did, have it exported whole",
     true},
    {"people_cut",
     "{group}: the last {count} people in the order of their ids have no row at all, though nearly everybody before "
     "them has: the export was cut off in the middle, it seems, and these people count as if nothing had happened. "
     "Have it exported whole",
     true},
    {"people_current",
     "{group}: none of {count} people who were discharged has a row, though nearly everybody still admitted has: the "
     "table was exported for the people of today alone, it seems, and those who left are missing from every number "
     "about leaving. Have it exported for everybody",
     true},
    {"table_late",
     "{group}: {-subgroup} are known up to {=period}; later rows have not arrived, so nobody’s leaving is seen "
     "behind that day",
     true},
    {"table_ended",
     "{group}: {-subgroup} end on {=period}, more than 60 days ago, for everybody: taken as stopped there, and leaving "
     "caused by a closing is not seen. If they did not stop, have the rest delivered",
     true},
    {"table_declared",
     "{group}: {-subgroup} are complete up to {=period}, as declared; nobody’s leaving is seen behind that day", true},
    {"site_closed", "{group} closed on {=period}, as declared: leaving caused by the closing is not seen", true},
    {"site_silent",
     "{group} has been silent since {=period}: its people count as having left. If it closed then, write into "
     "[completeness]: {=subgroup} = {=period}",
     true},
    {"table_silent",
     "{group} has no rows of one table since {=period}: if they have not arrived, write into [completeness]: "
     "{=subgroup} = {=period}",
     true},
    {"site_unseen",
     "{group} has neither a dose nor a visit in the whole export, though {count} rows of patients and admissions name "
     "it: was its file left out? Its people count as never started",
     true},
    {"table_unseen",
     "{group} has no row of {-subgroup} in the whole export, which other sites have, though {count} rows of patients "
     "and admissions name it: was its file left out?",
     true},
    {"nobody_covered",
     "Nobody has a day that counts as care yet: no medication, and visits count only in counseling or, where no "
     "program is recorded, from the second within 30 days on. A program in its first days, or a mapping that takes no "
     "dose, or names another program?",
     true},
    {"completeness_unjudged",
     "Whether the table of {-group} is complete cannot be judged: too few people are in it month after month", false},
    {"new_ids",
     "{count} ids of {n} people in care stop in the four weeks before {=period} and about as many begin in the four "
     "weeks from it on: are they the same people under new ids?",
     true},
    {"unknown_people",
     "{count} {person|people} of the table of {-group} {is|are} not in patients: their rows are left out", false},
    {"spellings_joined", "{count} spellings of one {-subgroup} are taken together, shown as {=group}", false},
    {"after_as_of",
     "{group}: no row counts, as {count} {row lies|rows lie} after the day of the report, and every number takes it as "
     "nothing that happened. Is that day (--as-of) the right one?",
     true},
    {"table_empty",
     "{group}: the files of the export hold not one row that counts, and every number takes it as nothing that "
     "happened. If something did, have it exported again",
     true},
    {"fatal_unrecorded",
     "Of {count} {overdose|overdoses} the export does not say whether the person died (fatal is empty, or unknown). "
     "So the report says “survived or not” of overdoses; who died of such a one counts as living, and may stand on a "
     "list to be called",
     true},
    {"table_without_file", "No file of the export: {group}, so nothing is told of them", false},
    {"source_without_file", "{group}: no file for the mapping’s [{=subgroup}]", false},
    {"days_exchanged",
     "{=subgroup}: {count} {row|rows} of {-group} stand on wrong days: they lie outside of the file’s months, and in "
     "them once day and month are exchanged. The file writes its days in another order than the mapping says: give it "
     "a section of its own with its `dates`",
     true},
    {"rows_elsewhere",
     "{=subgroup}: {count} {row|rows} of {-group} do not lie in the month that the file’s name carries, more than half "
     "of it, while the other files hold theirs: was it written for another month, or with other dates?",
     true},
    {"far_ahead",
     "{group}: {count} {row is|rows are} dated more than a year after all others: slips in the year, it seems, and "
     "left out",
     false},
    {"far_before",
     "{group}: {count} {row is|rows are} dated more than a year before all others: slips in the year, it seems, and "
     "they count where they stand",
     false},
    {"repeated_files", "{group}: {count} {file|files} with the same bytes as another, read once", false},
    {"superseded_files", "{group}: {count} earlier full {export|exports}, not read", false},
    {"unusable_cells",
     "{group}, {subgroup}: {count} {cell that cannot be used and is|cells that cannot be used and are} missing", false},
    {"column_empty", "{group}, {subgroup}: empty in every row of the export, so nothing is known of it", false},
    {"service_unrecorded",
     "No visit tells what it was for, so each attended one counts as being seen again after a return to use", false},
    {"untaken", "{group}: {count} {row|rows} of a file that the mapping splits, and that no part of it takes", false},
    {"merged_rows", "{group}: {count} {row|rows} of ids that were merged into others, counted for those that remain",
     false},
    {"program_unrecorded",
     "{count} {admission tells|admissions tell} no kind of program: with a medication it counts as maintenance, "
     "without as counseling, so the planned end of a detoxification among them counts as leaving",
     true},
    {"medication_respelt", "{=subgroup}: {count} {row|rows} with case, blanks or punctuation otherwise, taken as this",
     false},
    {"offsets_ignored",
     "{group}, {subgroup}: the days are those written in the export; offsets from UTC do not move them", false},
    {"identifier_like_values",
     "{group}, {subgroup}: {count} {value|values} with digits that look like a date or a place, as chance has it",
     false},
    {"supply_missing",
     "{group}: {count} dispensed {supply tells|supplies tell} no number of days, so the default was taken", false},
    {"supply_impossible",
     "{group}: {count} {supply tells|supplies tell} a number of days that cannot be, so the default was taken", false},
    {"later_discharges",
     "{count} {discharge is|discharges are} dated after the end of the data: not known yet, the admissions are open",
     false},
    {"mapping_says", "{=subgroup}", true},
    {"accept_used", "Accepted in the configuration: {=group}. Reason given: {=subgroup}", false},
    {"accept_unmet",
     "The configuration names something that is not there, or is not missing: {=group}. A slip of the pen, or no "
     "longer needed?",
     true},
};

const size_t known_lines_n = sizeof known_lines / sizeof known_lines[0];
