/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/mapping_words.h"

#include <string.h>

#include "base/calendar_format.h"
#include "base/number.h"
#include "table/text_encoding.h"

enum { FIRST_CENTURY = 1900, LAST_CENTURY = 2100 };

static const struct {
    const char *name;
    char byte;
} delimiters[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {"pipe", '|'}};

bool mapping_words_is_kind(const struct ini_entry *entry, const char *kind) {
    size_t length = strlen(kind);

    return strncmp(entry->key, kind, length) == 0 && (entry->key[length] == '\0' || entry->key[length] == '.');
}

char mapping_delimiter_named(const char *name) {
    for (size_t i = 0; name != NULL && i < sizeof delimiters / sizeof delimiters[0]; i++)
        if (strcmp(delimiters[i].name, name) == 0)
            return delimiters[i].byte;
    return name == NULL ? ',' : '\0';
}

static bool is_whole(const char *text, int32_t *number) { return number_parse_int(text, strlen(text), number); }

static void check_dates(const struct mapping *mapping, const struct ini_entry *entry) {
    if (strcmp(entry->value, "days") != 0 && !calendar_format_is_valid(entry->value))
        mapping_fail(
            mapping, entry,
            "'%s' is no date format (expected days, or %%Y %%m %%d with what stands between; also %%y %%b %%B, "
            "and of times %%H %%M %%S %%I %%p %%f %%z)",
            entry->value);
    if (mapping->safe_harbor && strcmp(entry->value, "days") != 0)
        mapping_fail(mapping, entry, "real dates do not go with profile safe-harbor (expected days)");
}

static void check_encoding(const struct mapping *mapping, const struct ini_entry *entry) {
    struct text_encoding *encoding;

    switch (text_encoding_open(entry->value, &encoding)) {
    case TEXT_ENCODING_OK:
    case TEXT_ENCODING_UTF8: break;
    case TEXT_ENCODING_UNKNOWN:
        mapping_fail(mapping, entry, "'%s' is no encoding (expected a name of iconv --list, as windows-1252)",
                     entry->value);
    case TEXT_ENCODING_NOT_ASCII:
        mapping_fail(mapping, entry,
                     "'%s' is not read (expected an encoding with ASCII in it, as windows-1252; save the file as "
                     "\"CSV UTF-8\" instead)",
                     entry->value);
    }
    text_encoding_close(encoding);
}

void mapping_words_check(const struct mapping *mapping, const struct ini_entry *entry) {
    if (mapping_words_is_kind(entry, "dates"))
        check_dates(mapping, entry);
    if (mapping_words_is_kind(entry, "encoding"))
        check_encoding(mapping, entry);
    if (mapping_words_is_kind(entry, "delimiter") && mapping_delimiter_named(entry->value) == '\0')
        mapping_fail(mapping, entry, "'%s' is no delimiter (expected comma, semicolon, tab or pipe)", entry->value);
    if (mapping_words_is_kind(entry, "decimal") && strcmp(entry->value, ",") != 0 && strcmp(entry->value, ".") != 0)
        mapping_fail(mapping, entry, "'%s' is no decimal point (expected , or .)", entry->value);
}

void mapping_words_check_century(const struct mapping *mapping, const struct ini_entry *entry) {
    int32_t year;

    if (!is_whole(entry->value, &year) || year < FIRST_CENTURY || year > LAST_CENTURY)
        mapping_fail(mapping, entry, "'%s' is no first year of a century (expected %d to %d: 1950 for 1950 to 2049)",
                     entry->value, FIRST_CENTURY, LAST_CENTURY);
}

/* Rows of a table with a key replace earlier ones; those of the others have no order among them. */
static void check_word(const struct mapping *mapping, const struct ini_entry *entry, const struct table_spec *spec) {
    bool is_order = strcmp(entry->key, "order") == 0, is_keyed = spec->key[0] != '\0';
    const char *first = is_order ? "name" : "latest", *second = is_order ? "recorded" : "distinct";

    if (is_order && !is_keyed)
        mapping_fail(mapping, entry,
                     "table %s has no key: its rows replace none (expected at most take = latest or distinct)",
                     spec->name);
    if (!is_order && is_keyed)
        second = first;
    if (strcmp(entry->value, first) != 0 && strcmp(entry->value, second) != 0)
        mapping_fail(mapping, entry, "'%s' is not usable (expected %s%s%s)", entry->value, first,
                     second == first ? "" : " or ", second == first ? "" : second);
}

/* days_after.NAME.CODE = DAYS, or nothing */
static void check_days_after(const struct mapping *mapping, const struct ini_entry *entry) {
    const char *name = strchr(entry->key, '.'), *code = name == NULL ? NULL : strchr(name + 1, '.');
    int32_t days;

    if (code != NULL && strcmp(code, ".by") != 0 && entry->value[0] != '\0' && !is_whole(entry->value, &days))
        mapping_fail(mapping, entry, "'%s' is no number of days", entry->value);
}

static void check_plus(const struct mapping *mapping, const struct ini_entry *entry, const struct table_spec *spec) {
    int index = table_spec_find(spec, entry->key + strlen("plus."));
    int32_t number;

    if (index >= 0 && spec->columns[index].type != COLUMN_INT && spec->columns[index].type != COLUMN_NUMBER)
        mapping_fail(mapping, entry, "%s is no number, to add one to", spec->columns[index].name);
    if (!is_whole(entry->value, &number))
        mapping_fail(mapping, entry, "'%s' is no whole number to add", entry->value);
}

static void check_days_since(const struct mapping *mapping, const struct ini_entry *entry,
                             const struct table_spec *spec) {
    int index = table_spec_find(spec, entry->key + strlen("days_since."));

    if (index >= 0 && spec->columns[index].type != COLUMN_INT)
        mapping_fail(mapping, entry, "%s is no whole number, to count days in", spec->columns[index].name);
}

void mapping_words_check_source(const struct mapping *mapping, const struct ini_entry *entry,
                                const struct table_spec *table) {
    if (strcmp(entry->key, "order") == 0 || strcmp(entry->key, "take") == 0)
        check_word(mapping, entry, table);
    if (mapping_words_is_kind(entry, "days_after"))
        check_days_after(mapping, entry);
    if (mapping_words_is_kind(entry, "plus"))
        check_plus(mapping, entry, table);
    if (mapping_words_is_kind(entry, "days_since"))
        check_days_since(mapping, entry, table);
}
