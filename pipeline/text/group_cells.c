/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/group_cells.h"

#include <math.h>
#include <string.h>

#include "base/calendar.h"
#include "text/for_whom.h"
#include "text/wording.h"

struct number_key group_cells_key(const struct report *report, const struct group_question *question,
                                  const char *measure) {
    return (struct number_key){.analysis = question->analysis,
                               .rule = numbers_rule(&report->numbers),
                               .measure = measure,
                               .subgroup = question->event,
                               .time_days = question->day};
}

const struct estimate *group_cells_beside(const struct report *report, const struct group_question *question,
                                          const struct estimate *row, const char *measure) {
    struct number_key key = group_cells_key(report, question, measure);

    key.group_by = row->group_by;
    key.group = row->group;
    key.period = row->period;
    return numbers_find(&report->numbers, &key);
}

struct number_list group_cells_list(const struct report *report, const struct group_question *question,
                                    const char *group_by) {
    struct number_key key = group_cells_key(report, question, "people");

    key.group_by = group_by;
    return numbers_list(&report->numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_PERIOD);
}

const struct estimate *group_cells_find(const struct report *report, const struct group_question *question,
                                        const char *group_by, const char *group) {
    struct number_key key = group_cells_key(report, question, "people");
    const struct estimate *found;
    struct number_list list;

    key.group_by = group_by;
    key.group = group;
    list = numbers_list(&report->numbers, &key, NUMBERS_ANY_PERIOD);
    found = list.n > 0 ? list.rows[0] : NULL;
    number_list_free(&list);
    return found;
}

bool group_cells_are_compared(const struct report *report, const struct group_question *question,
                              const char *group_by) {
    struct number_list list = group_cells_list(report, question, group_by);
    bool found = false;

    for (size_t i = 0; i < list.n; i++)
        found = found || number_is_shown(group_cells_beside(report, question, list.rows[i], "difference"));
    number_list_free(&list);
    return found;
}

/* "365" days are 12 months; relative days have no window. */
const char *group_cells_months(const struct report *report, const struct estimate *row) {
    int32_t first, last;

    if (strlen(row->period) != strlen("2025-11-01/2026-10-31") || !calendar_parse_iso(row->period, 10, &first) ||
        !calendar_parse_iso(row->period + 11, 10, &last))
        return "all";
    return WORDS(report, "%.0f", round((last - first + 1) / 365.0 * 12));
}

/* Points of a hundred with their sign; no -0. */
static const char *points(const struct report *report, double share) {
    double rounded = round(100 * share);

    return rounded > 0 || rounded < 0 ? WORDS(report, "%+.0f", rounded) : "0";
}

bool group_cells_found(const struct report *report, const struct group_question *question, const struct estimate *row,
                       const char *measure) {
    const struct estimate *q = group_cells_beside(report, question, row, measure);

    return q != NULL && q->estimate < 0.05;
}

const char *group_cells_difference(const struct report *report, const struct group_question *question,
                                   const struct estimate *row, bool within) {
    const struct estimate *found =
        group_cells_beside(report, question, row, within ? "difference_within" : "difference");

    if (found == NULL)
        return "not compared";
    if (!number_is_shown(found))
        return estimate_has_flag(found, "beyond_follow_up") ? "not yet known" : "nobody beside";
    if (!number_is_sayable(found))
        return "too few to say";
    return WORDS(report, "%s (%s to %s)%s", points(report, found->estimate), points(report, found->ci_low),
                 points(report, found->ci_high),
                 group_cells_found(report, question, row, within ? "difference_within_q" : "difference_q") ? " †" : "");
}

/* What is known of a group names it; what is not says of what it is not. */
const char *group_cells_name(const struct report *report, const struct group_question *question,
                             const struct group_trait *trait, const struct estimate *row) {
    const char *name = wording_group(&report->numbers, trait->group_by, row->group);

    if (strcmp(trait->group_by, "program") == 0 && row->group[0] != '\0')
        return name;
    if (group_cells_beside(report, question, row, "group_share") == NULL)
        return WORDS(report, "%s: %s", trait->words, wording_inside(&report->numbers, name));
    return strcmp(trait->group_by, "age_band") == 0 ? WORDS(report, "Age %s", name) : name;
}

const struct estimate *group_cells_mean(const struct report *report, const struct group_question *question) {
    const struct estimate *found = NULL;

    for (size_t t = 0; t < FOR_WHOM_TRAITS; t++) {
        struct number_list list = group_cells_list(report, question, for_whom_traits[t].group_by);
        for (size_t i = 0; i < list.n; i++) {
            const struct estimate *mean = group_cells_beside(report, question, list.rows[i], "mean");
            if (number_is_shown(mean) && (found == NULL || strcmp(mean->period, found->period) > 0))
                found = mean;
        }
        number_list_free(&list);
    }
    return found;
}

const struct estimate *group_cells_longer_mean(const struct report *report, const struct group_question *question) {
    const struct estimate *shorter = group_cells_mean(report, question), *found = NULL;

    for (size_t t = 0; t < FOR_WHOM_TRAITS; t++) {
        struct number_list list = group_cells_list(report, question, for_whom_traits[t].group_by);
        for (size_t i = 0; i < list.n; i++) {
            const struct estimate *mean = group_cells_beside(report, question, list.rows[i], "mean");
            if (shorter != NULL && number_is_shown(mean) && strcmp(mean->period, shorter->period) < 0 &&
                number_is_sayable(group_cells_beside(report, question, list.rows[i], "difference")))
                found = mean;
        }
        number_list_free(&list);
    }
    return found;
}

const char *group_cells_last_day(const struct report *report, const struct group_question *question) {
    const struct estimate *mean = group_cells_mean(report, question);

    return mean != NULL && strlen(mean->period) > 11 ? mean->period + 11 : "";
}
