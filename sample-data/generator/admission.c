/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "admission.h"

#include "calendar.h"
#include "line.h"
#include "model.h"
#include "random.h"

enum { NO_SHOW_DAYS_LEAST = 7, NO_SHOW_DAYS_MOST = 28 };

void admission_open(gsl_rng *random, struct spell *spell, int admitted) {
    struct admission *admission = &spell->admissions[0];
    spell->n_admissions = 1;
    *admission = (struct admission){.requested = admitted,
                                    .admitted = admitted,
                                    .discharged = CALENDAR_NONE,
                                    .planned_end = CALENDAR_NONE,
                                    .reason = EXIT_NONE};
    if (!random_chance(random, model_value(P_same_day_request))) {
        admission->requested -= random_between(random, 1, model_days(P_request_lag_days));
    }
    if (random_chance(random, model_value(P_request_missing))) {
        admission->requested = CALENDAR_NONE;
    }
}

/* Days from the last covered day to the recorded discharge. Whoever left without a word is
 * discharged once the program stops waiting. */
static int draw_lag(gsl_rng *random, enum exit_cause exit) {
    if (exit == EXIT_LEFT) {
        return random_between(random, 0, model_days(P_discharge_lag_unplanned_days));
    }
    return random_between(random, 0, model_days(P_discharge_lag_planned_days));
}

void admission_close(gsl_rng *random, struct spell *spell, int as_of) {
    struct admission *admission = &spell->admissions[spell->n_admissions - 1];
    int discharged = spell->cover_end + draw_lag(random, spell->exit);
    bool never = random_chance(random, model_value(P_discharge_never_closed));
    if (spell->started == CALENDAR_NONE) {
        discharged = admission->admitted + random_between(random, NO_SHOW_DAYS_LEAST, NO_SHOW_DAYS_MOST);
    } else if (spell->exit == EXIT_DEATH) {
        discharged = spell->decided_on;
        never = false;
    }
    if (spell->exit != EXIT_NONE && !never && discharged <= as_of) {
        admission->discharged = discharged;
        admission->reason = spell->exit;
    }
}

void admission_write(struct generation *generation, const struct person *person, const struct spell *spell) {
    for (int i = 0; i < spell->n_admissions; i++) {
        const struct admission *admission = &spell->admissions[i];
        struct line line;
        line_begin(&line);
        line_text(&line, person->id);
        line_date(&line, admission->admitted);
        line_date(&line, admission->discharged);
        line_text(&line, admission->reason == EXIT_NONE ? "" : codes_exit.codes[admission->reason].name);
        line_text(&line, codes_program.codes[spell->program].name);
        person_write_site(&line, person);
        line_date(&line, admission->requested);
        line_date(&line, admission->planned_end);
        line_end(&line);
        rows_add_short(generation->rows, ROWS_ADMISSIONS, admission->admitted, line.text);
    }
}
