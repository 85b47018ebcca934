/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_export.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/sorting.h"
#include "draft/column_words.h"
#include "draft/draft_header.h"
#include "draft/file_pattern.h"
#include "ingest/file_kind.h"
#include "ingest/file_name.h"
#include "table/record_reader.h"

enum { LEAST_ID_POINTS = 45 };
static const double nearly_all = 0.8;

static char *copy(const char *text) { return memory_copy_text(text, strlen(text)); }

static void add_stranger(struct draft_export *export, const char *name, const char *why) {
    export->strangers =
        memory_grow(export->strangers, &export->strangers_capacity, export->n_strangers + 1, sizeof *export->strangers);
    export->strangers[export->n_strangers++] = (struct draft_stranger){.name = copy(name), .why = why};
}

static bool is_table_name(const char *name) {
    static const char *const endings[] = {".csv", ".txt", ".tsv", ".tab", ".psv", ".dat"};
    const char *dot = strrchr(name, '.');

    for (size_t i = 0; dot != NULL && i < sizeof endings / sizeof endings[0]; i++)
        if (strcasecmp(dot, endings[i]) == 0)
            return true;
    return false;
}

/* The same ideas, whatever their order: of the name it matters what it is about. */
static bool is_about_the_same(const struct header_words *a, const struct header_words *b) {
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!header_words_have(b, a->ideas[i]))
            return false;
    return true;
}

static bool has_header(const struct draft_group *group, const struct header *header) {
    if (group->header.n != header->n)
        return false;
    for (size_t i = 0; i < header->n; i++)
        if (strcmp(group->header.names[i], header->names[i]) != 0)
            return false;
    return true;
}

static struct draft_group *find_group(struct draft_export *export, const struct header *header, char delimiter,
                                      const struct header_words *stem) {
    for (size_t i = 0; i < export->n_groups; i++) {
        struct draft_group *group = &export->groups[i];
        if (group->delimiter == delimiter && has_header(group, header) && is_about_the_same(&group->stem_words, stem))
            return group;
    }
    return NULL;
}

static void name_columns(struct draft_group *group) {
    group->n_columns = group->header.n;
    group->columns = memory_alloc(group->n_columns, sizeof *group->columns);
    for (size_t i = 0; i < group->n_columns; i++)
        group->columns[i] = (struct draft_column){.header = group->header.names[i],
                                                  .words = header_words_read(group->header.names[i]),
                                                  .identifier = identifier_in_header(group->header.names[i])};
}

/* Puts the file to the others of its kind; the header is the group's or freed. */
static void add_to_group(struct draft_export *export, const char *name, const struct file_form *form,
                         struct header *header) {
    char *stem = file_pattern_stem(name);
    struct header_words stem_words = header_words_read(stem);
    struct draft_group *group = find_group(export, header, form->delimiter, &stem_words);

    if (group == NULL) {
        export->groups =
            memory_grow(export->groups, &export->groups_capacity, export->n_groups + 1, sizeof *export->groups);
        group = &export->groups[export->n_groups++];
        *group = (struct draft_group){
            .stem = copy(stem), .stem_words = stem_words, .delimiter = form->delimiter, .header = *header};
        name_columns(group);
    } else {
        header_free(header);
    }
    group->is_wide = group->is_wide || form->is_wide;
    group->encoding = group->encoding == NULL ? form->encoding : group->encoding;
    group->names = memory_grow(group->names, &group->capacity, group->n_names + 1, sizeof *group->names);
    group->names[group->n_names++] = name;
    free(stem);
}

static void take_file(struct draft_export *export, const char *path, const char *name) {
    struct file_form form = {.advice = file_kind_advice(file_kind_of(path))};
    struct record_reader *reader;
    struct header header = {0};
    struct record record;
    const char *doubt = "it has no header line that can be read";

    if (file_name_is_unfinished(name))
        form.advice = "its name says that it is not yet whole";
    else if (form.advice == NULL && !is_table_name(name))
        form.advice = "no table by its name (expected .csv, .tsv, .txt)";
    else if (form.advice == NULL)
        form = file_form_of(path);
    if (form.advice != NULL) {
        add_stranger(export, name, form.advice);
        return;
    }
    reader = record_reader_open(path, form.delimiter);
    record_reader_set_encoding(reader, form.encoding);
    if (record_reader_next(reader, &record) == RECORD_OK) {
        header = header_from_record(&record);
        doubt = draft_header_doubt(&header, path, form.delimiter, form.encoding);
    }
    record_reader_close(reader);
    if (doubt == NULL) {
        add_to_group(export, name, &form, &header);
    } else {
        add_stranger(export, name, doubt);
        header_free(&header);
    }
}

/* The column that is most likely the person's id, by its header alone; -1: there is none. */
static int find_person(const struct draft_group *group) {
    int best = -1, most = LEAST_ID_POINTS - 1;

    for (size_t i = 0; i < group->n_columns; i++) {
        const struct draft_column *column = &group->columns[i];
        int points = column_words_points(INPUT_PATIENTS, "patient_id", column->header, &column->words);
        if (column->identifier == IDENTIFIER_NONE && points > most) {
            most = points;
            best = (int)i;
        }
    }
    return best;
}

