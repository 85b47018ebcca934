/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ini_file.h"

#include <math.h>
#include <sysexits.h>

#include "assert_close.h"
#include "base/ini_line.h"
#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"

static void read_file(const void *path) { ini_file_free(ini_file_read(path)); }

static void assert_refused(const char *text, const char *part) {
    assert_ends(read_file, scratch_text("refused.ini", text), EX_CONFIG, part);
}

static void entries_keep_their_order_and_their_lines(void **state) {
    struct ini_file *file =
        ini_file_read(scratch_text("good.ini", "; a comment\n# another\n\n[one]\nb = 2 ; inline\na=x=y\n"
                                               "empty =\n[two]\nb = a;b\r\nkey with blanks = v w\n"));
    (void)state;

    assert_int_equal(file->n_entries, 5);
    assert_string_equal(file->entries[0].key, "b");
    assert_string_equal(ini_file_value(file, "one", "b"), "2");
    assert_string_equal(ini_file_value(file, "one", "a"), "x=y");
    assert_string_equal(ini_file_value(file, "one", "empty"), "");
    assert_string_equal(ini_file_value(file, "two", "b"), "a;b");
    assert_string_equal(ini_file_value(file, "two", "key with blanks"), "v w");
    assert_null(ini_file_value(file, "one", "B"));
    assert_null(ini_file_value(file, "ONE", "b"));
    assert_int_equal(ini_file_entry(file, "two", "b")->line, 9);
    ini_file_free(file);
    ini_file_free(NULL);
}

static void a_byte_order_mark_is_passed_over(void **state) {
    struct ini_file *file = ini_file_read(scratch_text("bom.ini", "\xEF\xBB\xBF[one] ; with a word\r\na = 1\r"));
    (void)state;

    assert_string_equal(ini_file_value(file, "one", "a"), "1");
    ini_file_free(file);
}

static void a_copy_names_what_it_is_a_copy_of(void **state) {
    struct ini_file *file = ini_file_read(
        scratch_text("copy.ini", ";@ 7 my own.ini\n[one]\na = 1\n;@ 3 other.ini\r\nb = 2\n;@ x\n;@ 4\nc = 3\n"));
    (void)state;

    assert_string_equal(file->path, "my own.ini");
    assert_string_equal(ini_file_entry(file, "one", "a")->file, "my own.ini");
    assert_int_equal(ini_file_entry(file, "one", "a")->line, 8);
    assert_string_equal(ini_file_entry(file, "one", "b")->file, "other.ini");
    assert_int_equal(ini_file_entry(file, "one", "b")->line, 3);
    assert_int_equal(ini_file_entry(file, "one", "c")->line, 6);
    ini_file_free(file);
    file = ini_file_read(scratch_text("copy.ini", ";@ 1 own.ini\n\xEF\xBB\xBF[one]\na = 1\n"));
    assert_int_equal(ini_file_entry(file, "one", "a")->line, 2);
    ini_file_free(file);
    assert_ends(read_file, scratch_text("copy.ini", ";@ 1 own.ini\n[one]\nnonsense\n"), EX_CONFIG,
                "own.ini:2: not understood");
    assert_ends(read_file, scratch_text("copy.ini", "[one]\na = 1\n;@ 7 own.ini\na = 2\n"), EX_CONFIG,
                "own.ini:7: key 'a' stands twice in [one] (first in line 2)");
}

static void an_entry_can_be_put_in_another_ones_place_and_taken_out(void **state) {
    static const char text[] = "[a]\nx = 1\ny = 2\nz = 3";
    struct ini_file *file = ini_file_read_text("text", text, sizeof text - 1);
    (void)state;

    ini_file_put(file, &(struct ini_entry){.section = "a", .key = "y", .value = "5", .file = "own.ini", .line = 9});
    ini_file_put(file, &(struct ini_entry){.section = "b", .key = "y", .value = "6", .file = "own.ini", .line = 10});
    ini_file_remove(file, 0);
    assert_int_equal(file->n_entries, 3);
    assert_string_equal(file->entries[0].value, "5");
    assert_string_equal(file->entries[0].file, "own.ini");
    assert_string_equal(file->entries[1].value, "3");
    assert_string_equal(file->entries[1].file, "text");
    assert_string_equal(ini_file_value(file, "b", "y"), "6");
    ini_file_free(file);
}

static void a_line_may_be_as_long_as_it_likes(void **state) {
    enum { LONG = 100000 };
    char *text = calloc(LONG + 32, 1);
    struct ini_file *file;
    (void)state;

    strcpy(text, "[a_section_with_a_name_that_is_longer_than_any_that_somebody_would_like_to_write]\na = ");
    memset(text + strlen(text), 'x', LONG - strlen(text));
    strcat(text, "\nb = 1\n");
    file = ini_file_read(scratch_text("long.ini", text));
    assert_int_equal(file->n_entries, 2);
    assert_int_equal(strlen(file->entries[0].value), LONG - 86);
    assert_int_equal(file->entries[1].line, 3);
    ini_file_free(file);
    free(text);
}

