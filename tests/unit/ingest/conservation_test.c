/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No row is lost or made up: random exports of several files, counted while they are written. */
#include "base/text_buffer.h"
#include "ingest/export.h"

enum { N_EXPORTS = 400, MOST_ROWS = 4000 };

static uint64_t seed = 88172645463325252u;

static uint32_t draw(uint32_t n) {
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed % n);
}

struct expected {
    long rows, filtered, quarantined, accepted, duplicates;
    char *good[MOST_ROWS]; /* rows that come through, as canonical text */
    size_t n_good;
};

static void append(struct text_buffer *file, const char *text) { text_buffer_append_text(file, text); }

static void add_good_row(struct text_buffer *file, struct expected *expected, bool quoted) {
    char *row = NULL;
    int length = asprintf(&row, "P%u,2024-%02u-%02u,%s,%u,,,", draw(30), 1 + draw(4), 1 + draw(28),
                          draw(2) ? "methadone" : "buprenorphine", 1 + draw(3));

    assert_true(length > 0);
    if (quoted)
        append(file, "\"");
    text_buffer_append(file, row, strcspn(row, ","));
    append(file, quoted ? "\"" : " ");
    append(file, row + strcspn(row, ","));
    append(file, "given");
    expected->good[expected->n_good++] = row;
}

/* Cells that cannot be used are missing: dose, supply and kind. */
static void add_half_row(struct text_buffer *file, struct expected *expected) {
    static const char *const rows[] = {"P1,2024-01-01,methadone,x,,,given", "P1,2024-01-01,methadone,,400,,given",
                                       "P1,2024-01-01,methadone,NA,,pill,given"};
    const char *row = "P1,2024-01-01,methadone,,,,";

    append(file, rows[draw(sizeof rows / sizeof rows[0])]);
    expected->good[expected->n_good++] = strdup(row);
}

static void add_bad_row(struct text_buffer *file) {
    static const char *const rows[] = {
        ",2024-01-01,methadone,1,,,given",
        "P1,,methadone,1,,,given",
        "P1,2024-02-30,methadone,1,,,given",
        "P1,2024-01-01,,1,,,given",
        "P1,2024-01-01,m,1,,given",
        "P1,2024-01-01,m,1,,,,given",
        "P1,2024-01-01,\"m,1,,,given",
        "P1,2024-01-01,m\x01,1,,,given",
        "P1,2024-01-01,\xFF,1,,,given",
        "P1,2024-01-01,jo@example.org,1,,,given",
        "P1",
        "\"",
    };

    append(file, rows[draw(sizeof rows / sizeof rows[0])]);
}

static void add_row(struct text_buffer *file, struct expected *expected) {
    uint32_t kind = draw(20);

    expected->rows++;
    if (kind == 0) {
        expected->quarantined++;
        add_bad_row(file);
    } else if (kind == 1) {
        expected->filtered++;
        append(file, draw(2) ? "P1,2024-01-01,m,1,,,held" : "P1,1/1/2024,,x,y,z,HELD");
    } else if (kind == 3) {
        add_half_row(file, expected);
    } else {
        add_good_row(file, expected, kind == 2);
    }
}

static void write_export(struct expected *expected) {
    *expected = (struct expected){0};
    export_begin();
    for (uint32_t n_files = draw(4), i = 0; i < n_files; i++) {
        struct text_buffer file = {0};
        const char *end = draw(2) ? "\n" : "\r\n";
        char name[32];
        append(&file, draw(3) ? "" : "\xEF\xBB\xBF");
        append(&file, "patient_id,date,medication,dose_mg,days_supply,kind,status");
        append(&file, end);
        for (uint32_t n = draw(4) ? draw(60) : draw(1000); n > 0; n--) {
            add_row(&file, expected);
            append(&file, draw(30) ? "" : end); /* a blank line behind it */
            append(&file, end);
        }
        snprintf(name, sizeof name, "d%u.csv", i);
        export_bytes(name, file.text, file.length);
        text_buffer_free(&file);
    }
}

static int compare_texts(const void *left, const void *right) {
    return strcmp(*(char *const *)left, *(char *const *)right);
}

