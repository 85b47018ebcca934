/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/settings.h"

#include <sysexits.h>

#include "assert_close.h"
#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"

static struct settings *read_one(const char *path) {
    return settings_read(&(struct settings_files){.paths = {path}, .n = 1});
}

static void read_settings(const void *path) { settings_free(read_one(path)); }

static void assert_refused(const char *text, const char *part) {
    assert_ends(read_settings, scratch_text("bad.ini", text), EX_CONFIG, part);
}

static void the_built_in_configuration_is_the_shipped_one(void **state) {
    struct settings *shipped = read_one("pipeline/switchback.ini"), *bare = settings_read(NULL);
    (void)state;

    assert_int_equal(shipped->n_rules, 5);
    assert_string_equal(shipped->rules[shipped->default_rule].name, "coverage30");
    assert_int_equal(shipped->rules[shipped->default_rule].rule.gap, 30);
    assert_true(shipped->rules[4].rule.by_discharge);
    assert_memory_equal(&shipped->care, &bare->care, sizeof shipped->care);
    assert_memory_equal(shipped->supplies, bare->supplies, sizeof shipped->supplies);
    assert_int_equal(shipped->supplies[CARE_DISPENSED].usual, 7);
    assert_int_equal(shipped->supplies[CARE_INJECTION].least, 5);
    assert_int_equal(shipped->same_event_days, bare->same_event_days);
    assert_string_equal(shipped->re_engaged_services, bare->re_engaged_services);
    assert_int_equal(settings_medication(shipped, "naltrexone_xr")->days, 31);
    assert_int_equal(settings_medication(shipped, "buprenorphine_implant")->kind, CARE_IMPLANT);
    assert_int_equal(settings_medication(shipped, "buprenorphine_implant")->days, 180);
    assert_null(settings_medication(shipped, "naltrexone"));
    settings_free(shipped);
    settings_free(bare);
    settings_free(NULL);
}

#define NONE "[rules]\ncoverage7 =\ncoverage14 =\ncoverage30 =\ncoverage60 =\ndischarge =\n"

static void rules_are_named_gaps_or_recorded(void **state) {
    (void)state;
    assert_refused("[report]\ndefault_rule = a\n" NONE, "[rules] ");
    assert_refused("[rules]\na = 0\n",
                   "bad.ini:2: a: '0' is not usable (expected a gap of 1 to 3660 days, or recorded)");
    assert_refused("[rules]\na = 3661\n", "expected a gap of 1 to 3660 days");
    assert_refused("[rules]\na = seven\n", "'seven' is not usable");
    assert_refused("[rules]\na-b = 7\n", "a-b: '7' is not usable (expected a name of letters, digits and _)");
    assert_refused("[report]\ndefault_rule = coverage31\n",
                   "bad.ini:2: default_rule: 'coverage31' is not usable (expected a name of [rules])");
    assert_refused("[rules]\nr1=1\nr2=1\nr3=1\nr4=1\nr5=1\nr6=1\nr7=1\nr8=1\nr9=1\nr10=1\nr11=1\nr12=1\n",
                   "bad.ini:13: r12: '1' is not usable (expected at most 16 rules)");
}

static void a_rule_that_the_report_names_cannot_be_removed(void **state) {
    (void)state;
    assert_refused("[rules]\ncoverage30 =\n",
                   "bad.ini:2: [rules] coverage30: cannot be removed, [report] default_rule names it");
    read_settings(scratch_text("good.ini", "[rules]\ncoverage30 =\nmine = 21\n[report]\ndefault_rule = mine\n"));
}

static void a_user_may_change_one_thing(void **state) {
    struct settings *settings = read_one(scratch_text("one.ini", "[rules]\ncoverage14 =\n"));
    (void)state;

    assert_int_equal(settings->n_rules, 4);
    assert_int_equal(settings->care.cover.bank_cap_days, 30);
    assert_string_equal(settings->rules[1].name, "coverage30");
    settings_free(settings);
}

