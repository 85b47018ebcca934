/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/html_form.h"

#include <math.h>
#include <string.h>

#include "cmocka_begin.h"
#include "text/text_form.h"

static const char hostile[] = "<script>alert('x')</script>\" onload=\"y\" & \xE2\x80\xAE\x1b[2J";
static const char harmless[] = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot; onload=&quot;y&quot; &amp; [2J";

static void every_special_character_is_escaped(void **state) {
    struct text_buffer out = {0};
    (void)state;

    html_form_escape(&out, hostile);
    assert_string_equal(out.text, harmless);
    text_buffer_free(&out);
}

/* The hostile text in every place that takes a text. */
static struct document *hostile_document(void) {
    static const char *const headers[] = {hostile, hostile, NULL}, *const cells[] = {hostile, hostile};
    const struct document_tile tile = {hostile, hostile, hostile, hostile, {1, NAN, 2}, 3};
    struct document *document = document_alloc();

    document->title = document->subtitle = document->notice = hostile;
    document_section(document, hostile, hostile);
    document_subsection(document, hostile);
    document_paragraph(document, hostile);
    document_note(document, hostile);
    document_notice(document, hostile);
    document_item(document, hostile);
    document_tile(document, &tile);
    document_table(document, hostile, headers);
    document_row(document, cells);
    document_figure(document, "name", hostile, "<svg></svg>", NULL);
    document_fold(document, hostile);
    document_fold_end(document);
    return document;
}

static size_t count(const char *text, const char *part) {
    size_t n = 0;

    for (const char *at = strstr(text, part); at != NULL; at = strstr(at + 1, part))
        n++;
    return n;
}

static void no_text_can_act_on_the_page(void **state) {
    struct document *document = hostile_document();
    struct text_buffer out = {0};
    (void)state;

    html_form_append(&out, document);
    assert_int_equal(count(out.text, "<script"), 0);
    assert_int_equal(count(out.text, "\" onload"), 0);
    assert_int_equal(count(out.text, "\x1b"), 0);
    assert_int_equal(count(out.text, "\xE2\x80\xAE"), 0);
    assert_int_equal(count(out.text, "alert("), count(out.text, harmless));
    assert_int_equal(count(out.text, harmless), 26);
    text_buffer_free(&out);
    document_free(document);
}

static void no_text_can_act_on_the_terminal(void **state) {
    struct document *document = hostile_document();
    struct text_buffer out = {0};
    (void)state;

    text_form_append(&out, document);
    assert_int_equal(count(out.text, "\x1b"), 0);
    assert_int_equal(count(out.text, "\xE2\x80\xAE"), 0);
    text_buffer_free(&out);
    document_free(document);
}

static void the_page_needs_nothing_beside_it(void **state) {
    struct document *document = hostile_document();
    struct text_buffer out = {0};
    (void)state;

    html_form_append(&out, document);
    assert_int_equal(count(out.text, "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\""), 1);
    assert_int_equal(count(out.text, "http://") + count(out.text, "https://") + count(out.text, "url("), 0);
    assert_int_equal(count(out.text, "<ul"), count(out.text, "</ul>"));
    assert_int_equal(count(out.text, "<th scope=\"col\">"), 2);
    assert_int_equal(count(out.text, "<th scope=\"row\">"), 1);
    assert_int_equal(count(out.text, "<caption>"), 1);
    /* a gap lifts the pen; the line begins at 0 */
    assert_int_equal(count(out.text, "<path vector-effect=\"non-scaling-stroke\" d=\"M0.0 12.0M100.0 2.0\"/>"), 1);
    text_buffer_free(&out);
    document_free(document);
}

static void a_table_without_rows_is_left_out(void **state) {
    static const char *const headers[] = {"A", "B", NULL};
    struct document *document = document_alloc();
    struct text_buffer page = {0}, text = {0};
    (void)state;

    document->title = document->subtitle = "";
    document_table(document, "Nothing here", headers);
    html_form_append(&page, document);
    text_form_append(&text, document);
    assert_null(strstr(page.text, "Nothing here"));
    assert_null(strstr(text.text, "Nothing here"));
    text_buffer_free(&page);
    text_buffer_free(&text);
    document_free(document);
}

/* Of a long table the first lines alone are printed, and that is said; a short one says nothing. */
static void what_is_not_printed_is_said(void **state) {
    static const char *const headers[] = {"a", "b", NULL}, *const cells[] = {"x", "1"};
    (void)state;

    for (size_t rows = 27; rows <= 28; rows++) {
        struct document *document = document_alloc();
        struct text_buffer out = {0};
        document->title = document->subtitle = "t";
        document_table(document, "Lines", headers);
        for (size_t i = 0; i < rows; i++)
            document_row(document, cells);
        html_form_append(&out, document);
        assert_int_equal(count(out.text, "Printed are the first 20 of 28 lines"), rows == 28);
        assert_int_equal(count(out.text, "Not printed: "), 0);
        text_buffer_free(&out);
        document_free(document);
    }
}

static void an_aside_is_marked_and_told(void **state) {
    struct document *document = document_alloc();
    struct text_buffer out = {0};
    (void)state;

    document->title = document->subtitle = "t";
    document_note(document, "On paper.");
    document_aside(document, true);
    document_note(document, "Not on paper.");
    document_aside(document, false);
    document_note(document, "On paper again.");
    html_form_append(&out, document);
    assert_int_equal(count(out.text, "<p class=\"note\">On paper"), 2);
    assert_int_equal(count(out.text, "<p class=\"note aside\">Not on paper"), 1);
    assert_int_equal(count(out.text, "are not printed: "), 1);
    text_buffer_free(&out);
    document_free(document);
}

/* On a narrow screen a file's name breaks behind an underscore, a range nowhere. */
static void cells_break_where_they_are_read(void **state) {
    static const char *const headers[] = {"a", "b", "c", "d", NULL}, *const cells[] = {"x", "4% (1\u20139)", "\u2013",
                                                                                       "a_b.csv"};
    struct document *document = document_alloc();
    struct text_buffer out = {0};
    (void)state;

    document->title = document->subtitle = "t";
    document_table(document, "c", headers);
    document_row(document, cells);
    html_form_append(&out, document);
    assert_non_null(strstr(out.text, "<td>4% (1\u2013&NoBreak;9)</td><td>\u2013</td><td>a_<wbr>b.csv</td></tr>"));
    text_buffer_free(&out);
    document_free(document);
}

/* Few lines of many columns are cards on a phone, each cell with what it is of; of many lines each stays one. */
static void many_lines_of_numbers_stay_a_line_each_on_a_phone(void **state) {
    static const char *const headers[] = {"Site", "a", "b", "c", "d", "e", NULL}, *const cells[] = {"Hill", "1", "2",
                                                                                                    "3",    "4", "5"};
    (void)state;

    for (size_t n_rows = 8; n_rows <= 9; n_rows++) {
        struct document *document = document_alloc();
        struct text_buffer out = {0};
        document->title = document->subtitle = "";
        document_table(document, "Sites", headers);
        for (size_t i = 0; i < n_rows; i++)
            document_row(document, cells);
        html_form_append(&out, document);
        assert_int_equal(count(out.text, "<table class=\"cards "), n_rows == 8);
        assert_int_equal(count(out.text, "<table class=\"dense "), n_rows == 9);
        assert_int_equal(count(out.text, "<td data-of"), n_rows == 8 ? 5 * n_rows : 0);
        text_buffer_free(&out);
        document_free(document);
    }
}

/* Five columns under long heads do not fit beside each other on a phone: few lines of them are cards. */
static void few_lines_under_long_heads_are_cards(void **state) {
    static const char *const cells[] = {"A hospital", "1", "2", "3", "4"};
    (void)state;

    for (size_t i = 0; i < 2; i++) {
        const char *const headers[] = {"Who told of it",
                                       "Deaths",
                                       "Before",
                                       "Overdoses",
                                       i == 0 ? "Overdoses before" : "Overdoses a year before",
                                       NULL};
        struct document *document = document_alloc();
        struct text_buffer out = {0};
        document->title = document->subtitle = "";
        document_table(document, "Told", headers);
        document_row(document, cells);
        html_form_append(&out, document);
        assert_int_equal(count(out.text, "<table class=\"cards "), i);
        assert_int_equal(count(out.text, "<td data-of"), 4 * i);
        text_buffer_free(&out);
        document_free(document);
    }
}

static void add_tiles(struct document *document, size_t n) {
    for (size_t i = 0; i < n; i++)
        document_tile(document, &(struct document_tile){.label = "l", .value = "1", .range = "", .note = ""});
}

/* Up to seven tiles stand in one row of a broad page, more in two; those of a list are counted, not those of the next.
 */
static void tiles_stand_in_full_rows(void **state) {
    struct document *document = document_alloc();
    struct text_buffer out = {0};
    (void)state;

    document->title = document->subtitle = "t";
    add_tiles(document, 7);
    document_note(document, "n");
    add_tiles(document, 9);
    html_form_append(&out, document);
    assert_int_equal(count(out.text, "<ul class=\"tiles one\" style=\"--row:7;--half:4\">"), 1);
    assert_int_equal(count(out.text, "<ul class=\"tiles\" style=\"--row:5;--half:5\">"), 1);
    text_buffer_free(&out);
    document_free(document);
}

/* On paper no heading stands over nothing: neither over what is not printed, nor over other such headings. */
static void a_heading_over_nothing_printed_is_not_printed(void **state) {
    struct document *document = document_alloc();
    struct text_buffer out = {0};
    (void)state;

    document->title = document->subtitle = "t";
    document_section(document, "a", "Nothing printed");
    document_subsection(document, "Nor here");
    document_aside(document, true);
    document_note(document, "n");
    document_aside(document, false);
    document_section(document, "b", "Printed below");
    document_subsection(document, "Not here");
    document_aside(document, true);
    document_note(document, "n");
    document_aside(document, false);
    document_subsection(document, "Here");
    document_note(document, "n");
    html_form_append(&out, document);
    assert_non_null(strstr(out.text, "<h2 class=\"aside\" id=\"a\">"));
    assert_non_null(strstr(out.text, "<h3 class=\"aside\">Nor here"));
    assert_non_null(strstr(out.text, "<h2 id=\"b\">"));
    assert_non_null(strstr(out.text, "<h3 class=\"aside\">Not here"));
    assert_non_null(strstr(out.text, "<h3>Here"));
    text_buffer_free(&out);
    document_free(document);
}

/* A file below data/ is a link; what only looks like one, or has no name, is none. */
static void files_are_links(void **state) {
    struct document *document = document_alloc();
    struct text_buffer out = {0};
    (void)state;

    document->title = document->subtitle = "t";
    document_note(document, "In data/: all (data/a_b.csv), my-data/c.csv, data/.. and data/<d>.csv. See data/e.csv.");
    html_form_append(&out, document);
    assert_non_null(strstr(out.text,
                           "In data/: all (<a href=\"data/a_b.csv\">data/a_<wbr>b.csv</a>), my-data/c.csv, data/.. and "
                           "data/&lt;d&gt;.csv. See <a href=\"data/e.csv\">data/e.csv</a>.</p>"));
    text_buffer_free(&out);
    document_free(document);
}

static void the_paper_is_as_asked(void **state) {
    static const char *const papers[] = {NULL, "Letter"}, *const sizes[] = {"@page{size:A4;", "@page{size:Letter;"};
    (void)state;

    for (size_t i = 0; i < 2; i++) {
        struct document *document = document_alloc();
        struct text_buffer out = {0};
        document->title = document->subtitle = "t";
        document->paper = papers[i];
        html_form_append(&out, document);
        assert_int_equal(count(out.text, sizes[i]), 1);
        assert_int_equal(count(out.text, "@page{"), 1);
        text_buffer_free(&out);
        document_free(document);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_special_character_is_escaped),
        cmocka_unit_test(no_text_can_act_on_the_page),
        cmocka_unit_test(no_text_can_act_on_the_terminal),
        cmocka_unit_test(the_page_needs_nothing_beside_it),
        cmocka_unit_test(a_table_without_rows_is_left_out),
        cmocka_unit_test(what_is_not_printed_is_said),
        cmocka_unit_test(an_aside_is_marked_and_told),
        cmocka_unit_test(cells_break_where_they_are_read),
        cmocka_unit_test(many_lines_of_numbers_stay_a_line_each_on_a_phone),
        cmocka_unit_test(few_lines_under_long_heads_are_cards),
        cmocka_unit_test(tiles_stand_in_full_rows),
        cmocka_unit_test(a_heading_over_nothing_printed_is_not_printed),
        cmocka_unit_test(files_are_links),
        cmocka_unit_test(the_paper_is_as_asked),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
