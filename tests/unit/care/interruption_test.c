/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Interruptions. G is 30, E is 400 and so C is 370 unless it is said otherwise. */
#include "care/interruption.h"

#include "care/people.h"
#include "cmocka_begin.h"

enum { GAP = 30, END = 400 };

static struct told t;
static struct care_stretch stretches[6 * MOST_FACTS];
static size_t n;

static void fill(void) {
    cover(&t);
    n = care_stretches(&t.person, &t.covers, GAP, t.settings.window_start, stretches);
}

static void assert_stretch(size_t at, int32_t start, int32_t stop, const char *end) {
    assert_true(at < n);
    assert_int_equal(stretches[at].start, start);
    assert_int_equal(stretches[at].stop, stop);
    assert_string_equal(care_stretch_end_name(stretches[at].end), end);
}

/* 11 covered days, so many without, 5 covered days; then nobody is seen any more. */
static void cover_around(int32_t last, int32_t uncovered) {
    observe_until(&t, END);
    doses(&t, last - 10, last);
    doses(&t, last + uncovered + 1, last + uncovered + 5);
    fill();
}

static void an_interruption_has_8_days_to_the_gap(void **state) {
    static const struct {
        int32_t uncovered;
        const char *end;
    } cases[] = {{1, ""}, {7, ""}, {8, "interruption"}, {GAP, "interruption"}, {GAP + 1, "left"}, {200, "left"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        cover_around(113, cases[i].uncovered);
        if (cases[i].end[0] == '\0') { /* a gap of 7 days cuts nothing */
            assert_int_equal(n, 1);
            assert_stretch(0, 0, 16, "left");
            continue;
        }
        assert_int_equal(n, 2);
        assert_stretch(0, 0, 11, cases[i].end);
        assert_stretch(1, 11, 16, "left");
    }
}

static void it_counts_when_begun_on_or_before_the_censoring_day(void **state) {
    (void)state;
    cover_around(369, 12); /* begun on 370 = C */
    assert_int_equal(n, 1);
    assert_stretch(0, 0, 11, "interruption");
    cover_around(370, 12); /* begun on C + 1 */
    assert_int_equal(n, 1);
    assert_stretch(0, 0, 11, "");
    cover_around(373, 12); /* the three days after C are cut */
    assert_int_equal(n, 1);
    assert_stretch(0, 0, 8, "");
}

static void who_is_seen_no_more_left_if_it_is_decided(void **state) {
    (void)state;
    for (int32_t last = 368; last <= 371; last++) {
        observe_until(&t, END);
        doses(&t, 361, last);
        fill();
        assert_int_equal(n, 1);
        assert_stretch(0, 0, last < 370 ? last - 360 : 10, last < 370 ? "left" : "");
    }
}

static void assert_gap(size_t at, int32_t days, const char *end) {
    assert_true(at < n);
    assert_int_equal(stretches[at].gap_days, days);
    assert_string_equal(care_gap_end_name(stretches[at].gap_end), end);
}

/* The first uncovered day is 114; 5 covered days behind the gap, and E = 400. */
static void a_gap_lasts_to_cover_however_late_or_to_the_end(void **state) {
    static const int32_t uncovered[] = {8, GAP, GAP + 1, 200};

    (void)state;
    for (size_t i = 0; i < sizeof uncovered / sizeof uncovered[0]; i++) {
        cover_around(113, uncovered[i]);
        assert_gap(0, uncovered[i], "covered");
        assert_gap(1, END - (113 + uncovered[i] + 5 + 1), "");
    }
    cover_around(113, 7);
    assert_gap(0, END - 126, "");
    cover_around(370, 12); /* open: no gap that is seen */
    assert_gap(0, 0, "");
}

static void death_ends_a_gap_and_unknown_days_do(void **state) {
    (void)state;
    observe_until(&t, END);
    doses(&t, 110, 119);
    t.person.death = 127; /* X is 120 */
    fill();
    assert_gap(0, 7, "death");
    t.person.death = END + 1; /* not known yet */
    fill();
    assert_gap(0, END - 120, "");
    observe_until(&t, END);
    doses(&t, 100, 109);
    hide(&t, 160, 190);
    doses(&t, 191, 195);
    fill();
    assert_stretch(0, 0, 10, "left");
    assert_gap(0, 159 - 110, "");
}

static void visits_alone_are_no_stretch_but_end_a_gap(void **state) {
    (void)state;
    observe_until(&t, END);
    admit_to(&t, CARE_COUNSELING, 90, CARE_NO_DAY, CARE_EXIT_NONE);
    visit(&t, 91);
    doses(&t, 110, 119);
    visit(&t, 130); /* 10 days without */
    visit(&t, 150);
    doses(&t, 190, 191); /* behind care of visits: no gap of medication */
    fill();
    assert_int_equal(n, 2);
    assert_stretch(0, 0, 10, "interruption");
    assert_stretch(1, 10, 12, "left");
}

static void a_death_in_the_first_7_days_is_no_gap(void **state) {
    (void)state;
    for (int32_t death = 119; death <= 130; death++) {
        observe_until(&t, END);
        doses(&t, 110, 119);
        doses(&t, 131, 135); /* dated after the death, if a record is wrong */
        t.person.death = death;
        fill();
        assert_int_equal(n, 1);
        assert_stretch(0, 0, 10, death <= 126 ? "" : "left");
    }
}

static void nothing_is_said_from_the_first_unknown_days_on(void **state) {
    (void)state;
    observe_until(&t, END);
    doses(&t, 100, 109);
    doses(&t, 120, 129); /* C = 159 - 30 = 129 */
    doses(&t, 150, 155);
    hide(&t, 160, 190);
    doses(&t, 191, 195);
    fill();
    assert_int_equal(n, 2);
    assert_stretch(0, 0, 10, "interruption");
    assert_stretch(1, 10, 20, ""); /* begun on C + 1 */
    t.unknown[0].first = 161;      /* C = 130 */
    fill();
    assert_int_equal(n, 2);
    assert_stretch(1, 10, 20, "interruption");
}

static void cover_before_the_data_begin_is_not_seen(void **state) {
    (void)state;
    observe_until(&t, END);
    t.settings.window_start = 105;
    doses(&t, 90, 94);
    doses(&t, 103, 109);
    doses(&t, 118, 120);
    fill();
    assert_int_equal(n, 2);
    assert_stretch(0, 0, 5, "interruption");
    assert_stretch(1, 5, 8, "left");
}

static void detoxification_is_no_medication_of_these(void **state) {
    (void)state;
    observe_until(&t, END);
    admit_to(&t, CARE_DETOXIFICATION, 100, 105, CARE_EXIT_COMPLETED);
    doses(&t, 100, 105);
    admit(&t, 116, CARE_NO_DAY, CARE_EXIT_NONE);
    doses(&t, 116, 120);
    fill();
    assert_int_equal(n, 1);
    assert_stretch(0, 0, 5, "left");
}

static void who_has_no_cover_has_no_stretch(void **state) {
    (void)state;
    observe_until(&t, END);
    fill();
    assert_int_equal(n, 0);
    doses(&t, 371, 380); /* all after C */
    fill();
    assert_int_equal(n, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interruption_has_8_days_to_the_gap),
        cmocka_unit_test(it_counts_when_begun_on_or_before_the_censoring_day),
        cmocka_unit_test(who_is_seen_no_more_left_if_it_is_decided),
        cmocka_unit_test(a_gap_lasts_to_cover_however_late_or_to_the_end),
        cmocka_unit_test(death_ends_a_gap_and_unknown_days_do),
        cmocka_unit_test(visits_alone_are_no_stretch_but_end_a_gap),
        cmocka_unit_test(a_death_in_the_first_7_days_is_no_gap),
        cmocka_unit_test(nothing_is_said_from_the_first_unknown_days_on),
        cmocka_unit_test(cover_before_the_data_begin_is_not_seen),
        cmocka_unit_test(detoxification_is_no_medication_of_these),
        cmocka_unit_test(who_has_no_cover_has_no_stretch),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