static void landmarks_are_up_to_eight_days(void **state) {
    struct settings *settings = read_one(scratch_text("l.ini", "[report]\nlandmarks = 14,30 , 400\n"));
    double days[SETTINGS_MOST_LANDMARKS];
    (void)state;

    assert_int_equal(settings_landmarks(settings->file, days), 3);
    assert_close(days[2], 400, 0);
    settings_free(settings);
    assert_refused("[report]\nlandmarks = 30 soon\n", "bad.ini:2: landmarks: '30 soon' is not usable (expected 1 to 8");
    assert_refused("[report]\nlandmarks = 0\n", "'0' is not usable");
    assert_refused("[report]\nlandmarks = ,\n", "',' is not usable");
}

static void numbers_are_checked_against_what_they_may_be(void **state) {
    (void)state;
    assert_refused("[episodes]\nbank_cap_days = -1\n", "bank_cap_days: '-1' is not usable");
    assert_refused("[episodes]\nvisit_gap_days = 367\n", "visit_gap_days: '367' is not usable");
    assert_refused("[episodes]\nsilent_days = x\n", "silent_days: 'x' is not usable");
    assert_refused("[completeness]\nleast_share = 0.5\n", "least_share: is no more");
    assert_refused("[completeness]\nclosed.hill = soon\n", "closed.hill: 'soon' is not usable");
    assert_refused("[completeness]\ncomplete.hill.patients = 2026-06-30\n", "no such key");
    assert_refused("[returns_to_use]\nsame_event_days = 1.5\n", "same_event_days: '1.5' is not usable");
}

static int32_t asked_dose(const char *text, const char *medication) {
    struct settings *settings = read_one(scratch_text("asked.ini", text));
    int32_t dose = settings_medication(settings, medication)->asked_dose;

    settings_free(settings);
    return dose;
}

static void doses_are_asked_about_of_what_is_taken_by_day(void **state) {
    (void)state;
    assert_int_equal(asked_dose("", "methadone"), 60000);
    assert_int_equal(asked_dose("", "naltrexone_xr"), 0);
    assert_int_equal(asked_dose("[dose_on_day_30]\nmethadone =\n", "methadone"), 0);
    assert_int_equal(asked_dose("[medications]\nmethadone =\n", "buprenorphine"), 16000);
    assert_int_equal(asked_dose("[medications]\nbuprenorphine = injection 7\n", "buprenorphine"), 0);
    assert_int_equal(asked_dose("[dose_on_day_30]\nother.methadone = 70\n", "methadone"), 60000);
    assert_int_equal(
        asked_dose("[report]\njurisdiction = other\n[dose_on_day_30]\nother.methadone = 70\n", "methadone"), 70000);
    assert_int_equal(asked_dose("[medications]\nbup.er = administered 1\n[dose_on_day_30]\nbup.er = 8\n", "bup.er"),
                     8000);
    assert_refused("[dose_on_day_30]\nmethadone = 60.5\n", "methadone: '60.5' is not usable (expected a name of");
    assert_refused("[dose_on_day_30]\nmethadone = 0\n", "'0' is not usable");
    assert_refused("[dose_on_day_30]\nnaltrexone_xr = 380\n", "naltrexone_xr: '380' is not usable");
    assert_refused("[dose_on_day_30]\nmorphine = 600\n", "morphine: '600' is not usable");
}

static int32_t lasting_days(const char *text, const char *medication) {
    struct settings *settings = read_one(scratch_text("lasting.ini", text));
    int32_t days = settings_lasting_days(settings, settings_medication(settings, medication));

    settings_free(settings);
    return days;
}

