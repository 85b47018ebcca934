/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader against a second one: a state machine of RFC 4180 over the whole text, on random clean tables. */
#include "cmocka_begin.h"
#include "table/record_text.h"

static uint64_t seed = 88172645463325252u;

static size_t draw(size_t n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (size_t)(seed % n);
}

/* A cell's text: what needs quotes, what does not, and what looks as if it did. */
static void draw_cell(struct text_buffer *csv, char delimiter) {
    static const char alphabet[] = "ab 09,;\t\"'=-\xC3\xA9";
    size_t length = draw(9), n_plain = draw(3) == 0 ? sizeof alphabet - 1 : 2;
    bool quoted = draw(3) == 0;
    struct text_buffer cell = {0};

    text_buffer_append_text(&cell, "");
    for (size_t i = 0; i < length; i++) {
        size_t at = draw(n_plain);
        if (alphabet[at] == '\xC3' || alphabet[at] == '\xA9')
            text_buffer_append_text(&cell, "\xC3\xA9");
        else
            text_buffer_append_char(&cell, alphabet[at]);
    }
    quoted = quoted || strchr(cell.text, delimiter) != NULL || strpbrk(cell.text, "\" \t") != NULL;
    if (quoted)
        text_buffer_append_char(csv, '"');
    for (const char *c = cell.text; *c != '\0'; c++)
        text_buffer_append_text(csv, *c == '"' ? "\"\"" : (char[]){*c, '\0'});
    if (quoted)
        text_buffer_append_char(csv, '"');
    text_buffer_free(&cell);
}

static void draw_table(struct text_buffer *csv, char delimiter) {
    size_t n_columns = 2 + draw(5), n_rows = draw(12);
    const char *end = draw(2) == 0 ? "\n" : "\r\n";

    text_buffer_clear(csv);
    text_buffer_append_text(csv, "");
    for (size_t row = 0; row < n_rows; row++) {
        for (size_t column = 0; column < n_columns; column++) {
            if (column > 0)
                text_buffer_append_char(csv, delimiter);
            draw_cell(csv, delimiter);
        }
        text_buffer_append_text(csv, row + 1 < n_rows || draw(2) == 0 ? end : "");
    }
}

/* Reads the whole text and writes it as record_text does. */
static char *read_simply(const char *csv, char delimiter) {
    struct text_buffer out = {0};
    const char *at = csv;

    text_buffer_append_text(&out, "");
    for (long line = 1; *at != '\0'; line++) {
        char *place = memory_format("%ld@%ld ", line, (long)(at - csv));
        text_buffer_append_text(&out, place);
        free(place);
        for (bool more = true; more;) {
            text_buffer_append_char(&out, '[');
            if (*at == '"') {
                for (at++; *at != '"' || at[1] == '"'; at += *at == '"' ? 2 : 1)
                    text_buffer_append_char(&out, *at);
                at++;
            } else {
                while (*at != delimiter && *at != '\r' && *at != '\n' && *at != '\0')
                    text_buffer_append_char(&out, *at++);
            }
            text_buffer_append_char(&out, ']');
            more = *at == delimiter;
            at += more;
        }
        at += *at == '\r';
        at += *at == '\n';
        text_buffer_append_char(&out, '\n');
    }
    return out.text;
}

static void fifty_thousand_random_tables_are_read_alike(void **state) {
    static const char delimiters[] = ",;\t";
    struct text_buffer csv = {0};
    (void)state;

    for (int i = 0; i < 50000; i++) {
        char delimiter = delimiters[i % 3], *expected, *text;
        draw_table(&csv, delimiter);
        expected = read_simply(csv.text, delimiter);
        text = record_text(csv.text, csv.length, delimiter);
        if (strcmp(text == NULL ? "" : text, expected) != 0)
            fail_msg("table %d:\n%s\nread as\n%s\nexpected\n%s", i, csv.text, text, expected);
        free(text);
        free(expected);
    }
    text_buffer_free(&csv);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(fifty_thousand_random_tables_are_read_alike)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
