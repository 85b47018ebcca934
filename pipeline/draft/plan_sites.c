/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/plan_sites.h"

#include <string.h>

#include "draft/column_fit.h"
#include "draft/draft_plan.h"

enum { MOST_SITES = 40, FEWEST_SITES = 2 };
static const double nearly_all = 0.8;

/* The index of the table's column of sites; -1: it has none. */
static int site_column(enum input_table table) {
    return table == INPUT_PATIENTS ? (int)PATIENTS_SITE : table == INPUT_ADMISSIONS ? (int)ADMISSIONS_SITE : -1;
}

static bool could_be_sites(const struct draft_column *column) {
    size_t n = column_profile_n_values(&column->profile);

    return column->identifier == IDENTIFIER_NONE && n >= FEWEST_SITES && n <= MOST_SITES && !column->profile.has_more &&
           column->profile.n > (long)n && !column_fit_is_date(column) && column->profile.n_number < column->profile.n &&
           column_profile_yes_no(&column->profile) < nearly_all;
}

/* The share of one column's values that stand in the other. */
static double overlap(const struct column_profile *one, const struct column_profile *other) {
    size_t n = column_profile_n_values(one), both = 0;

    if (other->values == NULL)
        return 0;
    for (size_t i = 0; i < n; i++)
        both += dictionary_find(other->values, dictionary_text(one->values, (uint32_t)i),
                                dictionary_length(one->values, (uint32_t)i)) != DICTIONARY_NONE;
    return n == 0 ? 0 : (double)both / (double)n;
}

/* Does some section of another group have such sites? */
static bool is_like_known(const struct draft_plan *plan, const struct draft_group *group,
                          const struct draft_column *column) {
    for (size_t i = 0; i < plan->n; i++) {
        const struct plan_section *section = &plan->sections[i];
        int at = site_column(section->choice.table);
        int header = at < 0 ? -1 : section->choice.columns[at].header;
        if (header >= 0 && section->group != group &&
            overlap(&column->profile, &section->group->columns[header].profile) >= nearly_all)
            return true;
    }
    return false;
}

/* Does another group have a header of the same name with the same values, that no section knows? */
static bool stands_twice(const struct draft_plan *plan, const struct draft_group *group,
                         const struct draft_column *column) {
    for (size_t i = 0; i < plan->n; i++) {
        const struct plan_section *section = &plan->sections[i];
        int header = section->group == group ? -1 : draft_group_column(section->group, column->header);
        if (header >= 0 && !plan_section_uses(section, header) &&
            overlap(&column->profile, &section->group->columns[header].profile) >= nearly_all)
            return true;
    }
    return false;
}

static bool is_used(const struct draft_plan *plan, const struct draft_group *group, int header) {
    for (size_t i = 0; i < plan->n; i++)
        if (plan->sections[i].group == group && plan_section_uses(&plan->sections[i], header))
            return true;
    return false;
}

void plan_sites_add(struct draft_plan *plan) {
    for (size_t i = 0; i < plan->n; i++) {
        struct plan_section *section = &plan->sections[i];
        int at = site_column(section->choice.table);
        for (size_t k = 0; at >= 0 && k < section->group->n_columns; k++) {
            const struct draft_column *column = &section->group->columns[k];
            if (section->choice.columns[at].header >= 0)
                break;
            if (!could_be_sites(column) || is_used(plan, section->group, (int)k) ||
                section->group->columns[section->choice.columns[0].header].profile.n == 0)
                continue;
            if (is_like_known(plan, section->group, column) || stands_twice(plan, section->group, column))
                section->choice.columns[at] =
                    (struct column_choice){.header = (int)k, .points = COLUMN_WORDS_LIKELY, .rival = -1};
        }
    }
}
