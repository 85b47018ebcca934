/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A table from its export: every file of every source read, each row accepted, filtered, collapsed as an exact
 * duplicate, replaced by a later row of its key or quarantined, and what was accepted written sorted.
 * Rows of a file that sections have split among them count once (ingest/source_split.h).
 * Rows are conserved: rows_in = accepted + duplicates + replaced + filtered + quarantined (asserted).
 */
#ifndef SWITCHBACK_INGEST_INGEST_H
#define SWITCHBACK_INGEST_INGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/calendar.h"
#include "ingest/last_month.h"
#include "ingest/mapping.h"
#include "ingest/medications.h"
#include "ingest/quarantine.h"
#include "ingest/source.h"
#include "ingest/unused_columns.h"
#include "privacy/identifier_digits.h"
#include "table/column_spec.h"

struct ingest_request {
    const struct table_spec *table;
    const struct mapping *mapping;
    const char *exports;             /* directory */
    const char *output;              /* NULL: standard output */
    const char *quarantine;          /* file, NULL: none */
    const char *deliveries;          /* the same (ingest/deliveries.h) */
    const char *account;             /* the same (ingest/table_account.h) */
    struct medications *medications; /* NULL: every text is taken */
    int32_t as_of;                   /* rows dated later are filtered; CALENDAR_NO_DAY: none are */
    enum calendar_kind as_of_kind;
    double dose_jump; /* ingest/last_month.h */
    size_t budget;    /* bytes for rows in memory */
    bool quiet, show_values;
};

/* Rows of which not one may be, and the place of the first. */
struct refused_rows {
    long n;
    char *file; /* freed by ingest_result_free */
    long line;
    const char *column, *why; /* column "": the whole row */
};

/* What the days of one file say against its name, or its month (ingest/deliveries.h). */
struct file_finding {
    const char *measure;
    char *file; /* as shown; freed by ingest_result_free */
    long rows;
};

struct ingest_result {
    long rows_in, accepted, duplicates, replaced, filtered, quarantined;
    long other_people;               /* of patients: the row of a later file is somebody else's, by birth year or sex */
    long untaken;                    /* of the filtered: of a file split among sections, and none takes them */
    long after_as_of;                /* of the filtered: dated after as_of */
    struct refused_rows bad_keys;    /* of the quarantined: the key is missing, broken or contradicted */
    struct refused_rows identifiers; /* of the quarantined: a cell looks like a direct identifier */
    struct refused_rows cut;         /* of the quarantined: the file ends within this row */
    struct refused_rows lost;        /* of the quarantined: lines that may have been many rows */
    long fatal_unrecorded;           /* of the accepted: overdoses of which `fatal` is not told, or unknown */
    long late_rows;                  /* of months that an earlier file held: accepted */
    long far_ahead, far_before;      /* dated years from all others (ingest/far_days.h) */
    struct file_finding *files;      /* of single files */
    size_t n_file_findings;
    struct id_merge_counts merges; /* no old ids: none are merged */
    enum calendar_kind days;       /* how the table's days are written */
    int32_t first_day, last_day;   /* of civil dates (ingest/day_range.h); CALENDAR_NO_DAY: none */
    size_t n_files, n_repeated_files, n_superseded_files, n_dropped_columns;
    char **dropped_columns;           /* names, each once; borrowed by nobody, freed by ingest_result_free */
    struct unused_columns unused;     /* that may be ours under another name */
    struct month_findings month;      /* of a dated table with civil days and an as_of; else empty */
    size_t n_columns;                 /* of the table */
    struct column_cells *cells;       /* by column */
    struct identifier_digits *digits; /* the same */
    char *overlap; /* two files that repeat each other's rows, and what to write; NULL: there are none */
    struct quarantine *quarantine;  /* its codes; committed by ingest_result_free */
    struct rejected_values *values; /* of cells that cannot be used */
    long rounded_ids;               /* ids in scientific notation */
};

/* Ends the program where the export cannot be used (65: identifiers, missing columns ...). */
struct ingest_result ingest_run(const struct ingest_request *request);
void ingest_result_free(struct ingest_result *result);

#endif
