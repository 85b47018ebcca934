/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/chart_style.h"

#include <string.h>

#include "cmocka_begin.h"

static struct word_pool *pool;

static int make_pool(void **state) {
    (void)state;
    pool = word_pool_alloc();
    return 0;
}

static int free_pool(void **state) {
    (void)state;
    word_pool_free(pool);
    return 0;
}

static void a_text_that_fits_stays(void **state) {
    (void)state;
    assert_string_equal(chart_text_shorten(pool, FONT_LABEL, "Hill", 170), "Hill");
    assert_string_equal(chart_text_shorten(pool, FONT_LABEL, "", 0), "");
}

/* No name may be wider than its place, whatever it is made of. */
static void a_text_that_is_too_long_keeps_both_ends(void **state) {
    (void)state;
    static const char *const texts[] = {
        "Northern community treatment center, east", "Zentrum für Abhängigkeitserkrankungen Nürnberg-Süd",
        "国立依存症治療センター東京都港区芝公園第二分院", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"};

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        for (double width = 15; width < 300; width += 13.7) {
            const char *shorter = chart_text_shorten(pool, FONT_LABEL, texts[i], width);
            assert_true(strcmp(shorter, "…") == 0 || chart_text_width(FONT_LABEL, shorter) <= width);
        }
    assert_non_null(strstr(chart_text_shorten(pool, FONT_LABEL, texts[0], 170), "Northern com"));
    assert_non_null(strstr(chart_text_shorten(pool, FONT_LABEL, texts[0], 170), ", east"));
}

/* Sites of one house differ in the middle of their names: no two may read alike. */
static void shortened_names_stay_different(void **state) {
    static const char *const names[] = {
        "Hôpital universitaire Édouard-Herriot 1 rue du Nord", "Hôpital universitaire Édouard-Herriot 2 rue du Nord",
        "Hôpital universitaire Édouard-Herriot 3 rue du Nord", "Hôpital départemental Édouard-Herriot 3 rue du Nord"};
    const struct chart_names among = {names, sizeof names / sizeof names[0]};
    (void)state;

    for (double width = 110; width < 300; width += 12.3)
        for (size_t i = 0; i < among.n; i++)
            for (size_t k = 0; k < i; k++) {
                const char *one = chart_name_shorten(pool, FONT_SMALL, names[i], width, &among);
                assert_string_not_equal(one, chart_name_shorten(pool, FONT_SMALL, names[k], width, &among));
                assert_true(chart_text_width(FONT_SMALL, one) <= width);
            }
    assert_string_equal(chart_name_shorten(pool, FONT_SMALL, "Hill", 110, &among), "Hill");
}

static void lines_are_cut_at_blanks(void **state) {
    (void)state;
    const char *text = "two words and more";
    size_t fits = chart_text_fit(FONT_SMALL, text, chart_text_width(FONT_SMALL, "two words") + 1);

    assert_int_equal(fits, strlen("two words"));
    assert_int_equal(chart_text_fit(FONT_SMALL, text, 1), strlen("two"));
    assert_int_equal(chart_text_fit(FONT_SMALL, text, 1000), strlen(text));
}

static void a_number_stays_with_its_name_and_with_what_it_counts(void **state) {
    static const char *const texts[] = {"left within 1 year", "seen in October 2026", "people 40 of 100"};
    static const char *const fit[] = {"left within", "seen in", "people 40 of"};
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        double width = chart_text_width(FONT_SMALL, texts[i]) - 4;
        assert_int_equal(chart_text_fit(FONT_SMALL, texts[i], width), strlen(fit[i]));
    }
}

/* The narrow drawing in a column of a printed page, 7 cm wide: 7 points (of 1/72 inch) are the least that is read with
 * ease; and on a phone of 390 pixels, of which the page leaves 342 to a chart: 11 pixels. */
static void every_font_can_be_read_in_print_and_on_a_phone(void **state) {
    (void)state;
    const double points_per_pixel = 7 / 2.54 * 72 / CHART_NARROW;

    for (int font = 0; font < FONT_COUNT; font++) {
        assert_true(chart_fonts[font].size * points_per_pixel >= 7);
        assert_true(chart_fonts[font].size * 342 / CHART_NARROW >= 11);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_font_can_be_read_in_print_and_on_a_phone),
        cmocka_unit_test_setup_teardown(a_text_that_fits_stays, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(a_text_that_is_too_long_keeps_both_ends, make_pool, free_pool),
        cmocka_unit_test_setup_teardown(shortened_names_stay_different, make_pool, free_pool),
        cmocka_unit_test(lines_are_cut_at_blanks),
        cmocka_unit_test(a_number_stays_with_its_name_and_with_what_it_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
