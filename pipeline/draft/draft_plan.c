/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_plan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "draft/column_fit.h"
#include "draft/column_words.h"
#include "draft/plan_constants.h"
#include "draft/plan_orders.h"
#include "draft/plan_sites.h"
#include "draft/value_words.h"

enum { FEWEST_SUBSTANCES = 2, LABEL_SIZE = 30 };
static const double most = 0.6;

static struct plan_section *add_section(struct draft_plan *plan, const struct draft_group *group,
                                        const struct table_choice *choice) {
    plan->sections = memory_grow(plan->sections, &plan->capacity, plan->n + 1, sizeof *plan->sections);
    plan->sections[plan->n] = (struct plan_section){.group = group, .choice = *choice};
    return &plan->sections[plan->n++];
}

static void add_constant(struct plan_section *section, const char *column, const char *value) {
    section->constants[section->n_constants++] = (struct plan_constant){.column = column, .value = value};
}

/* A header that is a substance with results below it; NULL: it is none. */
static const char *substance_of(const struct draft_column *column) {
    const char *target = NULL;
    double known = column_profile_understood(&column->profile, VALUE_RESULT);
    double flags = column_profile_yes_no(&column->profile);

    if (column->identifier != IDENTIFIER_NONE || column->profile.n == 0 || (known < most && flags < most))
        return NULL;
    if (value_words_read(VALUE_SUBSTANCE, column->header, &target) == VALUE_UNKNOWN || strcmp(target, VALUE_OMIT) == 0)
        return NULL;
    return target;
}

static bool is_wide_test(const struct draft_group *group) {
    size_t n = 0;

    for (size_t i = 0; i < group->n_columns; i++)
        n += substance_of(&group->columns[i]) != NULL;
    return n >= FEWEST_SUBSTANCES;
}

/* One section a substance: its column is the result. */
static void add_wide_test(struct draft_plan *plan, const struct draft_group *group) {
    struct table_choice choice = table_choice_for(plan->export, group, INPUT_DRUG_TESTS, NULL);

    for (size_t i = 0; i < group->n_columns; i++) {
        const char *substance = substance_of(&group->columns[i]);
        struct plan_section *section;
        if (substance == NULL)
            continue;
        section = add_section(plan, group, &choice);
        section->choice.columns[DRUG_TESTS_SUBSTANCE] =
            (struct column_choice){.header = -1, .rival = -1, .nearest = {-1, -1, -1}};
        section->choice.columns[DRUG_TESTS_RESULT] = (struct column_choice){
            .header = (int)i, .points = COLUMN_WORDS_BEST, .is_sure = true, .rival = -1, .nearest = {-1, -1, -1}};
        section->label = group->columns[i].header;
        section->needs = group->columns[i].header;
        add_constant(section, "substance", substance);
    }
}

static void mark_taken(const struct table_choice *choice, bool taken[]) {
    for (size_t i = 0; i < TABLE_CHOICE_MOST_COLUMNS; i++)
        if (choice->columns[i].header >= 0)
            taken[choice->columns[i].header] = true;
}

/* A second table among what the first leaves: its required columns must be there, by their own names. */
static bool is_whole(const struct table_choice *choice) {
    const struct table_spec *spec = &input_tables[choice->table];

    for (size_t i = 0; i < spec->n_columns; i++)
        if (spec->columns[i].required && (choice->columns[i].header < 0 || (i > 0 && !choice->columns[i].is_sure)))
            return false;
    return true;
}

static void add_admissions(struct draft_plan *plan, const struct draft_group *group, const bool taken[],
                           const struct column_choice *person) {
    struct table_choice choice = table_choice_for(plan->export, group, INPUT_ADMISSIONS, taken);
    int admitted = choice.columns[ADMISSIONS_ADMITTED].header;

    choice.columns[0] = *person;
    if (is_whole(&choice) && header_words_have(&group->columns[admitted].words, "admit"))
        add_section(plan, group, &choice)->needs = group->columns[admitted].header;
}

