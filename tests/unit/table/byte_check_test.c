/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every byte at every place of a line, so that no step of eight overlooks one. */
#include <string.h>

#include "cmocka_begin.h"
#include "table/byte_check.h"

static enum byte_check_status expected(int byte) {
    if (byte == 0)
        return BYTE_CHECK_NUL;
    if (byte >= 0x80)
        return BYTE_CHECK_NOT_UTF8;
    return byte == '\t' || (byte >= ' ' && byte < 0x7F) ? BYTE_CHECK_TEXT : BYTE_CHECK_CONTROL;
}

static void each_byte_is_seen_at_each_place(void **state) {
    (void)state;
    for (size_t length = 1; length <= 33; length++)
        for (size_t at = 0; at < length; at++)
            for (int byte = 0; byte < 256; byte++) {
                char line[33];
                memset(line, 'a', sizeof line);
                line[at] = (char)byte;
                if (byte_check(line, length) != expected(byte))
                    fail_msg("byte %d at %zu of %zu", byte, at, length);
            }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_byte_is_seen_at_each_place)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
