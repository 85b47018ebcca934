/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "person/release_parts.h"
#include "table/released_table.h"

enum { MOST_OF_ANALYSIS = 2 };

/* measure "": every one. What a number of that analysis is made of, beside the groups it may be of. */
struct made_of {
    const char *analysis, *measure;
    enum release_part parts[MOST_OF_ANALYSIS];
};

static const struct made_of of_analyses[] = {
    {ANALYSIS_RETENTION_FIRST, "", {RELEASE_STAYS, RELEASE_STAYS}},
    {ANALYSIS_RETENTION_RETURNED, "", {RELEASE_STAYS, RELEASE_STAYS}},
    {ANALYSIS_RETENTION_ALL, "", {RELEASE_STAYS, RELEASE_STAYS}},
    {ANALYSIS_EXITS_FIRST, "", {RELEASE_STAYS, RELEASE_EXITS}},
    {ANALYSIS_AFTER_RETURN_TO_USE, "", {RELEASE_FOLLOWUPS, RELEASE_FOLLOWUPS}},
    {ANALYSIS_RETURN_AFTER_LEAVING, "", {RELEASE_FOLLOWUPS, RELEASE_FOLLOWUPS}},
    {ANALYSIS_EVER_RETURNED, "", {RELEASE_FOLLOWUPS, RELEASE_FOLLOWUPS}},
    {ANALYSIS_REFLECTIONS, "reflections_recorded", {RELEASE_USES, RELEASE_USES}},
    {ANALYSIS_REFLECTIONS, "recognised_before_use", {RELEASE_USES, RELEASE_STAGE}},
    {ANALYSIS_DATA_QUALITY, "people_started", {RELEASE_DAYS, RELEASE_DAYS}},
};

static bool is_period(const char *analysis) {
    static const char *const periods[] = {ANALYSIS_MONTHS, ANALYSIS_QUARTERS, ANALYSIS_HALF_YEARS, ANALYSIS_YEARS};

    for (size_t i = 0; i < sizeof periods / sizeof periods[0]; i++)
        if (strcmp(periods[i], analysis) == 0)
            return true;
    return false;
}

static void tell_period(const char *measure, bool told[]) {
    if (strcmp(measure, "returns_to_use") == 0)
        told[RELEASE_USES] = true;
    else
        told[RELEASE_DAYS] = true;
    if (strcmp(measure, "cohort_retention_90") == 0)
        told[RELEASE_STAYS] = true;
}

/* A share of what reflections found in a field, which is named as its part is. */
static void tell_field(const char *field, bool told[]) {
    for (size_t part = RELEASE_STAGE; part < RELEASE_PARTS; part++)
        if (strcmp(release_part_names[part], field) == 0)
            told[part] = true;
}

static void tell_groups(const char *group_by, bool told[]) {
    if (strcmp(group_by, "site") == 0 || strcmp(group_by, "medication") == 0)
        told[RELEASE_GROUPS] = true;
    else if (strcmp(group_by, "exit") == 0)
        told[RELEASE_EXITS] = true;
}

static void tell(const struct released *row, bool told[]) {
    if (is_period(row->analysis))
        tell_period(row->measure, told);
    if (strcmp(row->group_by, "field") == 0)
        tell_field(row->group, told);
    tell_groups(row->group_by, told);
    for (size_t i = 0; i < sizeof of_analyses / sizeof of_analyses[0]; i++) {
        const struct made_of *made_of = &of_analyses[i];
        if (strcmp(made_of->analysis, row->analysis) != 0 ||
            (*made_of->measure != '\0' && strcmp(made_of->measure, row->measure) != 0))
            continue;
        for (size_t k = 0; k < MOST_OF_ANALYSIS; k++)
            told[made_of->parts[k]] = true;
    }
}

void release_parts_told(const char *path, bool told[]) {
    struct released_rows *rows = released_rows_read(path, true);

    for (size_t i = 0; i < rows->n; i++)
        if (!isnan(rows->rows[i].low))
            tell(&rows->rows[i], told);
    released_rows_free(rows);
}