/* Could the header be an id that no word tells: no day, no identifier, nothing that a column of ours is called? */
static bool could_be_person(const struct draft_column *column) {
    return column->identifier == IDENTIFIER_NONE && !header_words_have(&column->words, "date") &&
           (column->words.n == 0 || column->words.n_unknown > 0 || header_words_have(&column->words, "id"));
}

/* Where no word tells the person's id: the header that stands in most files, and in two at least; of several the first
 * of the columns. NULL: there is none. */
static const char *find_shared_header(const struct draft_export *export) {
    const char *best = NULL;
    size_t most = 1;

    for (size_t i = 0; i < export->n_groups; i++)
        for (size_t k = 0; export->groups[i].person < 0 && k < export->groups[i].n_columns; k++) {
            const struct draft_column *column = &export->groups[i].columns[k];
            size_t n = 0;
            for (size_t other = 0; could_be_person(column) && other < export->n_groups; other++)
                n += draft_group_column(&export->groups[other], column->header) >= 0;
            if (n > most) {
                most = n;
                best = column->header;
            }
        }
    return best;
}

static void find_people(struct draft_export *export) {
    const char *shared;

    for (size_t i = 0; i < export->n_groups; i++)
        export->groups[i].person = find_person(&export->groups[i]);
    shared = find_shared_header(export);
    for (size_t i = 0; shared != NULL && i < export->n_groups; i++)
        if (export->groups[i].person < 0)
            export->groups[i].person = draft_group_column(&export->groups[i], shared);
}

static void read_rows(struct draft_group *group, const char *path, struct dictionary *people) {
    struct record_reader *reader = record_reader_open(path, group->delimiter);
    struct record record;
    enum record_status status;

    record_reader_set_encoding(reader, group->encoding);
    record_reader_next(reader, &record); /* the header */
    while ((status = record_reader_next(reader, &record)) != RECORD_END) {
        uint32_t person = DICTIONARY_NONE;
        if (status != RECORD_OK || record.n_cells != group->n_columns)
            continue;
        group->n_rows++;
        if (group->person >= 0 && record.cells[group->person].length > 0)
            person = dictionary_add(people, record.cells[group->person].text, record.cells[group->person].length);
        for (size_t i = 0; i < group->n_columns; i++)
            if (group->columns[i].identifier == IDENTIFIER_NONE)
                column_profile_add(&group->columns[i].profile, record.cells[i].text, record.cells[i].length, person);
    }
    record_reader_close(reader);
}

static void read_group(struct draft_export *export, struct draft_group *group, const char *directory) {
    struct dictionary *people = dictionary_alloc();

    group->files = file_pattern_of(group->names, group->n_names, (const char *const *)export->all, export->n_all);
    for (size_t i = 0; i < group->n_names; i++) {
        char *path = memory_format("%s/%s", directory, group->names[i]);
        read_rows(group, path, people);
        free(path);
    }
    group->n_people = dictionary_count(people);
    dictionary_free(people);
    for (size_t i = 0; i < group->n_columns; i++) {
        struct draft_column *column = &group->columns[i];
        column->days = day_tally_format(&column->profile.days);
        if (column->days.share >= nearly_all && strpbrk(column->days.text, "-/. bBT") != NULL)
            export->has_dates = true;
    }
}

static int compare_names(const struct dirent **left, const struct dirent **right) {
    return sorting_compare_names((*left)->d_name, (*right)->d_name);
}

struct draft_export *draft_export_read(const char *directory) {
    struct draft_export *export = memory_alloc(1, sizeof *export);
    struct dirent **entries = NULL;
    int n = scandir(directory, &entries, NULL, compare_names);

    if (n < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", directory, strerror(errno));
    export->all = memory_alloc((size_t)n, sizeof *export->all);
    for (int i = 0; i < n; i++) {
        if (!file_name_is_hidden(entries[i]->d_name))
            export->all[export->n_all++] = copy(entries[i]->d_name);
        free(entries[i]);
    }
    free(entries);
    for (size_t i = 0; i < export->n_all; i++) {
        char *path = memory_format("%s/%s", directory, export->all[i]);
        take_file(export, path, export->all[i]);
        free(path);
    }
    find_people(export);
    for (size_t i = 0; i < export->n_groups; i++)
        read_group(export, &export->groups[i], directory);
    return export;
}

static void free_group(struct draft_group *group) {
    for (size_t i = 0; i < group->n_columns; i++)
        column_profile_free(&group->columns[i].profile);
    free(group->columns);
    free(group->names);
    free(group->files);
    free(group->stem);
    header_free(&group->header);
}

void draft_export_free(struct draft_export *export) {
    for (size_t i = 0; i < export->n_groups; i++)
        free_group(&export->groups[i]);
    for (size_t i = 0; i < export->n_strangers; i++)
        free(export->strangers[i].name);
    for (size_t i = 0; i < export->n_all; i++)
        free(export->all[i]);
    free(export->groups);
    free(export->strangers);
    free(export->all);
    free(export);
}

int draft_group_column(const struct draft_group *group, const char *header) {
    for (size_t i = 0; i < group->n_columns; i++)
        if (strcasecmp(group->columns[i].header, header) == 0)
            return (int)i;
    return -1;
}
