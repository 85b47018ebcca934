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
    return n;
}

void row_filter_free(struct row_filter filters[], size_t n) {
    for (size_t i = 0; i < n; i++) {
        mapping_list_free(filters[i].values);
        mapping_list_free(filters[i].missing);
    }
}

bool row_filter_omits(const struct row_filter filters[], size_t n, const struct record_cell *cells) {
    for (size_t i = 0; i < n; i++) {
        struct record_cell cell = cells[filters[i].source];
        bool is_missing = missing_cell(cell) || mapping_list_has(filters[i].missing, cell.text);
        int value = mapping_list_find(filters[i].values, is_missing ? "(missing)" : cell.text);
        if (value >= 0)
            filters[i].met[value] = true;
        if ((value >= 0) != filters[i].keep)
            return true;
    }
    return false;
}
