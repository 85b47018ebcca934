/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/unread_discharges.h"

#include <stdlib.h>
#include <unistd.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "text/named_list.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct named_column unread[] = {{LISTED_PATIENT_ID, "Patient", false, LISTED_COLUMNS},
                                             {LISTED_SITE, "Site", false, LISTED_COLUMNS},
                                             {LISTED_ADMITTED, "Admitted", false, LISTED_COLUMNS},
                                             {LISTED_REASON, "Reason for leaving", false, LISTED_COLUMNS},
                                             {LISTED_LAST_COVERED, "Last covered", false, LISTED_COLUMNS},
                                             {LISTED_LAST_VISIT, "Last visit, clinician", true, LISTED_CLINICIAN},
                                             {LISTED_PATIENT_ID, NULL, false, LISTED_COLUMNS}};

double unread_discharges_count(const struct report *report) {
    const struct number_key key = {.analysis = ANALYSIS_DATA_QUALITY,
                                   .measure = "unusable_cells",
                                   .group_by = "table",
                                   .group = "admissions",
                                   .subgroup = "discharged"};

    return numbers_value(&report->numbers, &key);
}

/* Of an open admission a reason for leaving: the day is missing, or cannot be read. */
static bool is_unread(const struct listed_person *person) {
    return person->cells[LISTED_DISCHARGED][0] == '\0' && person->cells[LISTED_REASON][0] != '\0';
}

static void gather_unread(const struct report *report, enum people_list list, struct named_list *found) {
    char *path = people_list_path(report->lists, list);

    if (access(path, F_OK) == 0) {
        struct named_list named = named_list_read(report, path, list, false);
        for (size_t i = 0; i < named.n; i++) {
            if (!is_unread(&named.people[i]) || named_list_has(found, named.people[i].cells[LISTED_PATIENT_ID]))
                continue;
            found->people = memory_grow(found->people, &found->capacity, found->n + 1, sizeof *found->people);
            found->people[found->n++] = named.people[i];
        }
        named_list_free(&named);
    }
    free(path);
}

void unread_discharges_add(struct report *report) {
    struct named_list found = {.list = LIST_OPEN_WITHOUT_CARE};

    for (int list = 0; list < PEOPLE_LISTS; list++)
        if (list != LIST_DEATHS_TO_REVIEW)
            gather_unread(report, (enum people_list)list, &found);
    document_section(report->document, "unread_discharges", "Look here before anybody is called");
    if (found.n > 0)
        named_list_add(report, &found, NULL,
                       WORDS(report, "On a list as open, with a reason for leaving but no day that can be read: %s",
                             wording_people(&report->numbers, (double)found.n)),
                       unread);
    else if (unread_discharges_count(report) > 0)
        document_paragraph(report->document,
                           "Some days of discharge cannot be read. Nobody on a list here has a reason "
                           "for leaving without its day.");
    named_list_free(&found);
}
