/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/followed.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "chart/curve_set.h"
#include "text/wording.h"

static const double year_ticks[] = {0, 90, 180, 270, 365};
static const double month_ticks[] = {0, 7, 14, 30};

static const char *share_finding(const struct numbers *numbers, const struct curve *curve, double day,
                                 const char *format, const char *otherwise) {
    const struct estimate *row = curve_at(curve, day);

    return number_is_sayable(row)
               ? word_pool_format(numbers->pool, "%s %s",
                                  wording_begun(numbers, wording_of_100_before(numbers, row->estimate)), format)
               : otherwise;
}

struct canvas *followed_draw_after_use(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct curve drawn[CURVE_SET_MOST];
    struct number_key key = {.analysis = ANALYSIS_AFTER_RETURN_TO_USE,
                             .rule = numbers_rule(numbers),
                             .measure = "cumulative_incidence",
                             .subgroup = "re_engaged"};
    struct curves curves = {
        .name = "after_return_to_use",
        .width = source->width,
        .followed = "Events open",
        .x_title = "Days since the return to use",
        .measure = "What came first after a return to use while in care (Aalen–Johansen)",
        .one_clock = true,
        .note = "Seen again: an attended counseling or medical appointment on a later day. Collecting a "
                "dose does not count. Events open: neither has happened yet; one person can have several.",
        .x_max = 30,
        .mark = 7,
        .ticks = month_ticks,
        .n_ticks = 4,
        .curves = drawn};

    curve_set_add(&curves, numbers, "Seen again", &key, 0);
    key.subgroup = "left";
    curve_set_add(&curves, numbers, "Left first", &key, 0);
    if (curves.n_curves > 0)
        curves.finding = share_finding(numbers, &drawn[0], 7, "returns to use are followed by a visit within 7 days",
                                       "After a return to use");
    return curve_set_draw(numbers, &curves);
}

/* The same counted by people. A line of its own would lie on that of the leavings, most of which are first ones, and
 * invite to compare two numbers of the same people. */
static const char *people_note(const struct numbers *numbers) {
    const struct estimate *row = numbers_find(numbers, &(struct number_key){.analysis = ANALYSIS_EVER_RETURNED,
                                                                            .rule = numbers_rule(numbers),
                                                                            .measure = "cumulative_incidence",
                                                                            .subgroup = "returned",
                                                                            .time_days = 365});
    const char *likely;

    if (!number_is_sayable(row))
        return "";
    likely = wording_likely(numbers, row);
    return word_pool_format(numbers->pool, " By people: %s came back within a year of their first leaving%s%s%s.",
                            wording_of_100(numbers, row->estimate), likely[0] == '\0' ? "" : " (", likely,
                            likely[0] == '\0' ? "" : ")");
}

/* Under a gap rule nobody can be back before leaving is known. */
static const char *earliest_note(const struct numbers *numbers) {
    const char *gap = ini_file_value(numbers->config, "rules", numbers_rule(numbers));
    long days = gap == NULL ? 0 : strtol(gap, NULL, 10);

    return days < 1 ? "" : word_pool_format(numbers->pool, "Nobody can be back before day %ld. ", days + 1);
}

/* Of the last day of which something can be said; its value is the one that is marked. */
static void say_came_back(struct curves *curves, const struct numbers *numbers) {
    static const double days[] = {365, 180, 90};

    curves->finding = "Who came back";
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        if (number_is_sayable(curve_at(&curves->curves[0], days[i]))) {
            curves->mark = days[i];
            curves->finding =
                share_finding(numbers, &curves->curves[0], days[i],
                              word_pool_format(numbers->pool, "leavings are followed by a return to care within %s",
                                               days[i] > 364 ? "a year" : wording_span(numbers, days[i])),
                              curves->finding);
            return;
        }
}

struct canvas *followed_draw_came_back(const struct chart_source *source) {
    const struct numbers *numbers = source->numbers;
    struct curve drawn[CURVE_SET_MOST];
    struct number_key key = {.analysis = ANALYSIS_RETURN_AFTER_LEAVING,
                             .rule = numbers_rule(numbers),
                             .measure = "cumulative_incidence",
                             .subgroup = "returned"};
    struct curves curves = {
        .name = "returned_to_care",
        .width = source->width,
        .followed = "Leavings open",
        .one_clock = true,
        .x_title = "Days since care ended",
        .measure = "Share of leavings after which the person came back (Aalen–Johansen), with 95% band",
        .note = word_pool_format(numbers->pool,
                                 "%sDeath and transfer compete. Leavings open: nobody is back yet; one person can "
                                 "have several.%s",
                                 earliest_note(numbers), people_note(numbers)),
        .x_max = 365,
        .mark = 90,
        .ticks = year_ticks,
        .n_ticks = 5,
        .curves = drawn};

    curve_set_add(&curves, numbers, "Came back", &key, 0);
    if (curves.n_curves > 0)
        say_came_back(&curves, numbers);
    return curve_set_draw(numbers, &curves);
}
