/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_header.h"

#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "privacy/identifiers.h"

char file_header_delimiter(const struct mapping *mapping, const char *section) {
    const char *name = mapping_default(mapping, section, "delimiter", NULL);

    if (name != NULL && strcmp(name, "semicolon") == 0)
        return ';';
    return name != NULL && strcmp(name, "tab") == 0 ? '\t' : ',';
}

static void refuse_identifiers(const struct header *header, const struct mapping *mapping,
                               const struct export_file *file) {
    char **dropped = mapping_list(mapping_value(mapping, file->section, "drop", NULL));
    size_t n_refused = 0;

    for (size_t i = 0; i < header->n; i++) {
        enum identifier_class identifier = identifier_in_header(header->names[i]);
        if (identifier == IDENTIFIER_NONE || mapping_list_has(dropped, header->names[i]))
            continue;
        n_refused++;
        message_say_at(
            (struct message_place){.file = file->name, .line = 1, .field = (long)i + 1, .column = header->names[i]},
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
        message_fail_at(EX_DATAERR, (struct message_place){.file = file->name, .line = 1},
                        "only one column (another delimiter? say delimiter = semicolon or tab in the mapping's [%s])",
                        file->section);
}

struct header file_header_read(struct record_reader *reader, const struct mapping *mapping,
                               const struct export_file *file) {
    struct message_place place = {.file = file->name, .line = 1};
    struct record record;
    struct header header;
    int duplicate;

    switch (record_reader_next(reader, &record)) {
    case RECORD_END: message_fail_at(EX_DATAERR, place, "the file is empty (expected a header line)");
    case RECORD_BAD:
        message_fail_at(EX_DATAERR, place, "%s (expected a header line)",
                        record_fault_text(record_reader_fault(reader)));
    case RECORD_OK: break;
    }
    header = header_from_record(&record);
    check_delimiter(&header, file);
    refuse_identifiers(&header, mapping, file);
    duplicate = header_find_duplicate(&header);
    if (duplicate >= 0)
        message_fail_at(EX_DATAERR, place, "column '%s' stands twice (expected each name once)",
                        header.names[duplicate]);
    return header;
}