/* Collapses exact duplicates. All rows have patients P0 to P29 with one comma behind: whole lines, compared by the
 * cell, order as the table does. */
static char *expected_table(struct expected *expected) {
    struct text_buffer table = {0};

    append(&table, "patient_id,date,medication,dose_mg,days_supply,kind\n");
    for (size_t i = 0; i < expected->n_good; i++)
        *strchr(expected->good[i], ',') = '\x01'; /* before every other character: the cell decides first */
    if (expected->n_good > 0)
        qsort(expected->good, expected->n_good, sizeof(char *), compare_texts);
    for (size_t i = 0; i < expected->n_good; i++) {
        if (i > 0 && strcmp(expected->good[i], expected->good[i - 1]) == 0) {
            expected->duplicates++;
            continue;
        }
        expected->accepted++;
        for (const char *c = expected->good[i]; c[1] != '\0'; c++) /* without the comma before the status */
            text_buffer_append_char(&table, *c == '\x01' ? ',' : *c);
        append(&table, "\n");
    }
    return table.text;
}

static void free_good(struct expected *expected) {
    for (size_t i = 0; i < expected->n_good; i++)
        free(expected->good[i]);
}

static void every_row_of_400_random_exports_is_accounted_for(void **state) {
    static struct expected expected;
    (void)state;

    for (int i = 0; i < N_EXPORTS; i++) {
        export_mapping(i % 2 ? "[doses]\nfiles = d*.csv\nomit.status = held\n"
                             : "[doses]\nfiles = d*.csv\nomit.status = HELD\nignore = status\n");
        write_export(&expected);
        char *table = expected_table(&expected);
        struct ingest_request request = export_request(INPUT_DOSES);
        request.budget = i % 3 ? 1 << 20 : 1; /* also from disk */
        struct ingested ingested = export_run(request);
        assert_string_equal(ingested.table, table);
        assert_int_equal(ingested.result.rows_in, expected.rows);
        assert_int_equal(ingested.result.filtered, expected.filtered);
        assert_int_equal(ingested.result.quarantined, expected.quarantined);
        assert_int_equal(ingested.result.duplicates, expected.duplicates);
        assert_int_equal(ingested.result.accepted, expected.accepted);
        ingested_free(&ingested);
        free_good(&expected);
        free(table);
    }
}

/* ---- tables with a key -------------------------------------------------------------------------------------- */

enum { N_FILES = 4, N_PATIENTS = 3, N_DAYS = 2, N_PROGRAMS = 2, N_SITES = 2, N_ENDS = 3, MOST_OF_FILE = 12 };

/* A row by numbers; the same numbers are the same row, the first four the key. `site` is written in two ways. */
struct admission {
    uint32_t patient, day, program, site, written, end;
};

static const char *const programs[N_PROGRAMS] = {"maintenance", "counseling"};
static const char *const sites[N_SITES][2] = {{"north", "North "}, {"river", "RIVER"}};
static const char *const ends[N_ENDS] = {"", "2026-09-01", "2026-09-02"};

static uint32_t row_number(const struct admission *row) {
    return ((((row->patient * N_DAYS + row->day) * N_PROGRAMS + row->program) * N_SITES + row->site) * 2 +
            row->written) *
               N_ENDS +
           row->end;
}

enum { N_ROWS = N_PATIENTS * N_DAYS * N_PROGRAMS * N_SITES * 2 * N_ENDS, N_OF_KEY = 2 * N_ENDS };

