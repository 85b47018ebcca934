/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/to_do.h"

#include "care/episode_parts.h"

enum { MOST_INTERVALS = 5, LEAST_INTERVALS = 2 };

/* The median of the last intervals between days with a visit, the smaller of two; 0: too few to tell. */
static int32_t rhythm_of_visits(const struct care_person *person) {
    int32_t sorted[MOST_INTERVALS], later = CARE_NO_DAY;
    size_t n = 0;

    for (size_t i = person->n_visits; i-- > 0 && n < MOST_INTERVALS;) {
        int32_t day = person->visits[i];
        if (day > person->end_of_observation || day == later)
            continue;
        if (later != CARE_NO_DAY) {
            size_t at = n++;
            for (; at > 0 && sorted[at - 1] > later - day; at--)
                sorted[at] = sorted[at - 1];
            sorted[at] = later - day;
        }
        later = day;
    }
    return n < LEAST_INTERVALS ? 0 : sorted[(n - 1) / 2];
}

bool care_has_died(const struct care_standing *standing) {
    return standing->person->death != CARE_NO_DAY ||
           (standing->closed != NULL && standing->closed->reason == CARE_EXIT_DEATH);
}

/* Discharged within a month, at the beginning of which they had not left, or out of care. */
static bool was_discharged_since_the_last_list(const struct care_standing *standing) {
    return standing->end - standing->closed->discharged < CARE_MONTH_DAYS &&
           (standing->uncovered <= standing->gap + CARE_MONTH_DAYS || care_discharged_lately(standing) != CARE_NO_DAY);
}

/* Has left, but so lately that a list of a month ago cannot have named them, or named them to be called: nobody may
 * fall between two lists. */
static bool has_just_left(const struct care_standing *standing) {
    return standing->has_left && standing->closed != NULL && !care_has_died(standing) &&
           (standing->uncovered <= CARE_MONTH_DAYS || was_discharged_since_the_last_list(standing));
}

enum care_call care_call(const struct care_standing *standing) {
    if (has_just_left(standing))
        return CARE_CALL_DISCHARGED;
    if (!care_standing_is_here(standing) || standing->uncovered < 1 || care_has_died(standing))
        return CARE_CALL_NONE;
    if (standing->uncovered > standing->gap || standing->known == 0)
        return CARE_CALL_NOT_KNOWN;
    if (standing->closed != NULL)
        return CARE_CALL_DISCHARGED;
    if (standing->by_visits && standing->uncovered <= rhythm_of_visits(standing->person))
        return CARE_CALL_NOT_DUE;
    return CARE_CALL_OPEN;
}

/* The last day that medication covers; CARE_NO_DAY: none. */
static int32_t last_medicated(const struct care_covers *covers) {
    int32_t last = CARE_NO_DAY;

    for (size_t i = 0; i < covers->n_all; i++)
        if (!covers->all[i].visits_only && covers->all[i].last > last)
            last = covers->all[i].last;
    return last;
}

/* Is it of the present stay, or given in the open admission? */
static bool is_of_now(const struct care_standing *standing, const struct care_supply *supply, int32_t ended) {
    return ended >= care_stay_began(standing) || (standing->open != NULL && supply->day >= standing->open->admitted);
}

int32_t care_injection_ended(const struct care_standing *standing) {
    const struct care_supply *last = standing->last_supply;
    int32_t ended;

    if (last == NULL || !care_supply_is_long_acting(last) || standing->closed != NULL ||
        !care_standing_is_here(standing))
        return CARE_NO_DAY;
    ended = last->day + last->days - 1;
    if (ended >= standing->end || last_medicated(standing->covers) >= standing->end ||
        care_known_days_between(standing->person, ended, standing->end + 1) == 0 || !is_of_now(standing, last, ended))
        return CARE_NO_DAY;
    return ended;
}

static int32_t later_of(int32_t a, int32_t b) { return a > b ? a : b; }

/* Who has left by a shorter gap can be called no more, and is on this list from then on. */
static int32_t most_days(const struct care_standing *standing) {
    return standing->gap > 0 && standing->gap < CARE_OPEN_WITHOUT_CARE_DAYS ? standing->gap
                                                                            : CARE_OPEN_WITHOUT_CARE_DAYS;
}

int32_t care_open_without_care_since(const struct care_standing *standing, int32_t window_start) {
    const struct care_admission *open = standing->open;
    int32_t since;

    if (open == NULL || standing->person->death != CARE_NO_DAY)
        return CARE_NO_DAY;
    since = standing->last_covered >= open->admitted ? standing->last_covered
                                                     : later_of(standing->last_covered, standing->last_visit);
    if (since < open->admitted) {
        if (open->admitted >= window_start)
            return CARE_NO_DAY;
        since = open->admitted;
    }
    return care_known_days_between(standing->person, since, standing->end + 1) > most_days(standing) ? since
                                                                                                     : CARE_NO_DAY;
}

