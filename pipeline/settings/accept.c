/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/accept.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"

enum value_form { REASON, DEFAULT_REASON, COUNT_REASON };

static const struct accept_kind {
    const char *name, *expected;
    enum value_form form;
} kinds[] = {
    {"hole", "hole.SITE.TABLE.FIRST..LAST = REASON", REASON},
    {"file", "file.NAME = REASON", REASON},
    {"supply", "supply.MEDICATION = default REASON", DEFAULT_REASON},
    {"unknown_people", "unknown_people.TABLE = N REASON", COUNT_REASON},
};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

/* The kind whose name and a dot begin the key; NULL: none. */
static const struct accept_kind *kind_of(const char *key) {
    for (size_t i = 0; i < N_KINDS; i++) {
        size_t length = strlen(kinds[i].name);
        if (strncmp(key, kinds[i].name, length) == 0 && key[length] == '.' && key[length + 1] != '\0')
            return &kinds[i];
    }
    return NULL;
}

static const char *skip_word(const char *text) {
    text += strcspn(text, " \t");
    return text + strspn(text, " \t");
}

/* The reason in a value of the kind, and its count; NULL: the value has another form. */
static const char *parse_value(const struct accept_kind *kind, const char *value, long *count) {
    const char *rest = kind->form == REASON ? value : skip_word(value);
    size_t word = strcspn(value, " \t");
    int32_t number = 0;

    if (kind->form == DEFAULT_REASON && (word != 7 || strncmp(value, "default", word) != 0))
        return NULL;
    if (kind->form == COUNT_REASON && (!number_parse_int(value, word, &number) || number < 0))
        return NULL;
    *count = number;
    return *rest == '\0' ? NULL : rest;
}

/* `=` and `:` end a key, `;` begins a comment, `[` at a key's place a section, a control character ends a line. */
static char spelled(char c) {
    bool is_other = c == '=' || c == ':' || c == ';' || c == '[' || c == ']' || (unsigned char)c < ' ' || c == 127;

    return is_other ? '?' : c;
}

char *accept_key(const char *kind, const char *name) {
    char *key = memory_format("%s.%s", kind, name);
    size_t length = strlen(key);

    for (size_t i = 0; i < length; i++)
        key[i] = spelled(key[i]);
    while (key[length - 1] == ' ')
        key[--length] = '\0';
    return key;
}

static const char *find_reason(const struct ini_file *config, const char *kind, const char *name, long *count) {
    const struct ini_entry *entry;
    const struct accept_kind *of;
    char *key;

    if (config == NULL)
        return NULL;
    key = accept_key(kind, name);
    entry = ini_file_entry(config, "accept", key);
    of = kind_of(key);
    free(key);
    return entry == NULL || of == NULL ? NULL : parse_value(of, entry->value, count);
}

const char *accept_reason(const struct ini_file *config, const char *kind, const char *name) {
    long count;

    return find_reason(config, kind, name, &count);
}

long accept_count(const struct ini_file *config, const char *kind, const char *name) {
    long count;

    return find_reason(config, kind, name, &count) == NULL ? -1 : count;
}

void accept_check(const struct ini_entry *entry) {
    const struct message_place place = ini_file_place(entry);
    const struct accept_kind *kind = kind_of(entry->key);
    long count;

    if (kind == NULL)
        message_fail_at(EX_CONFIG, place,
                        "[accept] %s: nothing of that kind can be accepted (expected hole., file., supply. or "
                        "unknown_people. and a name)",
                        entry->key);
    if (*entry->value != '\0' && parse_value(kind, entry->value, &count) == NULL)
        message_fail_at(EX_CONFIG, place, "[accept] %s: '%s' is not usable (expected %s)", entry->key, entry->value,
                        kind->expected);
}
