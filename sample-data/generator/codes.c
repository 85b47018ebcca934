/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "codes.h"

#include <stddef.h>

#define LIST(name, meaning, codes)                                                                                     \
    { name, meaning, codes, (int)(sizeof(codes) / sizeof((codes)[0])) }

static const struct code sex[] = {{"male", 59}, {"female", 39}, {"other", 2}};
static const struct code race[] = {{"white", 52},          {"black", 19}, {"hispanic", 17},
                                   {"american_indian", 5}, {"asian", 2},  {"other", 5}};
static const struct code primary_substance[] = {
    {"fentanyl", 58}, {"heroin", 24}, {"prescription_opioids", 16}, {"other_opioids", 2}};
static const struct code site[] = {{"north", 42}, {"river", 33}, {"hill", 25}};

/* Who gets which medication differs by site: an unadjusted comparison of either is confounded. */
static const struct code medication[] = {
    {"methadone", 0}, {"buprenorphine", 0}, {"buprenorphine_xr", 0}, {"naltrexone_xr", 0}, {"none", 0}};
static const struct code medication_north[] = {
    {"methadone", 50}, {"buprenorphine", 30}, {"buprenorphine_xr", 12}, {"naltrexone_xr", 5}, {"none", 3}};
static const struct code medication_river[] = {
    {"methadone", 34}, {"buprenorphine", 38}, {"buprenorphine_xr", 18}, {"naltrexone_xr", 7}, {"none", 3}};
static const struct code medication_hill[] = {
    {"methadone", 26}, {"buprenorphine", 52}, {"buprenorphine_xr", 9}, {"naltrexone_xr", 8}, {"none", 5}};

static const struct code program[] = {{"maintenance", 0}, {"detoxification", 0}, {"counseling", 0}};
static const struct code kind[] = {{"administered", 0}, {"dispensed", 0}, {"injection", 0}};
static const struct code service[] = {{"counseling", 0}, {"medical", 0}, {"group", 0}, {"peer", 0}};
static const struct code status[] = {{"attended", 0}, {"missed", 0}, {"cancelled", 0}, {"scheduled", 0}};
static const struct code result[] = {{"negative", 0}, {"positive", 0}, {"missed", 0}};
static const struct code source[] = {{"program", 0}, {"hospital", 0}, {"death_index", 0}};
static const struct code visit_reason[] = {{"", 46},         {"transport", 16}, {"work", 12}, {"illness", 10},
                                           {"childcare", 8}, {"weather", 5},    {"court", 3}};
static const struct code other_substance[] = {
    {"cocaine", 30}, {"methamphetamine", 36}, {"benzodiazepines", 24}, {"alcohol", 10}};
static const struct code exit_cause[] = {{"left", 0},        {"administrative", 0}, {"declined", 0}, {"moved", 0},
                                         {"transferred", 0}, {"jail", 0},           {"hospital", 0}, {"completed", 0},
                                         {"death", 0},       {"in_care", 0}};

static const struct code stage[] = {{"emotional", 30}, {"mental", 42}, {"physical", 28}};
static const struct code trigger[] = {
    {"stress", 24},        {"conflict", 15},           {"loneliness", 13},    {"boredom", 9},
    {"grief", 5},          {"low_mood", 14},           {"anxiety", 12},       {"anger", 6},
    {"pain", 10},          {"withdrawal_or_dose", 13}, {"craving", 20},       {"social_pressure", 16},
    {"positive_event", 8}, {"testing_control", 5},     {"housing", 9},        {"legal", 4},
    {"financial", 7},      {"access_barrier", 4},      {"other_substance", 8}};
static const struct code missed_sign[] = {{"isolation", 20},       {"bottled_feelings", 16},
                                          {"missed_visits", 19},   {"missed_doses", 12},
                                          {"sleep_or_eating", 15}, {"irritability", 12},
                                          {"secrecy", 9},          {"glamorizing", 6},
                                          {"bargaining", 11},      {"contact_with_use_network", 13},
                                          {"dose_request", 5},     {"test_refusal", 4},
                                          {"late_pickup", 7}};
