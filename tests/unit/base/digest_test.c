/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vectors: FIPS 180-4 examples (NIST CSRC, "SHA256.pdf" and the long message of one million a). */
#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

#include "cmocka_begin.h"
#include "scratch.h"

static const char of_nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
static const char of_abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char of_million[] = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";

static void published_vectors_come_out(void **state) {
    struct digest *digest = digest_alloc();
    char text[DIGEST_TEXT_SIZE];
    (void)state;

    digest_finish(digest, text);
    assert_string_equal(text, of_nothing);
    digest = digest_alloc();
    digest_add(digest, "a", 1);
    digest_add(digest, "", 0);
    digest_add(digest, "bc", 2);
    digest_finish(digest, text);
    assert_string_equal(text, of_abc);
}

static void a_file_has_the_digest_of_its_bytes(void **state) {
    char *million = malloc(1000000), text[DIGEST_TEXT_SIZE];
    (void)state;

    memset(million, 'a', 1000000);
    assert_true(digest_file(scratch_bytes("million", million, 1000000), text));
    assert_string_equal(text, of_million);
    assert_true(digest_file(scratch_text("nothing", ""), text));
    assert_string_equal(text, of_nothing);
    assert_true(digest_file(scratch_text("abc", "abc"), text));
    assert_string_equal(text, of_abc);
    free(million);
}

static void what_cannot_be_read_has_none(void **state) {
    char text[DIGEST_TEXT_SIZE];
    (void)state;

    assert_false(digest_file(scratch_path("not-there"), text));
    assert_false(digest_file(scratch_directory("directory"), text));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_vectors_come_out),
        cmocka_unit_test(a_file_has_the_digest_of_its_bytes),
        cmocka_unit_test(what_cannot_be_read_has_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
