/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/header_words.h"

#include <string.h>

#include "cmocka_begin.h"

static void assert_ideas(const char *header, const char *expected, size_t n_unknown) {
    struct header_words words = header_words_read(header);
    char ideas[400] = "";

    for (size_t i = 0; i < words.n; i++) {
        strcat(ideas, i > 0 ? " " : "");
        strcat(ideas, words.ideas[i]);
    }
    assert_string_equal(ideas, expected);
    assert_int_equal(words.n_unknown, n_unknown);
}

static void one_name_in_many_forms_is_one(void **state) {
    (void)state;
    assert_ideas("Client ID", "person id", 0);
    assert_ideas("client-id", "person id", 0);
    assert_ideas("ClientID", "person id", 0);
    assert_ideas("CLIENTID", "person id", 0);
    assert_ideas("Client #", "person id", 0);
    assert_ideas("  pt.no ", "person id", 0);
}

static void words_written_together_are_parted(void **state) {
    (void)state;
    assert_ideas("admitdt", "admit date", 0);
    assert_ideas("dosemg", "dose mg", 0);
    assert_ideas("AUFNAHMEDATUM", "admit date", 0);
    assert_ideas("dispensedate", "give date", 0);
}

static void words_written_apart_are_joined(void **state) {
    (void)state;
    assert_ideas("No Show", "miss", 0);
    assert_ideas("take_home_qty", "takehome quantity", 0);
    assert_ideas("Level of Care", "program care", 0);
    assert_ideas("Return to Use Date", "use date", 0);
    assert_ideas("Year of Birth", "birth year", 0);
}

static void accents_and_plurals_are_nothing(void **state) {
    (void)state;
    assert_ideas("Pr\xC3\xA4parat", "drug", 0);
    assert_ideas("M\xC3\xA9"
                 "dicament",
                 "drug", 0);
    assert_ideas("Diagnoses", "diagnosis", 0);
    assert_ideas("Conditions", "diagnosis", 0);
}

static void what_nobody_knows_is_counted(void **state) {
    (void)state;
    assert_ideas("Zwieback Hafer", "", 2);
    assert_ideas("Client Zwieback", "person", 1);
    assert_ideas("", "", 0);
    assert_ideas("12", "", 0);
}

static void short_words_do_not_make_a_longer_one(void **state) {
    (void)state;
    assert_ideas("atto", "", 1);
    assert_ideas("toto", "", 1);
}

static void no_word_of_the_vocabulary_stands_twice(void **state) {
    (void)state;
    for (size_t i = 0; i < header_word_count; i++) {
        for (const char *at = header_word_table[i].words; *at != '\0'; at += strspn(at, " ")) {
            size_t length = strcspn(at, " ");
            assert_ptr_equal(header_words_find(at, length), header_word_table[i].ideas);
            assert_true(length > 0);
            at += length;
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_name_in_many_forms_is_one),
        cmocka_unit_test(words_written_together_are_parted),
        cmocka_unit_test(words_written_apart_are_joined),
        cmocka_unit_test(accents_and_plurals_are_nothing),
        cmocka_unit_test(what_nobody_knows_is_counted),
        cmocka_unit_test(short_words_do_not_make_a_longer_one),
        cmocka_unit_test(no_word_of_the_vocabulary_stands_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
