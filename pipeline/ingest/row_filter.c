/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/row_filter.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "ingest/column_find.h"
#include "ingest/mapping_use.h"
#include "table/missing_cell.h"

enum { PREFIX = 5 /* of keep. and omit. */ };

static bool is_dropped(const struct mapping *mapping, const char *section, const struct header *header, int index) {
    char **dropped = mapping_list(mapping_value(mapping, section, "drop", NULL));
    bool found = index >= 0 && column_is_named(dropped, header, (size_t)index);

    mapping_list_free(dropped);
    return found;
}

static int find_column(const struct mapping *mapping, const struct ini_entry *entry, const struct header *header,
                       const char *path) {
    const char *name = entry->key + PREFIX;
    int index = column_find(header, name, path);

    if (is_dropped(mapping, entry->section, header, index))
        mapping_fail(mapping, entry, "a dropped column is never looked at (drop it or filter by it)");
    if (index < 0)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path, .line = 1, .column = name},
                        "no such column to filter by%s", header_hint(header, name));
    return index;
}

static void mark_total(struct row_filter filters[], size_t n) {
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            if (filters[i].source == filters[k].source && filters[i].keep != filters[k].keep)
                filters[i].is_total = true;
}

size_t row_filter_bind(const struct mapping *mapping, const char *section, const struct header *header,
                       const char *path, struct row_filter filters[ROW_FILTER_MOST]) {
    size_t n = 0;

    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        bool keep = strncmp(entry->key, "keep.", PREFIX) == 0;
        if (strcmp(entry->section, section) != 0 || (!keep && strncmp(entry->key, "omit.", PREFIX) != 0))
            continue;
        if (n == ROW_FILTER_MOST)
            mapping_fail(mapping, entry, "more than %d filters", ROW_FILTER_MOST);
        filters[n++] = (struct row_filter){.source = find_column(mapping, entry, header, path),
                                           .keep = keep,
                                           .met = mapping_use_marks(mapping, entry),
                                           .values = mapping_list(entry->value),
                                           .missing = mapping_list(mapping_default(mapping, section, "missing", NULL))};
    }
    mark_total(filters, n);
    return n;
}

void row_filter_free(struct row_filter filters[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        mapping_list_free(filters[i].values);
        mapping_list_free(filters[i].missing);
    }
}

static bool is_listed(const struct row_filter *filter, struct record_cell cell) {
    bool is_missing = missing_cell(cell) || mapping_list_has(filter->missing, cell.text);
    int value = mapping_list_find(filter->values, is_missing ? "(missing)" : cell.text);

    if (value >= 0)
        filter->met[value] = true;
    return value >= 0;
}

enum row_filter_answer row_filter_ask(const struct row_filter filters[], size_t n, const struct record_cell *cells,
                                      int *source) {
    enum row_filter_answer answer = ROW_FILTER_TAKES;

    for (size_t i = 0; i < n; i++) {
        if (is_listed(&filters[i], cells[filters[i].source]) == filters[i].keep)
            continue;
        if (!filters[i].keep || !filters[i].is_total)
            return ROW_FILTER_OMITS;
        answer = ROW_FILTER_UNKNOWN;
        *source = filters[i].source;
    }
    return answer;
}
