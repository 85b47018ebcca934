/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ini_file.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/ini_line.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"

static const char ORIGIN[] = ";@ ", BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";

struct reading {
    struct ini_file *file;
    const char *name; /* of the file that the lines are from */
    char *origin;     /* owns the name where the text itself gives one */
    char *section;    /* that the lines are of */
    long line;
};

static char *copy(const char *text) { return memory_copy_text(text, strlen(text)); }

static _Noreturn void fail_at(const struct reading *reading, const char *why) {
    message_fail_at(EX_CONFIG, (struct message_place){.file = reading->name, .line = reading->line}, "%s", why);
}

/* `;@ LINE NAME`: what follows is a copy of the lines of NAME from LINE on. */
static void take_origin(struct reading *reading, const char *line) {
    const char *number = line + strlen(ORIGIN), *name = number + strcspn(number, " ");
    size_t length;
    int32_t next;

    if (!number_parse_int(number, (size_t)(name - number), &next) || *name == '\0')
        return;
    length = strcspn(++name, "\r\n");
    free(reading->origin);
    reading->name = reading->origin = memory_copy_text(name, length);
    reading->line = next - 1;
    if (reading->file->n_entries == 0) {
        free(reading->file->path);
        reading->file->path = copy(reading->name);
    }
}

static void free_entry(const struct ini_entry *entry) {
    free((void *)(uintptr_t)entry->section);
    free((void *)(uintptr_t)entry->key);
    free((void *)(uintptr_t)entry->value);
    free((void *)(uintptr_t)entry->written);
    free((void *)(uintptr_t)entry->file);
}

/* Neither a section nor a key holds a line feed. The caller frees. */
static char *full_name(const char *section, const char *key) { return memory_format("%s\n%s", section, key); }

static uint32_t find_entry(const struct ini_file *file, const char *section, const char *key) {
    char *name = full_name(section, key);
    uint32_t number = dictionary_find(file->names, name, strlen(name));

    free(name);
    return number;
}

/* The entry behind those that have names so far. */
static void name_entry(struct ini_file *file, const struct ini_entry *entry) {
    char *name = full_name(entry->section, entry->key);

    dictionary_add(file->names, name, strlen(name));
    free(name);
}

void ini_file_put(struct ini_file *file, const struct ini_entry *entry) {
    const struct ini_entry copied = {.section = copy(entry->section),
                                     .key = copy(entry->key),
                                     .value = copy(entry->value),
                                     .written = copy(entry->written != NULL ? entry->written : entry->value),
                                     .file = copy(entry->file),
                                     .line = entry->line};
    uint32_t known = find_entry(file, entry->section, entry->key);

    if (known != DICTIONARY_NONE) {
        free_entry(&file->entries[known]);
        file->entries[known] = copied;
        return;
    }
    file->entries = memory_grow(file->entries, &file->capacity, file->n_entries + 1, sizeof *file->entries);
    file->entries[file->n_entries++] = copied;
    name_entry(file, &copied);
}

static void add_entry(struct reading *reading, const struct ini_line *line) {
    const struct ini_entry *earlier = ini_file_entry(reading->file, reading->section, line->name);
    const struct ini_entry entry = {.section = reading->section,
                                    .key = line->name,
                                    .value = line->value,
                                    .written = line->written,
                                    .file = reading->name,
                                    .line = reading->line};

    if (earlier != NULL)
        message_fail_at(EX_CONFIG, ini_file_place(&entry), "key '%s' stands twice in [%s] (first in line %ld)",
                        entry.key, entry.section, earlier->line);
    ini_file_put(reading->file, &entry);
}

static void take_line(struct reading *reading, const char *text) {
    struct ini_line line = ini_line_read(text);

    switch (line.kind) {
    case INI_LINE_WRONG: fail_at(reading, line.why);
    case INI_LINE_ENTRY: add_entry(reading, &line); break;
    case INI_LINE_SECTION:
        free(reading->section);
        reading->section = copy(line.name);
        break;
    case INI_LINE_NOTHING:
        if (strncmp(text, ORIGIN, strlen(ORIGIN)) == 0)
            take_origin(reading, text);
        break;
    }
    ini_line_free(&line);
}

