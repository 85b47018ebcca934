/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/discharge_lag.h"

/* The last contact from `first` to `last`; CARE_NO_DAY when there is none. */
static int32_t last_contact(const struct care_person *person, const struct care_run runs[], size_t n_runs,
                            int32_t first, int32_t last) {
    int32_t contact = CARE_NO_DAY;

    for (size_t i = 0; i < n_runs; i++) {
        int32_t until = runs[i].last < last ? runs[i].last : last;
        if (runs[i].first <= last && until >= first && until > contact)
            contact = until;
    }
    for (size_t i = 0; i < person->n_visits && person->visits[i] <= last; i++)
        if (person->visits[i] >= first && person->visits[i] > contact)
            contact = person->visits[i];
    return contact;
}

void care_discharge_lags_add(struct care_discharge_lags *lags, const struct care_person *person,
                             const struct care_run runs[], size_t n_runs) {
    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        int32_t contact, lag;
        if (admission->discharged == CARE_NO_DAY ||
            admission->discharged >= person->end_of_observation - CARE_LAG_OBSERVED_DAYS)
            continue;
        contact = last_contact(person, runs, n_runs, admission->admitted, admission->discharged);
        if (contact == CARE_NO_DAY)
            continue;
        lag = admission->discharged - contact;
        lags->counts[lag < CARE_LAG_LONGEST ? lag : CARE_LAG_LONGEST]++;
        lags->n++;
    }
}

int32_t care_discharge_lags_percentile(const struct care_discharge_lags *lags, unsigned percent) {
    size_t up_to = 0;

    for (int32_t lag = 0; lag <= CARE_LAG_LONGEST && lags->n > 0; lag++)
        if (100 * (up_to += lags->counts[lag]) >= percent * lags->n)
            return lag;
    return CARE_NO_DAY;
}
