/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/mending.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"

static void assert_part(const char *part, size_t length, const char *expected) {
    assert_int_equal(length, strlen(expected));
    assert_memory_equal(part, expected, length);
}

static void what_is_put_together_is_taken_apart(void **state) {
    static const char message[] = "a.csv: nobody's; write into the mapping, [doses]: files = a.csv; or into the "
                                  "configuration, [accept]: file.a.csv = why; and so on";
    char *one = mending_line(MENDING_MAPPING, "doses", "files = %s", "a.csv"),
         *two = mending_other_line(MENDING_CONFIGURATION, "accept", "file.%s = why; and so on", "a.csv"),
         text[sizeof message];
    struct mending lines[4];
    size_t why;
    (void)state;

    snprintf(text, sizeof text, "a.csv: nobody's; %s; %s", one, two);
    assert_string_equal(text, message);
    assert_int_equal(mending_split(text, &why, lines, 4), 2);
    assert_part(text, why, "a.csv: nobody's");
    assert_int_equal(lines[0].file, MENDING_MAPPING);
    assert_false(lines[0].is_other);
    assert_true(lines[1].is_other);
    assert_part(lines[0].section, lines[0].section_length, "doses");
    assert_part(lines[0].line, lines[0].line_length, "files = a.csv");
    assert_int_equal(lines[1].file, MENDING_CONFIGURATION);
    assert_part(lines[1].section, lines[1].section_length, "accept");
    assert_part(lines[1].line, lines[1].line_length, "file.a.csv = why; and so on");
    free(one);
    free(two);
}

static void a_message_without_lines_is_all_why(void **state) {
    static const char *const messages[] = {"", "doses.csv: nothing", "x; write into the book",
                                           "x; write into the mapping, [doses] and no more"};
    struct mending lines[2];
    size_t why;
    (void)state;

    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(mending_split(messages[i], &why, lines, 2), 0);
        assert_int_equal(why, strlen(messages[i]));
    }
    assert_int_equal(mending_split(messages[3], &why, lines, 2), 0);
}

static void no_more_lines_than_there_is_room_for(void **state) {
    static const char message[] = "x; write into the mapping, [a]: b = c; or into the mapping, [d]: e = f";
    struct mending lines[1];
    size_t why;
    (void)state;

    assert_int_equal(mending_split(message, &why, lines, 1), 1);
    assert_part(lines[0].line, lines[0].line_length, "b = c");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_together_is_taken_apart),
        cmocka_unit_test(a_message_without_lines_is_all_why),
        cmocka_unit_test(no_more_lines_than_there_is_room_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
