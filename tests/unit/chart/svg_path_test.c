/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/svg_path.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmocka_begin.h"

/* What is written for the text, and how much of it that stands for. */
static void assert_written(const char *text, const char *expected, size_t length) {
    char place[] = "/tmp/svg_path_test_XXXXXX", file[64], found[256];
    struct output_file *output;
    FILE *written;
    size_t n;

    assert_non_null(mkdtemp(place));
    snprintf(file, sizeof file, "%s/out", place);
    output = output_file_open(file);
    assert_int_equal(svg_path_write(output, text), length);
    output_file_commit(output);
    written = fopen(file, "r");
    assert_non_null(written);
    n = fread(found, 1, sizeof found - 1, written);
    found[n] = '\0';
    fclose(written);
    unlink(file);
    rmdir(place);
    assert_string_equal(found, expected);
}

/* Steps go along the axes; what goes on in one direction is one way, what turns back is not. */
static void a_step_line_is_written_by_its_steps(void **state) {
    static const char line[] =
        "d='M10.00,20.00 L10.36,20.00 L10.36,21.25\n\t\tL11.00,21.25 L12.00,21.25 L11.50,21.25 '";
    (void)state;

    assert_written(line, "d='M10 20h.36v1.25h1.64h-.5'", strlen(line));
}

static void any_other_way_is_a_line(void **state) {
    static const char line[] = "d='M-1.50,0.05 L1.50,-2.00 L0.00,0.00'/>";
    (void)state;

    assert_written(line, "d='M-1.5 .05l3-2.05l-1.5 2'", strlen(line) - 2);
}

static void numbers_of_any_form_are_hundredths(void **state) {
    static const char line[] = "d='M1,2.5 L1e1,-2.005 L123456.78,-0.10 L1000000,1E0 L7.25,+3'/>";
    (void)state;

    assert_written(line, "d='M1 2.5l9-4.51l123446.78 1.91l876543.22 1.1l-999992.75 2'", strlen(line) - 2);
    assert_written("d='M1,2 L3'", "", 0);
    assert_written("d='M1,2 L,3'", "", 0);
    assert_written("d='M1,2 L1234567.00,3'", "", 0);
}

/* A line of one point is a dot under a round pen, also as the first of two. */
static void a_line_of_one_point_stays(void **state) {
    static const char dot[] = "d='M1.00,1.00 L1.00,1.00 M5.00,5.00 L5.00,6.00'";
    (void)state;

    assert_written(dot, "d='M1 1h0M5 5v1'", strlen(dot));
}

static void a_polygon_is_a_closed_path(void **state) {
    (void)state;
    assert_written("points = '1.00,1.00 3.00,1.00\n3.00,2.00 '/>", "d='M1 1h2v1z'",
                   strlen("points = '1.00,1.00 3.00,1.00\n3.00,2.00 '"));
    assert_written("<polygon fill = 'rgb(1, 2, 3)' points = '1,1 3,1 3,2'/>", "<path ", strlen("<polygon "));
}

/* What is not understood is left as it is, whole. */
static void other_shapes_are_left_alone(void **state) {
    static const char *const others[] = {"d='M-1,0 h2 M0,-1 v2'",
                                         "d='M1.00,1.00 C2,2 3,3 4,4'",
                                         "d='L1.00,1.00'",
                                         "d=''",
                                         "d='M1.00,1.00 L2.00",
                                         "<polygon points='1,1 2,2'/> points = '1,1'",
                                         "<polygon fill = 'red' points = '1,1 x'/>",
                                         "<g>",
                                         ""};
    (void)state;

    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        assert_written(others[i], "", 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_any_form_are_hundredths),
        cmocka_unit_test(a_step_line_is_written_by_its_steps),
        cmocka_unit_test(any_other_way_is_a_line),
        cmocka_unit_test(a_line_of_one_point_stays),
        cmocka_unit_test(a_polygon_is_a_closed_path),
        cmocka_unit_test(other_shapes_are_left_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