static void what_is_not_understood_is_refused_with_its_line(void **state) {
    (void)state;
    assert_refused("[a]\nx = 1\ny = 2\nx = 3\n", "refused.ini:4: key 'x' stands twice in [a] (first in line 2)");
    assert_refused("[a]\nx = 1\n  more\n", "refused.ini:3: the line begins with a blank");
    assert_refused("[a]\nx = 1\n\ty = 2\n", "refused.ini:3: the line begins with a blank");
    assert_refused("[a]\nmap.reason.a:b = c\n", "refused.ini:2: a ':' stands before the '='");
    assert_refused("[a]\nx: 1\n", "refused.ini:2: a ':' stands before the '='");
    assert_refused("[a]\nx = 1\nnonsense\n", "refused.ini:3: not understood");
    assert_refused("[a\nx = 1\n", "refused.ini:1: not understood");
    assert_refused("[a] x = 1\n", "refused.ini:1: something stands behind the ']'");
    assert_refused("[a]\rx = 1\ry = 2", "refused.ini:1: a carriage return stands within the line");
    assert_refused("[a]\nx = 1\ry = 2\n", "refused.ini:2: a carriage return stands within the line");
    assert_refused("[a]\nx ; = 1\n", "refused.ini:2: not understood");
    assert_refused("[a ; b]\nx = 1\n", "refused.ini:1: not understood");
    assert_refused("[a]\n= 1 ; x\nx ; y\n", "refused.ini:3: not understood");
}

static void a_nul_byte_does_not_end_a_line_in_silence(void **state) {
    static const char text[] = "[a]\nx = 1\0 and more\ny = 2\n";
    (void)state;

    assert_ends(read_file, scratch_bytes("nul.ini", text, sizeof text - 1), EX_CONFIG,
                "nul.ini:2: the line holds a NUL byte");
}

static void assert_entry(const char *line, const char *key, const char *value) {
    char *text = calloc(strlen(line) + 8, 1);
    struct ini_file *file;

    strcat(strcat(strcpy(text, "[a]\n"), line), "\n");
    file = ini_file_read_text("text", text, strlen(text));
    assert_int_equal(file->n_entries, 1);
    assert_string_equal(file->entries[0].key, key);
    assert_string_equal(file->entries[0].value, value);
    ini_file_free(file);
    free(text);
}

static void quotes_take_away_the_meaning_of_a_character(void **state) {
    (void)state;
    assert_entry("map.medication.\"Bup: 8=2\" = buprenorphine", "map.medication.Bup: 8=2", "buprenorphine");
    assert_entry("\"map.medication.Bup: 8=2\"=buprenorphine", "map.medication.Bup: 8=2", "buprenorphine");
    assert_entry("keep.\" a ;b\" = \"x ; y\" ; a comment", "keep. a ;b", "x ; y");
    assert_entry("column.date = \"Given; on\"", "column.date", "Given; on");
    assert_entry("x.\"say \"\"so\"\"\".y = \"\"\"\"", "x.say \"so\".y", "\"");
    assert_entry("x. \"a\" = \" b \"", "x.a", " b ");
    assert_entry("x = \"\"", "x", "");
    assert_entry("x.\"#1\" = #2", "x.#1", "#2");
    /* elsewhere a quote is a character like others */
    assert_entry("map.size.5\" = 5\" wide", "map.size.5\"", "5\" wide");
    assert_entry("x = a \"b\", c", "x", "a \"b\", c");
    /* a list keeps them */
    assert_entry("drop = \"Name, last\", dob ; two", "drop", "\"Name, last\", dob");
    assert_entry("drop = dob , \"Name ; last\"", "drop", "dob , \"Name ; last\"");
}

static void quotes_that_are_not_right_are_refused(void **state) {
    (void)state;
    assert_refused("[a]\nx = \"b\n", "refused.ini:2: a quote is not closed");
    assert_refused("[a]\nx = b, \"c ; d\n", "refused.ini:2: a quote is not closed");
    assert_refused("[a]\nx.\"b = c\n", "refused.ini:2: a quote is not closed");
    assert_refused("[a]\nx = \"b\" c\n", "refused.ini:2: something stands behind a closing quote (expected a comma");
    assert_refused("[a]\nx = \"b\";c\n", "refused.ini:2: something stands behind a closing quote");
    assert_refused("[a]\nx.\"b\"c = d\n", "refused.ini:2: something stands behind a closing quote in the key");
    assert_refused("[a]\nx.\"b\"\n", "refused.ini:2: something stands behind a closing quote in the key");
}

