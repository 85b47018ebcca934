/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two ways to split a line, and libcsv by itself, agree on random lines; only libcsv's lines reach libcsv. */
#include <csv.h>

#include "cmocka_begin.h"
#include "table/byte_check.h"
#include "table/plain_line.h"
#include "table/record_text.h"

static uint64_t seed = 88172645463325252u;

static size_t draw(size_t n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed % n);
}

/* Two lines of three are free of what makes a line the parser's. */
static void draw_line(struct text_buffer *line, char delimiter) {
    static const char plain[] = "ab 09~,;\t|'=-", other[] = "ab 09~,;\t|'=-\"\"\x7F\x01\xC3\xA9\xFF";
    const char *alphabet = draw(3) > 0 ? plain : other;
    size_t n = strlen(alphabet), length = draw(30);

    text_buffer_clear(line);
    text_buffer_append_text(line, "");
    for (size_t i = 0; i < length; i++)
        text_buffer_append_char(line, draw(4) == 0 ? delimiter : alphabet[draw(n)]);
}

struct parsed {
    struct text_buffer text;
    size_t n_cells;
};

static void take_cell(void *cell, size_t length, void *context) {
    struct parsed *parsed = context;

    text_buffer_append_char(&parsed->text, '[');
    text_buffer_append(&parsed->text, cell, length);
    text_buffer_append_char(&parsed->text, ']');
    parsed->n_cells++;
}

/* "[cell][cell]" as libcsv has it, or "!". */
static void parse(const struct text_buffer *line, char delimiter, struct parsed *parsed) {
    struct csv_parser parser;

    text_buffer_clear(&parsed->text);
    text_buffer_append_text(&parsed->text, "");
    parsed->n_cells = 0;
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
    csv_set_delim(&parser, (unsigned char)delimiter);
    if (byte_check(line->text, line->length) != BYTE_CHECK_TEXT ||
        csv_parse(&parser, line->text, line->length, take_cell, NULL, parsed) != line->length ||
        csv_fini(&parser, take_cell, NULL, parsed) != 0) {
        text_buffer_clear(&parsed->text);
        text_buffer_append_char(&parsed->text, '!');
    }
    csv_free(&parser);
}

static bool needs_parser(const struct text_buffer *line) {
    return memchr(line->text, '"', line->length) != NULL || byte_check(line->text, line->length) != BYTE_CHECK_TEXT ||
           strpbrk(line->text, "\xC3\xA9") != NULL;
}

static void assert_split(const struct text_buffer *line, char delimiter, const struct parsed *expected) {
    static struct record_cell cells[RECORD_MOST_CELLS];
    struct plain_line_bytes bytes = plain_line_bytes_for(delimiter);
    char *whole = memory_format("%s\n", line->text), *copy = memory_copy_text(whole, line->length + 1);
    struct plain_line found = {0};
    size_t n_cells = plain_line_split(&bytes, copy, line->length + 1, cells, &found);
    struct text_buffer text = {0};

    if ((n_cells == 0) != needs_parser(line))
        fail_msg("'%s': %zu cells", line->text, n_cells);
    if (n_cells == 0) {
        assert_memory_equal(copy, whole, line->length + 1);
    } else {
        assert_int_equal(found.length, line->length);
        assert_int_equal(found.end, 1);
        for (size_t i = 0; i < n_cells; i++) {
            assert_int_equal(strlen(cells[i].text), cells[i].length);
            text_buffer_append_char(&text, '[');
            text_buffer_append_text(&text, cells[i].text);
            text_buffer_append_char(&text, ']');
        }
        assert_string_equal(text.text, expected->text.text);
    }
    text_buffer_free(&text);
    free(whole);
    free(copy);
}

