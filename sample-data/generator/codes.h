/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every code list of the exports, with the weight of each code.
 *
 * A weight is relative to its list. The position of a code is its number elsewhere: the
 * enumerations below name the positions that the model treats specially. */
#ifndef GENERATOR_CODES_H
#define GENERATOR_CODES_H

#include <gsl/gsl_rng.h>

struct code {
    const char *name;
    double weight;
};

struct code_list {
    const char *name;
    const char *meaning;
    const struct code *codes;
    int n_codes;
};

enum site { SITE_NORTH, SITE_RIVER, SITE_HILL, N_SITES };

enum medication {
    MEDICATION_METHADONE,
    MEDICATION_BUPRENORPHINE,
    MEDICATION_BUPRENORPHINE_XR,
    MEDICATION_NALTREXONE_XR,
    MEDICATION_NONE,
    N_MEDICATIONS
};

enum program { PROGRAM_MAINTENANCE, PROGRAM_DETOXIFICATION, PROGRAM_COUNSELING };
enum dose_kind { KIND_ADMINISTERED, KIND_DISPENSED, KIND_INJECTION };
enum service { SERVICE_COUNSELING, SERVICE_MEDICAL, SERVICE_GROUP, SERVICE_PEER, N_SERVICES };
enum status { STATUS_ATTENDED, STATUS_MISSED, STATUS_CANCELLED, STATUS_SCHEDULED };
enum test_result { RESULT_NEGATIVE, RESULT_POSITIVE, RESULT_MISSED };
enum source { SOURCE_PROGRAM, SOURCE_HOSPITAL, SOURCE_DEATH_INDEX };
enum { SUBSTANCE_OPIOIDS };

/* How a spell ends. EXIT_NONE: still in care on the as-of day. */
enum exit_cause {
    EXIT_LEFT,
    EXIT_ADMINISTRATIVE,
    EXIT_DECLINED,
    EXIT_MOVED,
    EXIT_TRANSFERRED,
    EXIT_JAIL,
    EXIT_HOSPITAL,
    EXIT_COMPLETED,
    EXIT_DEATH,
    EXIT_NONE,
    N_EXITS
};

enum { TRIGGER_HOUSING = 14 };
enum { PLAN_THERAPY_DEEPENED, PLAN_MEDICATION_REASSESSED, PLAN_DOSE_CHANGED, PLAN_FORMULATION_CHANGED, PLAN_NONE = 11 };

extern const struct code_list codes_sex, codes_race, codes_primary_substance, codes_site;
extern const struct code_list codes_medication, codes_medication_by_site[N_SITES];
extern const struct code_list codes_program, codes_kind, codes_service, codes_status;
extern const struct code_list codes_result, codes_source;
extern const struct code_list codes_visit_reason, codes_other_substance, codes_exit;
extern const struct code_list codes_stage, codes_trigger, codes_missed_sign;
extern const struct code_list codes_lacking_support, codes_plan_change;

/* The lists that are drawn from, ended by NULL: what the truth must tell. */
extern const struct code_list *const codes_drawn[];

/* A position, with the chance of its weight. */
int codes_pick(gsl_rng *random, const struct code_list *list);

/* n different positions as a set of bits; n is below the number of codes (at most 31). */
unsigned codes_pick_set(gsl_rng *random, const struct code_list *list, int n);

#endif
