/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/censored.h"

#include <stdlib.h>

#include "assert_close.h"
#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"

#define HEADER "rule,patient_id,order,entry_days,time_days,event,program,medication,site\n"

static const char everyone[] = HEADER "coverage30,P3,first,0,211,0,maintenance,methadone,north\n"
                                      "coverage30,P1,first,0,37,0,maintenance,methadone,north\n"
                                      "coverage30,P2,first,0,37,0,counseling,none,hill\n"
                                      "coverage30,P4,first,0,90,1,maintenance,methadone,north\n"
                                      "coverage30,P4,returned,0,53,0,maintenance,methadone,north\n"
                                      "coverage30,P4,returned,12,19,1,maintenance,methadone,north\n"
                                      "coverage14,P5,first,0,41,0,maintenance,methadone,north\n"
                                      "coverage30,P6,first,0,43,0,detoxification,methadone,north\n"
                                      "coverage30,P7,first,29,29,0,maintenance,methadone,north\n"
                                      "coverage30,P8,first,0,,0,maintenance,methadone,north\n";

static struct censored_days find(const char *order, const char *group_by, const char *group) {
    struct censored *censored = censored_read(scratch_text("episodes.csv", everyone), "coverage30", false);
    struct censored_days found =
        censored_find(censored, &(struct censored_key){.order = order, .group_by = group_by, .group = group});

    censored_free(censored);
    return found;
}

/* Those of other rules and programs, and those without time at risk, are not in the estimates either. */
static void several_on_one_day_are_one_day(void **state) {
    (void)state;
    struct censored_days found = find("first", "", "");

    assert_int_equal(found.n_people, 4);
    assert_int_equal(found.n_days, 2);
    assert_close(found.days[0], 37, 1e-15);
    assert_close(found.days[1], 211, 1e-15);
    free(found.days);
}

static void groups_are_told_by_their_column(void **state) {
    (void)state;
    struct censored_days hill = find("first", "site", "hill"), methadone = find("first", "medication", "methadone"),
                         nowhere = find("first", "site", "methadone");

    assert_int_equal(hill.n_people, 1);
    assert_int_equal(hill.n_days, 1);
    assert_int_equal(methadone.n_people, 3);
    assert_int_equal(methadone.n_days, 2);
    assert_int_equal(nowhere.n_people, 0);
    assert_int_equal(nowhere.n_days, 0);
    free(hill.days);
    free(methadone.days);
    free(nowhere.days);
}

static void a_person_with_two_returns_is_one_person(void **state) {
    (void)state;
    struct censored_days found = find("returned", "", "");

    assert_int_equal(found.n_people, 1);
    assert_int_equal(found.n_days, 1);
    assert_close(found.days[0], 53, 1e-15);
    free(found.days);
}

static void read_text(const void *context) {
    censored_free(censored_read(scratch_text("bad.csv", context), "coverage30", false));
}

static void a_table_that_is_no_episodes_is_refused(void **state) {
    (void)state;
    struct child no_site =
        child_run(read_text, "rule,patient_id,order,entry_days,time_days,event,program,medication\n");
    struct child no_number = child_run(read_text, HEADER "coverage30,P1,first,0,x,0,maintenance,methadone,north\n");

    assert_int_equal(no_site.code, 65);
    assert_non_null(strstr(no_site.text, "site"));
    assert_int_equal(no_number.code, 65);
    assert_non_null(strstr(no_number.text, "time_days"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(several_on_one_day_are_one_day),
        cmocka_unit_test(groups_are_told_by_their_column),
        cmocka_unit_test(a_person_with_two_returns_is_one_person),
        cmocka_unit_test(a_table_that_is_no_episodes_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
