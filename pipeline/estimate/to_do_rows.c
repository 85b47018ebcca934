/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/to_do_rows.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "table/estimates_table.h"

struct place {
    struct table_writer *writer;
    const char *site; /* NULL: everyone */
};

static void write_count(const struct place *place, const char *measure, const char *subgroup, size_t n, size_t count) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_TO_DO;
    row.measure = measure;
    row.group_by = place->site == NULL ? "" : "site";
    row.group = place->site == NULL ? "" : place->site;
    row.subgroup = subgroup;
    row.n = (double)n;
    row.events = row.estimate = (double)count;
    estimates_table_write(place->writer, &row);
}

static void write_lists(const struct place *place, const struct people_list_counts *counts) {
    size_t callable = counts->people[LIST_CALLABLE];

    for (int list = 0; list < PEOPLE_LISTS; list++)
        if (counts->possible[list] > 0)
            write_count(place, "people", people_list_names[list], counts->possible[list], counts->people[list]);
    if (counts->possible[LIST_SURVIVED_OVERDOSE] > 0)
        write_count(place, "not_seen_since", people_list_names[LIST_SURVIVED_OVERDOSE],
                    counts->people[LIST_SURVIVED_OVERDOSE], counts->not_seen_since);
    if (counts->possible[LIST_CALLABLE] == 0)
        return;
    for (size_t band = 0; band < PEOPLE_BANDS; band++)
        write_count(place, "callable", people_bands[band], callable, counts->bands[band]);
    write_count(place, "callable", "by_visits", callable, counts->by_visits);
}

/* None where no list could be made. */
static void write_different(const struct place *place, const struct people_list_counts *counts) {
    bool any = false;

    for (int list = 0; list < PEOPLE_LISTS; list++)
        any = any || counts->possible[list] > 0;
    if (!any)
        return;
    write_count(place, "different", "", counts->different, counts->different);
    write_count(place, "different", "first", counts->different, counts->first);
    if (counts->possible[LIST_NEVER_STARTED] > 0 && counts->possible[LIST_REQUESTS_WAITING] > 0)
        write_count(place, "also_waiting", people_list_names[LIST_NEVER_STARTED], counts->people[LIST_NEVER_STARTED],
                    counts->also_waiting);
}

static void write_rest(const struct place *place, const struct people_list_counts *counts) {
    static const enum people_list several[] = {LIST_PLAN_CHANGES_OVERDUE, LIST_REFLECTIONS_MISSING};
    const struct {
        const char *subgroup;
        size_t n;
    } rest[] = {{"not_due", counts->not_due},
                {"not_known", counts->not_known},
                {"observed_no_longer", counts->observed_no_longer},
                {"plan_changes_of_earlier_stay", counts->plans_of_before},
                {"plan_changes_of_left", counts->plans_of_left},
                {"reflections_of_left", counts->reflections_of_left}};

    for (size_t i = 0; i < sizeof several / sizeof several[0]; i++)
        if (counts->possible[several[i]] > 0)
            write_count(place, "entries", people_list_names[several[i]], counts->people[several[i]],
                        counts->entries[several[i]]);
    for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++)
        if (rest[i].n > 0)
            write_count(place, "not_listed", rest[i].subgroup, rest[i].n, rest[i].n);
}

static void write_called(const struct place *place, const struct people_called *called, const char *last_day) {
    struct estimate row = estimate_empty();

    row.analysis = ANALYSIS_TO_DO;
    row.measure = "last_list";
    row.period = last_day;
    row.n = row.estimate = (double)called->n;
    row.events = (double)called->ends;
    estimates_table_write(place->writer, &row);
    if (2 * called->ends < called->n)
        return;
    for (int i = 0; i < CARE_CALLED_COUNT; i++)
        write_count(place, "became", care_called_name((enum care_called)i), called->n, called->became[i]);
}

void to_do_rows_write(struct table_writer *writer, const struct people_lists *lists, const char *last_day) {
    uint32_t *in_order = dictionary_order(lists->sites);
    struct place place = {.writer = writer};

    write_lists(&place, &lists->counts[0]);
    write_different(&place, &lists->counts[0]);
    write_rest(&place, &lists->counts[0]);
    if (last_day[0] != '\0')
        write_called(&place, &lists->called, last_day);
    for (size_t i = 0; i < dictionary_count(lists->sites); i++) {
        place.site = dictionary_text(lists->sites, in_order[i]);
        write_lists(&place, &lists->counts[in_order[i] + 1]);
    }
    free(in_order);
}
