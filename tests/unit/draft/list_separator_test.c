/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/list_separator.h"

#include <string.h>

#include "cmocka_begin.h"

static void assert_parted(const char *const cells[], size_t n, bool is_of_days, char expected) {
    struct column_profile profile = {.values = NULL};

    for (size_t i = 0; i < n; i++)
        column_profile_add(&profile, cells[i], strlen(cells[i]), (uint32_t)i);
    assert_int_equal(list_separator_of(&profile, is_of_days), expected);
    column_profile_free(&profile);
}
#define ASSERT_PARTED(cells, is_of_days, expected)                                                                     \
    assert_parted(cells, sizeof(cells) / sizeof(cells)[0], is_of_days, expected)

static void lists_are_parted_by_what_stands_between_words(void **state) {
    static const char *const bars[] = {"stress", "stress | grief", "sleep/eating, other"};
    static const char *const commas[] = {"stress, grief", "stress,"};
    static const char *const slashes[] = {"stress/grief"};
    static const char *const words[] = {"stress", "grief;", "|"};
    (void)state;

    ASSERT_PARTED(bars, false, '|');
    ASSERT_PARTED(commas, false, ',');
    ASSERT_PARTED(slashes, false, '/');
    ASSERT_PARTED(words, false, '\0');
}

static void a_slash_parts_no_list_of_days(void **state) {
    static const char *const days[] = {"01/05/2026"}, *const lists[] = {"01/05/2026, 02/05/2026"};
    (void)state;

    ASSERT_PARTED(days, true, '\0');
    ASSERT_PARTED(lists, true, ',');
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(lists_are_parted_by_what_stands_between_words),
                                       cmocka_unit_test(a_slash_parts_no_list_of_days)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