static void a_text_is_quoted_where_it_needs_to_be(void **state) {
    static const char *const texts[] = {"a b", "a.b",  "",   " a",         "a ",  "a:b", "a=b",
                                        "a;b", "a, b", "#1", "say \"so\"", "[a]", "\"",  "5\""};
    (void)state;

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char *quoted = ini_line_quoted(texts[i]), *line = calloc(2 * strlen(quoted) + 8, 1);
        strcat(strcat(strcat(strcpy(line, "map."), quoted), " = "), quoted);
        struct ini_line read = ini_line_read(line);
        assert_int_equal(read.kind, INI_LINE_ENTRY);
        assert_string_equal(read.name + 4, texts[i]);
        assert_string_equal(read.value, texts[i]);
        assert_int_equal(*quoted == '"', i > 1);
        ini_line_free(&read);
        free(line);
        free(quoted);
    }
}

static void a_value_may_hold_a_colon(void **state) {
    struct ini_file *file =
        ini_file_read(scratch_text("colon.ini", "[a]\ndates = %Y-%m-%d %H:%M\n; a: comment\n  # b: c\n  \n"));
    (void)state;

    assert_string_equal(ini_file_value(file, "a", "dates"), "%Y-%m-%d %H:%M");
    ini_file_free(file);
}

static void a_file_that_cannot_be_read_ends_with_66(void **state) {
    (void)state;
    assert_ends(read_file, scratch_path("not-there.ini"), EX_NOINPUT, "not-there.ini: cannot be read: No such file");
    assert_ends(read_file, scratch_directory("d.ini"), EX_NOINPUT, "d.ini: cannot be read");
}

static void read_numbers(const void *path) {
    static const long range[2] = {0, 366};
    static const double share[2] = {0, 1};
    struct ini_file *file = ini_file_read(path);

    ini_file_int(file, "n", "days", range);
    ini_file_double(file, "n", "share", share);
    ini_file_free(file);
}

static void numbers_have_a_range(void **state) {
    static const long range[2] = {-5, 366};
    static const double share[2] = {0, 1};
    struct ini_file *file = ini_file_read(scratch_text("numbers.ini", "[n]\ndays = 30\nlow = -5\nshare = 0.25\n"));
    (void)state;

    assert_int_equal(ini_file_int(file, "n", "days", range), 30);
    assert_int_equal(ini_file_int(file, "n", "low", range), -5);
    assert_close(ini_file_double(file, "n", "share", share), 0.25, 0);
    ini_file_free(file);
    assert_ends(read_numbers, scratch_text("m.ini", "[n]\ndays = 367\n"), EX_CONFIG,
                "m.ini:2: days: '367' is not usable (expected a whole number from 0 to 366)");
    assert_ends(read_numbers, scratch_text("m.ini", "[n]\ndays = soon\n"), EX_CONFIG, "'soon' is not usable");
    assert_ends(read_numbers, scratch_text("m.ini", "[n]\ndays =\n"), EX_CONFIG, "'' is not usable");
    assert_ends(read_numbers, scratch_text("m.ini", "[n]\nshare = 1\n"), EX_CONFIG,
                "m.ini: [n] days: is missing (expected a number)");
    assert_ends(read_numbers, scratch_text("m.ini", "[n]\ndays = 1\nshare = 1.5\n"), EX_CONFIG,
                "m.ini:3: share: '1.5' is not usable (expected a number from 0 to 1)");
    assert_ends(read_numbers, scratch_text("m.ini", "[n]\ndays = 1\nshare = nan\n"), EX_CONFIG, "'nan' is not usable");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(entries_keep_their_order_and_their_lines),
        cmocka_unit_test(a_byte_order_mark_is_passed_over),
        cmocka_unit_test(a_copy_names_what_it_is_a_copy_of),
        cmocka_unit_test(an_entry_can_be_put_in_another_ones_place_and_taken_out),
        cmocka_unit_test(a_line_may_be_as_long_as_it_likes),
        cmocka_unit_test(what_is_not_understood_is_refused_with_its_line),
        cmocka_unit_test(a_nul_byte_does_not_end_a_line_in_silence),
        cmocka_unit_test(quotes_take_away_the_meaning_of_a_character),
        cmocka_unit_test(quotes_that_are_not_right_are_refused),
        cmocka_unit_test(a_text_is_quoted_where_it_needs_to_be),
        cmocka_unit_test(a_value_may_hold_a_colon),
        cmocka_unit_test(a_file_that_cannot_be_read_ends_with_66),
        cmocka_unit_test(numbers_have_a_range),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
