/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/table_writer.h"

#include <math.h>

#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"
#include "table/estimates_table.h"
#include "table/record_text.h"

static const struct column_spec columns[] = {{"a", COLUMN_TEXT, true, "", NULL, ""},
                                             {"b", COLUMN_TEXT, true, "", NULL, ""}};
static const struct table_spec spec = {"t", "", "", "", TABLE_SPEC_COLUMNS(columns)};

static void assert_file(const char *path, const char *expected) {
    char *text = scratch_read(path);

    assert_string_equal(text, expected);
    free(text);
}

static void cells_are_quoted_only_where_they_must_be(void **state) {
    static const char *const more[] = {"c d"};
    const char *path = scratch_path("w.csv");
    struct table_writer *writer = table_writer_open(path, &spec, more, 1);
    (void)state;

    table_writer_text(writer, "plain text");
    table_writer_text(writer, "a,b");
    table_writer_text(writer, "say \"x\"");
    table_writer_end_row(writer);
    table_writer_text(writer, " led");
    table_writer_text(writer, "led ");
    table_writer_text(writer, "=1+1");
    table_writer_end_row(writer);
    table_writer_int(writer, -3);
    table_writer_double(writer, (double)NAN);
    table_writer_empty(writer);
    table_writer_end_row(writer);
    table_writer_day(writer, CALENDAR_CIVIL, 0);
    table_writer_raw(writer, "x,\"y,z\"", 7, 2);
    table_writer_end_row(writer);
    table_writer_commit(writer);
    assert_file(path,
                "a,b,c d\nplain text,\"a,b\",\"say \"\"x\"\"\"\n\" led\",\"led \",=1+1\n-3,,\n1970-01-01,x,\"y,z\"\n");
}

static void one_byte_puts_a_cell_in_quotes_wherever_it_stands(void **state) {
    static const char specials[] = ",\"\n\r", others[] = "-!#.;\x0B\xAC\xA2";
    (void)state;

    for (size_t length = 1; length <= 20; length++)
        for (size_t at = 0; at < length; at++)
            for (size_t i = 0; i + 1 < sizeof specials; i++) {
                char text[21] = "";
                struct text_buffer out = {0};
                memset(text, others[at % (sizeof others - 1)], length);
                table_writer_append_cell(&out, text, length);
                assert_int_equal(out.length, length);
                text_buffer_clear(&out);
                text[at] = specials[i];
                table_writer_append_cell(&out, text, length);
                assert_int_equal(out.length, length + 2 + (specials[i] == '"'));
                text_buffer_free(&out);
            }
}

static void formulas_are_guarded_where_tables_are_published(void **state) {
    const char *path = scratch_path("g.csv");
    struct table_writer *writer = table_writer_open(path, &spec, NULL, 0);
    (void)state;

    table_writer_guard(writer);
    for (const char *start = "=+-@\t"; *start != '\0'; start++) {
        char cell[] = {*start, 'x', '"', '\0'};
        table_writer_text(writer, cell);
        table_writer_int(writer, -5);
        table_writer_end_row(writer);
    }
    table_writer_commit(writer);
    assert_file(path, "a,b\n\"'=x\"\"\",-5\n\"'+x\"\"\",-5\n\"'-x\"\"\",-5\n\"'@x\"\"\",-5\n\"'\tx\"\"\",-5\n");
}

static void what_is_written_is_read_back(void **state) {
    static const char *const texts[] = {"", "\"", ",", " ", "\t", "\"\"", "a\"b,c", "\xC3\xA9 ", "'", "=\"1\""};
    const char *path = scratch_path("back.csv");
    struct table_writer *writer = table_writer_open(path, &spec, NULL, 0);
    size_t n = sizeof texts / sizeof texts[0];
    struct record_reader *reader;
    struct record record;
    (void)state;

    for (size_t i = 0; i < n * n; i++) {
        table_writer_text(writer, texts[i / n]);
        table_writer_text(writer, texts[i % n]);
        table_writer_end_row(writer);
    }
    table_writer_commit(writer);
    reader = record_reader_open(path, ',');
    assert_int_equal(record_reader_next(reader, &record), RECORD_OK);
    for (size_t i = 0; i < n * n; i++) {
        assert_int_equal(record_reader_next(reader, &record), RECORD_OK);
        assert_int_equal(record.n_cells, 2);
        assert_string_equal(record.cells[0].text, texts[i / n]);
        assert_string_equal(record.cells[1].text, texts[i % n]);
    }
    assert_int_equal(record_reader_next(reader, &record), RECORD_END);
    record_reader_close(reader);
}

static void a_discarded_table_leaves_the_old_one(void **state) {
    const char *path = scratch_text("old.csv", "old\n");
    (void)state;

    table_writer_discard(table_writer_open(path, &spec, NULL, 0));
    assert_file(path, "old\n");
}

static void an_estimate_is_read_back_to_the_last_bit(void **state) {
    const char *path = scratch_path("estimates.csv");
    struct table_writer *writer = estimates_table_open(path);
    struct estimate row = estimate_empty();
    struct estimates *back;
    (void)state;

    row.analysis = "retention_first";
    row.measure = "survival";
    row.group = "a,\"b\"";
    row.time_days = 30;
    row.estimate = 0.1 + 0.2;
    estimates_table_write(writer, &row);
    table_writer_commit(writer);
    back = estimates_read(path);
    assert_int_equal(back->n_rows, 1);
    assert_string_equal(back->rows[0].group, "a,\"b\"");
    assert_memory_equal(&back->rows[0].estimate, &row.estimate, sizeof row.estimate);
    assert_true(isnan(back->rows[0].std_error));
    estimates_free(back);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_quoted_only_where_they_must_be),
        cmocka_unit_test(one_byte_puts_a_cell_in_quotes_wherever_it_stands),
        cmocka_unit_test(formulas_are_guarded_where_tables_are_published),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(a_discarded_table_leaves_the_old_one),
        cmocka_unit_test(an_estimate_is_read_back_to_the_last_bit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
