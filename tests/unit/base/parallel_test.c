/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/parallel.h"

#include <stdatomic.h>
#include <time.h>

#include "cmocka_begin.h"

enum { N = 60 };

struct item {
    size_t number;
    int worked, finished_as; /* place in the order of finishing, from 1 */
};

static atomic_size_t n_finished, n_worked, farthest_ahead;

/* Early ones take longest: later ones are done before them. */
static void work(void *context) {
    struct item *item = context;
    size_t ahead = item->number - atomic_load(&n_finished);
    struct timespec pause = {.tv_nsec = (long)(item->number % 7 == 0 ? 2000000 : 20000)};

    if (ahead > atomic_load(&farthest_ahead))
        atomic_store(&farthest_ahead, ahead);
    nanosleep(&pause, NULL);
    item->worked++;
    atomic_fetch_add(&n_worked, 1);
}

static void finish(void *context) {
    struct item *item = context;

    assert_int_equal(item->worked, 1);
    item->finished_as = (int)atomic_fetch_add(&n_finished, 1) + 1;
}

static void start(struct item items[], size_t n) {
    atomic_store(&n_finished, 0);
    atomic_store(&n_worked, 0);
    atomic_store(&farthest_ahead, 0);
    for (size_t i = 0; i < n; i++)
        items[i] = (struct item){.number = i};
}

static void each_is_worked_on_once_and_finished_in_order(void **state) {
    struct item items[N];
    (void)state;

    for (size_t jobs = 0; jobs <= 9; jobs += 3) {
        start(items, N);
        parallel_run(items, N, sizeof items[0], jobs, work, finish);
        for (int i = 0; i < N; i++)
            assert_int_equal(items[i].finished_as, i + 1);
        assert_true(atomic_load(&farthest_ahead) < 2 * (jobs > 0 ? jobs : 1));
    }
}

static void there_may_be_nothing_to_do_or_to_finish(void **state) {
    struct item items[3];
    (void)state;

    start(items, 3);
    parallel_run(items, 0, sizeof items[0], 4, work, finish);
    assert_int_equal(atomic_load(&n_worked), 0);
    parallel_run(items, 3, sizeof items[0], 8, work, NULL);
    assert_int_equal(atomic_load(&n_worked), 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_worked_on_once_and_finished_in_order),
        cmocka_unit_test(there_may_be_nothing_to_do_or_to_finish),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