static const struct code lacking_support[] = {
    {"dose_adequacy", 12},    {"visit_frequency", 10}, {"counseling", 15}, {"peer", 14},
    {"family", 13},           {"housing", 11},         {"transport", 10},  {"childcare", 5},
    {"psychiatric_care", 12}, {"pain_care", 6},        {"employment", 9},  {"after_hours_contact", 8},
    {"naloxone", 3}};
static const struct code plan_change[] = {
    {"therapy_deepened", 24}, {"medication_reassessed", 18}, {"dose_changed", 15}, {"formulation_changed", 4},
    {"visits_increased", 17}, {"family_involved", 7},        {"peer_linked", 12},  {"level_of_care_up", 4},
    {"safety_plan", 11},      {"naloxone_given", 10},        {"social_work", 7},   {"none", 0}};

const struct code_list codes_sex = LIST("sex", "sex", sex);
const struct code_list codes_race = LIST("race_ethnicity", "race and ethnicity", race);
const struct code_list codes_primary_substance = LIST("primary_substance", "primary substance", primary_substance);
const struct code_list codes_site = LIST("site", "site of a person", site);
const struct code_list codes_medication = LIST("medication", "medication", medication);
const struct code_list codes_medication_by_site[N_SITES] = {
    LIST("medication_at_north", "medication that a spell starts with at north", medication_north),
    LIST("medication_at_river", "medication that a spell starts with at river", medication_river),
    LIST("medication_at_hill", "medication that a spell starts with at hill", medication_hill),
};
const struct code_list codes_program = LIST("program", "program", program);
const struct code_list codes_kind = LIST("kind", "kind of dose", kind);
const struct code_list codes_service = LIST("service", "service", service);
const struct code_list codes_status = LIST("status", "status of a visit", status);
const struct code_list codes_result = LIST("result", "result of a drug test", result);
const struct code_list codes_source = LIST("source", "who told of an adverse event", source);
const struct code_list codes_visit_reason = LIST("visit_reason", "reason of a visit missed or cancelled", visit_reason);
const struct code_list codes_other_substance = LIST("test_other", "second substance of a test day", other_substance);
const struct code_list codes_exit = LIST("exit", "how a spell ends", exit_cause);
const struct code_list codes_stage = LIST("stage", "stage first recognised, of a use", stage);
const struct code_list codes_trigger = LIST("trigger", "trigger", trigger);
const struct code_list codes_missed_sign = LIST("missed_sign", "sign missed", missed_sign);
const struct code_list codes_lacking_support = LIST("lacking_support", "support lacking", lacking_support);
const struct code_list codes_plan_change = LIST("plan_change", "plan change", plan_change);

const struct code_list *const codes_drawn[] = {&codes_sex,
                                               &codes_race,
                                               &codes_primary_substance,
                                               &codes_site,
                                               &codes_medication_by_site[0],
                                               &codes_medication_by_site[1],
                                               &codes_medication_by_site[2],
                                               &codes_visit_reason,
                                               &codes_other_substance,
                                               &codes_stage,
                                               &codes_trigger,
                                               &codes_missed_sign,
                                               &codes_lacking_support,
                                               &codes_plan_change,
                                               NULL};

int codes_pick(gsl_rng *random, const struct code_list *list) {
    double total = 0;
    for (int i = 0; i < list->n_codes; i++) {
        total += list->codes[i].weight;
    }
    double left = gsl_rng_uniform(random) * total;
    int last = list->n_codes - 1;
    for (int i = 0; i < last; i++) {
        left -= list->codes[i].weight;
        if (left < 0) {
            return i;
        }
    }
    return last;
}

unsigned codes_pick_set(gsl_rng *random, const struct code_list *list, int n) {
    unsigned set = 0;
    for (int chosen = 0; chosen < n;) {
        unsigned bit = 1u << codes_pick(random, list);
        if ((set & bit) == 0) {
            set |= bit;
            chosen++;
        }
    }
    return set;
}
