/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/record_reader.h"

#include <sysexits.h>

#include "child.h"
#include "cmocka_begin.h"
#include "table/record_text.h"

static void assert_records_of(const char *bytes, size_t length, char delimiter, const char *expected) {
    char *text = record_text(bytes, length, delimiter);

    assert_string_equal(text, expected);
    free(text);
}

#define assert_records(bytes, expected) assert_records_of(bytes, sizeof(bytes) - 1, ',', expected)

static void lines_end_at_lf_crlf_or_cr(void **state) {
    (void)state;
    assert_records("a,b\n1,2\n", "1@0 [a][b]\n2@4 [1][2]\n");
    assert_records("a,b\r\n1,2\r\n", "1@0 [a][b]\n2@5 [1][2]\n");
    assert_records("a,b\r1,2\r", "1@0 [a][b]\n2@4 [1][2]\n");
    assert_records("a,b\n1,2", "1@0 [a][b]\n2@4 [1][2]\n");
    assert_records("a,b\r\n1,2\n3,4\r", "1@0 [a][b]\n2@5 [1][2]\n3@9 [3][4]\nmixed\n");
}

static void blank_lines_are_passed_over_and_still_count(void **state) {
    (void)state;
    assert_records("", "");
    assert_records("\n\n", "");
    assert_records("\n  \na,b\n\r\n \t \n1,2\n\n", "3@4 [a][b]\n6@14 [1][2]\nmixed\n");
    assert_records(",\n,,\n", "1@0 [][]\n2@2 [][][]\n");
    assert_records("\"\"\n", "1@0 []\n");
}

static void a_row_of_empty_cells_between_tabs_is_a_row(void **state) {
    (void)state;
    assert_records_of("a\tb\n\t\n1\t2\n \n", 12, '\t', "1@0 [a][b]\n2@4 [][]\n3@6 [1][2]\n");
}

static void byte_order_marks_are_dropped_or_refused(void **state) {
    (void)state;
    assert_records("\xEF\xBB\xBF"
                   "a,b\n1,2\n",
                   "1@3 [a][b]\n2@7 [1][2]\n");
    assert_records("\xEF\xBB\xBF", "");
    assert_records("a\xEF\xBB\xBF,b\n", "1@0 [a\xEF\xBB\xBF][b]\n");
}

static void read_all(const void *path) { free(record_text_of_file(path, ',', 0)); }

static void utf_16_is_refused_with_what_to_do(void **state) {
    (void)state;
    assert_ends(read_all,
                scratch_bytes("le.csv",
                              "\xFF\xFE"
                              "a\0,\0b\0",
                              8),
                EX_DATAERR, "le.csv:1: the file is UTF-16 (expected UTF-8: save it as \"CSV UTF-8\")");
    assert_ends(read_all, scratch_bytes("be.csv", "\xFE\xFF\0a\0,\0b", 8), EX_DATAERR, "UTF-16");
    assert_ends(read_all, scratch_bytes("two.csv", "\xFF\xFE", 2), EX_DATAERR, "UTF-16");
}

static void files_that_cannot_be_read_end_with_66(void **state) {
    (void)state;
    assert_ends(read_all, scratch_path("none.csv"), EX_NOINPUT, "none.csv: cannot be read: No such file");
    assert_ends(read_all, scratch_directory("d.csv"), EX_NOINPUT, "d.csv: cannot be read: Is a directory");
}

static void a_quote_costs_its_own_line_only(void **state) {
    (void)state;
    assert_records("a,b\n\"1,2\n3,4\n", "1@0 [a][b]\n2@4 !bad_quote\n3@9 [3][4]\n");
    assert_records("1,\"two\nlines\"\n3,4\n", "1@0 !bad_quote\n2@7 !bad_quote\n3@14 [3][4]\n");
    assert_records("1,2\"3\n4,5\n", "1@0 !bad_quote\n2@6 [4][5]\n");
    assert_records("1,\"2\"3\n4,5\n", "1@0 !bad_quote\n2@7 [4][5]\n");
    assert_records("=\"0012\",5\n", "1@0 !bad_quote\n");
    assert_records("1,\"", "1@0 !bad_quote\n");
    assert_records("\"\n\"\n", "1@0 !bad_quote\n2@2 !bad_quote\n");
}

static void quoted_cells_are_verbatim_and_others_trimmed(void **state) {
    (void)state;
    assert_records("\"a,b\",\"say \"\"hi\"\"\",\" c \"\n", "1@0 [a,b][say \"hi\"][ c ]\n");
    assert_records(" a ,\tb\t, c d ,\n", "1@0 [a][b][c d][]\n");
    assert_records(" \"a\" , \"b\"\n", "1@0 [a][b]\n");
    assert_records("'a',b\n", "1@0 ['a'][b]\n");
}

