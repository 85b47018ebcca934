/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes cut to stretches of the calendar. Day 0 is day 100; the window is [150, 199]. */
#include "care/window.h"

#include <stddef.h>

#include "cmocka_begin.h"

static const struct care_window window = {150, 199};

static void spans_are_cut_to_the_window(void **state) {
    static const struct {
        struct care_span span;
        bool is_seen;
        int32_t entry_days, time_days;
        bool event;
    } cases[] = {
        {{100, 0, 20, true}, false, 0, 0, false},    /* left before it */
        {{100, 0, 49, true}, false, 0, 0, false},    /* left on 149 */
        {{100, 0, 50, true}, true, 49, 50, true},    /* left on its first day */
        {{100, 0, 99, true}, true, 49, 99, true},    /* left on its last day */
        {{100, 0, 100, true}, true, 49, 99, false},  /* left on the day after: in care at its end */
        {{100, 0, 400, false}, true, 49, 99, false}, /* in care throughout */
        {{160, 0, 20, true}, true, 0, 20, true},     /* inside */
        {{160, 0, 20, false}, true, 0, 20, false},   /* censored inside */
        {{199, 0, 20, true}, false, 0, 0, false},    /* begun on its last day: at risk from the next on */
        {{198, 0, 20, true}, true, 0, 1, false},     /* begun on the day before */
        {{100, 70, 90, true}, true, 70, 90, true},   /* its own entry is later */
        {{100, 30, 90, true}, true, 49, 90, true},   /* its own entry is earlier */
        {{300, 0, 20, true}, false, 0, 0, false},    /* begun after it */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct care_span span = cases[i].span;
        assert_int_equal(care_window_clip(window, &span), cases[i].is_seen);
        if (!cases[i].is_seen)
            continue;
        assert_int_equal(span.entry_days, cases[i].entry_days);
        assert_int_equal(span.time_days, cases[i].time_days);
        assert_int_equal(span.event, cases[i].event);
    }
}

/* Two windows side by side see each leaving once, and each day at risk once. */
static void windows_side_by_side_share_nothing(void **state) {
    (void)state;
    for (int32_t start = 0; start < 400; start += 7)
        for (int32_t time = 1; time < 300; time += 5) {
            int32_t days = 0, events = 0;
            for (int32_t first = 0; first < 700; first += 50) {
                struct care_span span = {start, 0, time, true};
                if (!care_window_clip((struct care_window){first, first + 49}, &span))
                    continue;
                days += span.time_days - span.entry_days;
                events += span.event;
            }
            assert_int_equal(days, time);
            assert_int_equal(events, 1);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spans_are_cut_to_the_window),
        cmocka_unit_test(windows_side_by_side_share_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
