/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sheets.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "memory.h"
#include "writer.h"

enum { EXIT_NO_INPUT = 66 };

static FILE *open_to_read(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "generate_sample: %s: %s\n", path, strerror(errno));
        exit(EXIT_NO_INPUT);
    }
    return file;
}

void sheets_insert(struct sheet *sheet, size_t position, const char *text, const char *mark, const char *detail) {
    sheet->lines = memory_grow(sheet->lines, sheet->n_lines, &sheet->capacity, sizeof *sheet->lines);
    memmove(sheet->lines + position + 1, sheet->lines + position, (sheet->n_lines - position) * sizeof *sheet->lines);
    sheet->lines[position] = (struct sheet_line){.text = memory_copy_text(text), .mark = mark, .detail = detail};
    sheet->n_lines++;
}

void sheets_remove(struct sheet *sheet, size_t position) {
    free(sheet->lines[position].text);
    sheet->n_lines--;
    memmove(sheet->lines + position, sheet->lines + position + 1, (sheet->n_lines - position) * sizeof *sheet->lines);
}

static void load_sheet(struct sheets *sheets, const char *directory, const char *name, enum sheet_table table) {
    sheets->sheets = memory_grow(sheets->sheets, sheets->n_sheets, &sheets->capacity, sizeof *sheets->sheets);
    struct sheet *sheet = &sheets->sheets[sheets->n_sheets++];
    *sheet = (struct sheet){.table = table};
    snprintf(sheet->name, sizeof sheet->name, "%s", name);
    char path[WRITER_PATH_BYTES];
    writer_path(path, directory, name);
    FILE *file = open_to_read(path);
    char *text = NULL;
    size_t bytes = 0;
    while (getline(&text, &bytes, file) > 0) {
        text[strcspn(text, "\n")] = '\0';
        sheets_insert(sheet, sheet->n_lines, text, NULL, NULL);
    }
    free(text);
    fclose(file);
}

static void load_months(struct sheets *sheets, const char *directory, int first_month, int n_months,
                        enum sheet_table table) {
    const char *stem = table == SHEET_DOSES ? "doses" : "visits";
    for (int month = first_month; month < first_month + n_months; month++) {
        char name[SHEET_NAME_BYTES];
        snprintf(name, sizeof name, "%s-%04d-%02d.csv", stem, month / 12, month % 12 + 1);
        load_sheet(sheets, directory, name, table);
    }
}

void sheets_load(struct sheets *sheets, const char *directory, int first_month, int n_months) {
    *sheets = (struct sheets){0};
    load_sheet(sheets, directory, "patients.csv", SHEET_PATIENTS);
    load_sheet(sheets, directory, "admissions.csv", SHEET_ADMISSIONS);
    load_sheet(sheets, directory, "drug_tests.csv", SHEET_DRUG_TESTS);
    load_sheet(sheets, directory, "returns_to_use.csv", SHEET_RETURNS);
    load_sheet(sheets, directory, "adverse_events.csv", SHEET_ADVERSE);
    load_months(sheets, directory, first_month, n_months, SHEET_DOSES);
    load_months(sheets, directory, first_month, n_months, SHEET_VISITS);
}

void sheets_save(const struct sheets *sheets, const char *directory) {
    for (size_t i = 0; i < sheets->n_sheets; i++) {
        const struct sheet *sheet = &sheets->sheets[i];
        const char *line_end = sheet->bom_and_crlf ? "\r\n" : "\n";
        char path[WRITER_PATH_BYTES];
        writer_path(path, directory, sheet->name);
        FILE *file = writer_open(path);
        fputs(sheet->bom_and_crlf ? "\xef\xbb\xbf" : "", file);
        for (size_t j = 0; j < sheet->n_lines; j++) {
            fputs(sheet->lines[j].text, file);
            fputs(line_end, file);
        }
        writer_close(file, path);
    }
}

void sheets_write_marks(const struct sheets *sheets, const char *directory) {
    char path[WRITER_PATH_BYTES];
    writer_path(path, directory, "dirt.csv");
    FILE *file = writer_open(path);
    fputs("file,line,kind,detail\n", file);
    for (size_t i = 0; i < sheets->n_sheets; i++) {
        const struct sheet *sheet = &sheets->sheets[i];
        for (size_t j = 0; j < sheet->n_lines; j++) {
            if (sheet->lines[j].mark != NULL) {
                fprintf(file, "%s,%zu,%s,%s\n", sheet->name, j + 1, sheet->lines[j].mark, sheet->lines[j].detail);
            }
        }
    }
    writer_close(file, path);
}

static size_t count_mark(const struct sheets *sheets, enum sheet_table table, const char *mark) {
    size_t n_lines = 0;
    for (size_t i = 0; i < sheets->n_sheets; i++) {
        const struct sheet *sheet = &sheets->sheets[i];
        for (size_t j = 0; sheet->table == table && j < sheet->n_lines; j++) {
            n_lines += sheet->lines[j].mark != NULL && strcmp(sheet->lines[j].mark, mark) == 0;
        }
    }
    return n_lines;
}

void sheets_append_counts(const struct sheets *sheets, const char *directory) {
    static const char *const tables[N_SHEET_TABLES] = {"patients",       "admissions", "drug_tests", "returns_to_use",
                                                       "adverse_events", "doses",      "visits"};
    static const char *const marks[] = {"duplicate_row",  "impossible_date", "ragged_row",
                                        "unclosed_quote", "unknown_code",    "unknown_patient",
                                        "late_row",       "missing_value",   "bom_and_crlf"};
    char path[WRITER_PATH_BYTES];
    writer_path(path, directory, "counts.csv");
    FILE *file = writer_append(path);
    for (int table = 0; table < N_SHEET_TABLES; table++) {
        for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
            size_t n_lines = count_mark(sheets, (enum sheet_table)table, marks[i]);
            if (n_lines > 0) {
                fprintf(file, "dirt.%s.%s,%zu,lines,see dirt.csv\n", tables[table], marks[i], n_lines);
            }
        }
    }
    writer_close(file, path);
}

void sheets_free(struct sheets *sheets) {
    for (size_t i = 0; i < sheets->n_sheets; i++) {
        for (size_t j = 0; j < sheets->sheets[i].n_lines; j++) {
            free(sheets->sheets[i].lines[j].text);
        }
        free(sheets->sheets[i].lines);
    }
    free(sheets->sheets);
}
