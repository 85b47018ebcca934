/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/dictionary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"

static void texts_are_numbered_in_order_of_appearance(void **state) {
    struct dictionary *dictionary = dictionary_alloc();
    (void)state;

    assert_int_equal(dictionary_count(dictionary), 0);
    assert_int_equal(dictionary_find(dictionary, "methadone", 9), DICTIONARY_NONE);
    assert_int_equal(dictionary_add(dictionary, "methadone", 9), 0);
    assert_int_equal(dictionary_add(dictionary, "", 0), 1);
    assert_int_equal(dictionary_add(dictionary, "methadon", 8), 2);
    assert_int_equal(dictionary_add(dictionary, "methadone", 9), 0);
    assert_int_equal(dictionary_find(dictionary, "methadon", 8), 2);
    assert_int_equal(dictionary_count(dictionary), 3);
    assert_string_equal(dictionary_text(dictionary, 2), "methadon");
    assert_int_equal(dictionary_length(dictionary, 1), 0);
    dictionary_free(dictionary);
    dictionary_free(NULL);
}

static void a_text_may_hold_any_byte(void **state) {
    struct dictionary *dictionary = dictionary_alloc();
    (void)state;

    assert_int_equal(dictionary_add(dictionary, "a\0b", 3), 0);
    assert_int_equal(dictionary_add(dictionary, "a\0c", 3), 1);
    assert_int_equal(dictionary_add(dictionary, "a", 1), 2);
    assert_memory_equal(dictionary_text(dictionary, 1), "a\0c", 4);
    dictionary_free(dictionary);
}

static void a_hundred_thousand_texts_keep_their_numbers(void **state) {
    enum { N = 100000 };
    struct dictionary *dictionary = dictionary_alloc();
    uint32_t *ranks;
    char text[32];
    (void)state;

    for (uint32_t i = 0; i < N; i++) {
        int length = snprintf(text, sizeof text, "P%u", i * 2654435761u);
        assert_int_equal(dictionary_add(dictionary, text, (size_t)length), i);
    }
    for (uint32_t i = 0; i < N; i++) {
        int length = snprintf(text, sizeof text, "P%u", i * 2654435761u);
        assert_int_equal(dictionary_find(dictionary, text, (size_t)length), i);
        assert_string_equal(dictionary_text(dictionary, i), text);
    }
    ranks = dictionary_ranks(dictionary);
    uint32_t *by_rank = calloc(N, sizeof *by_rank);
    for (uint32_t i = 0; i < N; i++) {
        assert_true(ranks[i] < N);
        by_rank[ranks[i]] = i;
    }
    for (uint32_t r = 1; r < N; r++)
        assert_true(strcmp(dictionary_text(dictionary, by_rank[r - 1]), dictionary_text(dictionary, by_rank[r])) < 0);
    free(by_rank);
    free(ranks);
    dictionary_free(dictionary);
}

/* Whatever the order of a second table of the same people, and with people of its own: the numbers are those of
 * dictionary_add. */
static void a_text_near_the_one_before_has_the_same_number(void **state) {
    static const char *const texts[] = {"a", "a", "b", "longer than eight", "a", "b", "b", "longer than eight",
                                        "c", "",  "c", "longer than eighs", "",  "d", "a", "d"};
    struct dictionary *near = dictionary_alloc(), *plain = dictionary_alloc();
    (void)state;

    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
            assert_int_equal(dictionary_add_near(near, texts[i], strlen(texts[i])),
                             dictionary_add(plain, texts[i], strlen(texts[i])));
        assert_int_equal(dictionary_count(near), dictionary_count(plain));
        dictionary_clear(near);
        dictionary_clear(plain);
    }
    dictionary_free(near);
    dictionary_free(plain);
}

/* How exports form numbered texts. */
static const struct form {
    const char *before;
    int width;
    const char *behind;
} forms[] = {{"P", 6, ""},      {"", 1, ""}, {"", 9, ""}, {"site_of_the_north_", 1, ""}, {"patient-0000-", 1, "-x"},
             {"", 1, "0000000"}};

static size_t count_probes(const struct form *form, int n) {
    struct dictionary *dictionary = dictionary_alloc();
    size_t n_probes;
    char text[64];

    for (int i = 0; i < n; i++) {
        int length = snprintf(text, sizeof text, "%s%0*d%s", form->before, form->width, i, form->behind);
        dictionary_add(dictionary, text, (size_t)length);
    }
    assert_int_equal(dictionary_count(dictionary), n);
    n_probes = dictionary_probes(dictionary);
    dictionary_free(dictionary);
    return n_probes;
}

/* Codes, sites and ids as exports number them: twice as many are twice the probes, not four times. */
static void a_text_is_found_in_a_few_probes_however_it_is_formed(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
        for (int n = 25000; n <= 100000; n *= 2)
            assert_in_range(count_probes(&forms[i], n), n, 2 * n);
}

static void ranks_follow_bytes_and_not_a_language(void **state) {
    static const char *const texts[] = {"b", "B", "\xC3\xA4", "a", "10", "9", ""};
    static const uint32_t expected[] = {5, 3, 6, 4, 1, 2, 0};
    struct dictionary *dictionary = dictionary_alloc();
    uint32_t *ranks;
    (void)state;

    for (size_t i = 0; i < 7; i++)
        dictionary_add(dictionary, texts[i], strlen(texts[i]));
    ranks = dictionary_ranks(dictionary);
    assert_memory_equal(ranks, expected, sizeof expected);
    free(ranks);
    dictionary_free(dictionary);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_numbered_in_order_of_appearance),
        cmocka_unit_test(a_text_may_hold_any_byte),
        cmocka_unit_test(a_hundred_thousand_texts_keep_their_numbers),
        cmocka_unit_test(a_text_near_the_one_before_has_the_same_number),
        cmocka_unit_test(a_text_is_found_in_a_few_probes_however_it_is_formed),
        cmocka_unit_test(ranks_follow_bytes_and_not_a_language),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