static void injections_and_implants_last(void **state) {
    (void)state;
    assert_int_equal(lasting_days("", "naltrexone_xr"), 31);
    assert_int_equal(lasting_days("", "buprenorphine_implant"), 180);
    assert_int_equal(lasting_days("", "buprenorphine"), 0);
    assert_int_equal(lasting_days("[medications]\nm = injection 0\n[supplies]\ninjection = 5 120 28\n", "m"), 28);
    assert_int_equal(lasting_days("[report]\ndefault_rule = discharge\n", "naltrexone_xr"), 0);
}

static void medications_have_a_kind_and_days(void **state) {
    (void)state;
    assert_refused("[medications]\nm = pill 0\n",
                   "m: 'pill 0' is not usable (expected administered, dispensed, injection or implant, and days)");
    assert_refused("[medications]\nm = injection\n", "expected a kind and a number of days, as in: injection 31");
    assert_refused("[medications]\nm = injection 31 days\n", "expected a kind and a number of days");
    assert_refused("[medications]\nm = injection -1\n", "expected a kind and a number of days");
    assert_refused("[medications]\nm = injection 3661\n", "expected a kind and a number of days");
    assert_refused("[medications]\nm = injection 99999999999\n", "expected a kind and a number of days");
}

static void supplies_have_a_range_and_a_usual_length_inside_it(void **state) {
    (void)state;
    assert_refused("[supplies]\ninjection = 5 120\n",
                   "injection: '5 120' is not usable (expected the fewest and the most");
    assert_refused("[supplies]\ninjection = 5 120 3\n", "'5 120 3' is not usable");
    assert_refused("[supplies]\ninjection = 0 120 31\n", "'0 120 31' is not usable");
    assert_refused("[supplies]\ninjection = 5 120 31 days\n", "'5 120 31 days' is not usable");
    assert_refused("[supplies]\nasked_share = 1.2\n", "asked_share: '1.2' is not usable");
    assert_refused("[supplies]\npill = 1 2 1\n", "[supplies] pill: no such key");
}

static void carried_groups_are_a_list(void **state) {
    struct settings *settings = read_one(scratch_text("g.ini", "[groups]\ncarry = housing type ,, insurance\n"));
    (void)state;

    assert_int_equal(settings->n_groups, 2);
    assert_string_equal(settings->groups[0], "housing type");
    assert_string_equal(settings->groups[1], "insurance");
    assert_null(settings->groups[2]);
    settings_free(settings);
    assert_refused("[groups]\ncarry = a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q\n", "expected at most 16 columns, each once");
    assert_refused("[groups]\ncarry = a, b, A\n", "bad.ini:2: carry: 'a, b, A' is not usable");
}

static void visits_can_be_left_out(void **state) {
    struct settings *settings = read_one(scratch_text("v.ini", "[episodes]\ncover = medication\n"));
    (void)state;

    assert_false(settings->care.cover.visits_count);
    settings_free(settings);
    settings = read_one(scratch_text("v.ini", "[episodes]\ncover = medication visits\n"));
    assert_true(settings->care.cover.visits_count);
    settings_free(settings);
    assert_refused("[episodes]\ncover = visit\n",
                   "cover: 'visit' is not usable (expected medication, or medication visits)");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_built_in_configuration_is_the_shipped_one),
        cmocka_unit_test(rules_are_named_gaps_or_recorded),
        cmocka_unit_test(a_rule_that_the_report_names_cannot_be_removed),
        cmocka_unit_test(a_user_may_change_one_thing),
        cmocka_unit_test(landmarks_are_up_to_eight_days),
        cmocka_unit_test(numbers_are_checked_against_what_they_may_be),
        cmocka_unit_test(doses_are_asked_about_of_what_is_taken_by_day),
        cmocka_unit_test(injections_and_implants_last),
        cmocka_unit_test(medications_have_a_kind_and_days),
        cmocka_unit_test(supplies_have_a_range_and_a_usual_length_inside_it),
        cmocka_unit_test(carried_groups_are_a_list),
        cmocka_unit_test(visits_can_be_left_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
