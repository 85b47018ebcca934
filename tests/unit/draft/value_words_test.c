/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/value_words.h"

#include "cmocka_begin.h"

struct value_case {
    const char *raw;
    enum value_reading reading;
    const char *target;
};

static void assert_cases(enum value_domain domain, const struct value_case cases[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        const char *target = NULL;
        enum value_reading reading = value_words_read(domain, cases[i].raw, &target);
        if (reading != cases[i].reading)
            print_message("'%s'\n", cases[i].raw);
        assert_int_equal(reading, cases[i].reading);
        if (reading != VALUE_UNKNOWN)
            assert_string_equal(target, cases[i].target);
    }
}
#define ASSERT_CASES(domain, cases) assert_cases(domain, cases, sizeof(cases) / sizeof(cases)[0])

static void reasons_of_discharges(void **state) {
    static const struct value_case cases[] = {
        {"AMA", VALUE_SURE, "declined"},
        {"Completed Tx", VALUE_SURE, "completed"},
        {"INCARCERATED", VALUE_SURE, "jail"},
        {"Lost to Contact", VALUE_SURE, "left"},
        {"Transfer to another OTP", VALUE_SURE, "transferred"},
        {"Did not complete", VALUE_GUESS, "left"},
        {"Unsuccessful discharge", VALUE_SURE, "left"},
        {"Non-compliance", VALUE_SURE, "administrative"},
        {"Client died", VALUE_SURE, "death"},
        {"Kontaktabbruch", VALUE_SURE, "left"},
        {"Terminated", VALUE_UNKNOWN, NULL},
        {"3", VALUE_UNKNOWN, NULL},
    };
    (void)state;
    ASSERT_CASES(VALUE_REASON, cases);
}

static void a_turned_word_is_not_what_it_says(void **state) {
    static const struct value_case reasons[] = {
        {"not in custody", VALUE_UNKNOWN, NULL},
        {"Transferred - not in custody", VALUE_SURE, "transferred"},
        {"Transferred - in custody", VALUE_GUESS, "jail"},
        {"Incomplete - treatment withdrawn by provider", VALUE_SURE, "administrative"},
        {"Incomplete - dropped out", VALUE_SURE, "left"},
        {"Denies jail", VALUE_UNKNOWN, NULL},
        {"mother died", VALUE_UNKNOWN, NULL},
        {"Lost to follow up - no contact", VALUE_SURE, "left"},
    };
    static const struct value_case events[] = {{"risk of overdose", VALUE_UNKNOWN, NULL},
                                               {"no overdose", VALUE_UNKNOWN, NULL},
                                               {"Non-fatal overdose", VALUE_SURE, "overdose"}};
    static const struct value_case results[] = {{"Not detected", VALUE_SURE, "negative"},
                                                {"not positive", VALUE_UNKNOWN, NULL}};
    (void)state;
    ASSERT_CASES(VALUE_REASON, reasons);
    ASSERT_CASES(VALUE_EVENT, events);
    ASSERT_CASES(VALUE_RESULT, results);
}

static void medications_by_brand_and_form(void **state) {
    static const struct value_case cases[] = {
        {"Methadone HCl 10mg/mL oral conc", VALUE_SURE, "methadone"},
        {"SUBOXONE 8-2 mg SL film", VALUE_SURE, "buprenorphine"},
        {"Bup/Nal 8/2", VALUE_SURE, "buprenorphine"},
        {"Sublocade", VALUE_SURE, "buprenorphine_xr"},
        {"Buprenorphine ER injection 300mg", VALUE_SURE, "buprenorphine_xr"},
        {"Brixadi weekly", VALUE_GUESS, "buprenorphine_xr"},
        {"Brixadi monthly", VALUE_SURE, "buprenorphine_xr"},
        {"Vivitrol", VALUE_SURE, "naltrexone_xr"},
        {"Naltrexone 380 mg ER", VALUE_SURE, "naltrexone_xr"},
        {"Naltrexone 50 mg tablet", VALUE_UNKNOWN, NULL}, /* oral: not of the built-in configuration */
        {"Levomethadon", VALUE_UNKNOWN, NULL},
        {"Bupropion XL", VALUE_GUESS, VALUE_OMIT}, /* its beginning is bup */
        {"Clonidine", VALUE_SURE, VALUE_OMIT},
        {"Methadone for Mr Smith", VALUE_GUESS, "methadone"},
    };
    (void)state;
    ASSERT_CASES(VALUE_MEDICATION, cases);
}

static void what_became_of_a_visit(void **state) {
    static const struct value_case cases[] = {
        {"NS", VALUE_SURE, "missed"},
        {"No-Show", VALUE_SURE, "missed"},
        {"Not kept", VALUE_SURE, "missed"},
        {"Kept", VALUE_SURE, "attended"},
        {"Late cancel", VALUE_SURE, "cancelled"},
        {"Cancelled - no show", VALUE_UNKNOWN, NULL},
        {"Scheduled", VALUE_SURE, "scheduled"},
        {"Rescheduled", VALUE_SURE, "cancelled"},
    };
    (void)state;
    ASSERT_CASES(VALUE_STATUS, cases);
}