static void read_lines(struct reading *reading, FILE *stream) {
    char *line = NULL;
    size_t capacity = 0, mark = strlen(BYTE_ORDER_MARK);
    ssize_t length;

    while ((length = getline(&line, &capacity, stream)) >= 0) {
        reading->line++;
        if (strlen(line) != (size_t)length)
            fail_at(reading, "the line holds a NUL byte (expected text)");
        take_line(reading, reading->line == 1 && strncmp(line, BYTE_ORDER_MARK, mark) == 0 ? line + mark : line);
    }
    free(line);
}

static struct ini_file *read_stream(FILE *stream, const char *path) {
    struct ini_file *file = memory_alloc(1, sizeof *file);
    struct reading reading = {.file = file, .name = path, .section = copy("")};

    file->path = copy(path);
    file->names = dictionary_alloc();
    if (stream == NULL)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    read_lines(&reading, stream);
    if (ferror(stream))
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    fclose(stream);
    free(reading.origin);
    free(reading.section);
    return file;
}

struct ini_file *ini_file_read(const char *path) {
    return read_stream(fopen(path, "re"), path);
}

struct ini_file *ini_file_read_text(const char *name, const char *text, size_t length) {
    return read_stream(fmemopen((void *)(uintptr_t)text, length, "r"), name);
}

void ini_file_remove(struct ini_file *file, size_t index) {
    free_entry(&file->entries[index]);
    file->n_entries--;
    memmove(&file->entries[index], &file->entries[index + 1], (file->n_entries - index) * sizeof *file->entries);
    dictionary_clear(file->names); /* the numbers behind it move */
    for (size_t i = 0; i < file->n_entries; i++)
        name_entry(file, &file->entries[i]);
}

void ini_file_free(struct ini_file *file) {
    if (file == NULL)
        return;
    for (size_t i = 0; i < file->n_entries; i++)
        free_entry(&file->entries[i]);
    free(file->entries);
    dictionary_free(file->names);
    free(file->path);
    free(file);
}

struct message_place ini_file_place(const struct ini_entry *entry) {
    return (struct message_place){.file = entry->file, .line = entry->line};
}

const struct ini_entry *ini_file_entry(const struct ini_file *file, const char *section, const char *key) {
    uint32_t number = find_entry(file, section, key);

    return number == DICTIONARY_NONE ? NULL : &file->entries[number];
}

const char *ini_file_value(const struct ini_file *file, const char *section, const char *key) {
    const struct ini_entry *entry = ini_file_entry(file, section, key);

    return entry != NULL ? entry->value : NULL;
}

static const struct ini_entry *needed_entry(const struct ini_file *file, const char *section, const char *key) {
    const struct ini_entry *entry = ini_file_entry(file, section, key);

    if (entry == NULL)
        message_fail(EX_CONFIG, "%s: [%s] %s: is missing (expected a number)", file->path, section, key);
    return entry;
}

double ini_file_double(const struct ini_file *file, const char *section, const char *key, const double range[2]) {
    const struct ini_entry *entry = needed_entry(file, section, key);
    double value;

    if (!number_parse_double(entry->value, strlen(entry->value), &value) || value < range[0] || value > range[1])
        message_fail_at(EX_CONFIG, (struct message_place){.file = entry->file, .line = entry->line, .column = key},
                        "'%s' is not usable (expected a number from %g to %g)", entry->value, range[0], range[1]);
    return value;
}

long ini_file_int(const struct ini_file *file, const char *section, const char *key, const long range[2]) {
    const struct ini_entry *entry = needed_entry(file, section, key);
    int32_t value;

    if (!number_parse_int(entry->value, strlen(entry->value), &value) || value < range[0] || value > range[1])
        message_fail_at(EX_CONFIG, (struct message_place){.file = entry->file, .line = entry->line, .column = key},
                        "'%s' is not usable (expected a whole number from %ld to %ld)", entry->value, range[0],
                        range[1]);
    return value;
}
