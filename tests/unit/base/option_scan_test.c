/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/option_scan.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"

static const struct argp_option child_options[] = {
    {"output", 'o', "FILE", 0, "Write to FILE", 2}, {"quiet", 'q', NULL, 0, "Say less", 2}, {0}};
static const struct argp child = {.options = child_options};
static const struct argp_option options[] = {{NULL, 0, NULL, 0, "A heading:", 1},
                                             {"where", 1, "V", 0, "Rows (may be given again)", 1},
                                             {"curve", 2, "DAYS", OPTION_ARG_OPTIONAL, "A curve", 1},
                                             {"event", 3, "COL", 0, "What ended it", 1},
                                             {"event-value", 4, "V", 0, "Which is one", 1},
                                             {0}};
static const struct argp argp = {.options = options,
                                 .children = (const struct argp_child[]){{&child, 0, NULL, 0}, {0}}};

/* Whatever is found, the words stay in their order. */
static void assert_scan(const char *expected, int argc, const char *const argv[]) {
    char *words[8] = {NULL}, *wrong;

    for (int i = 0; i < argc; i++)
        words[i] = strdup(argv[i]);
    wrong = option_scan(&argp, argc, words);
    for (int i = 0; i < argc; i++) {
        assert_string_equal(words[i], argv[i]);
        free(words[i]);
    }

    if (expected == NULL)
        assert_null(wrong);
    else
        assert_string_equal(wrong, expected);
    free(wrong);
}

#define SCAN(expected, ...)                                                                                            \
    assert_scan(expected, (int)(sizeof(const char *[]){"p", __VA_ARGS__} / sizeof(char *)),                            \
                (const char *[]){"p", __VA_ARGS__, NULL})

static void options_stand_once(void **state) {
    (void)state;
    SCAN("--event is given twice", "--event", "a", "file", "--event=b");
    SCAN("--quiet is given twice", "-q", "--quiet");
    SCAN("--output is given twice", "-oa", "-o", "b");
    SCAN("--curve is given twice", "--curve", "--curve=3");
    SCAN(NULL, "--event", "a", "--event-value", "b");
    SCAN(NULL, "-q", "--", "-q");
    SCAN(NULL, "--event", "--event");
}

static void one_that_says_so_may_be_given_again(void **state) {
    (void)state;
    SCAN(NULL, "--where", "a", "--where=b", "--where", "c");
}

static void what_was_meant_is_said(void **state) {
    (void)state;
    SCAN("unrecognized option '--evnt', did you mean '--event'?", "--evnt=status");
    SCAN("unrecognized option '--hlp', did you mean '--help'?", "x", "--hlp");
    SCAN("unrecognized option '--zzz'", "--zzz");
}

static void the_rest_is_left_to_argp(void **state) {
    (void)state;
    SCAN(NULL, "--eve", "a");
    SCAN(NULL, "--event");
    SCAN(NULL, "-z");
    SCAN(NULL, "--quiet=3");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_once),
        cmocka_unit_test(one_that_says_so_may_be_given_again),
        cmocka_unit_test(what_was_meant_is_said),
        cmocka_unit_test(the_rest_is_left_to_argp),

    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