static void results_and_substances(void **state) {
    static const struct value_case results[] = {{"+", VALUE_SURE, "positive"},
                                                {"-", VALUE_SURE, "negative"},
                                                {"POS (confirmed)", VALUE_SURE, "positive"},
                                                {"None detected", VALUE_SURE, "negative"},
                                                {"Refused to provide", VALUE_SURE, "refused"},
                                                {"Pending", VALUE_SURE, VALUE_OMIT}};
    static const struct value_case substances[] = {
        {"FENT", VALUE_SURE, "fentanyl"},
        {"BZO", VALUE_SURE, "benzodiazepines"},
        {"THC", VALUE_SURE, "cannabis"},
        {"ETG", VALUE_SURE, "alcohol"},
        {"Cocaine metabolite", VALUE_SURE, "cocaine"},
        {"Hepatitis C", VALUE_GUESS, VALUE_OMIT},
        {"Meth", VALUE_GUESS, "methamphetamine"}, /* methadone, too, in some laboratories */
    };
    (void)state;
    ASSERT_CASES(VALUE_RESULT, results);
    ASSERT_CASES(VALUE_SUBSTANCE, substances);
}

static void what_happened_and_whether_it_was_fatal(void **state) {
    static const struct value_case events[] = {{"OD", VALUE_SURE, "overdose"},
                                               {"Fall", VALUE_SURE, VALUE_OMIT},
                                               {"Client died", VALUE_SURE, "death"},
                                               {"Naloxone reversal", VALUE_GUESS, "overdose"}};
    static const struct value_case fatal[] = {{"FATAL", VALUE_SURE, "yes"},    {"Non-fatal", VALUE_SURE, "no"},
                                              {"not fatal", VALUE_SURE, "no"}, {"Recovered", VALUE_SURE, "no"},
                                              {"Y", VALUE_SURE, "yes"},        {"not known", VALUE_SURE, "unknown"}};
    (void)state;
    ASSERT_CASES(VALUE_EVENT, events);
    ASSERT_CASES(VALUE_FATAL, fatal);
}

static void sexes_programs_services_and_ways_of_giving(void **state) {
    static const struct value_case sexes[] = {{"M", VALUE_SURE, "male"},
                                              {"Woman", VALUE_SURE, "female"},
                                              {"Trans woman", VALUE_SURE, "other"},
                                              {"Prefer not to say", VALUE_SURE, "unknown"},
                                              {"not male", VALUE_UNKNOWN, NULL},
                                              {"male/female", VALUE_UNKNOWN, NULL},
                                              {"1", VALUE_UNKNOWN, NULL}};
    static const struct value_case programs[] = {{"MMT", VALUE_SURE, "maintenance"},
                                                 {"Short-term detox", VALUE_SURE, "detoxification"},
                                                 {"IOP", VALUE_SURE, "counseling"},
                                                 {"non methadone", VALUE_UNKNOWN, NULL},
                                                 {"OST prescribing", VALUE_SURE, "maintenance"},
                                                 {"Residential", VALUE_UNKNOWN, NULL}};
    static const struct value_case services[] = {{"Individual counseling", VALUE_SURE, "counseling"},
                                                 {"Group therapy", VALUE_SURE, "group"},
                                                 {"MD visit", VALUE_SURE, "medical"},
                                                 {"Peer support", VALUE_SURE, "peer"},
                                                 {"Telehealth", VALUE_GUESS, "medical"}};
    static const struct value_case kinds[] = {
        {"Window", VALUE_SURE, "administered"},    {"Take-home", VALUE_SURE, "dispensed"},
        {"Unsupervised", VALUE_SURE, "dispensed"}, {"Sub-Q injection", VALUE_SURE, "injection"},
        {"Missed", VALUE_SURE, VALUE_OMIT},        {"SL", VALUE_GUESS, VALUE_MISSING}};
    (void)state;
    ASSERT_CASES(VALUE_SEX, sexes);
    ASSERT_CASES(VALUE_PROGRAM, programs);
    ASSERT_CASES(VALUE_SERVICE, services);
    ASSERT_CASES(VALUE_KIND, kinds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reasons_of_discharges),
        cmocka_unit_test(a_turned_word_is_not_what_it_says),
        cmocka_unit_test(medications_by_brand_and_form),
        cmocka_unit_test(what_became_of_a_visit),
        cmocka_unit_test(results_and_substances),
        cmocka_unit_test(what_happened_and_whether_it_was_fatal),
        cmocka_unit_test(sexes_programs_services_and_ways_of_giving),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
