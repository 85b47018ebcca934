/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ini_file.h"

#include <errno.h>
#include <ini.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"

enum {
    LONGEST_LINE = 198,   /* inih 55 reads into 200 bytes: the line, its line feed, a NUL */
    LONGEST_SECTION = 49, /* and keeps a section's name in 50 */
    FILLER = 'x'
};

struct reading {
    struct ini_file *file;
    FILE *stream;
    long line;
};

static char *copy(const char *text) { return memory_copy_text(text, strlen(text)); }

static _Noreturn void fail_at(const struct ini_file *file, long line, const char *why) {
    message_fail_at(EX_CONFIG, (struct message_place){.file = file->path, .line = line}, "%s", why);
}

/* What inih 55 would take in silence for something else than stands there. */
static void check_line(const struct reading *reading, const char *line) {
    const char *start = line + strspn(line, " \t\r\n");

    if (reading->line == 1 && strncmp(line, "\xEF\xBB\xBF", 3) == 0)
        start += 3;
    if (*start == '\0' || *start == ';' || *start == '#')
        return;
    if (*line == ' ' || *line == '\t') /* it would go on with the value of the line before */
        fail_at(reading->file, reading->line, "the line begins with a blank (expected [section] or key = value)");
    if (*start == '[' && strcspn(start + 1, "]") > LONGEST_SECTION)
        fail_at(reading->file, reading->line, "a section's name is longer than 49 bytes");
    if (*start != '[' && start[strcspn(start, "=:")] == ':')
        fail_at(reading->file, reading->line, "a ':' stands before the '=' (expected key = value)");
}

/* inih's reader callback (fgets by another name): it is where the physical line is known. */
static char *read_line(char *line, int size, void *context) {
    struct reading *reading = context;
    size_t length, last = (size_t)size - 1;

    memset(line, FILLER, (size_t)size);
    if (fgets(line, size, reading->stream) == NULL)
        return NULL;
    reading->line++;
    length = strlen(line);
    while (line[last] != '\0') /* the last NUL is the one that fgets wrote; the filler stands behind it */
        last--;
    if (last != length)
        fail_at(reading->file, reading->line, "the line holds a NUL byte (expected text)");
    if (length > LONGEST_LINE && line[length - 1] != '\n')
        fail_at(reading->file, reading->line, "line longer than 198 bytes (split it)");
    check_line(reading, line);
    return line;
}

/* inih's handler callback: non-zero means go on. */
static int take_entry(void *context, const char *section, const char *key, const char *value) {
    struct reading *reading = context;
    struct ini_file *file = reading->file;
    const struct ini_entry *earlier = ini_file_entry(file, section, key);

    if (earlier != NULL)
        message_fail_at(EX_CONFIG, (struct message_place){.file = file->path, .line = reading->line},
                        "key '%s' stands twice in [%s] (first in line %ld)", key, section, earlier->line);
    file->entries = memory_grow(file->entries, &file->capacity, file->n_entries + 1, sizeof *file->entries);
    file->entries[file->n_entries++] =
        (struct ini_entry){.section = copy(section), .key = copy(key), .value = copy(value), .line = reading->line};
    return 1;
}

struct ini_file *ini_file_read(const char *path) {
    struct ini_file *file = memory_alloc(1, sizeof *file);
    struct reading reading = {.file = file, .stream = fopen(path, "re")};
    int bad_line;

    file->path = copy(path);
    if (reading.stream == NULL)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    bad_line = ini_parse_stream(read_line, &reading, take_entry, &reading);
    if (ferror(reading.stream))
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    if (bad_line != 0)
        fail_at(file, bad_line, "not understood (expected [section], key = value or ; comment)");
    fclose(reading.stream);
    return file;
}

void ini_file_free(struct ini_file *file) {
    if (file == NULL)
        return;
    for (size_t i = 0; i < file->n_entries; i++) {
        free((void *)(uintptr_t)file->entries[i].section);
        free((void *)(uintptr_t)file->entries[i].key);
        free((void *)(uintptr_t)file->entries[i].value);
    }
    free(file->entries);
    free(file->path);
    free(file);
}

const struct ini_entry *ini_file_entry(const struct ini_file *file, const char *section, const char *key) {
    for (size_t i = 0; i < file->n_entries; i++)
        if (strcmp(file->entries[i].section, section) == 0 && strcmp(file->entries[i].key, key) == 0)
            return &file->entries[i];
    return NULL;
}

const char *ini_file_value(const struct ini_file *file, const char *section, const char *key) {
    const struct ini_entry *entry = ini_file_entry(file, section, key);

    return entry != NULL ? entry->value : NULL;
}

double ini_file_double(const struct ini_file *file, const char *section, const char *key, const double range[2],
                       double otherwise) {
    const struct ini_entry *entry = ini_file_entry(file, section, key);
    double value;

    if (entry == NULL)
        return otherwise;
    if (!number_parse_double(entry->value, strlen(entry->value), &value) || value < range[0] || value > range[1])
        message_fail_at(EX_CONFIG, (struct message_place){.file = file->path, .line = entry->line, .column = key},
                        "'%s' is not usable (expected a number from %g to %g)", entry->value, range[0], range[1]);
    return value;
}

long ini_file_int(const struct ini_file *file, const char *section, const char *key, const long range[2],
                  long otherwise) {
    const struct ini_entry *entry = ini_file_entry(file, section, key);
    int32_t value;

    if (entry == NULL)
        return otherwise;
    if (!number_parse_int(entry->value, strlen(entry->value), &value) || value < range[0] || value > range[1])
        message_fail_at(EX_CONFIG, (struct message_place){.file = file->path, .line = entry->line, .column = key},
                        "'%s' is not usable (expected a whole number from %ld to %ld)", entry->value, range[0],
                        range[1]);
    return value;
}
