/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/release_cells.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"
#include "scratch.h"

enum { PEOPLE = 200 };

/* What is known of a person in every part, as one number; 0: nothing. */
static void add(struct release_cells *cells, uint64_t known) {
    uint64_t sums[RELEASE_PARTS];

    for (size_t part = 0; part < RELEASE_PARTS; part++)
        sums[part] = known == 0 ? 0 : known * 977 + part;
    release_cells_add(cells, sums);
}

static struct release_cells none(void) { return release_cells_alloc(1024, 20000, "x"); }

/* The cells of texts with a letter a person. */
static struct release_cells cells_of(const char *people) {
    struct release_cells cells = none();

    for (; *people != '\0'; people++)
        add(&cells, (uint64_t)*people);
    return cells;
}

static size_t changed(const char *knew, const char *others, const char *counted) {
    struct release_cells last = cells_of(knew), now = cells_of(others), too = cells_of(counted);
    size_t n = release_cells_changed(&last, &now, &too, RELEASE_STAYS);

    release_cells_free(&last);
    release_cells_free(&now);
    release_cells_free(&too);
    return n;
}

static void a_person_counts_once(void **state) {
    (void)state;
    assert_int_equal(changed("abc", "abc", ""), 0);
    assert_int_equal(changed("abc", "cab", ""), 0);  /* in whatever order, under whatever id */
    assert_int_equal(changed("abc", "abd", ""), 1);  /* another record: gone and new are one person */
    assert_int_equal(changed("abc", "abcd", ""), 1); /* a late one */
    assert_int_equal(changed("abc", "ab", ""), 1);   /* one is gone */
    assert_int_equal(changed("abc", "def", ""), 3);
    assert_int_equal(changed("aab", "abb", ""), 1);
    assert_int_equal(changed("", "", ""), 0);
}

static void who_is_counted_already_counts_no_more(void **state) {
    (void)state;
    assert_int_equal(changed("abc", "ab", "c"), 0); /* new since, and the same as of then */
    assert_int_equal(changed("abc", "ab", "d"), 0); /* otherwise then too: may be the one that is gone */
    assert_int_equal(changed("abc", "a", "d"), 1);  /* one more is gone */
    assert_int_equal(changed("abc", "ax", "d"), 1);
    assert_int_equal(changed("abc", "abx", "c"), 1);
}

static void most_can_be_gone(void **state) {
    struct release_cells last = cells_of("abcd"), now = cells_of("axyz"), too = cells_of("b");

    (void)state;
    assert_int_equal(release_cells_gone(&last, &now, &too, RELEASE_DAYS), 2);
    assert_int_equal(release_cells_count(&last, RELEASE_DAYS), 4);
    release_cells_free(&last);
    release_cells_free(&now);
    release_cells_free(&too);
}

/* Whatever is edited, added, taken away, and whoever is new: never more than there are. */
static void never_too_many(void **state) {
    (void)state;
    srand(7);
    for (int round = 0; round < 300; round++) {
        struct release_cells last = none(), others = none(), counted = none();
        size_t late = 0, seen;
        for (int i = 0; i < PEOPLE; i++) {
            uint64_t knew = (uint64_t)(rand() % 50), now = rand() % 20 == 0 ? (uint64_t)(rand() % 50) : knew;
            bool is_new = rand() % 10 == 0;
            add(&last, knew);
            add(is_new ? &counted : &others, now);
            late += !is_new && knew != now;
        }
        seen = release_cells_changed(&last, &others, &counted, RELEASE_USES);
        assert_true(seen <= late);
        release_cells_free(&last);
        release_cells_free(&others);
        release_cells_free(&counted);
    }
}

static void what_is_written_is_read(void **state) {
    struct release_cells cells = cells_of("abcdeabc"), again;
    const char *path = scratch_path("cells.csv");

    (void)state;
    cells.left_up_to = 19970;
    release_cells_write(&cells, CALENDAR_CIVIL, path);
    again = release_cells_read(path);
    assert_int_equal(again.as_of, 20000);
    assert_int_equal(again.left_up_to, 19970);
    assert_string_equal(again.made_of, "x");
    assert_int_equal(again.n, cells.n);
    for (size_t part = 0; part < RELEASE_PARTS; part++)
        assert_memory_equal(again.people[part], cells.people[part], cells.n * sizeof cells.people[part][0]);
    release_cells_free(&cells);
    release_cells_free(&again);
}

/* Of a program of 1,000 people a wrong guess is found about one time in five, so that a find confirms nobody. */
static void a_guess_confirms_nobody(void **state) {
    struct release_cells cells = release_cells_alloc(release_cells_enough(1000), 20000, "x");
    struct release_cells nobody = release_cells_alloc(cells.n, 20000, "x");
    size_t found = 0;

    (void)state;
    for (uint64_t i = 1; i <= 1000; i++)
        add(&cells, i);
    for (uint64_t guess = 5000; guess < 6000; guess++) {
        struct release_cells one = release_cells_alloc(cells.n, 20000, "x");
        add(&one, guess);
        found += release_cells_gone(&one, &cells, &nobody, RELEASE_STAYS) == 0;
        release_cells_free(&one);
    }
    release_cells_free(&cells);
    release_cells_free(&nobody);
    assert_in_range(found, 150, 300);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_person_counts_once),    cmocka_unit_test(who_is_counted_already_counts_no_more),
        cmocka_unit_test(most_can_be_gone),        cmocka_unit_test(never_too_many),
        cmocka_unit_test(what_is_written_is_read), cmocka_unit_test(a_guess_confirms_nobody),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
