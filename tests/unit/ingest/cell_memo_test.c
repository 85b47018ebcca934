/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cell_memo.h"

#include <stdio.h>
#include <string.h>

#include "cmocka_begin.h"

static void keep(struct cell_memo *memo, const char *text, const char *result, enum row_fault fault) {
    struct text_buffer out = {0};

    text_buffer_append_text(&out, "before;");
    text_buffer_append_text(&out, result);
    cell_memo_keep(memo, text, strlen(text), &out, strlen("before;"), fault);
    text_buffer_free(&out);
}

static void assert_recalls(struct cell_memo *memo, const char *text, const char *result, enum row_fault fault) {
    struct text_buffer out = {0};
    enum row_fault found = ROW_FAULT_COUNT;

    text_buffer_append_text(&out, ">");
    assert_true(cell_memo_recall(memo, text, strlen(text), &out, &found));
    assert_string_equal(out.text + 1, result);
    assert_int_equal(found, fault);
    text_buffer_free(&out);
}

static bool knows(struct cell_memo *memo, const char *text) {
    struct text_buffer out = {0};
    enum row_fault fault;
    bool known = cell_memo_recall(memo, text, strlen(text), &out, &fault);

    text_buffer_free(&out);
    return known;
}

static void a_text_becomes_what_it_became_before_and_so_does_its_fault(void **state) {
    struct cell_memo *memo = cell_memo_alloc();
    (void)state;

    assert_false(knows(memo, ""));
    keep(memo, "Low mood", "low_mood", ROW_FAULT_NONE);
    keep(memo, "zz", "", ROW_FAULT_UNKNOWN_CODE);
    keep(memo, "", "", ROW_FAULT_MISSING_VALUE);
    assert_recalls(memo, "Low mood", "low_mood", ROW_FAULT_NONE);
    assert_recalls(memo, "zz", "", ROW_FAULT_UNKNOWN_CODE);
    assert_recalls(memo, "", "", ROW_FAULT_MISSING_VALUE);
    assert_false(knows(memo, "low mood"));
    cell_memo_free(memo);
    cell_memo_free(NULL);
}

/* 64 KiB a cell and a million distinct ones would be gigabytes. */
static void long_texts_are_not_kept_and_many_are_forgotten(void **state) {
    enum { N = 10000 };
    struct cell_memo *memo = cell_memo_alloc();
    char text[1024], result[1024];
    size_t known = 0;
    (void)state;

    memset(text, 'x', sizeof text);
    text[sizeof text - 1] = '\0';
    keep(memo, text, "short", ROW_FAULT_NONE);
    assert_false(knows(memo, text));
    keep(memo, "short", text, ROW_FAULT_NONE);
    assert_false(knows(memo, "short"));
    for (int i = 0; i < N; i++) {
        snprintf(text, sizeof text, "%d", i);
        snprintf(result, sizeof result, "%d is", i);
        keep(memo, text, result, ROW_FAULT_NONE);
        assert_recalls(memo, text, result, ROW_FAULT_NONE);
    }
    for (int i = 0; i < N; i++) {
        snprintf(text, sizeof text, "%d", i);
        known += knows(memo, text);
    }
    assert_in_range(known, 1, 4096);
    cell_memo_free(memo);
}

static void where_hardly_any_text_comes_twice_nothing_is_kept(void **state) {
    enum { N = 5000 };
    struct cell_memo *memo = cell_memo_alloc();
    char text[16];
    (void)state;

    for (int i = 0; i < N; i++) {
        snprintf(text, sizeof text, "%d", i);
        keep(memo, text, "x", ROW_FAULT_NONE);
    }
    assert_false(knows(memo, text));
    keep(memo, text, "x", ROW_FAULT_NONE);
    assert_false(knows(memo, text));
    cell_memo_free(memo);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_becomes_what_it_became_before_and_so_does_its_fault),
        cmocka_unit_test(long_texts_are_not_kept_and_many_are_forgotten),
        cmocka_unit_test(where_hardly_any_text_comes_twice_nothing_is_kept),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