/* latest[row]: 1 + the last file that has it, 0: none. */
static long write_keyed_export(int latest[N_ROWS]) {
    static const char *const names[N_FILES] = {"a-2.csv", "a-09.csv", "a-10.csv", "a.csv"};
    long n_rows = 0;

    export_begin();
    memset(latest, 0, N_ROWS * sizeof latest[0]);
    for (int file = 0; file < N_FILES; file++) {
        struct text_buffer text = {0};
        append(&text, "patient_id,admitted,discharged,program,site\n");
        for (uint32_t n = draw(MOST_OF_FILE); n > 0; n--, n_rows++) {
            struct admission row = {draw(N_PATIENTS), draw(N_DAYS), draw(N_PROGRAMS),
                                    draw(N_SITES),    draw(2),      draw(N_ENDS)};
            char line[128];
            snprintf(line, sizeof line, "P%u,2026-08-0%u,%s,%s,\"%s\"\n", row.patient, row.day + 1, ends[row.end],
                     programs[row.program], sites[row.site][row.written]);
            append(&text, line);
            latest[row_number(&row)] = file + 1;
        }
        export_file(names[file], text.text);
        text_buffer_free(&text);
    }
    return n_rows;
}

/* Key by key, as key_rows.h says it. */
static struct ingest_result expect_keyed(const int latest[N_ROWS], long n_rows) {
    struct ingest_result expected = {.rows_in = n_rows};
    long n_different = 0;

    for (int key = 0; key < N_ROWS / N_OF_KEY; key++) {
        const int *of_key = latest + key * N_OF_KEY;
        int last = 0;
        long n = 0, n_last = 0;
        for (int i = 0; i < N_OF_KEY; i++) {
            n += of_key[i] > 0;
            n_last = of_key[i] > last ? 1 : n_last + (of_key[i] == last);
            last = of_key[i] > last ? of_key[i] : last;
        }
        n_different += n;
        if (n == 0)
            continue;
        expected.accepted += n_last == 1;
        expected.replaced += n_last == 1 ? n - 1 : 0;
        expected.quarantined += n_last > 1 ? n : 0;
    }
    expected.duplicates = n_rows - n_different;
    return expected;
}

static void of_one_key_the_row_of_the_latest_file_holds_in_400_random_exports(void **state) {
    int latest[N_ROWS];
    long replaced = 0, contradicted = 0;
    (void)state;

    export_mapping("[admissions]\nfiles = a*.csv\n");
    for (int i = 0; i < N_EXPORTS; i++) {
        long n_rows = write_keyed_export(latest);
        struct ingest_result expected = expect_keyed(latest, n_rows);
        struct ingest_request request = export_request(INPUT_ADMISSIONS);
        request.budget = i % 2 ? 1 << 20 : 1; /* also from disk, in runs of sixteen rows */
        struct ingested ingested = export_run(request);
        assert_int_equal(ingested.result.rows_in, expected.rows_in);
        assert_int_equal(ingested.result.accepted, expected.accepted);
        assert_int_equal(ingested.result.replaced, expected.replaced);
        assert_int_equal(ingested.result.duplicates, expected.duplicates);
        assert_int_equal(ingested.result.quarantined, expected.quarantined);
        replaced += expected.replaced;
        contradicted += expected.quarantined;
        ingested_free(&ingested);
    }
    assert_true(replaced > N_EXPORTS && contradicted > N_EXPORTS);
}

static void ten_thousand_people_come_out_in_order(void **state) {
    struct text_buffer file = {0};
    struct ingested ingested;
    char row[64], last[16] = "";
    (void)state;

    export_begin();
    export_mapping("[patients]\nfiles = p.csv\n");
    append(&file, "patient_id,birth_year\n");
    for (uint32_t i = 0; i < 10000; i++) {
        snprintf(row, sizeof row, "P%u,%u\n", i * 7919 % 10000, 1940 + i % 60);
        append(&file, row);
    }
    export_bytes("p.csv", file.text, file.length);
    ingested = export_ingest(INPUT_PATIENTS);
    assert_int_equal(ingested.result.accepted, 10000);
    for (const char *line = strchr(ingested.table, '\n') + 1; *line != '\0'; line = strchr(line, '\n') + 1) {
        char patient[16] = "";
        memcpy(patient, line, strcspn(line, ","));
        assert_true(strcmp(last, patient) < 0);
        strcpy(last, patient);
    }
    ingested_free(&ingested);
    text_buffer_free(&file);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_row_of_400_random_exports_is_accounted_for),
        cmocka_unit_test(of_one_key_the_row_of_the_latest_file_holds_in_400_random_exports),
        cmocka_unit_test(ten_thousand_people_come_out_in_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
