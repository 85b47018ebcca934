/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_months.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "ingest/file_name.h"
#include "settings/accept.h"
#include "table/input_tables.h"

enum { FEWEST_FILES = 3, DATE_LENGTH = 10 };

/* A file whose name carries a month. */
struct dated_file {
    const struct export_file *file;
    struct file_month month;
    char *kind; /* section and name with its month made alike */
};

static int compare_files(const void *left, const void *right) {
    const struct dated_file *a = left, *b = right;
    int order = strcmp(a->kind, b->kind);

    return order != 0 ? order : (a->month.month > b->month.month) - (a->month.month < b->month.month);
}

static char *kind_of(const struct export_file *file, const struct file_month *month) {
    char *alike = file_name_of_month(file->name, month, 0), *kind = memory_format("%s/%s", file->section, alike);

    free(alike);
    return kind;
}

/* Did the file bring its month? A snapshot of a table with a key may be that of the month before. */
static bool is_delivered(const struct file_months *months, const struct export_file *file) {
    bool has_key = input_tables_find(months->table)->key[0] != '\0';

    return !file->is_superseded && (file->same_as == NULL || has_key) &&
           !mapping_takes_latest(months->mapping, file->section);
}

/* Files that were delivered, kind by kind and month by month. */
static struct dated_file *find_dated(const struct file_months *months, size_t *n) {
    const struct export_files *files = months->files;
    struct dated_file *dated = memory_alloc(files->n, sizeof *dated);

    *n = 0;
    for (size_t i = 0; i < files->n; i++) {
        struct dated_file file = {.file = &files->files[i]};
        if (!is_delivered(months, file.file) || !file_name_month(file.file->name, &file.month))
            continue;
        file.kind = kind_of(file.file, &file.month);
        dated[(*n)++] = file;
    }
    qsort(dated, *n, sizeof *dated, compare_files);
    return dated;
}

/* Is the table one of those of the text, which `+` joins and a point ends? */
static bool is_among(const char *tables, const char *end, const char *table) {
    size_t length = strlen(table);

    for (const char *at = tables; at < end; at += strcspn(at, "+.") + 1)
        if (strcspn(at, "+.") == length && strncmp(at, table, length) == 0)
            return true;
    return false;
}

/* hole.SITE.TABLE[+TABLE].FIRST..LAST with the whole month between its days. */
static bool is_hole_of(const char *key, const char *table, int32_t month) {
    const char *dots = strstr(key, ".."), *end, *tables;
    int32_t first, last;

    if (strncmp(key, "hole.", 5) != 0 || dots == NULL || dots < key + 5 + DATE_LENGTH)
        return false;
    end = dots - DATE_LENGTH - 1; /* the point behind the tables */
    tables = memrchr(key, '.', (size_t)(end - key));
    return *end == '.' && tables != NULL && is_among(tables + 1, end, table) &&
           calendar_parse_iso(end + 1, DATE_LENGTH, &first) && calendar_parse_iso(dots + 2, strlen(dots + 2), &last) &&
           first <= calendar_month_first_day(month) && last >= calendar_month_first_day(month + 1) - 1;
}

static bool is_accepted(const struct file_months *months, const char *name, int32_t month) {
    const struct ini_file *config = months->config;
    const char *reason = accept_reason(config, "file", name);

    if (reason != NULL)
        months->take_accepted(months->context, name, reason);
    for (size_t i = 0; reason == NULL && i < config->n_entries; i++)
        if (strcmp(config->entries[i].section, "accept") == 0 &&
            is_hole_of(config->entries[i].key, months->table, month))
            return true;
    return reason != NULL;
}

/* The file that brought the same bytes under the missing name; NULL: there is none. */
static const char *find_repeated(const struct export_files *files, const char *name) {
    for (size_t i = 0; i < files->n; i++)
        if (files->files[i].same_as != NULL && strcmp(files->files[i].name, name) == 0)
            return files->files[i].same_as;
    return NULL;
}

/* [accept] takes months first to last of the whole table. */
static char *hole_key(const char *table, int32_t first, int32_t last) {
    char first_day[CALENDAR_TEXT_SIZE], last_day[CALENDAR_TEXT_SIZE], *hole, *key;

    calendar_write(CALENDAR_CIVIL, calendar_month_first_day(first), first_day);
    calendar_write(CALENDAR_CIVIL, calendar_month_first_day(last + 1) - 1, last_day);
    hole = memory_format("*.%s.%s..%s", table, first_day, last_day);
    key = accept_key("hole", hole);
    free(hole);
    return key;
}

static void say(const struct file_months *months, const char *name, int32_t n_more, const char *key) {
    char *line = mending_line(MENDING_CONFIGURATION, "accept", "%s = say why here", key);
    const char *same = find_repeated(months->files, name);
    char *more = n_more > 0 ? memory_format(" and %d behind it are", (int)n_more) : memory_format(" is");
    char *why = same == NULL ? memory_format("this month of %s%s", months->table, more)
                             : memory_format("the same bytes as %s: the month of %s%s", same, months->table, more);

    message_say_at((struct message_place){.file = name}, "%s missing between others: have it sent, or say why; %s", why,
                   line);
    free(line);
    free(more);
    free(why);
}

/* One month that no file brought; its name is to be accepted. */
static size_t say_file(const struct file_months *months, const char *name) {
    char *key = accept_key("file", name);

    say(months, name, 0, key);
    free(key);
    return 1;
}

/* Months that are missing in a row. Where files are one a month they are a hole of the whole table, which survey_tables
 * asks for in the same words; where they are one a site too, each file is missing by itself. */
static size_t say_between(const struct file_months *months, const struct dated_file *before, int32_t next,
                          bool is_only_kind) {
    size_t n = 0;

    for (int32_t month = before->month.month + 1; month < next; month++) {
        char *name = file_name_of_month(before->file->name, &before->month, month);
        bool accepted = is_accepted(months, name, month);
        if (!accepted && is_only_kind) {
            char *key = hole_key(months->table, month, next - 1);
            say(months, name, next - 1 - month, key);
            free(key);
            free(name);
            return n + 1;
        }
        n += accepted ? 0 : say_file(months, name);
        free(name);
    }
    return n;
}

static size_t count_kind(const struct dated_file *dated, size_t n) {
    size_t same = 1;

    while (same < n && strcmp(dated[same].kind, dated[0].kind) == 0)
        same++;
    return same;
}

size_t file_months_say_missing(const struct file_months *months) {
    size_t n, n_missing = 0;
    struct dated_file *dated = find_dated(months, &n);

    for (size_t i = 0, n_kind; i < n; i += n_kind) {
        n_kind = count_kind(dated + i, n - i);
        for (size_t k = i; n_kind >= FEWEST_FILES && k + 1 < i + n_kind; k++)
            n_missing += say_between(months, &dated[k], dated[k + 1].month.month, n_kind == n);
    }
    for (size_t i = 0; i < n; i++)
        free(dated[i].kind);
    free(dated);
    return n_missing;
}
