/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bounded memory, and the same rows however the bytes arrive. */
#include <sys/resource.h>

#include "cmocka_begin.h"
#include "table/record_reader.h"
#include "table/record_text.h"

/* The text with `n` times `c` where the mark % stands. */
static char *with_run(const char *pattern, char c, size_t n, size_t *length) {
    size_t before = strcspn(pattern, "%"), after = strlen(pattern) - before - 1;
    char *bytes = malloc(before + n + after + 1);

    memcpy(bytes, pattern, before);
    memset(bytes + before, c, n);
    memcpy(bytes + before + n, pattern + before + 1, after + 1);
    *length = before + n + after;
    return bytes;
}

static void assert_run(const char *pattern, char c, size_t n, const char *expected_start) {
    size_t length;
    char *bytes = with_run(pattern, c, n, &length), *text = record_text(bytes, length, ',');

    if (strncmp(text, expected_start, strlen(expected_start)) != 0)
        fail_msg("%zu x '%c' in %s gives %.60s", n, c, pattern, text);
    free(text);
    free(bytes);
}

static void a_cell_of_64_kib_is_read_and_a_longer_one_refused(void **state) {
    (void)state;
    assert_run("a,%\nb\n", 'x', RECORD_LONGEST_CELL, "1@0 [a][xxxx");
    assert_run("a,%\nb\n", 'x', RECORD_LONGEST_CELL + 1, "1@0 !long_cell\n2@65540 [b]\n");
    assert_run("a,\"%\"\nb\n", 'x', RECORD_LONGEST_CELL + 1, "1@0 !long_cell\n2@65542 [b]\n");
    assert_run("a,%\nb\n", 'x', RECORD_LONGEST_CELL + 5000, "1@0 !long_cell\n2@70539 [b]\n");
    assert_run("\"%\nb\n", 'x', RECORD_LONGEST_CELL + 5000, "1@0 !long_cell\n2@70538 [b]\n");
}

static void a_row_of_1024_cells_is_read_and_a_longer_one_refused(void **state) {
    (void)state;
    assert_run("%\nb\n", ',', 1023, "1@0 [][]");
    assert_run("%\nb\n", ',', 1024, "1@0 !many_cells\n2@1025 [b]\n");
    assert_run("%\nb\n", ',', 900000, "1@0 !many_cells\n2@900001 [b]\n");
}

static void a_line_over_1_mib_is_refused_and_reading_goes_on(void **state) {
    (void)state;
    assert_run("a,\"%\"\nb\n", 'x', RECORD_LONGEST_LINE, "1@0 !long_line\n2@1048581 [b]\n");
    assert_run("%\nb\n", 'x', 3000000, "1@0 !long_line\n2@3000001 [b]\n");
    assert_run("%\r\nb\r\n", 'x', 3000000, "1@0 !long_line\n2@3000002 [b]\n");
    assert_run("%\rb\r", 'x', 3000000, "1@0 !long_line\n2@3000001 [b]\n");
    assert_run("%", 'x', 3000000, "1@0 !long_line\n");
    assert_run("%\nb\n", ' ', 3000000, "1@0 !long_line\n2@3000001 [b]\n");
}

static void a_long_line_is_said_also_when_control_z_ends_it(void **state) {
    (void)state;
    for (size_t n = RECORD_LONGEST_LINE + 4096; n < RECORD_LONGEST_LINE + (256 << 10); n += 4096) {
        size_t length;
        char *bytes = with_run("%\x1A", 'x', n, &length);
        char *text = record_text_of_file(scratch_bytes("z.csv", bytes, length), ',', 4096);
        assert_string_equal(text, "1@0 !long_line\n");
        free(text);
        free(bytes);
    }
}

