/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/place_counts.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"

static size_t count_plainly(const unsigned char *taken, size_t place) {
    size_t n = 0;

    for (size_t i = 0; i < place; i++)
        n += taken[i];
    return n;
}

/* Takes and frees places here and there, each compared with plain counting. */
static void compare_with_counting(size_t n, unsigned seed) {
    struct place_counts counts;
    unsigned char *taken = calloc(n + 1, 1);

    assert_non_null(taken);
    assert_int_equal(place_counts_alloc(&counts, n), STATS_OK);
    assert_int_equal(place_counts_before(&counts, n), 0);
    for (size_t i = 0; i < 600 && n > 0; i++) {
        size_t place = (seed = seed * 1664525u + 1013904223u) % n, look = (seed >> 7) % (n + 1);
        if (taken[place])
            place_counts_leave(&counts, place);
        else
            place_counts_take(&counts, place);
        taken[place] = !taken[place];
        assert_int_equal(place_counts_before(&counts, look), count_plainly(taken, look));
        assert_int_equal(place_counts_before(&counts, n), counts.n_taken);
    }
    place_counts_clear(&counts);
    assert_int_equal(place_counts_before(&counts, n), 0);
    assert_int_equal(counts.n_taken, 0);
    place_counts_free(&counts);
    free(taken);
}

static void counts_are_those_of_plain_counting(void **state) {
    /* one node, and around the sizes at which there is a level more */
    static const size_t sizes[] = {0, 1, 2, 63, 64, 65, 1023, 1024, 1025, 16383, 16384, 16385, 300007};
    (void)state;

    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++)
        compare_with_counting(sizes[i], (unsigned)i + 1);
}

static void all_places_may_be_taken(void **state) {
    enum { N = 20000 };
    struct place_counts counts;
    (void)state;

    assert_int_equal(place_counts_alloc(&counts, N), STATS_OK);
    for (size_t place = N; place-- > 0;)
        place_counts_take(&counts, place);
    for (size_t place = 0; place <= N; place++)
        assert_int_equal(place_counts_before(&counts, place), place);
    place_counts_free(&counts);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_are_those_of_plain_counting),
        cmocka_unit_test(all_places_may_be_taken),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
