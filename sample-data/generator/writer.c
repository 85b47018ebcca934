/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "writer.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "calendar.h"
#include "codes.h"
#include "line.h"
#include "model.h"

enum { FILE_BUFFER_BYTES = 1 << 18, NAME_BYTES = 64, CLINICIAN_BYTES = 16 };

static _Noreturn void stop(int exit_code, const char *path) {
    fprintf(stderr, "generate_sample: %s: %s\n", path, strerror(errno));
    exit(exit_code);
}

void writer_path(char path[WRITER_PATH_BYTES], const char *directory, const char *name) {
    int length = snprintf(path, WRITER_PATH_BYTES, "%s/%s", directory, name);
    if (length < 0 || length >= WRITER_PATH_BYTES) {
        errno = ENAMETOOLONG;
        stop(WRITER_CANNOT_CREATE, directory);
    }
}

void writer_make_directory(const char *path) {
    if (mkdir(path, 0777) != 0 && errno != EEXIST) {
        stop(WRITER_CANNOT_CREATE, path);
    }
}

static FILE *open_as(const char *path, const char *mode) {
    FILE *file = fopen(path, mode);
    if (file == NULL) {
        stop(WRITER_CANNOT_CREATE, path);
    }
    setvbuf(file, NULL, _IOFBF, FILE_BUFFER_BYTES);
    return file;
}

FILE *writer_open(const char *path) { return open_as(path, "wb"); }

FILE *writer_append(const char *path) { return open_as(path, "ab"); }

void writer_close(FILE *file, const char *path) {
    int failed = ferror(file);
    if (fclose(file) != 0 || failed) {
        stop(WRITER_CANNOT_WRITE, path);
    }
}

static void format_dose(struct line *line, const struct long_row *row) {
    line_text(line, codes_medication.codes[row->code[0]].name);
    line_number(line, row->amount_mg);
    if (row->supply_days > 0) {
        line_number(line, row->supply_days);
    } else {
        line_text(line, "");
    }
    line_text(line, codes_kind.codes[row->code[1]].name);
}

static void format_visit(struct line *line, const struct long_row *row) {
    char clinician[CLINICIAN_BYTES];
    snprintf(clinician, sizeof clinician, "C%02d", row->amount_mg);
    line_text(line, clinician);
    line_text(line, codes_service.codes[row->code[0]].name);
    line_text(line, codes_status.codes[row->code[1]].name);
    line_text(line, codes_visit_reason.codes[row->code[2]].name);
}

static void format_test(struct line *line, const struct long_row *row) {
    line_text(line, row->code[0] == SUBSTANCE_OPIOIDS ? "opioids" : codes_other_substance.codes[row->code[0] - 1].name);
    line_text(line, codes_result.codes[row->code[1]].name);
}

struct long_format {
    const char *name;
    const char *header;
    void (*format)(struct line *line, const struct long_row *row);
    bool monthly;
};

static const struct long_format long_formats[N_ROWS_LONG] = {
    [ROWS_DOSES] = {"doses", "patient_id,date,medication,dose_mg,days_supply,kind\n", format_dose, true},
    [ROWS_VISITS] = {"visits", "patient_id,date,clinician,service,status,reason\n", format_visit, true},
    [ROWS_DRUG_TESTS] = {"drug_tests", "patient_id,date,substance,result\n", format_test, false},
};

static void write_bucket(const struct rows *rows, const struct bucket *bucket, const struct long_format *format,
                         FILE *file) {
    for (size_t i = 0; i < bucket->n_rows; i++) {
        const struct long_row *row = &bucket->rows[i];
        struct line line;
        line_begin(&line);
        line_text(&line, rows->person_ids[row->person]);
        line_date(&line, row->date);
        format->format(&line, row);
        line_end(&line);
        fwrite(line.text, 1, (size_t)line.length, file);
    }
}

static void write_file(const struct rows *rows, const struct bucket *bucket, const struct long_format *format,
                       const char *directory, const char *name) {
    char path[WRITER_PATH_BYTES];
    writer_path(path, directory, name);
    FILE *file = writer_open(path);
    fputs(format->header, file);
    write_bucket(rows, bucket, format, file);
    writer_close(file, path);
}

static void write_monthly(struct rows *rows, enum rows_long table, const char *directory) {
    for (int i = 0; i < rows->n_months; i++) {
        char name[NAME_BYTES];
        int month = rows->first_month + i;
        snprintf(name, sizeof name, "%s-%04d-%02d.csv", long_formats[table].name, month / 12, month % 12 + 1);
        write_file(rows, &rows->buckets[table][i], &long_formats[table], directory, name);
    }
}

