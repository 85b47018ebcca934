/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Definitions, what the numbers are not, and where parameters, checksums and command lines stand.
 */
#include "text/section_method.h"

#include <string.h>

#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/sites_compared.h"
#include "text/wording.h"

/* What care is, by cover or, where no doses are known, by what was recorded. */
static void add_care(struct report *report) {
    if (not_held(report->numbers.config, "doses")) {
        document_item(report->document,
                      "Treatment episode: from a recorded admission to its discharge; admissions that follow one "
                      "another within a day are one. Left care: the day after the discharge.");
        return;
    }
    document_item(report->document,
                  "Covered day: a day with a dose, or one for which a supply, injection or implant lasts; in programs "
                  "without medication one with an attended visit.");
    document_item(report->document,
                  "Treatment episode: covered days without a gap longer than the rule allows. Left care: the day "
                  "after the last covered day, once the gap has passed. Returned to care: the next episode begins.");
}

static void add_definitions(struct report *report) {
    static const char *const lines[] = {
        "Still in care or not is decided for everyone up to the same day, so that all are counted alike.",
        "Shares still in care: Kaplan-Meier, every reason for leaving counted, range log-log. Ways of leaving, what "
        "followed, and returns: Aalen-Johansen, with death and other ends competing. Several events of a person are "
        "not counted as several people.",
        "A usual month lies within 2.66 times the mean moving range of the mean. Leavings, and what "
        "happens in care, are judged per 100 months in care, so that a program is not called worse because it grows. "
        "Returns to care are judged "
        "per 100 months out of care, in the year after leaving.",
    };

    add_care(report);
    if (sites_compared_of(&report->numbers).is_funnel)
        document_item(
            report->document,
            "A site stands out where those who left lie outside the 99.8% limits of those expected: of chance "
            "(exact Poisson), and where sites differ by more than that, of how far they differ (Spiegelhalter "
            "2005: additive, on square roots, a tenth winsorised at either end).");
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++)
        document_item(report->document, lines[i]);
}

static void add_limits(struct report *report) {
    document_subsection(report->document, "What the numbers are not");
    document_paragraph(
        report->document,
        "Not causes: what goes with what was observed, not tested. Not the whole of care: who left may be "
        "in care elsewhere. And no measure of anybody’s worth or effort, nor of a single member of staff.");
}

/* What stands in files beside the report: of a release as much as it prints. */
void section_method_provenance_add(struct report *report, enum report_class class) {
    document_note(report->document,
                  WORDS(report,
                        "In data/: every number (estimates.csv), the configuration as it held (parameters.ini), and "
                        "what was read, with versions and SHA-256 sums%s (facts.csv). The sum of every file of %s "
                        "stands in run.json.",
                        class == REPORT_INTERNAL ? ", and the command line of every step" : "",
                        class == REPORT_INTERNAL ? "this report" : "this release"));
}

void section_method_add(struct report *report) {
    report_section(report, "definitions");
    add_definitions(report);
    add_limits(report);
    section_method_provenance_add(report, REPORT_INTERNAL);
}
