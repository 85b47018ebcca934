/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/day_format.h"

#include <string.h>

#include "cmocka_begin.h"

static struct day_format format_of(const char *const cells[]) {
    struct day_tally tally = {0};

    for (size_t i = 0; cells[i] != NULL; i++)
        day_tally_add(&tally, cells[i], strlen(cells[i]));
    return day_tally_format(&tally);
}

static void assert_format(const char *const cells[], const char *text, const char *other) {
    struct day_format format = format_of(cells);

    assert_string_equal(format.text, text);
    assert_string_equal(format.other, other);
}

static void a_day_after_the_twelfth_decides(void **state) {
    (void)state;
    assert_format((const char *[]){"03/04/2024", "03/14/2024", NULL}, "%m/%d/%Y", "");
    assert_format((const char *[]){"03/04/2024", "14/03/2024", NULL}, "%d/%m/%Y", "");
    assert_format((const char *[]){"3-4-24", "14-3-24", NULL}, "%d-%m-%y", "");
}

static void without_one_there_are_two_readings(void **state) {
    (void)state;
    assert_format((const char *[]){"03/04/2024", "11/12/2024", NULL}, "%m/%d/%Y", "%d/%m/%Y");
    assert_format((const char *[]){"01022024", NULL}, "%m%d%Y", "%d%m%Y");
}

static void dates_are_met_in_many_forms(void **state) {
    (void)state;
    assert_format((const char *[]){"2024-03-04", NULL}, "%Y-%m-%d", "");
    assert_format((const char *[]){"20240304", NULL}, "%Y%m%d", "");
    assert_format((const char *[]){"24.12.2024", NULL}, "%d.%m.%Y", "");
    assert_format((const char *[]){"05JAN2024", NULL}, "%d%b%Y", "");
    assert_format((const char *[]){"Jan 5, 2024", NULL}, "%b %d, %Y", "");
    assert_format((const char *[]){"2024-01-05T08:30:00Z", NULL}, "%Y-%m-%dT%H:%M:%S%z", "");
    assert_format((const char *[]){"2024-01-05T08:30:00.123+02:00", NULL}, "%Y-%m-%dT%H:%M:%S%f%z", "");
    assert_format((const char *[]){"1/25/2024 8:30 AM", NULL}, "%m/%d/%Y %I:%M %p", "");
    assert_format((const char *[]){"2024-01-05 00:00:00", NULL}, "%Y-%m-%d %H:%M:%S", "");
}

static void most_cells_decide_and_the_share_is_told(void **state) {
    struct day_format format = format_of((const char *[]){"2024-03-04", "2024-03-05", "soon", "2024-02-30", NULL});

    (void)state;
    assert_string_equal(format.text, "%Y-%m-%d");
    assert_true(format.share > 0.49 && format.share < 0.51);
    assert_format((const char *[]){"12", "soon", "P00417", NULL}, "", "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_day_after_the_twelfth_decides),
        cmocka_unit_test(without_one_there_are_two_readings),
        cmocka_unit_test(dates_are_met_in_many_forms),
        cmocka_unit_test(most_cells_decide_and_the_share_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