static void write_single(struct rows *rows, enum rows_long table, const char *directory) {
    const struct long_format *format = &long_formats[table];
    char name[NAME_BYTES], path[WRITER_PATH_BYTES];
    snprintf(name, sizeof name, "%s.csv", format->name);
    writer_path(path, directory, name);
    FILE *file = writer_open(path);
    fputs(format->header, file);
    for (int i = 0; i < rows->n_months; i++) {
        write_bucket(rows, &rows->buckets[table][i], format, file);
    }
    writer_close(file, path);
}

static void write_short(struct short_table *table, const char *directory, const char *name, const char *header) {
    char path[WRITER_PATH_BYTES];
    writer_path(path, directory, name);
    FILE *file = writer_open(path);
    rows_sort_short(table);
    fputs(header, file);
    for (size_t i = 0; i < table->n_rows; i++) {
        fputs(table->rows[i].text, file);
    }
    writer_close(file, path);
}

void writer_write_exports(struct rows *rows, const char *directory) {
    for (int table = 0; table < N_ROWS_LONG; table++) {
        for (int month = 0; month < rows->n_months; month++) {
            rows_sort_bucket(&rows->buckets[table][month]);
        }
        if (long_formats[table].monthly) {
            write_monthly(rows, (enum rows_long)table, directory);
        } else {
            write_single(rows, (enum rows_long)table, directory);
        }
    }
    rows_sort_bucket(&rows->to_come);
    write_file(rows, &rows->to_come, &long_formats[ROWS_VISITS], directory, "visits.csv");
    write_short(&rows->tables[ROWS_PATIENTS], directory, "patients.csv",
                "patient_id,birth_year,sex,race_ethnicity,primary_substance,site\n");
    write_short(&rows->tables[ROWS_ADMISSIONS], directory, "admissions.csv",
                "patient_id,admitted,discharged,reason,program,site,requested,planned_end\n");
    write_short(&rows->tables[ROWS_RETURNS], directory, "returns_to_use.csv",
                "patient_id,used_on,reported_on,stage,reflected_on,triggers,missed_signs,"
                "lacking_supports,plan_changes,plan_due,plan_done\n");
    write_short(&rows->tables[ROWS_ADVERSE], directory, "adverse_events.csv", "patient_id,date,kind,fatal,source\n");
}

static void write_parameters(const char *directory) {
    char path[WRITER_PATH_BYTES];
    writer_path(path, directory, "parameters.csv");
    FILE *file = writer_open(path);
    fputs("name,value,unit,meaning\n", file);
    for (int i = 0; i < N_PARAMETERS; i++) {
        const struct parameter_entry *entry = &model_parameters[i];
        fprintf(file, "%s,%g,%s,\"%s\"\n", entry->name, entry->value, entry->unit, entry->meaning);
    }
    for (const struct code_list *const *list = codes_drawn; *list != NULL; list++) {
        for (int i = 0; i < (*list)->n_codes; i++) {
            const struct code *code = &(*list)->codes[i];
            fprintf(file, "weight.%s.%s,%g,relative weight,\"%s\"\n", (*list)->name,
                    code->name[0] != '\0' ? code->name : "(empty)", code->weight, (*list)->meaning);
        }
    }
    writer_close(file, path);
}

static void write_counts(struct rows *rows, const struct counts *counts, const char *directory) {
    char path[WRITER_PATH_BYTES];
    writer_path(path, directory, "counts.csv");
    FILE *file = writer_open(path);
    fputs("name,value,unit,meaning\n", file);
    counts_write(counts, file);
    for (int table = 0; table < N_ROWS_LONG; table++) {
        fprintf(file, "rows.%s,%zu,rows,before any dirt\n", long_formats[table].name,
                rows_count_long(rows, (enum rows_long)table));
    }
    fprintf(file, "rows.visits_to_come,%zu,rows,scheduled: in a file of their own without dirt\n",
            rows->to_come.n_rows);
    fprintf(file, "rows.returns_to_use,%zu,rows,before any dirt\n", rows->tables[ROWS_RETURNS].n_rows);
    fprintf(file, "rows.adverse_events,%zu,rows,before any dirt\n", rows->tables[ROWS_ADVERSE].n_rows);
    writer_close(file, path);
}

void writer_write_truth(struct rows *rows, const struct counts *counts, const char *directory) {
    write_parameters(directory);
    write_counts(rows, counts, directory);
    write_short(&rows->tables[ROWS_SPELLS], directory, "spells.csv",
                "patient_id,spell,program,medication,site,age,admitted,started,decided_on,"
                "cover_end,exit\n");
}
