/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/admission.h"

bool care_admission_is_open(const struct care_admission *admission, int32_t day) {
    return admission->admitted <= day && (admission->discharged == CARE_NO_DAY || day <= admission->discharged);
}

/* Of two admissions begun on one day the day belongs to the one of the higher rank. */
static int rank_of(enum care_program program) {
    static const int ranks[CARE_PROGRAM_COUNT] = {
        [CARE_DETOXIFICATION] = 0, [CARE_PROGRAM_UNKNOWN] = 1, [CARE_COUNSELING] = 2, [CARE_MAINTENANCE] = 3};

    return ranks[program];
}

static bool is_before(const struct care_admission *a, const struct care_admission *b) {
    return a->admitted != b->admitted ? a->admitted < b->admitted : rank_of(a->program) <= rank_of(b->program);
}

/* Of those admitted up to `admitted` that go on to `day`. */
static size_t find_open(const struct care_person *person, int32_t admitted, int32_t day) {
    size_t found = CARE_NO_INDEX;

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if (admission->admitted > admitted || !care_admission_is_open(admission, day))
            continue;
        if (found == CARE_NO_INDEX || is_before(&person->admissions[found], admission))
            found = i;
    }
    return found;
}

size_t care_admission_on(const struct care_person *person, int32_t day) { return find_open(person, day, day); }

size_t care_admission_open_after(const struct care_person *person, int32_t day) {
    return find_open(person, day, day + 1);
}

size_t care_admission_begun(const struct care_person *person, bool detoxification, int32_t first,
                            int32_t covered_before) {
    enum { DAYS_TO_FIRST_COVER = 14 };
    size_t begun = CARE_NO_INDEX, follows = CARE_NO_INDEX;

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if ((admission->program == CARE_DETOXIFICATION) != detoxification ||
            (admission->discharged != CARE_NO_DAY && admission->discharged < first))
            continue;
        if (admission->admitted > first) {
            if (follows == CARE_NO_INDEX && admission->admitted <= first + DAYS_TO_FIRST_COVER)
                follows = i;
        } else if (begun == CARE_NO_INDEX || is_before(&person->admissions[begun], admission)) {
            begun = i;
        }
    }
    if (begun != CARE_NO_INDEX && person->admissions[begun].admitted > covered_before)
        return begun;
    return follows != CARE_NO_INDEX ? follows : begun;
}

bool care_has_detoxification(const struct care_person *person) {
    for (size_t i = 0; i < person->n_admissions; i++)
        if (person->admissions[i].program == CARE_DETOXIFICATION)
            return true;
    return false;
}

/* The admission to other care that a detoxification leads to; NULL: none. */
static const struct care_admission *goes_over_to(const struct care_person *person,
                                                 const struct care_admission *detoxification) {
    int32_t end = detoxification->discharged != CARE_NO_DAY ? detoxification->discharged : detoxification->planned_end;

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *next = &person->admissions[i];
        if (next->program != CARE_DETOXIFICATION && next->admitted >= detoxification->admitted &&
            (end == CARE_NO_DAY || next->admitted <= end + CARE_LINK_DAYS))
            return next;
    }
    return NULL;
}

/* The last day on which a detoxification dose can be given. */
static int32_t last_dose_day(const struct care_person *person, const struct care_admission *detoxification) {
    const struct care_admission *next = goes_over_to(person, detoxification);

    if (next != NULL)
        return next->admitted - 1;
    if (detoxification->planned_end != CARE_NO_DAY)
        return detoxification->planned_end;
    return detoxification->discharged != CARE_NO_DAY ? detoxification->discharged : INT32_MAX;
}

/* Does the day belong to other care: to an admission begun on or after the detoxification, or, once that has been
 * closed, to any that is open? */
static bool is_of_other_care(const struct care_person *person, const struct care_admission *detoxification,
                             int32_t day) {
    bool is_closed = !care_admission_is_open(detoxification, day);

    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *other = &person->admissions[i];
        if (other->program != CARE_DETOXIFICATION && care_admission_is_open(other, day) &&
            (is_closed || other->admitted >= detoxification->admitted))
            return true;
    }
    return false;
}

bool care_is_detoxification(const struct care_person *person, int32_t day) {
    for (size_t i = 0; i < person->n_admissions; i++) {
        const struct care_admission *admission = &person->admissions[i];
        if (admission->program == CARE_DETOXIFICATION && admission->admitted <= day &&
            day <= last_dose_day(person, admission) && !is_of_other_care(person, admission, day))
            return true;
    }
    return false;
}