static void a_million_random_lines_are_split_as_libcsv_splits_them(void **state) {
    static const char delimiters[] = ",;\t|";
    struct text_buffer line = {0};
    struct parsed expected = {0};
    size_t n_plain = 0, n_other = 0;
    (void)state;

    for (int i = 0; i < 1000000; i++) {
        char delimiter = delimiters[draw(4)];
        draw_line(&line, delimiter);
        if (plain_line_is_blank(line.text, line.length, (unsigned char)delimiter))
            continue;
        parse(&line, delimiter, &expected);
        assert_split(&line, delimiter, &expected);
        *(needs_parser(&line) ? &n_other : &n_plain) += 1;
    }
    assert_true(n_plain > 100000 && n_other > 100000);
    text_buffer_free(&line);
    text_buffer_free(&expected.text);
}

/* Line numbers, offsets, cells and faults of whole files, the lines of both kinds mixed. */
static void files_of_random_lines_are_read_as_libcsv_reads_each_line(void **state) {
    struct text_buffer file = {0}, line = {0}, expected = {0};
    struct parsed parsed = {0};
    char *text;
    (void)state;

    text_buffer_append_text(&file, "first\n");
    text_buffer_append_text(&expected, "1@0 [first]\n");
    for (long number = 2; number < 20000; number++) {
        draw_line(&line, ',');
        parse(&line, ',', &parsed);
        if (!plain_line_is_blank(line.text, line.length, ',')) {
            enum byte_check_status bytes = byte_check(line.text, line.length);
            const char *fault = record_fault_code(bytes == BYTE_CHECK_CONTROL    ? RECORD_FAULT_CONTROL
                                                  : bytes == BYTE_CHECK_NOT_UTF8 ? RECORD_FAULT_UTF8
                                                                                 : RECORD_FAULT_QUOTE);
            bool bad = *parsed.text.text == '!';
            char *record =
                memory_format("%ld@%zu %s%s\n", number, file.length, bad ? "!" : parsed.text.text, bad ? fault : "");
            text_buffer_append_text(&expected, record);
            free(record);
        }
        text_buffer_append(&file, line.text, line.length);
        text_buffer_append_char(&file, '\n');
    }
    text = record_text(file.text, file.length, ',');
    assert_string_equal(text, expected.text);
    free(text);
    text_buffer_free(&file);
    text_buffer_free(&line);
    text_buffer_free(&expected);
    text_buffer_free(&parsed.text);
}

/* `n` bytes `c` and what ends them. */
static size_t split(char c, size_t n, const char *end, struct plain_line *line) {
    static struct record_cell cells[RECORD_MOST_CELLS];
    struct plain_line_bytes bytes = plain_line_bytes_for(',');
    char *text = memory_alloc(n + strlen(end) + 1, 1);
    size_t n_cells;

    memset(text, c, n);
    memcpy(text + n, end, strlen(end));
    n_cells = plain_line_split(&bytes, text, n + strlen(end), cells, line);
    free(text);
    return n_cells;
}

static void a_line_is_left_alone_when_it_has_too_much(void **state) {
    struct plain_line line;
    (void)state;

    assert_int_equal(split(',', RECORD_MOST_CELLS - 1, "\n", &line), RECORD_MOST_CELLS);
    assert_int_equal(split(',', RECORD_MOST_CELLS, "\n", &line), 0);
    assert_int_equal(split('x', RECORD_LONGEST_CELL, "\n", &line), 1);
    assert_int_equal(split('x', RECORD_LONGEST_CELL + 1, "\n", &line), 0);
}

static void a_line_is_left_alone_when_its_end_is_not_there(void **state) {
    struct plain_line line;
    (void)state;

    assert_int_equal(split('x', 3, "", &line), 0);
    assert_int_equal(split('x', 3, "\r", &line), 0);
    assert_int_equal(split('x', 3, "\ry\n", &line), 0);
    assert_int_equal(split('x', 3, "\r\n", &line), 1);
    assert_int_equal(line.length, 3);
    assert_int_equal(line.end, 2);
    assert_int_equal(split('x', 0, "\n", &line), 1);
    assert_int_equal(line.length, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_million_random_lines_are_split_as_libcsv_splits_them),
        cmocka_unit_test(files_of_random_lines_are_read_as_libcsv_reads_each_line),
        cmocka_unit_test(a_line_is_left_alone_when_it_has_too_much),
        cmocka_unit_test(a_line_is_left_alone_when_its_end_is_not_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
