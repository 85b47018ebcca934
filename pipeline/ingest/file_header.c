/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_header.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "ingest/column_find.h"
#include "privacy/identifiers.h"

struct record_reader *file_header_open(const struct mapping *mapping, const struct export_file *file) {
    struct record_reader *reader = record_reader_open(file->path, mapping_delimiter(mapping, file->section));

    record_reader_set_encoding(reader, mapping_default(mapping, file->section, "encoding", NULL));
    return reader;
}

static bool is_near(const struct header *header, const char *name) {
    return header_find(header, name) >= 0 || header_suggest(header, name) != NULL;
}

static bool has_column_of_table(const struct header *header, const struct table_spec *table) {
    for (size_t i = 0; i < table->n_columns; i++)
        if (header_find(header, table->columns[i].name) >= 0 ||
            (table->columns[i].required && is_near(header, table->columns[i].name)))
            return true;
    return false;
}

static bool has_any(const struct header *header, const char *list) {
    char **names = mapping_list(list);
    bool found = false;

    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        found = found || is_near(header, names[i]);
    mapping_list_free(names);
    return found;
}

/* Keys that name headers: in their values, and behind keep. and omit. */
static bool has_name_of_entry(const struct header *header, const struct ini_entry *entry) {
    if (strncmp(entry->key, "keep.", 5) == 0 || strncmp(entry->key, "omit.", 5) == 0)
        return is_near(header, entry->key + 5);
    if (strncmp(entry->key, "column.", 7) == 0 || strncmp(entry->key, "days_after.", 11) == 0 ||
        strncmp(entry->key, "days_since.", 11) == 0)
        return is_near(header, entry->value);
    return (strcmp(entry->key, "drop") == 0 || strcmp(entry->key, "ignore") == 0) && has_any(header, entry->value);
}

static bool has_known_name(const struct header *header, const struct mapping *mapping, const char *section) {
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        if (strcmp(entry->section, section) == 0 && has_name_of_entry(header, entry))
            return true;
    }
    return has_column_of_table(header, mapping_table(section));
}

static void refuse_identifiers(const struct header *header, const struct mapping *mapping,
                               const struct export_file *file) {
    char **dropped = mapping_list(mapping_value(mapping, file->section, "drop", NULL));
    size_t n_refused = 0;

    for (size_t i = 0; i < header->n; i++) {
        enum identifier_class identifier = identifier_in_header(header->names[i]);
        if (identifier == IDENTIFIER_NONE || column_is_named(dropped, header, i) ||
            mapping_tells_what_it_is(mapping, file->section, header->names[i]))
            continue;
        n_refused++;
        message_say_at(
            (struct message_place){
                .file = file->name, .line = 1, .field = (long)i + 1, .column = header_shown_name(header, i)},
            "looks like %s", identifier_class_name(identifier));
    }
    mapping_list_free(dropped);
    if (n_refused > 0)
        message_fail_at(
            EX_DATAERR, (struct message_place){.file = file->name},
            "refused: %zu direct identifier%s (leave %s out of the export, or drop by name in the mapping's "
            "[%s]: drop = ...)",
            n_refused, n_refused == 1 ? "" : "s", n_refused == 1 ? "it" : "them", file->section);
}

static void check_delimiter(const struct header *header, const struct export_file *file) {
    if (header->n == 1 && strpbrk(header->names[0], ";\t,|") != NULL)
        message_fail_at(
            EX_DATAERR, (struct message_place){.file = file->name, .line = 1},
            "only one column (another delimiter? say delimiter = semicolon, tab or pipe in the mapping's [%s])",
            file->section);
}

struct header file_header_read(struct record_reader *reader, const struct mapping *mapping,
                               const struct export_file *file) {
    struct message_place place = {.file = file->name, .line = 1};
    struct record record;
    struct header header;
    bool is_known;

    switch (record_reader_next(reader, &record)) {
    case RECORD_END: message_fail_at(EX_DATAERR, place, "the file is empty (expected a header line)");
    case RECORD_BAD:
        message_fail_at(EX_DATAERR, place, "%s (expected a header line)",
                        record_fault_text(record_reader_fault(reader)));
    case RECORD_OK: break;
    }
    header = header_from_record(&record);
    check_delimiter(&header, file);
    is_known = has_known_name(&header, mapping, file->section);
    header.is_doubtful = header.is_doubtful || !is_known;
    refuse_identifiers(&header, mapping, file);
    if (!is_known)
        message_fail_at(EX_DATAERR, place,
                        "looks like no header: it has no column of the table or of the mapping's [%s] (what it has is "
                        "not shown: it may be a row of data)",
                        file->section);
    if (header.is_doubtful)
        header_refuse_duplicate(&header, place);
    return header;
}

void file_header_say_unused(const struct header *header, const struct source *source, const char *file) {
    for (size_t i = 0; i < header->n; i++) {
        const char *name = header_shown_name(header, i);
        struct message_place place = {.file = file, .line = 1, .field = (long)i + 1, .column = name};
        if (source_is_known(source, i))
            continue;
        if (name != NULL)
            message_say_at(place, "column not used (name it in the mapping: ignore = %s)", name);
        else
            message_say_at(place, "column not used (its name is not shown: the line has what could be values)");
    }
}
