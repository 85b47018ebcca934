/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the sections of a report share: keys, words of a row, comparisons, tables over landmarks, figures.
 */
#ifndef SWITCHBACK_TEXT_REPORT_PARTS_H
#define SWITCHBACK_TEXT_REPORT_PARTS_H

#include "text/report.h"

/* printf into a text that lives as long as the report. */
#define WORDS(report, ...) word_pool_format((report)->numbers.pool, __VA_ARGS__)

enum { REPORT_MOST_TIMES = 8, REPORT_MOST_GROUPS = 32 };

struct report_times {
    double days[REPORT_MOST_TIMES];
    size_t n;
};

/* Title, subtitle and notice of an internal report. */
void report_title(struct report *report);

/* The landmarks of retention: [report] landmarks, default 30 90 180 365. */
struct report_times report_landmarks(const struct report *report);

/* " Answered for by NAME, CONTACT.", of [report] owner and contact; "" where neither is said. */
const char *report_owner_words(const struct report *report);

/* Has the export days without dates? Then there are no months. */
bool report_is_relative(const struct report *report);

/* A day that was found in the data ("2026-10-31", "day 300"), by its measure of data_quality; "": none. */
const char *report_day(const struct report *report, const char *measure, const char *rule);

/* "from 2023-11-01 to 2026-10-31": all days of the data; "at any time" where they have no dates. */
const char *report_whole_time(const struct report *report);

/* "since 2023-11-01", where captions have little room; "at any time" */
const char *report_since(const struct report *report);

/* In how many sites a section other than Sites has a line for each: with more, all of them stand there and in data/. */
enum { REPORT_MOST_SITES = 9 };

/* The groups of a key that have a shown number (any time), in the order of their names, each once; the caller frees
 * them. */
const char **report_all_groups(const struct report *report, const struct number_key *key, size_t *n);

/* The first REPORT_MOST_GROUPS of them. */
size_t report_groups(const struct report *report, const struct number_key *key, const char *groups[]);

/* A note of how many groups beyond REPORT_MOST_GROUPS a table leaves out, where it does. */
void report_note_left_out(struct report *report, const struct number_key *key);

/* The latest shown row of a measure of `months`, all people; NULL when there is none. */
const struct estimate *report_latest_month(const struct report *report, const char *measure);

/* The same measure a year before a month's row; NULL where it is not shown. */
const struct estimate *report_year_before(const struct report *report, const struct estimate *row);

/* Is the row's month outside the usual variation? 1 yes, 0 no, -1 where this is not judged. */
int report_month_signal(const struct report *report, const struct estimate *row);

/* "within the usual month-to-month variation" and so on; "" where this is not judged. */
const char *report_month_words(const struct report *report, const struct estimate *row);

/* The headers of a table over times: first, "People" when asked, then the spans; NULL behind. */
void report_time_headers(const struct report *report, const char *first, bool people, const struct report_times *times,
                         const char *headers[]);

/* One row of such a table: the key at every time. */
void report_time_row(struct report *report, const char *name, bool people, const struct number_key *key,
                     const struct report_times *times);

/* Does the key have any row at the times? */
bool report_has_times(const struct report *report, const struct number_key *key, const struct report_times *times);

/* May a sentence rest on it on any of the days? */
bool report_is_sayable(const struct report *report, const struct number_key *key, const struct report_times *times);

/* The chart NAME.svg with a caption, where it was drawn: true. */
bool report_figure(struct report *report, const char *name, const char *caption);

/* The same of curves; where none is drawn, as too few are followed up to the day it is about, that of the row `mark`,
 * a line says so. `followed`: "people". */
void report_curve(struct report *report, const char *name, const char *caption, const char *followed,
                  const struct number_key *mark);

/* Is there a single answer of a reflection to show? Else the export holds none, and no share of them means anything. */
bool report_has_answers(const struct report *report);

/* The marks used in tables, as a note. */
void report_marks(struct report *report);

/* The three headline numbers, the same in sentences and tiles: in care after 90 days, seen again within 7 days of a
 * return to use, back in care within 90 days of leaving. */
struct number_key report_key_staying(const struct report *report);
struct number_key report_key_seen_again(const struct report *report);
struct number_key report_key_came_back(const struct report *report);

#endif
