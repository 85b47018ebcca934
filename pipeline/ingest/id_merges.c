/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/id_merges.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/message.h"
#include "ingest/column_find.h"
#include "privacy/identifiers.h"
#include "table/header.h"
#include "table/missing_cell.h"

/* A pair of the file. */
struct merge {
    uint32_t old, new;
    long line;
};

struct id {
    uint32_t first; /* pair by which it was merged first, DICTIONARY_NONE: it was not */
    uint32_t final; /* the id that remains */
    bool is_met;
};

struct id_merges {
    char *path;
    struct dictionary *texts;
    struct id *ids; /* by number */
    struct merge *pairs;
    size_t n_pairs, ids_capacity, pairs_capacity;
    long n_rows;
};

static struct message_place place_of(const struct id_merges *merges, long line) {
    return (struct message_place){.file = merges->path, .line = line};
}

static uint32_t number_of(struct id_merges *merges, struct record_cell cell, long line) {
    uint32_t known = (uint32_t)dictionary_count(merges->texts);
    uint32_t number;

    if (missing_cell(cell))
        message_fail_at(EX_DATAERR, place_of(merges, line), "an id is missing (expected an old and a new one)");
    number = dictionary_add(merges->texts, cell.text, cell.length);
    if (number < known)
        return number;
    if (identifier_in_value("patient_id", cell.text, cell.length) != IDENTIFIER_NONE)
        message_fail_at(EX_DATAERR, place_of(merges, line), "refused: an id looks like a direct identifier");
    merges->ids = memory_grow(merges->ids, &merges->ids_capacity, (size_t)known + 1, sizeof *merges->ids);
    merges->ids[number] = (struct id){.first = DICTIONARY_NONE, .final = number};
    return number;
}

static void add_pair(struct id_merges *merges, struct record_cell old, struct record_cell new, long line) {
    struct merge pair = {.old = number_of(merges, old, line), .line = line};

    pair.new = number_of(merges, new, line);
    if (pair.old == pair.new)
        return;
    merges->pairs = memory_grow(merges->pairs, &merges->pairs_capacity, merges->n_pairs + 1, sizeof *merges->pairs);
    if (merges->ids[pair.old].first == DICTIONARY_NONE)
        merges->ids[pair.old].first = (uint32_t)merges->n_pairs;
    merges->pairs[merges->n_pairs++] = pair;
}

static int find_column(const struct id_merges *merges, const struct header *header, const char *name) {
    int column = column_find(header, name, merges->path);

    if (column < 0)
        message_fail_at(EX_DATAERR, place_of(merges, 1), "no column '%s' (expected a header with old and new)", name);
    return column;
}

static void read_pairs(struct id_merges *merges, struct record_reader *reader) {
    struct header header = {0};
    enum record_status status;
    struct record record;
    int old = -1, new = -1;

    while ((status = record_reader_next(reader, &record)) != RECORD_END) {
        if (status == RECORD_BAD)
            message_fail_at(EX_DATAERR, place_of(merges, record.line), "%s",
                            record_fault_text(record_reader_fault(reader)));
        if (old < 0) {
            header = header_from_record(&record);
            old = find_column(merges, &header, "old");
            new = find_column(merges, &header, "new");
        } else if (record.n_cells != header.n) {
            message_fail_at(EX_DATAERR, place_of(merges, record.line), "not as many cells as the header");
        } else {
            add_pair(merges, record.cells[old], record.cells[new], record.line);
        }
    }
    if (old < 0)
        message_fail_at(EX_DATAERR, place_of(merges, 1), "the file is empty (expected a header with old and new)");
    header_free(&header);
}

/* Each id follows its first pair; no way is longer than there are pairs, unless it is a circle. */
static void follow_chains(struct id_merges *merges) {
    for (size_t i = 0; i < dictionary_count(merges->texts); i++) {
        uint32_t at = (uint32_t)i;
        for (size_t steps = 0; merges->ids[at].first != DICTIONARY_NONE; steps++) {
            const struct merge *pair = &merges->pairs[merges->ids[at].first];
            if (steps > merges->n_pairs)
                message_fail_at(EX_DATAERR, place_of(merges, pair->line),
                                "the id is merged in a circle: none of its ids remains (take a pair out)");
            at = pair->new;
        }
        merges->ids[i].final = at;
    }
}

/* An id merged once more must have come to the same id. */
static void refuse_two_ends(const struct id_merges *merges) {
    for (size_t i = 0; i < merges->n_pairs; i++) {
        const struct merge *pair = &merges->pairs[i], *first = &merges->pairs[merges->ids[pair->old].first];
        if (merges->ids[pair->new].final != merges->ids[pair->old].final)
            message_fail_at(EX_DATAERR, place_of(merges, pair->line),
                            "the id is merged into another one in line %ld, and the two do not end in one (take a pair "
                            "out, or merge one into the other)",
                            first->line);
    }
}

struct id_merges *id_merges_read(const struct mapping *mapping, const char *exports) {
    const char *name = mapping_merge_ids(mapping);
    struct id_merges *merges;
    struct record_reader *reader;
    char *path;

    if (name == NULL)
        return NULL;
    merges = memory_alloc(1, sizeof *merges);
    merges->path = memory_copy_text(name, strlen(name));
    merges->texts = dictionary_alloc();
    path = memory_format("%s/%s", exports, name);
    if (access(path, F_OK) != 0)
        message_fail(EX_NOINPUT,
                     "%s: no such file in the export (the mapping says [export] merge_ids = %s: have it "
                     "delivered, or take the line out where no ids were ever merged)",
                     name, name);
    reader = record_reader_open(path, mapping_delimiter(mapping, "export"));
    record_reader_set_encoding(reader, mapping_value(mapping, "export", "encoding", NULL));
    read_pairs(merges, reader);
    follow_chains(merges);
    refuse_two_ends(merges);
    record_reader_close(reader);
    free(path);
    return merges;
}

void id_merges_free(struct id_merges *merges) {
    if (merges == NULL)
        return;
    dictionary_free(merges->texts);
    free(merges->ids);
    free(merges->pairs);
    free(merges->path);
    free(merges);
}

bool id_merges_apply(struct id_merges *merges, struct record_cell *id) {
    uint32_t number = dictionary_find(merges->texts, id->text, id->length);
    struct id *old = number == DICTIONARY_NONE ? NULL : &merges->ids[number];

    if (old == NULL || old->final == number)
        return false;
    old->is_met = true;
    merges->n_rows++;
    *id = (struct record_cell){.text = dictionary_text(merges->texts, old->final),
                               .length = (uint32_t)dictionary_length(merges->texts, old->final)};
    return true;
}

struct id_merge_counts id_merges_count(const struct id_merges *merges) {
    struct id_merge_counts counts = {.n_rows = merges->n_rows};

    for (uint32_t i = 0; i < dictionary_count(merges->texts); i++) {
        counts.n_old += merges->ids[i].final != i;
        counts.n_met += merges->ids[i].is_met;
    }
    return counts;
}
