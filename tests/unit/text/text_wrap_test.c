/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/text_wrap.h"

#include <string.h>

#include "cmocka_begin.h"
#include "text/plain_text.h"
#include "text/text_table.h"

static void assert_wrapped(const char *text, size_t width, const char *expected) {
    static const char *const prefixes[2] = {"- ", "  "};
    struct text_buffer out = {0};

    text_buffer_append_text(&out, "");
    text_wrap_append(&out, text, width, prefixes);
    assert_string_equal(out.text, expected);
    text_buffer_free(&out);
}

static void lines_break_at_blanks(void **state) {
    (void)state;
    assert_wrapped("one two three", 9, "- one two\n  three\n");
    assert_wrapped("one two", 9, "- one two\n");
    assert_wrapped("one  two", 6, "- one\n  two\n");
    assert_wrapped("", 9, "");
    assert_wrapped("   ", 9, "- \n");
}

static void a_long_word_is_cut(void **state) {
    (void)state;
    assert_wrapped("abcdefgh", 6, "- abcd\n  efgh\n");
    assert_wrapped("ab cdefghij", 6, "- ab\n  cdef\n  ghij\n");
}

static void characters_count_not_bytes(void **state) {
    (void)state;
    assert_wrapped("ääää öööö", 6, "- ääää\n  öööö\n");
    assert_wrapped("äöüäöü", 6, "- äöüä\n  öü\n");
}

static void what_acts_on_a_terminal_is_taken_out(void **state) {
    (void)state;
    assert_wrapped("a\x1b]0;title\x07"
                   "b\xE2\x80\xAE\nc",
                   40, "- a]0;titleb c\n");
    assert_wrapped("\xFF", 40, "- \xEF\xBF\xBD\n");
}

/* Whatever the cells hold, no line is wider than asked for. */
static void tables_fit(void **state) {
    static const char *cells[] = {"a very long name of a group that goes on and on",
                                  "1,234",
                                  "72% (59–81)",
                                  "x",
                                  "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                                  "",
                                  "too few",
                                  "–"};
    const struct document_table table = {.headers = {"Group", "People in care", "90 days", "Unbreakableheadline"},
                                         .n_columns = 4,
                                         .n_rows = 2,
                                         .cells = cells};
    (void)state;

    for (size_t width = 30; width <= 80; width += 10) {
        struct text_buffer out = {0};
        text_table_append(&out, &table, width);
        for (char *line = strtok(out.text, "\n"); line != NULL; line = strtok(NULL, "\n"))
            assert_true(plain_text_width(line) <= width);
        text_buffer_free(&out);
    }
}

static void tables_align(void **state) {
    static const char *cells[] = {"a", "1", "bb", "1,234"};
    const struct document_table table = {.headers = {"Site", "N"}, .n_columns = 2, .n_rows = 2, .cells = cells};
    struct text_buffer out = {0};
    (void)state;

    text_table_append(&out, &table, 80);
    assert_string_equal(out.text, "Site      N\n----  -----\na         1\nbb    1,234\n");
    text_buffer_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_break_at_blanks),
        cmocka_unit_test(a_long_word_is_cut),
        cmocka_unit_test(characters_count_not_bytes),
        cmocka_unit_test(what_acts_on_a_terminal_is_taken_out),
        cmocka_unit_test(tables_fit),
        cmocka_unit_test(tables_align),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
