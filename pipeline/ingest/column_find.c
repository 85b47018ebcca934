/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/column_find.h"

#include <strings.h>

#include "base/message.h"

static bool is_name(const char *a, const char *b) { return strcasecmp(a, b) == 0; }

/* The next index from `at` on whose name is alike; -1: none. */
static int find_from(const struct header *header, size_t at, const char *name,
                     bool (*alike)(const char *, const char *)) {
    for (; at < header->n; at++)
        if (alike(header->names[at], name))
            return (int)at;
    return -1;
}

static _Noreturn void fail_for_two(const struct header *header, int first, int second, const char *path) {
    struct message_place place = {.file = path, .line = 1};

    if (is_name(header->names[first], header->names[second]))
        message_fail_at(EX_DATAERR, place, "column '%s' stands twice (expected each name once)", header->names[second]);
    message_fail_at(EX_DATAERR, place,
                    "'%s' and '%s' are one name but for case, blanks and punctuation: which is meant? (name it in the "
                    "mapping as it is written: column.NAME = %s)",
                    header->names[first], header->names[second], header->names[first]);
}

int column_find(const struct header *header, const char *name, const char *path) {
    bool (*const ways[])(const char *, const char *) = {is_name, header_same_name};

    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        int first = find_from(header, 0, name, ways[i]), second;
        if (first < 0)
            continue;
        second = find_from(header, (size_t)first + 1, name, ways[i]);
        if (second >= 0)
            fail_for_two(header, first, second, path);
        return first;
    }
    return -1;
}

bool column_is_named(char *const *names, const struct header *header, size_t index) {
    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        if (is_name(names[i], header->names[index]) ||
            (header_find(header, names[i]) < 0 && header_same_name(names[i], header->names[index])))
            return true;
    return false;
}