static void the_delimiter_is_the_one_that_was_declared(void **state) {
    (void)state;
    assert_records_of("a;b,c\n\"1;2\";3\n", 14, ';', "1@0 [a][b,c]\n2@6 [1;2][3]\n");
    assert_records_of("a\tb c\n\"1\t2\"\t3\n", 14, '\t', "1@0 [a][b c]\n2@6 [1\t2][3]\n");
    assert_records_of("a\t\t\n", 4, '\t', "1@0 [a][][]\n");
}

static void bytes_that_are_no_text_are_named(void **state) {
    (void)state;
    assert_records("a\0b,1\nc,2\n", "1@0 !nul_byte\n2@6 [c][2]\n");
    assert_records("a\0\0b,1\nc,2\n", "1@0 !nul_bytes\n2@7 [c][2]\n");
    assert_records("a\0b\0,1\n", "1@0 !nul_byte\n");
    assert_records("a\x01,1\n", "1@0 !control_character\n");
    assert_records("a\x7F,1\n", "1@0 !control_character\n");
    assert_records("a\x1A,1\n", "1@0 !control_character\n");
    assert_records("caf\xE9,1\n", "1@0 !not_utf8\n");           /* Latin-1 */
    assert_records("a\xC0\x80,1\n", "1@0 !not_utf8\n");         /* an overlong NUL */
    assert_records("a\xED\xA0\x80,1\n", "1@0 !not_utf8\n");     /* half of a surrogate pair */
    assert_records("a\xF4\x90\x80\x80,1\n", "1@0 !not_utf8\n"); /* past U+10FFFF */
    assert_records("a\xE2\x82\n,1\n", "1@0 !not_utf8\n2@4 [][1]\n");
    assert_records("Jos\xC3\xA9,\xE2\x82\xAC,\xF0\x9F\x8C\xB1\n",
                   "1@0 [Jos\xC3\xA9][\xE2\x82\xAC][\xF0\x9F\x8C\xB1]\n");
}

static void one_control_z_at_the_end_is_passed_over(void **state) {
    (void)state;
    assert_records("a,b\r\n\x1A", "1@0 [a][b]\n");
    assert_records("a,b\r\n\x1A\r\n", "1@0 [a][b]\n");
    assert_records("a,b\n\x1A\n1,2\n", "1@0 [a][b]\n2@4 !control_character\n3@6 [1][2]\n");
    assert_records("a,b\n\x1A\x1A", "1@0 [a][b]\n2@4 !control_character\n");
}

/* What was known of one block says nothing of the next: its second line ends at a CR. */
static void a_line_ahead_is_told_of_its_own_block(void **state) {
    struct record_reader *reader =
        record_reader_open(scratch_text("blocks.csv", "a,b\n1,2\n1,2\n3,4\n5,6\n7,8\r9,1\n"), ',');
    struct record record;
    (void)state;

    record_reader_set_read_size(reader, 16);
    for (int i = 0; i < 3; i++) {
        assert_int_equal(record_reader_next(reader, &record), RECORD_OK);
        assert_int_equal(record_reader_line_ahead(reader), 4);
    }
    record_reader_pass_line(reader, 4);
    assert_int_equal(record_reader_next(reader, &record), RECORD_OK);
    assert_string_equal(record.cells[1].text, "6");
    assert_int_equal(record_reader_line_ahead(reader), 0);
    assert_int_equal(record_reader_next(reader, &record), RECORD_OK);
    assert_string_equal(record.cells[1].text, "8");
    assert_int_equal(record_reader_line_ahead(reader), 4);
    record_reader_close(reader);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_end_at_lf_crlf_or_cr),
        cmocka_unit_test(blank_lines_are_passed_over_and_still_count),
        cmocka_unit_test(a_row_of_empty_cells_between_tabs_is_a_row),
        cmocka_unit_test(byte_order_marks_are_dropped_or_refused),
        cmocka_unit_test(utf_16_is_refused_with_what_to_do),
        cmocka_unit_test(files_that_cannot_be_read_end_with_66),
        cmocka_unit_test(a_quote_costs_its_own_line_only),
        cmocka_unit_test(quoted_cells_are_verbatim_and_others_trimmed),
        cmocka_unit_test(the_delimiter_is_the_one_that_was_declared),
        cmocka_unit_test(bytes_that_are_no_text_are_named),
        cmocka_unit_test(one_control_z_at_the_end_is_passed_over),
        cmocka_unit_test(a_line_ahead_is_told_of_its_own_block),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
