/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Whether this period has a release, and why not: on page one of the internal report. A release is renewed by people,
 * not by the calendar; how many have changed stays inside the program.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "text/report_parts.h"
#include "text/section_renewal.h"
#include "text/wording.h"

static const char *fact(const struct report *report, const char *key) { return facts_value(report->facts, key); }

/* "October 2026", "day 300" */
static const char *period_words(const struct report *report, const char *name) {
    return strncmp(name, "day-", 4) == 0 ? WORDS(report, "day %s", name + 4) : wording_month(&report->numbers, name);
}

/* "only 7 people are", "31 people are", "only 1 person is" */
static const char *changed_words(const struct report *report) {
    double changed = strtod(fact(report, "release_changed"), NULL);

    return WORDS(report, "%s%s %s", changed < 12 ? "only " : "", wording_people(&report->numbers, changed),
                 fabs(changed - 1) < 0.5 ? "is" : "are");
}

/* Where many are late and few of them count. */
static const char *late_words(const struct report *report) {
    double late = strtod(fact(report, "release_late"), NULL);

    if (late < 12)
        return "";
    return WORDS(report,
                 " What was known of %s up to then is otherwise now, but of few of them in what a release "
                 "tells: a new one would tell about these few.",
                 wording_people(&report->numbers, late));
}

static const char *waiting_words(const struct report *report, const char *last) {
    return WORDS(report,
                 "There is no new release. Since that of %s, %s known to have started, left, come back, returned to "
                 "use or had a late or corrected row of what a release tells. A new one needs 12: two releases "
                 "that differ by fewer would tell about these.%s Until then the release of %s stands.",
                 last, changed_words(report), late_words(report), last);
}

static const char *unlike_words(const struct report *report, const char *last) {
    double known = strtod(fact(report, "release_known"), NULL), unlike = strtod(fact(report, "release_unlike"), NULL);

    return WORDS(report,
                 "There is no new release, since nobody can say how many people have changed: of %s whom that of %s "
                 "knew, at least %s have other days in care now. Until that is mended it stands; how: see Data.",
                 wording_people(&report->numbers, known), last, wording_count(&report->numbers, unlike));
}

static const char *first_words(const struct report *report) {
    const char *month = fact(report, "release_reaches_back");

    if (month[0] == '\0')
        return "The release of this period is the first in these reports.";
    return WORDS(report,
                 "The release of this period is the first in these reports, though the export reaches back to %s. Was "
                 "there one before? Then hand this one on only when that is settled: see Data.",
                 wording_month(&report->numbers, month));
}

static const char *state_words(const struct report *report, const char *state) {
    const char *last = period_words(report, fact(report, "release_last"));

    if (strcmp(state, "first") == 0)
        return first_words(report);
    if (strcmp(state, "renewed") == 0)
        return WORDS(report,
                     "There is a new release: since that of %s, %s known to have started, left, come back, returned "
                     "to use or had a late or corrected row of what a release tells. A new release needs 12.",
                     last, changed_words(report));
    if (strcmp(state, "replaced") == 0)
        return "The release of this period was replaced; why stands in run.json.";
    if (strcmp(state, "kept") == 0)
        return "The release of this period stands as it was made: what has come since is in this report only.";
    if (strcmp(state, "waiting") == 0)
        return waiting_words(report, last);
    if (strcmp(state, "unlike") == 0)
        return unlike_words(report, last);
    if (strcmp(state, "later") == 0)
        return WORDS(report,
                     "There is no release of this period: %s was released before it, and the two together would tell "
                     "more than each.",
                     period_words(report, fact(report, "release_later")));
    if (strcmp(state, "damaged") == 0)
        return WORDS(report,
                     "There is no new release: that of %s is not as it was made, and what it printed binds every later "
                     "one; what to do: see Data.",
                     last);
    return NULL;
}

void section_renewal_add(struct report *report) {
    const char *words = state_words(report, fact(report, "release_state"));

    if (words != NULL)
        document_note(report->document, words);
}

const char *section_renewal_how(const struct report *report) {
    const char *state = fact(report, "release_state");

    if (strcmp(state, "first") == 0 && fact(report, "release_reaches_back")[0] != '\0')
        return "The first release: if there were any before, put them back from a copy before it is handed on. What a "
               "release has printed of a closed month is repeated as printed, or two of them would tell who came late.";
    if (strcmp(state, "unlike") == 0)
        return "No new release: where the export has moved as a whole (dates shifted, ids mixed up, another "
               "program’s), mend it. Where the last release was false, take it back: run its month again with "
               "--replace-release REASON --withdraw.";
    if (strcmp(state, "damaged") == 0)
        return "No new release: put the last one back from a copy.";
    return NULL;
}
