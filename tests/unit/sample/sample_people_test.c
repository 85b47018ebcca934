/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_people.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"

static uint32_t find(struct sample_ids *ids, const char *text) {
    return sample_ids_find(ids, (struct record_cell){.text = text, .length = (uint32_t)strlen(text)});
}

static void ids_that_ascend_need_no_dictionary(void **state) {
    struct sample_ids ids = {0};
    (void)state;

    assert_int_equal(find(&ids, "P1"), 0);
    assert_int_equal(find(&ids, "P1"), 0);
    assert_int_equal(find(&ids, "P10"), 1);
    assert_int_equal(find(&ids, "P2"), 2);
    assert_null(ids.ids);
    assert_null(sample_ids_rank(&ids));
    assert_string_equal(sample_ids_text(&ids, 0), "P1");
    assert_string_equal(sample_ids_text(&ids, 2), "P2");
    sample_ids_free(&ids);
}

static void numbers_stay_when_an_id_comes_back_or_steps_down(void **state) {
    struct sample_ids ids = {0};
    uint32_t *rank;
    (void)state;

    find(&ids, "C");
    find(&ids, "E");
    assert_int_equal(find(&ids, "C"), 0);
    assert_non_null(ids.ids);
    assert_int_equal(find(&ids, "A"), 2);
    assert_int_equal(find(&ids, "E"), 1);
    assert_int_equal(ids.n, 3);
    rank = sample_ids_rank(&ids);
    assert_int_equal(rank[0], 1);
    assert_int_equal(rank[1], 2);
    assert_int_equal(rank[2], 0);
    assert_string_equal(sample_ids_text(&ids, 2), "A");
    free(rank);
    sample_ids_free(&ids);
}

static void a_grouping_numbers_its_own_people_in_the_order_of_ids(void **state) {
    const uint32_t rank[] = {3, 0, 2, 1};
    struct sample_people people = {0};
    int32_t person[4];
    (void)state;

    person[0] = sample_people_number(&people, 0);
    person[1] = sample_people_number(&people, 3);
    person[2] = sample_people_number(&people, 0);
    person[3] = sample_people_number(&people, 2);
    assert_int_equal(people.n, 3);
    sample_people_sort(&people, rank, 4, person, 4);
    assert_int_equal(person[0], 2);
    assert_int_equal(person[1], 0);
    assert_int_equal(person[2], 2);
    assert_int_equal(person[3], 1);
    assert_int_equal(sample_people_known(&people, rank, 4, 0), 3);
    assert_int_equal(sample_people_known(&people, rank, 4, 1), 2);
    assert_int_equal(sample_people_known(&people, rank, 4, 2), 0);
    sample_people_free(&people);
}

static void the_only_grouping_has_everyone(void **state) {
    const uint32_t rank[] = {1, 0};
    struct sample_people people = {.is_everyone = true};
    int32_t person[3];
    (void)state;

    person[0] = sample_people_number(&people, 0);
    person[1] = sample_people_number(&people, 1);
    person[2] = sample_people_number(&people, 0);
    assert_int_equal(people.n, 2);
    sample_people_sort(&people, NULL, 2, person, 3);
    assert_int_equal(person[1], 1);
    assert_int_equal(sample_people_known(&people, NULL, 2, 1), 1);
    sample_people_sort(&people, rank, 2, person, 3);
    assert_int_equal(person[0], 1);
    assert_int_equal(person[1], 0);
    assert_int_equal(sample_people_known(&people, rank, 2, 1), 0);
    sample_people_free(&people);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_that_ascend_need_no_dictionary),
        cmocka_unit_test(numbers_stay_when_an_id_comes_back_or_steps_down),
        cmocka_unit_test(a_grouping_numbers_its_own_people_in_the_order_of_ids),
        cmocka_unit_test(the_only_grouping_has_everyone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