/* A day of death among the columns of people or admissions. */
static void add_deaths(struct draft_plan *plan, const struct draft_group *group, const struct column_choice *person) {
    struct table_choice choice = table_choice_for(plan->export, group, INPUT_ADVERSE_EVENTS, NULL);
    int date = choice.columns[ADVERSE_EVENTS_DATE].header;
    struct plan_section *section;

    if (date < 0 || person->header < 0 || !header_words_have(&group->columns[date].words, "death"))
        return;
    choice.columns[0] = *person;
    section = add_section(plan, group, &choice);
    section->choice.columns[ADVERSE_EVENTS_KIND].header = section->choice.columns[ADVERSE_EVENTS_FATAL].header = -1;
    section->needs = group->columns[date].header;
    add_constant(section, "kind", "death");
    add_constant(section, "fatal", "yes");
}

/* A log of the day: doses, and whether the person was there. Id and day serve both. */
static void add_visits(struct draft_plan *plan, const struct draft_group *group, const bool taken[],
                       const struct table_choice *doses) {
    struct table_choice choice = table_choice_for(plan->export, group, INPUT_VISITS, taken);
    int status = choice.columns[VISITS_STATUS].header;

    if (status < 0 || choice.columns[VISITS_STATUS].points < COLUMN_WORDS_BEST ||
        !header_words_have(&group->columns[status].words, "attend"))
        return;
    choice.columns[VISITS_PATIENT_ID] = doses->columns[DOSES_PATIENT_ID];
    choice.columns[VISITS_DATE] = doses->columns[DOSES_DATE];
    add_section(plan, group, &choice);
}

static bool has_table(const struct draft_plan *plan, enum input_table table) {
    for (size_t i = 0; i < plan->n; i++)
        if (plan->sections[i].choice.table == table)
            return true;
    return false;
}

/* Columns of people that are the same in every row of a person: two rows of one person must not differ. */
static size_t keep_steady(const struct draft_group *group, struct table_choice *choice) {
    size_t n = 0;

    for (size_t i = 1; i < input_tables[INPUT_PATIENTS].n_columns; i++) {
        struct column_choice *column = &choice->columns[i];
        if (column->header >= 0 && group->columns[column->header].profile.varies)
            column->header = -1;
        n += column->header >= 0;
    }
    return n;
}

/* No file of people: that of admissions, or the one that tells most of them, names them too. */
static void add_people(struct draft_plan *plan) {
    struct table_choice best = {.points = -1};
    const struct draft_group *from = NULL;
    double most_points = -1;

    for (size_t i = 0; i < plan->n; i++) {
        const struct draft_group *group = plan->sections[i].group;
        struct table_choice choice = table_choice_for(plan->export, group, INPUT_PATIENTS, NULL);
        double points =
            (double)keep_steady(group, &choice) + (plan->sections[i].choice.table == INPUT_ADMISSIONS ? 2 : 0);
        if (choice.columns[0].header < 0 || points <= most_points)
            continue;
        most_points = points;
        best = choice;
        from = group;
    }
    if (from != NULL)
        add_section(plan, from, &best);
}

/* No file of admissions: a roster of people may have their days. */
static void add_admissions_of_rosters(struct draft_plan *plan) {
    for (size_t i = 0, n = plan->n; !has_table(plan, INPUT_ADMISSIONS) && i < n; i++) {
        const struct table_choice choice = plan->sections[i].choice;
        const struct draft_group *group = plan->sections[i].group;
        bool *taken = memory_alloc(group->n_columns, sizeof *taken);
        mark_taken(&choice, taken);
        if (choice.table == INPUT_PATIENTS)
            add_admissions(plan, group, taken, &choice.columns[0]);
        free(taken);
    }
}

