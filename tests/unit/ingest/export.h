/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A small export in a directory of its own, and what ingest_run makes of it.
 */
#ifndef SWITCHBACK_TESTS_INGEST_EXPORT_H
#define SWITCHBACK_TESTS_INGEST_EXPORT_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "child.h"
#include "cmocka_begin.h"
#include "ingest/ingest.h"
#include "scratch.h"
#include "table/input_tables.h"

struct ingested {
    struct ingest_result result; /* its pointers are gone */
    char *table, *quarantine;    /* the files as text */
};

static unsigned export_number;
static char export_directory[64];

/* Begins an export without files. */
static inline void export_begin(void) {
    snprintf(export_directory, sizeof export_directory, "export%u", ++export_number);
    scratch_directory(export_directory);
}

static inline void export_bytes(const char *name, const char *bytes, size_t length) {
    char path[128];

    snprintf(path, sizeof path, "%s/%s", export_directory, name);
    scratch_bytes(path, bytes, length);
}

static inline void export_file(const char *name, const char *text) { export_bytes(name, text, strlen(text)); }

static inline void export_mapping(const char *text) { scratch_text("mapping.ini", text); }

static inline struct ingest_request export_request(enum input_table table) {
    return (struct ingest_request){.table = &input_tables[table],
                                   .mapping = mapping_read(scratch_path("mapping.ini")),
                                   .exports = scratch_path(export_directory),
                                   .output = scratch_path("table.csv"),
                                   .quarantine = scratch_path("quarantine.csv"),
                                   .as_of = CALENDAR_NO_DAY,
                                   .budget = 1 << 20,
                                   .quiet = true};
}

static inline struct ingested export_run(struct ingest_request request) {
    struct ingested ingested = {.result = ingest_run(&request)};

    ingest_result_free(&ingested.result);
    ingested.result.quarantine = NULL;
    mapping_free((struct mapping *)(uintptr_t)request.mapping);
    ingested.table = scratch_read(scratch_path("table.csv"));
    ingested.quarantine = scratch_read(scratch_path("quarantine.csv"));
    return ingested;
}

static inline struct ingested export_ingest(enum input_table table) { return export_run(export_request(table)); }

static inline void ingested_free(struct ingested *ingested) {
    free(ingested->table);
    free(ingested->quarantine);
}

static inline void export_ingest_in_child(const void *table) {
    struct ingested ingested = export_ingest(*(const enum input_table *)table);

    ingested_free(&ingested);
}

#define assert_ingest_ends(table, code, part)                                                                          \
    do {                                                                                                               \
        enum input_table table_ = (table);                                                                             \
        assert_ends(export_ingest_in_child, &table_, code, part);                                                      \
    } while (0)

/* The table is `expected`, and the counts are these. */
static inline void assert_ingested(enum input_table table, const char *expected, long duplicates, long filtered,
                                   long quarantined) {
    struct ingested ingested = export_ingest(table);

    assert_string_equal(ingested.table, expected);
    assert_int_equal(ingested.result.duplicates, duplicates);
    assert_int_equal(ingested.result.filtered, filtered);
    assert_int_equal(ingested.result.quarantined, quarantined);
    ingested_free(&ingested);
}

#endif
