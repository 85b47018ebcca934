/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/people_after_care.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dictionary.h"
#include "care/exposure.h"
#include "care/to_do.h"
#include "text/named_list.h"
#include "text/people_page.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct named_column after_care[] = {{LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},
                                                 {LISTED_SITE, "Site", false, LISTED_COLUMNS},
                                                 {LISTED_DAYS, "Days since", false, LISTED_COLUMNS},
                                                 {LISTED_WHAT, "What ended", false, LISTED_COLUMNS},
                                                 {LISTED_DISCHARGED, "Discharged, why", true, LISTED_REASON},
                                                 {LISTED_LAST_VISIT, "Last visit", true, LISTED_COLUMNS},
                                                 {LISTED_NEXT_VISIT, "Next visit, clinician", true, LISTED_CLINICIAN},
                                                 {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

static void gather_names(const struct report *report, enum people_list list, struct dictionary *names) {
    char *path = people_list_path(report->lists, list);

    if (access(path, F_OK) == 0) {
        struct named_list named = named_list_read(report, path, list, false);
        for (size_t i = 0; i < named.n; i++) {
            const char *name = named.people[i].cells[LISTED_PATIENT_ID];
            dictionary_add(names, name, strlen(name));
        }
        named_list_free(&named);
    }
    free(path);
}

/* Keeps those of whom no list of the page tells. */
static void keep_others(const struct report *report, struct named_list *named) {
    struct dictionary *names = dictionary_alloc();
    size_t n = 0;

    for (int list = 0; list < PEOPLE_LISTS; list++)
        if (people_page_place(report, (enum people_list)list) != NULL)
            gather_names(report, (enum people_list)list, names);
    for (size_t i = 0; i < named->n; i++) {
        const char *name = named->people[i].cells[LISTED_PATIENT_ID];
        if (dictionary_find(names, name, strlen(name)) == DICTIONARY_NONE)
            named->people[n++] = named->people[i];
    }
    named->n = n;
    dictionary_free(names);
}

void people_after_care_add(struct report *report) {
    char *path = people_list_path(report->lists, LIST_WEEKS_AFTER_CARE);

    if (access(path, F_OK) == 0) {
        struct named_list named = named_list_read(report, path, LIST_WEEKS_AFTER_CARE, false);
        keep_others(report, &named);
        if (named.n > 0) {
            document_section(report->document, people_list_names[LIST_WEEKS_AFTER_CARE], "In the weeks after care");
            named_list_add(report, &named, NULL,
                           WORDS(report, "In the %d days after care, and on no list above: %s", CARE_WEEKS_AFTER_DAYS,
                                 wording_people(&report->numbers, (double)named.n)),
                           after_care);
            document_note(report->document,
                          WORDS(report,
                                "Days since: since cover or the admission ended, the later of both. Who comes for "
                                "visits alone is covered for %d days from each, and so their last visit is longer ago.",
                                CARE_VISIT_COVER_DAYS));
        }
        named_list_free(&named);
    }
    free(path);
}
