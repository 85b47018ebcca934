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

static const char ORIGIN[] = ";@ ", BYTE_ORDER_MARK[] = "\xEF\xBB\xBF";

struct reading {
    struct ini_file *file;
    FILE *stream;
    const char *name; /* of the file that the lines are from */
    char *origin;     /* owns the name where the text itself gives one */
    long line, n_read;
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

/* Where a comment within a line begins, as inih sees it. */
static size_t comment_of(const char *text) {
    for (size_t i = 0; text[i] != '\0'; i++)
        if (text[i] == ';' && i > 0 && (text[i - 1] == ' ' || text[i - 1] == '\t'))
            return i;
    return strlen(text);
}

/* What inih 55 would take in silence for something else than stands there. */
static void check_line(const struct reading *reading, const char *line) {
    const char *start = line + strspn(line, " \t\r\n");
    size_t end;

    if (*start == '\0' || *start == ';' || *start == '#')
        return;
    if (*line == ' ' || *line == '\t') /* it would go on with the value of the line before */
        fail_at(reading, "the line begins with a blank (expected [section] or key = value)");
    if (*start == '[' && strcspn(start + 1, "]") > LONGEST_SECTION)
        fail_at(reading, "a section's name is longer than 49 bytes");
    end = strcspn(start, *start == '[' ? "]" : "=:");
    if (start[end] == '\0' || end > comment_of(start))
        fail_at(reading, "not understood (expected [section], key = value or ; comment)");
    if (*start == '[' && strchr("\r\n;#", start[end + 1 + strspn(start + end + 1, " \t")]) == NULL)
        fail_at(reading, "something stands behind the ']' (expected the next key in a line of its own)");
    if (*start != '[' && start[end] == ':')
        fail_at(reading, "a ':' stands before the '=' (expected key = value)");
}

static void drop_byte_order_mark(char *line) {
    size_t length = strlen(BYTE_ORDER_MARK);

    if (strncmp(line, BYTE_ORDER_MARK, length) == 0)
        memmove(line, line + length, strlen(line + length) + 1);
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
        fail_at(reading, "the line holds a NUL byte (expected text)");
    if (length > LONGEST_LINE && line[length - 1] != '\n')
        fail_at(reading, "line longer than 198 bytes (split it)");
    if (strcspn(line, "\r") < length - 1 && strcmp(line + strcspn(line, "\r"), "\r\n") != 0)
        fail_at(reading, "a carriage return stands within the line (expected lines that end with LF or CR LF)");
    if (reading->line == 1)
        drop_byte_order_mark(line);
    check_line(reading, line);
    if (strncmp(line, ORIGIN, strlen(ORIGIN)) == 0)
        take_origin(reading, line);
    return line;
}

static void free_entry(const struct ini_entry *entry) {
    free((void *)(uintptr_t)entry->section);
    free((void *)(uintptr_t)entry->key);
    free((void *)(uintptr_t)entry->value);
    free((void *)(uintptr_t)entry->file);
}

void ini_file_put(struct ini_file *file, const struct ini_entry *entry) {
    const struct ini_entry copied = {.section = copy(entry->section),
                                     .key = copy(entry->key),
                                     .value = copy(entry->value),
                                     .file = copy(entry->file),
                                     .line = entry->line};

    for (size_t i = 0; i < file->n_entries; i++) {
        if (strcmp(file->entries[i].section, entry->section) != 0 || strcmp(file->entries[i].key, entry->key) != 0)
            continue;
        free_entry(&file->entries[i]);
        file->entries[i] = copied;
        return;
    }
    file->entries = memory_grow(file->entries, &file->capacity, file->n_entries + 1, sizeof *file->entries);
    file->entries[file->n_entries++] = copied;
}

/* inih's handler callback: non-zero means go on. */
static int take_entry(void *context, const char *section, const char *key, const char *value) {
    struct reading *reading = context;
    const struct ini_entry *earlier = ini_file_entry(reading->file, section, key);
    const struct ini_entry entry = {
        .section = section, .key = key, .value = value, .file = reading->name, .line = reading->line};

    if (earlier != NULL)
        message_fail_at(EX_CONFIG, ini_file_place(&entry), "key '%s' stands twice in [%s] (first in line %ld)", key,
                        section, earlier->line);
    ini_file_put(reading->file, &entry);
    return 1;
}

/* check_line leaves nothing that inih could stumble over. */
static struct ini_file *read_stream(FILE *stream, const char *path) {
    struct ini_file *file = memory_alloc(1, sizeof *file);
    struct reading reading = {.file = file, .stream = stream, .name = path};

    file->path = copy(path);
    if (stream == NULL)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    if (ini_parse_stream(read_line, &reading, take_entry, &reading) != 0 && !ferror(stream))
        message_fail(EX_CONFIG, "%s: not understood (expected [section], key = value or ; comment)", path);
    if (ferror(stream))
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(errno));
    fclose(stream);
    free(reading.origin);
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
}

void ini_file_free(struct ini_file *file) {
    if (file == NULL)
        return;
    for (size_t i = 0; i < file->n_entries; i++)
        free_entry(&file->entries[i]);
    free(file->entries);
    free(file->path);
    free(file);
}

struct message_place ini_file_place(const struct ini_entry *entry) {
    return (struct message_place){.file = entry->file, .line = entry->line};
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