static bool is_table(const struct table_choice *choice) {
    const struct table_spec *spec = &input_tables[choice->table];
    bool has_more = false;

    for (size_t i = 1; i < spec->n_columns; i++)
        has_more = has_more || choice->columns[i].points >= COLUMN_WORDS_LIKELY;
    return choice->points >= table_choice_least && has_more;
}

static void plan_group(struct draft_plan *plan, const struct draft_group *group) {
    struct table_choice choice = table_choice_best(plan->export, group);
    bool *taken;

    if (is_wide_test(group) && table_choice_for(plan->export, group, INPUT_DRUG_TESTS, NULL).columns[0].header >= 0) {
        add_wide_test(plan, group);
        return;
    }
    if (!is_table(&choice)) {
        plan->nobodys[plan->n_nobodys++] = group;
        return;
    }
    add_section(plan, group, &choice);
    taken = memory_alloc(group->n_columns, sizeof *taken);
    mark_taken(&choice, taken);
    if (choice.table == INPUT_DOSES)
        add_visits(plan, group, taken, &choice);
    if (choice.table == INPUT_PATIENTS || choice.table == INPUT_ADMISSIONS)
        add_deaths(plan, group, &choice.columns[0]);
    free(taken);
}

/* doses where it is the only one of the table, else doses.LABEL. */
static void name_section(const struct draft_plan *plan, struct plan_section *section) {
    const char *table = input_tables[section->choice.table].name;
    const char *from = section->label != NULL ? section->label : section->group->stem;
    char label[LABEL_SIZE] = "";
    size_t n = 0, n_sections = 0;

    for (size_t i = 0; i < plan->n; i++)
        n_sections += plan->sections[i].choice.table == section->choice.table;
    for (const char *c = from; *c != '\0' && n + 1 < sizeof label; c++)
        label[n++] = (*c >= 'a' && *c <= 'z') || (*c >= 'A' && *c <= 'Z') || (*c >= '0' && *c <= '9') ? *c : '_';
    if (n_sections == 1)
        snprintf(section->name, sizeof section->name, "%s", table);
    else
        snprintf(section->name, sizeof section->name, "%s.%s", table, label);
    for (const struct plan_section *other = plan->sections; other < section; other++)
        if (strcmp(other->name, section->name) == 0)
            snprintf(section->name, sizeof section->name, "%s.%.20s_%zu", table, label,
                     (size_t)(section - plan->sections));
}

/* By the table; sections of one table keep their order. */
static void sort_sections(struct draft_plan *plan) {
    for (size_t i = 1; i < plan->n; i++) {
        struct plan_section moved = plan->sections[i];
        size_t at = i;
        for (; at > 0 && plan->sections[at - 1].choice.table > moved.choice.table; at--)
            plan->sections[at] = plan->sections[at - 1];
        plan->sections[at] = moved;
    }
}

struct draft_plan draft_plan_make(const struct draft_export *export) {
    struct draft_plan plan = {.export = export};

    plan.nobodys = memory_alloc(export->n_groups, sizeof *plan.nobodys);
    for (size_t i = 0; i < export->n_groups; i++)
        plan_group(&plan, &export->groups[i]);
    plan_orders_leave_out(&plan);
    add_admissions_of_rosters(&plan);
    if (!has_table(&plan, INPUT_PATIENTS))
        add_people(&plan);
    sort_sections(&plan);
    plan_sites_add(&plan);
    for (size_t i = 0; i < plan.n; i++) {
        plan_constants_add(&plan.sections[i]);
        name_section(&plan, &plan.sections[i]);
    }
    return plan;
}

void draft_plan_free(struct draft_plan *plan) {
    free(plan->sections);
    free(plan->nobodys);
    *plan = (struct draft_plan){0};
}

bool plan_section_uses(const struct plan_section *section, int header) {
    for (size_t i = 0; i < TABLE_CHOICE_MOST_COLUMNS; i++)
        if (section->choice.columns[i].header == header)
            return true;
    return section->needs != NULL && strcmp(section->needs, section->group->columns[header].header) == 0;
}
