/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reflections as they are read, and beside episodes. */
#include "person/reflection_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/options.h"
#include "base/text_buffer.h"
#include "cmocka_begin.h"
#include "person/reflection_input.h"
#include "scratch.h"

#define HEADER                                                                                                         \
    "patient_id,event_on,used_on,reported_on,stage,reflected_on,triggers,missed_signs,lacking_supports,plan_changes,"  \
    "plan_due,plan_done\n"

enum { N_ROWS = 20000, N_LISTS = 19000 };

/* List number i has the codes of the bits of i + 1. */
static void append_list(struct text_buffer *text, const struct reflection_codes *codes, size_t i) {
    for (uint32_t bits = (uint32_t)i + 1; bits != 0; bits &= bits - 1) {
        text_buffer_append_text(text, codes->names[__builtin_ctz(bits)]);
        text_buffer_append_text(text, (bits & (bits - 1)) != 0 ? ";" : "");
    }
}

/* More different lists than are remembered at a time, and then the first of them again. */
static void codes_stay_those_of_their_list_however_many_lists_there_are(void **state) {
    struct reflection_codes codes = reflection_codes_of(REFLECTION_TRIGGER);
    struct dictionary *people = dictionary_alloc();
    struct text_buffer text = {0};
    struct reflection_table *table;

    (void)state;
    assert_true(N_LISTS < 1 << codes.n);
    text_buffer_append_text(&text, HEADER);
    for (size_t i = 0; i < N_ROWS; i++) {
        text_buffer_append_text(&text, "a,2026-02-01,,2026-02-01,,2026-02-05,");
        append_list(&text, &codes, i % N_LISTS);
        text_buffer_append_text(&text, ",,,,,\n");
    }
    table = reflection_table_read(scratch_text("returns.csv", text.text), people, false);
    assert_int_equal(table->n_rows, N_ROWS);
    for (size_t i = 0; i < N_ROWS; i++)
        assert_int_equal(reflection_codes(&table->rows[i], REFLECTION_TRIGGER), i % N_LISTS + 1);
    reflection_table_free(table);
    dictionary_free(people);
    options_list_free(codes.names);
    text_buffer_free(&text);
}

#define EPISODES_HEADER                                                                                                \
    "rule,patient_id,order,start,left_on,entry_days,time_days,censored_on,observed_until,exit,site,program\n"

/* Who has no episode has left, as who has; also one who stands before all who have any (a sanitizer sees what is read
 * before the first). */
static void of_plan_changes_the_person_has_left_or_not(void **state) {
    const char *returns = scratch_text("plans.csv", HEADER "a,2026-02-01,,2026-02-01,,2026-02-05,,,,peer_linked,,\n"
                                                           "b,2026-02-01,,2026-02-01,,2026-02-05,,,,peer_linked,,\n"
                                                           "c,2026-02-01,,2026-02-01,,2026-02-05,,,,peer_linked,,\n"
                                                           "d,2026-02-01,,2026-02-01,,2026-02-05,,,,peer_linked,,\n");
    const char *episodes = scratch_text("episodes.csv", EPISODES_HEADER
                                        "r,b,first,2026-01-01,,0,242,2026-10-01,2026-10-31,,north,maintenance\n"
                                        "r,c,first,2026-01-01,2026-05-01,0,120,2026-10-01,2026-10-31,left,north,"
                                        "maintenance\n");
    struct chain_options chain = chain_options_none;
    struct reflection_input input;

    (void)state;
    chain.file = returns;
    input = reflection_input_read(&chain, NULL, episodes, "r", 120);
    assert_int_equal(input.table->n_changes, 4);
    assert_true(input.table->changes[0].has_left);
    assert_false(input.table->changes[1].has_left);
    assert_true(input.table->changes[2].has_left);
    assert_true(input.table->changes[3].has_left);
    assert_false(input.table->rows[0].in_care);
    assert_true(input.table->rows[1].in_care);
    assert_true(input.table->rows[1].tells_stay && input.table->rows[1].stayed);
    assert_true(input.table->rows[2].tells_stay && !input.table->rows[2].stayed);
    reflection_input_drop_people(&input);
    assert_null(input.people);
    reflection_input_free(&input);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_stay_those_of_their_list_however_many_lists_there_are),
        cmocka_unit_test(of_plan_changes_the_person_has_left_or_not),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
