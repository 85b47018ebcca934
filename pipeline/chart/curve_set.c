/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/curve_set.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/message.h"
#include "text/wording.h"

static void free_curve(struct curve *curve) {
    number_list_free(&curve->rows);
    free(curve->censored);
}

void curve_set_free(struct curves *curves) {
    for (size_t i = 0; i < curves->n_curves; i++)
        free_curve(&curves->curves[i]);
    number_list_free(&curves->all.rows);
}

static const char *text_of(const char *text) { return text == NULL ? "" : text; }

/* People who entered later and are not in the curve (estimate_retention). */
static double count_left_out(const struct numbers *numbers, const struct number_key *key) {
    struct number_key left_out = *key;
    double people;

    left_out.measure = "late_entries_left_out";
    left_out.time_days = 0;
    people = numbers_value(numbers, &left_out);
    return isnan(people) ? 0 : people;
}

/* A tick beside the curve of other people would be wrong in silence: they are counted. Where some of them are left out
 * of the curve it has no ticks. */
static void find_censored(struct curve *curve, const struct numbers *numbers, const struct censored *censored,
                          const struct number_key *key) {
    struct censored_days found = censored_find(
        censored,
        &(struct censored_key){.order = strcmp(key->analysis, ANALYSIS_RETENTION_RETURNED) == 0 ? "returned" : "first",
                               .group_by = text_of(key->group_by),
                               .group = text_of(key->group)});
    double left_out = count_left_out(numbers, key), n_people = curve_people(curve) + left_out;

    if (!isnan(n_people) && fabs(n_people - (double)found.n_people) > 0.5)
        message_fail(EX_DATAERR, "--episodes: they are not those of the estimates: %s counts %.0f people%s%s, not %zu",
                     key->analysis, n_people, text_of(key->group_by)[0] == '\0' ? "" : " in a group by ",
                     text_of(key->group_by), found.n_people);
    if (left_out > 0) {
        free(found.days);
        return;
    }
    curve->censored = found.days;
    curve->n_censored = found.n_days;
}

static bool reaches_mark(const struct curves *curves, const struct curve *curve) {
    const struct estimate *row = curve_at(curve, curves->mark);

    return curve_last_day(curve, curves->x_max) >= curves->mark ||
           (number_is_shown(row) && row->at_risk >= NUMBERS_LEAST_FOLLOWED);
}

static void leave_out_short(struct curves *curves, const struct numbers *numbers, const char *label) {
    if (curves->n_short < CURVES_SHORT_NAMED)
        curves->short_names[curves->n_short] = label;
    curves->n_short++;
    curves->short_ones = curves->n_short > CURVES_SHORT_NAMED
                             ? word_pool_format(numbers->pool, "%zu groups", curves->n_short)
                             : wording_list(numbers, curves->short_names, curves->n_short);
}

/* Of many groups those that reach the mark take the room, not the first by name. */
void curve_set_add(struct curves *curves, const struct numbers *numbers, const char *label,
                   const struct number_key *key, double start) {
    struct curve curve = {.label = label, .rows = numbers_list(numbers, key, NUMBERS_ANY_TIME), .start = start};
    bool is_curve = curve_length(&curve, curves->x_max) >= 2, is_short = is_curve && !reaches_mark(curves, &curve);
    bool has_room = curves->n_curves < CURVE_SET_MOST;

    if (curves->censored != NULL && has_room)
        find_censored(&curve, numbers, curves->censored, key);
    if (is_short)
        leave_out_short(curves, numbers, label);
    curves->n_left_out += is_curve && !is_short && !has_room;
    if (is_curve && !is_short && has_room)
        curves->curves[curves->n_curves++] = curve;
    else
        free_curve(&curve);
}

/* Where all people are of one group its curve is that of all. */
static bool is_of_everybody(const struct curves *curves) {
    return curves->n_curves == 1 && curves->short_ones == NULL &&
           fabs(curve_people(&curves->curves[0]) - curve_people(&curves->all)) < 0.5;
}

size_t curve_set_add_groups(struct curves *curves, const struct numbers *numbers, struct number_key key, double start) {
    struct number_list all = numbers_list(numbers, &key, NUMBERS_ANY_GROUP | NUMBERS_ANY_TIME);
    size_t n_groups;

    for (size_t i = 0; i < all.n; i++) {
        if (i > 0 && strcmp(all.rows[i]->group, all.rows[i - 1]->group) == 0)
            continue;
        key.group = all.rows[i]->group;
        curve_set_add(curves, numbers, wording_group(numbers, key.group_by, key.group), &key, start);
    }
    number_list_free(&all);
    n_groups = curves->n_curves;
    key.group_by = key.group = "";
    if (n_groups > 0)
        curves->all = (struct curve){
            .label = curves->everybody, .rows = numbers_list(numbers, &key, NUMBERS_ANY_TIME), .start = start};
    else
        curve_set_add(curves, numbers, curves->everybody, &key, start);
    if (is_of_everybody(curves)) {
        number_list_free(&curves->all.rows);
        curves->all = (struct curve){0};
    }
    return n_groups;
}

/* Where nobody is followed to its end the axis is a shorter one. */
static void fit_axis(struct curves *curves) {
    static const double ticks[] = {0, 30, 60, 90, 120, 150, 180}, two_weeks[] = {0, 7, 14};
    static const struct {
        double x_max, of; /* in the place of an axis of so many days */
        const double *ticks;
        size_t n;
    } shorter[] = {{180, 365, ticks, 7}, {90, 365, ticks, 4}, {14, 30, two_weeks, 3}};
    double last = curve_last_day(&curves->all, curves->x_max), whole = curves->x_max;

    for (size_t i = 0; i < curves->n_curves; i++)
        last = fmax(last, curve_last_day(&curves->curves[i], curves->x_max));
    for (size_t i = 0; i < sizeof shorter / sizeof shorter[0]; i++) {
        if (fabs(shorter[i].of - whole) > 0.5 || last > shorter[i].x_max)
            continue;
        curves->x_max = shorter[i].x_max;
        curves->ticks = shorter[i].ticks;
        curves->n_ticks = shorter[i].n;
    }
}

struct canvas *curve_set_draw(const struct numbers *numbers, struct curves *curves) {
    struct canvas *canvas;

    fit_axis(curves);
    canvas = curves_draw(numbers, curves);

    curve_set_free(curves);
    return canvas;
}
