/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "reflection.h"

#include <stdio.h>
#include <string.h>

#include "calendar.h"
#include "line.h"
#include "model.h"
#include "random.h"

enum { LIST_BYTES = 256, STAGE_EMOTIONAL = 0, STAGE_MENTAL = 1 };

struct use_event *reflection_add_event(gsl_rng *random, struct spell *spell, int day, bool warning) {
    if (spell->n_events == MAX_EVENTS) {
        return NULL;
    }
    struct use_event *event = &spell->events[spell->n_events++];
    *event = (struct use_event){.day = day, .warning = warning};
    event->reported_on = event->reflected_on = CALENDAR_NONE;
    if (warning) {
        event->stage = random_chance(random, model_value(P_warning_emotional)) ? STAGE_EMOTIONAL : STAGE_MENTAL;
        event->reported_on = day;
    } else {
        event->stage = codes_pick(random, &codes_stage);
        if (!random_chance(random, model_value(P_use_recorded))) {
            return event;
        }
        event->reported_on = day + random_between(random, 0, model_days(P_use_report_lag_days));
    }
    if (random_chance(random, model_value(P_reflected))) {
        event->reflected_on = event->reported_on + random_between(random, 1, model_days(P_reflection_lag_days));
    }
    return event;
}

/* One to three different codes. */
static unsigned draw_codes(gsl_rng *random, const struct code_list *list) {
    int n = 1;
    if (random_chance(random, model_value(P_second_item))) {
        n = random_chance(random, model_value(P_third_item)) ? 3 : 2;
    }
    return codes_pick_set(random, list, n);
}

static struct reflection_list draw_list(gsl_rng *random, const struct code_list *list) {
    struct reflection_list drawn = {.state = LIST_CODES};
    double not_asked = model_value(P_reflection_not_asked);
    double where = gsl_rng_uniform(random);
    if (where < not_asked) {
        drawn.state = LIST_NOT_ASKED;
    } else if (where < not_asked + model_value(P_reflection_unknown)) {
        drawn.state = LIST_UNKNOWN;
    } else {
        drawn.codes = draw_codes(random, list);
    }
    return drawn;
}

void reflection_draw(gsl_rng *random, struct use_event *event) {
    event->triggers = draw_list(random, &codes_trigger);
    event->missed_signs = draw_list(random, &codes_missed_sign);
    event->lacking_supports = draw_list(random, &codes_lacking_support);
    event->plan_changes = random_chance(random, model_value(P_reflection_no_plan))
                              ? 1u << PLAN_NONE
                              : draw_codes(random, &codes_plan_change);
}

bool reflection_is_recorded(const struct spell *spell, const struct use_event *event) {
    return event->reported_on != CALENDAR_NONE && event->reported_on <= spell->decided_on;
}

bool reflection_is_reflected(const struct spell *spell, const struct use_event *event) {
    return reflection_is_recorded(spell, event) && event->reflected_on != CALENDAR_NONE &&
           event->reflected_on <= spell->decided_on;
}

bool reflection_use_near(const struct spell *spell, int day, int before, int after) {
    for (int i = 0; i < spell->n_events; i++) {
        const struct use_event *event = &spell->events[i];
        if (!event->warning && event->day >= day - before && event->day <= day + after) {
            return true;
        }
    }
    return false;
}

static void write_list(struct line *line, const struct reflection_list *list, const struct code_list *codes) {
    static const char *const special[] = {"", "unknown", "not_asked"};
    char text[LIST_BYTES];
    int length = snprintf(text, sizeof text, "%s", special[list->state]);
    for (int i = 0; i < codes->n_codes; i++) {
        if ((list->codes & 1u << i) != 0) {
            length += snprintf(text + length, sizeof text - (size_t)length, "%s%s", length > 0 ? ";" : "",
                               codes->codes[i].name);
        }
    }
    line_text(line, text);
}

/* The days that go with one plan change, appended to their lists. */
static void append_plan_days(gsl_rng *random, const struct spell *spell, int reflected_on, char due[LIST_BYTES],
                             char done[LIST_BYTES]) {
    char text[CALENDAR_TEXT];
    int due_on = reflected_on + random_between(random, 3, 21);
    calendar_format(due_on, text);
    strncat(due, text, LIST_BYTES - strlen(due) - 1);
    bool carried_out = random_chance(random, model_value(P_plan_done));
    int done_on = due_on + random_between(random, -3, 14);
    if (carried_out && done_on <= spell->decided_on) {
        calendar_format(done_on, text);
        strncat(done, text, LIST_BYTES - strlen(done) - 1);
    }
}

static void write_plan_days(gsl_rng *random, struct line *line, const struct spell *spell,
                            const struct use_event *event) {
    char due[LIST_BYTES] = "", done[LIST_BYTES] = "";
    int n_changes = 0;
    for (int i = 0; i < PLAN_NONE; i++) {
        if ((event->plan_changes & 1u << i) != 0) {
            if (n_changes++ > 0) {
                strncat(due, ";", LIST_BYTES - strlen(due) - 1);
                strncat(done, ";", LIST_BYTES - strlen(done) - 1);
            }
            append_plan_days(random, spell, event->reflected_on, due, done);
        }
    }
    line_text(line, due);
    line_text(line, done);
}

static void write_event(struct generation *generation, const struct person *person, const struct spell *spell,
                        const struct use_event *event) {
    const struct use_event empty = {.reflected_on = CALENDAR_NONE};
    const struct use_event *told = reflection_is_reflected(spell, event) ? event : &empty;
    const struct reflection_list plan = {.codes = told->plan_changes};
    struct line line;
    line_begin(&line);
    line_text(&line, person->id);
    line_date(&line, event->warning ? CALENDAR_NONE : event->day);
    line_date(&line, event->reported_on);
    line_text(&line, codes_stage.codes[event->stage].name);
    line_date(&line, told->reflected_on);
    write_list(&line, &told->triggers, &codes_trigger);
    write_list(&line, &told->missed_signs, &codes_missed_sign);
    write_list(&line, &told->lacking_supports, &codes_lacking_support);
    write_list(&line, &plan, &codes_plan_change);
    write_plan_days(generation->random, &line, spell, told);
    line_end(&line);
    rows_add_short(generation->rows, ROWS_RETURNS, event->reported_on, line.text);
}

void reflection_write(struct generation *generation, const struct person *person, const struct spell *spell) {
    for (int i = 0; i < spell->n_events; i++) {
        const struct use_event *event = &spell->events[i];
        if (reflection_is_recorded(spell, event) && rows_in_window(generation->rows, event->reported_on)) {
            write_event(generation, person, spell, event);
        }
    }
}
