/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/options.h"

#include <math.h>

#include "assert_close.h"
#include "base/calendar.h"
#include "base/message.h"
#include "child.h"
#include "cmocka_begin.h"

static void read_int(const void *text) { options_int("--n", text, -5, 10); }
static void read_double(const void *text) { options_double("--x", text, 0, 1); }
static void read_day(const void *text) { options_day("--as-of", text); }
static void read_list(const void *text) { options_list_free(options_list("--at", text, ',', NULL)); }

static void numbers_of_options_have_a_range(void **state) {
    (void)state;
    assert_int_equal(options_int("--n", "-5", -5, 10), -5);
    assert_int_equal(options_int("--n", "10", -5, 10), 10);
    assert_ends(read_int, "11", EX_USAGE,
                "--n: '11' is not usable (expected a whole number from -5 to 10) (try --help)");
    assert_ends(read_int, "-6", EX_USAGE, "--n: '-6' is not usable");
    assert_ends(read_int, "1.0", EX_USAGE, "--n: '1.0' is not usable");
    assert_ends(read_int, "", EX_USAGE, "--n: '' is not usable");
    assert_close(options_double("--x", "0.25", 0, 1), 0.25, 0);
    assert_ends(read_double, "1.01", EX_USAGE, "--x: '1.01' is not usable (expected a number from 0 to 1)");
    assert_ends(read_double, "nan", EX_USAGE, "--x: 'nan' is not usable");
}

static void days_of_options_are_dates_or_relative(void **state) {
    (void)state;
    assert_int_equal(options_day("--as-of", "2026-10-31"), 20757);
    assert_int_equal(options_day("--as-of", "-300"), -300);
    assert_ends(read_day, "2026-02-29", EX_USAGE, "--as-of: '2026-02-29' is not usable");
    assert_ends(read_day, "31/10/2026", EX_USAGE, "--as-of: '31/10/2026' is not usable");
    assert_ends(read_day, "", EX_USAGE, "--as-of: '' is not usable");
}

static void refuse_behind(const void *day) { options_refuse_behind("--last-as-of", *(const int32_t *)day, 300); }

static void a_day_that_is_that_of_the_report_is_not_behind_it(void **state) {
    const int32_t behind = 301;

    (void)state;
    options_refuse_behind("--last-as-of", 300, 300);
    options_refuse_behind("--last-as-of", CALENDAR_NO_DAY, 300);
    options_refuse_behind("--last-as-of", 301, CALENDAR_NO_DAY);
    assert_ends(refuse_behind, &behind, EX_USAGE, "--last-as-of is behind --as-of (expected an earlier day)");
}

static void lists_have_no_empty_elements(void **state) {
    size_t n = 0;
    char **list = options_list("--at", "30,90,x y", ',', &n);
    (void)state;

    assert_int_equal(n, 3);
    assert_string_equal(list[0], "30");
    assert_string_equal(list[2], "x y");
    assert_null(list[3]);
    options_list_free(list);
    options_list_free(NULL);
    assert_ends(read_list, "", EX_USAGE, "--at: '' has an empty element");
    assert_ends(read_list, "30,,90", EX_USAGE, "--at: '30,,90' has an empty element");
    assert_ends(read_list, "30,", EX_USAGE, "--at: '30,' has an empty element");
}

static void a_backslash_keeps_a_comma_in_its_element(void **state) {
    size_t n = 0;
    char **list = options_list("--where", "a\\,b,c\\\\,d\\e", ',', &n);
    (void)state;

    assert_int_equal(n, 3);
    assert_string_equal(list[0], "a,b");
    assert_string_equal(list[1], "c\\");
    assert_string_equal(list[2], "d\\e");
    options_list_free(list);
}

static void say_at_a_place(const void *place) {
    message_fail_at(EX_DATAERR, *(const struct message_place *)place, "why");
}

static void say_and_note(const void *quiet) {
    message_say("n = %d", 3);
    message_note(*(const bool *)quiet, "a note");
}

static void messages_name_their_place(void **state) {
    const struct message_place whole = {.file = "d.csv", .line = 7, .field = 2, .column = "date"};
    const struct message_place file = {.file = "-"}, line = {.file = "d.csv", .line = 7};
    (void)state;

    assert_ends(say_at_a_place, &whole, EX_DATAERR, "d.csv:7:2: date: why\n");
    assert_ends(say_at_a_place, &file, EX_DATAERR, "stdin: why\n");
    assert_ends(say_at_a_place, &line, EX_DATAERR, "d.csv:7: why\n");
    assert_ends(say_at_a_place, &(struct message_place){0}, EX_DATAERR, "why\n");
}

static void notes_are_left_out_when_quiet(void **state) {
    bool quiet = true;
    struct child child;
    (void)state;

    child = child_run(say_and_note, &quiet);
    assert_string_equal(child.text, "n = 3\n");
    quiet = false;
    child = child_run(say_and_note, &quiet);
    assert_non_null(strstr(child.text, "a note\n"));
}

static error_t take_count(int key, char *argument, struct argp_state *state) {
    if (key == ARGP_KEY_INIT)
        state->child_inputs[0] = state->input;
    if (key == 'n')
        options_int("--number", argument, 0, 9);
    return key == ARGP_KEY_INIT || key == 'n' ? 0 : ARGP_ERR_UNKNOWN;
}

static void parse_words(const void *words) {
    static const struct argp_option list[] = {
        {"number", 'n', "N", 0, "A number", 1}, {"next", 0x100, NULL, 0, "The next", 1}, {0}};
    static const struct argp argp = {.options = list, .parser = take_count, .children = options_children};
    struct options_common common = {0};
    char *arguments[] = {(char[]){"x"}, (char *)(uintptr_t)words, NULL};

    options_parse(&argp, 2, arguments, &common);
}

static void assert_says_one_line(void (*body)(const void *), const char *words, const char *line) {
    struct child child = child_run(body, words);

    assert_int_equal(child.code, EX_USAGE);
    assert_string_equal(child.text, line);
}

static void a_usage_error_is_one_line(void **state) {
    (void)state;
    assert_says_one_line(parse_words, "--nombre",
                         "unrecognized option '--nombre', did you mean '--number'? (try --help)\n");
    assert_says_one_line(parse_words, "--n",
                         "option '--n' is ambiguous; possibilities: '--number' '--next' (try --help)\n");
    assert_says_one_line(parse_words, "--number", "option '--number' requires an argument (try --help)\n");
    assert_says_one_line(parse_words, "--next=1", "option '--next' doesn't allow an argument (try --help)\n");
    assert_says_one_line(parse_words, "-x", "invalid option -- 'x' (try --help)\n");
    assert_says_one_line(parse_words, "word", "Too many arguments (try --help)\n");
    assert_says_one_line(parse_words, "-n12",
                         "--number: '12' is not usable (expected a whole number from 0 to 9) (try --help)\n");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_of_options_have_a_range),
        cmocka_unit_test(days_of_options_are_dates_or_relative),
        cmocka_unit_test(a_day_that_is_that_of_the_report_is_not_behind_it),
        cmocka_unit_test(lists_have_no_empty_elements),
        cmocka_unit_test(a_backslash_keeps_a_comma_in_its_element),
        cmocka_unit_test(messages_name_their_place),
        cmocka_unit_test(notes_are_left_out_when_quiet),
        cmocka_unit_test(a_usage_error_is_one_line),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