static void sixty_megabytes_of_an_open_quote_need_little_memory(void **state) {
    struct rusage before, after;
    size_t length;
    char *bytes = with_run("a,b\n\"%", 'x', 60 << 20, &length);
    const char *path = scratch_bytes("open.csv", bytes, length);
    char *text;
    (void)state;

    free(bytes);
    getrusage(RUSAGE_SELF, &before);
    text = record_text_of_file(path, ',', 0);
    getrusage(RUSAGE_SELF, &after);
    assert_string_equal(text, "1@0 [a][b]\n2@4 !long_line\n");
    assert_true(after.ru_maxrss - before.ru_maxrss < 32 << 10);
    free(text);
}

/* Everything that may go wrong at a border between two reads. */
static char *nasty_corpus(size_t *length) {
    static const char *const lines[] = {"a,b,c\r\n",
                                        "1,\"x,\"\"y\"\"\",3\n",
                                        "\r",
                                        "\n",
                                        "\r\n",
                                        "  \r\n",
                                        "\"open,2\r\n",
                                        "st\"ray\n",
                                        "\xC3\xA9,\xE2\x82\xAC\r",
                                        "caf\xE9,1\r\n",
                                        "\xE2\x82\r\n",
                                        "\x01,2\n",
                                        ",,,\r\n",
                                        "\"\"\r\n",
                                        "\"a\" ,b\n",
                                        "\x1A\n",
                                        "=\"1\",2\r",
                                        "\xEF\xBB\xBFx\n",
                                        "\"\r\n\"\n",
                                        "last, one \r"};
    size_t n = sizeof lines / sizeof lines[0], seed = 12345;
    struct text_buffer text = {0};

    text_buffer_append_text(&text, "\xEF\xBB\xBF");
    for (int i = 0; i < 400; i++) {
        seed = seed * 6364136223846793005u + 1442695040888963407u;
        text_buffer_append_text(&text, lines[(seed >> 33) % n]);
    }
    text_buffer_append(&text, "nul\0byte\r\n", 10);
    text_buffer_append_text(&text, "the end without an end\r\n\x1A");
    *length = text.length;
    return text.text;
}

static void the_same_rows_come_out_whatever_the_read_size(void **state) {
    static const size_t large[] = {4096, 4097, 8191, 65536, 131072, 262144, 524288, 1048576};
    size_t length;
    char *bytes = nasty_corpus(&length), *expected = record_text(bytes, length, ',');
    const char *path = scratch_bytes("nasty.csv", bytes, length);
    (void)state;

    assert_non_null(strstr(expected, "!bad_quote"));
    assert_non_null(strstr(expected, "!nul_byte"));
    assert_non_null(strstr(expected, "!not_utf8"));
    for (size_t size = 1; size <= 64 + 8; size++) {
        size_t read_size = size <= 64 ? size : large[size - 65];
        char *text = record_text_of_file(path, ',', read_size);
        if (strcmp(text, expected) != 0)
            fail_msg("reading %zu bytes at a time gives other rows", read_size);
        free(text);
    }
    free(expected);
    free(bytes);
}

static void long_lines_are_the_same_whatever_the_read_size(void **state) {
    static const size_t sizes[] = {4096, 10007, 65536, 262144, 1048576};
    char *expected = NULL;
    size_t length;
    char *bytes = with_run("a,b\r\n%\r\nc,d\r\n", 'x', RECORD_LONGEST_LINE + 4091, &length);
    const char *path = scratch_bytes("long.csv", bytes, length);
    (void)state;

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        char *text = record_text_of_file(path, ',', sizes[i]);
        if (expected == NULL)
            expected = text;
        assert_string_equal(text, expected);
        if (text != expected)
            free(text);
    }
    free(expected);
    free(bytes);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sixty_megabytes_of_an_open_quote_need_little_memory),
        cmocka_unit_test(a_cell_of_64_kib_is_read_and_a_longer_one_refused),
        cmocka_unit_test(a_row_of_1024_cells_is_read_and_a_longer_one_refused),
        cmocka_unit_test(a_line_over_1_mib_is_refused_and_reading_goes_on),
        cmocka_unit_test(a_long_line_is_said_also_when_control_z_ends_it),
        cmocka_unit_test(the_same_rows_come_out_whatever_the_read_size),
        cmocka_unit_test(long_lines_are_the_same_whatever_the_read_size),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
