/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/cell_rule.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "ingest/column_find.h"
#include "ingest/mapping_use.h"

static bool is_listed(const struct mapping *mapping, const char *section, const char *kind, const struct header *header,
                      int index) {
    char **names = mapping_list(mapping_value(mapping, section, kind, NULL));
    bool found = index >= 0 && column_is_named(names, header, (size_t)index);

    mapping_list_free(names);
    return found;
}

/* The header that the mapping names for a column. */
static int find_source(const struct mapping *mapping, const char *section, const struct header *header,
                       const char *name, const char *column, const char *path) {
    int source = column_find(header, name, path);

    if (is_listed(mapping, section, "drop", header, source))
        mapping_fail(mapping, ini_file_entry(mapping->file, section, "drop"),
                     "'%s' is also mapped (a dropped column is never looked at)", name);
    if (source < 0)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path, .line = 1, .column = column},
                        "the mapping's header '%s' is not there%s", name, header_hint(header, name));
    return source;
}

/* The header of the column's own name, unless the mapping puts it aside. */
static int find_namesake(const struct mapping *mapping, const char *section, const struct header *header,
                         const char *name, const char *path) {
    int source = column_find(header, name, path);
    bool is_aside =
        is_listed(mapping, section, "drop", header, source) || is_listed(mapping, section, "ignore", header, source);

    return is_aside ? -1 : source;
}

static int compare_codes(const void *left, const void *right) {
    const struct raw_code *a = left, *b = right;
    int order = strcasecmp(a->raw, b->raw);

    return order != 0 ? order : (a->place > b->place) - (a->place < b->place);
}

/* All keys `prefix.SOMETHING` of the section as pairs SOMETHING, value. */
static struct raw_code *collect_codes(const struct mapping *mapping, const char *section, const char *prefix,
                                      size_t *n) {
    struct raw_code *codes = memory_alloc(mapping->file->n_entries, sizeof *codes);
    size_t length = strlen(prefix);

    *n = 0;
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        if (strcmp(entry->section, section) == 0 && strncmp(entry->key, prefix, length) == 0 &&
            entry->key[length] == '.')
            codes[(*n)++] = (struct raw_code){.raw = entry->key + length + 1,
                                              .text = entry->value,
                                              .met = mapping_use_marks(mapping, entry),
                                              .place = i};
    }
    qsort(codes, *n, sizeof *codes, compare_codes);
    return codes;
}

static void bind_days_after(struct cell_rule *rule, const struct mapping *mapping, const char *section,
                            const struct header *header, const char *path) {
    const char *name = rule->column->name;
    const char *base = mapping_value(mapping, section, "days_after", name);
    char *prefix = memory_format("days_after.%s", name), *by_key = memory_format("%s.by", name);
    const char *by = mapping_value(mapping, section, "days_after", by_key);

    rule->days_base = base != NULL ? find_source(mapping, section, header, base, name, path) : -1;
    rule->days_by = by != NULL ? find_source(mapping, section, header, by, name, path) : -1;
    rule->days_codes = collect_codes(mapping, section, prefix, &rule->n_days_codes);
    free(prefix);
    free(by_key);
}

static void bind_days_since(struct cell_rule *rule, const struct mapping *mapping, const char *section,
                            const struct header *header, const char *path) {
    const char *name = rule->column->name;
    const char *since = mapping_value(mapping, section, "days_since", name);

    rule->since = since != NULL ? find_source(mapping, section, header, since, name, path) : -1;
    rule->year_of_date = strcmp(name, "birth_year") == 0 && mapping_value(mapping, section, "dates", name) != NULL;
}

/* No other cell and no word of the mapping has a say in it. */
static bool keeps_empty(const struct cell_rule *rule) {
    for (size_t i = 0; i < rule->n_codes; i++)
        if (strcasecmp(rule->codes[i].raw, "(missing)") == 0)
            return false;
    return rule->constant == NULL && rule->days_base < 0 && rule->since < 0 && !rule->column->required;
}

struct cell_rule cell_rule_bind(const struct mapping *mapping, const char *section, const struct column_spec *column,
                                const struct header *header, const char *path) {
    const char *source = mapping_value(mapping, section, "column", column->name);
    char *prefix = memory_format("map.%s", column->name);
    struct cell_rule rule = {.column = column};

    rule.constant = mapping_value(mapping, section, "constant", column->name);
    rule.source = source != NULL ? find_source(mapping, section, header, source, column->name, path)
                                 : find_namesake(mapping, section, header, column->name, path);
    if (rule.constant != NULL)
        rule.source = -1;
    rule.dates = mapping_dates(mapping, section, column->name);
    rule.decimal = mapping_decimal(mapping, section, column->name);
    rule.plus = mapping_plus(mapping, section, column->name);
    rule.missing = mapping_list(mapping_default(mapping, section, "missing", column->name));
    rule.separator = mapping_separator(mapping, section, column->name);
    rule.codes = collect_codes(mapping, section, prefix, &rule.n_codes);
    bind_days_after(&rule, mapping, section, header, path);
    bind_days_since(&rule, mapping, section, header, path);
    rule.keeps_empty = keeps_empty(&rule);
    rule.memo = cell_memo_alloc();
    rule.elements = cell_memo_alloc();
    free(prefix);
    return rule;
}

void cell_rule_free(struct cell_rule *rule) {
    mapping_list_free(rule->missing);
    free(rule->codes);
    free(rule->days_codes);
    cell_memo_free(rule->memo);
    cell_memo_free(rule->elements);
    *rule = (struct cell_rule){0};
}

void cell_rule_mark(const struct cell_rule *rule, bool used[]) {
    const int sources[] = {rule->source, rule->days_base, rule->days_by, rule->since};

    for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
        if (sources[i] >= 0)
            used[sources[i]] = true;
}