int32_t care_never_started_since(const struct care_standing *standing, int32_t window_start) {
    const struct care_admission *open = standing->open;

    if (open == NULL || standing->person->death != CARE_NO_DAY || open->admitted >= standing->end ||
        open->admitted < window_start || standing->last_covered >= open->admitted ||
        care_known_days_between(standing->person, open->admitted, standing->end + 1) < standing->end - open->admitted)
        return CARE_NO_DAY;
    return open->admitted;
}

int32_t care_discharged_lately(const struct care_standing *standing) {
    if (standing->closed == NULL || care_has_died(standing) || standing->last_covered == CARE_NO_DAY ||
        standing->end - standing->closed->discharged > CARE_WEEKS_AFTER_DAYS ||
        standing->closed->discharged - standing->last_covered > later_of(CARE_WEEKS_AFTER_DAYS, standing->gap))
        return CARE_NO_DAY;
    return standing->closed->discharged;
}

int32_t care_uncovered_lately(const struct care_standing *standing, const struct care_exposure_span spans[], size_t n) {
    if (care_has_died(standing))
        return CARE_NO_DAY;
    for (size_t i = n; i-- > 0;)
        if (spans[i].first <= standing->end && standing->end <= spans[i].last)
            return spans[i].exposure == CARE_EXPOSURE_UNCOVERED_2 ? spans[i].first - 2 : CARE_NO_DAY;
    return CARE_NO_DAY;
}

int32_t care_stay_began(const struct care_standing *standing) {
    const struct care_covers *covers = standing->covers;
    size_t i = covers->n_all;

    if (i == 0)
        return CARE_NO_DAY;
    while (--i > 0)
        if (care_known_days_between(standing->person, covers->all[i - 1].last, covers->all[i].first) > standing->gap)
            break;
    return covers->all[i].first;
}

bool care_plan_is_overdue(int32_t due, int32_t done, int32_t end) {
    return due != CARE_NO_DAY && due < end && (done == CARE_NO_DAY || done > end);
}

bool care_reflection_is_asked(int32_t known_on, int32_t end) {
    return known_on < end && known_on >= end - CARE_REFLECTION_DAYS;
}

static int32_t last_discharge_by_death(const struct care_person *person, int32_t end) {
    int32_t last = CARE_NO_DAY;

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if (admission->reason == CARE_EXIT_DEATH && admission->discharged != CARE_NO_DAY &&
            admission->discharged <= end)
            last = later_of(last, admission->discharged);
    }
    for (size_t i = 0; i < person->n_admissions; i++)
        if (person->admissions[i].admitted > last && person->admissions[i].admitted <= end)
            return CARE_NO_DAY;
    return last;
}

int32_t care_overdose_within(const struct care_person *person, const int32_t overdoses[], size_t n, int32_t days,
                             int32_t end) {
    int32_t last;

    while (n > 0 && overdoses[n - 1] > end)
        n--;
    last = n > 0 ? overdoses[n - 1] : CARE_NO_DAY;
    if (n == 0 || end - last > days || person->death != CARE_NO_DAY || last_discharge_by_death(person, end) >= last)
        return CARE_NO_DAY;
    return last;
}

int32_t care_died_on(const struct care_person *person, int32_t end, bool *by_discharge) {
    *by_discharge = person->death == CARE_NO_DAY;
    if (*by_discharge)
        return last_discharge_by_death(person, end);
    return person->death > end ? CARE_NO_DAY : person->death;
}

int32_t care_last_covered_by(const struct care_covers *covers, int32_t day) {
    int32_t last = CARE_NO_DAY;

    for (size_t i = 0; i < covers->n_all && covers->all[i].first <= day; i++)
        last = covers->all[i].last < day ? covers->all[i].last : day;
    return last;
}

int32_t care_seen_after(const struct care_person *person, int32_t day, int32_t end) {
    int32_t first = CARE_NO_DAY;

    for (size_t i = 0; i < person->n_visits && first == CARE_NO_DAY; i++)
        if (person->visits[i] > day && person->visits[i] <= end)
            first = person->visits[i];
    for (size_t i = 0; i < person->n_supplies; i++) {
        int32_t given = person->supplies[i].day;
        if (given > day && given <= end && (first == CARE_NO_DAY || given < first))
            first = given;
    }
    return first;
}
