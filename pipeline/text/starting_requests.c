/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/starting_parts.h"
#include "text/wording.h"

static const struct number_key waiting = {.analysis = ANALYSIS_REQUESTS, .measure = "people_waiting"};

static double count_of(const struct report *report, const char *measure, const char *band) {
    const struct number_key key = {.analysis = ANALYSIS_REQUESTS, .measure = measure, .subgroup = band};

    return numbers_value(&report->numbers, &key);
}

/* ", 2 of them for 0 to 7 days and 1 for 91 and more". */
static const char *bands_words(const struct report *report) {
    static const char *const bands[][2] = {
        {"0-7", "0 to 7 days"}, {"8-21", "8 to 21 days"}, {"22-90", "22 to 90 days"}, {"91+", "91 days and more"}};
    const char *parts[4];
    size_t n = 0;

    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++) {
        double people = count_of(report, waiting.measure, bands[i][0]);
        if (people > 0)
            parts[n++] = WORDS(report, "%s for %s", wording_count(&report->numbers, people), bands[i][1]);
    }
    return n == 0 ? "" : WORDS(report, ": %s", wording_list(&report->numbers, parts, n));
}

void starting_requests_add(struct report *report) {
    const struct estimate *row = numbers_find(&report->numbers, &waiting);
    double unknown = count_of(report, "people_not_known", NULL), gave_up = count_of(report, "people_who_gave_up", NULL);

    if (row == NULL || not_held(report->numbers.config, "admissions.discharged"))
        return;
    document_item(report->document,
                  WORDS(report, "Of %s who ever asked for care, %s still waiting%s.%s",
                        wording_people(&report->numbers, row->n),
                        row->estimate < 1   ? "nobody is"
                        : row->estimate < 2 ? "1 is"
                                            : WORDS(report, "%s are", wording_count(&report->numbers, row->estimate)),
                        bands_words(report),
                        unknown > 0 ? WORDS(report,
                                            " Of %s nobody can tell: nothing has come from their site since, or they "
                                            "are observed no longer.",
                                            wording_count(&report->numbers, unknown))
                                    : ""));
    if (gave_up > 0)
        document_item(report->document, WORDS(report, "The admission of %s was closed before a first day of care.",
                                              wording_people(&report->numbers, gave_up)));
    document_aside(report->document, true);
    document_note(
        report->document,
        "Waiting: no day of care or discharge since the last request. A request may have been withdrawn, "
        "or answered elsewhere, and nobody wrote it down; after 91 days it is most likely a record that nobody "
        "closed. By site: data/estimates.csv (requests).");
    document_aside(report->document, false);
}
