/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/site_ends.h"

#include "cmocka_begin.h"

enum { AS_OF = 20000, NORTH = 1, SOUTH = 2, N_DAYS = 200 };

static struct dictionary *texts;
static struct care_supply supplies[N_DAYS * 3];
static int32_t visits[N_DAYS * 3];

static int make_texts(void **state) {
    (void)state;
    texts = dictionary_alloc();
    dictionary_add(texts, "", 0);
    dictionary_add(texts, "north", 5);
    dictionary_add(texts, "south", 5);
    return 0;
}

static int free_texts(void **state) {
    (void)state;
    dictionary_free(texts);
    return 0;
}

/* A person with three doses and three visits a day, up to so many days before the as-of day. */
static struct person person_of(uint32_t site, int32_t doses_stop, int32_t visits_stop) {
    struct person person = {
        .site = site,
        .care = {.supplies = supplies, .visits = visits, .end_of_observation = AS_OF, .death = CARE_NO_DAY}};

    for (int32_t back = 0; back < N_DAYS; back++)
        for (int i = 0; i < 3; i++) {
            if (back >= doses_stop)
                supplies[person.care.n_supplies++].day = AS_OF - back;
            if (back >= visits_stop)
                visits[person.care.n_visits++] = AS_OF - back;
        }
    return person;
}

static int32_t end_of(struct site_ends *ends, uint32_t site, int32_t observed_until) {
    struct person person = {.site = site, .care = {.end_of_observation = observed_until, .death = CARE_NO_DAY}};

    site_ends_apply(ends, &person, texts);
    return person.care.end_of_observation;
}

static struct site_ends *count(struct person first) {
    struct site_ends *ends = site_ends_alloc(AS_OF, 14, 0.5);

    site_ends_count(ends, &first, texts);
    return ends;
}

static void a_site_that_goes_on_moves_nobody(void **state) {
    struct site_ends *ends = count(person_of(NORTH, 0, 0));
    (void)state;

    assert_false(site_ends_settle(ends, CALENDAR_CIVIL));
    assert_int_equal(end_of(ends, NORTH, AS_OF), AS_OF);
    assert_int_equal(site_ends_last(ends), AS_OF);
    site_ends_free(ends);
}

static void a_table_that_stops_ends_the_observation_of_its_site_only(void **state) {
    struct site_ends *ends = count(person_of(NORTH, 40, 0));
    struct person south = person_of(SOUTH, 0, 20);
    (void)state;

    site_ends_count(ends, &south, texts);
    assert_true(site_ends_settle(ends, CALENDAR_CIVIL));
    assert_int_equal(end_of(ends, NORTH, AS_OF), AS_OF - 40);
    assert_int_equal(end_of(ends, SOUTH, AS_OF), AS_OF - 20);
    assert_int_equal(end_of(ends, 0, AS_OF), AS_OF);
    assert_int_equal(site_ends_last(ends), AS_OF - 20);
    site_ends_free(ends);
}

static void an_earlier_end_of_the_person_stays(void **state) {
    struct site_ends *ends = count(person_of(NORTH, 40, 0));
    (void)state;

    site_ends_settle(ends, CALENDAR_CIVIL);
    assert_int_equal(end_of(ends, NORTH, AS_OF - 60), AS_OF - 60);
    site_ends_free(ends);
}

static void relative_days_have_no_common_end(void **state) {
    struct site_ends *ends = count(person_of(NORTH, 40, 40));
    (void)state;

    assert_false(site_ends_settle(ends, CALENDAR_RELATIVE));
    assert_int_equal(end_of(ends, NORTH, AS_OF), AS_OF);
    assert_int_equal(site_ends_last(ends), AS_OF);
    site_ends_free(ends);
}

static void without_an_as_of_day_nothing_is_judged(void **state) {
    struct site_ends *ends = site_ends_alloc(CALENDAR_NO_DAY, 14, 0.5);
    struct person north = person_of(NORTH, 40, 40);
    (void)state;

    site_ends_count(ends, &north, texts);
    assert_false(site_ends_settle(ends, CALENDAR_CIVIL));
    assert_int_equal(end_of(ends, NORTH, AS_OF), AS_OF);
    assert_int_equal(site_ends_last(ends), CALENDAR_NO_DAY);
    site_ends_free(ends);
    site_ends_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_site_that_goes_on_moves_nobody),
        cmocka_unit_test(a_table_that_stops_ends_the_observation_of_its_site_only),
        cmocka_unit_test(an_earlier_end_of_the_person_stays),
        cmocka_unit_test(relative_days_have_no_common_end),
        cmocka_unit_test(without_an_as_of_day_nothing_is_judged),
    };

    return cmocka_run_group_tests(tests, make_texts, free_texts);
}
