/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_header.h"

#include <stdlib.h>
#include <string.h>

#include "base/ini_line.h"
#include "base/mending.h"
#include "base/message.h"
#include "base/text_buffer.h"
#include "ingest/column_find.h"
#include "ingest/fault_advice.h"
#include "privacy/identifiers.h"

static const struct {
    char character;
    const char *name;
} delimiters[] = {{',', "comma"}, {';', "semicolon"}, {'\t', "tab"}, {'|', "pipe"}};

enum { N_DELIMITERS = sizeof delimiters / sizeof delimiters[0] };

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

/* Adds a name to the list that `drop` would have to hold. */
static void add_dropped(struct text_buffer *list, const char *name) {
    char *quoted = ini_line_quoted(name == NULL ? "NAME" : name);

    text_buffer_append_text(list, list->length > 0 ? ", " : "");
    text_buffer_append_text(list, quoted);
    free(quoted);
}

static _Noreturn void refuse(const struct export_file *file, size_t n, const struct text_buffer *dropped) {
    char *line = mending_line(MENDING_MAPPING, file->section, "drop = %s", dropped->text);

    message_fail_at(EX_DATAERR, (struct message_place){.file = file->name},
                    "refused: %zu direct identifier%s: leave %s out of the export, or drop %s by name; %s", n,
                    n == 1 ? "" : "s", n == 1 ? "it" : "them", n == 1 ? "it" : "them", line);
}

static void refuse_identifiers(const struct header *header, const struct mapping *mapping,
                               const struct export_file *file) {
    char **dropped = mapping_list(mapping_value(mapping, file->section, "drop", NULL));
    struct text_buffer list = {0};
    size_t n_refused = 0;

    for (size_t i = 0; dropped != NULL && dropped[i] != NULL; i++)
        add_dropped(&list, dropped[i]);
    for (size_t i = 0; i < header->n; i++) {
        enum identifier_class identifier = identifier_in_header(header->names[i]);
        if (identifier == IDENTIFIER_NONE || column_is_named(dropped, header, i) ||
            mapping_tells_what_it_is(mapping, file->section, header->names[i]))
            continue;
        n_refused++;
        add_dropped(&list, header_shown_name(header, i));
        message_say_at(
            (struct message_place){
                .file = file->name, .line = 1, .field = (long)i + 1, .column = header_shown_name(header, i)},
            "looks like %s", identifier_class_name(identifier));
    }
    mapping_list_free(dropped);
    if (n_refused > 0)
        refuse(file, n_refused, &list);
    text_buffer_free(&list);
}

static size_t count_character(const char *text, char character) {
    size_t n = 0;

    for (; *text != '\0'; text++)
        n += *text == character;
    return n;
}

static void check_delimiter(const struct header *header, const struct export_file *file) {
    size_t most = 0, n[N_DELIMITERS] = {0};
    char *line;

    for (size_t i = 0; header->n == 1 && i < N_DELIMITERS; i++) {
        n[i] = count_character(header->names[0], delimiters[i].character);
        most = n[i] > n[most] ? i : most;
    }
    if (n[most] == 0)
        return;
    line = mending_line(MENDING_MAPPING, file->section, "delimiter = %s", delimiters[most].name);
    message_fail_at(EX_DATAERR, (struct message_place){.file = file->name, .line = 1},
                    "only one column: the cells are not parted as the mapping says, but by %ss; %s",
                    delimiters[most].name, line);
}

static _Noreturn void fail_for_header(enum record_fault fault, const struct export_file *file) {
    const struct message_place place = {.file = file->name, .line = 1};

    if (fault == RECORD_FAULT_UTF8)
        message_fail_at(EX_DATAERR, place, "%s%s", record_fault_text(fault), fault_advice_encoding(file->section));
    message_fail_at(EX_DATAERR, place,
                    "%s (expected a header line, all of it in one line of the file: rename a column whose name has a "
                    "line break or a quote in it)",
                    record_fault_text(fault));
}

struct header file_header_read(struct record_reader *reader, const struct mapping *mapping,
                               const struct export_file *file) {
    struct message_place place = {.file = file->name, .line = 1};
    struct record record;
    struct header header;
    bool is_known;

    switch (record_reader_next(reader, &record)) {
    case RECORD_END: message_fail_at(EX_DATAERR, place, "the file is empty (expected a header line)");
    case RECORD_BAD: fail_for_header(record_reader_fault(reader), file);
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
