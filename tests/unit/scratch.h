/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Files for a test: a directory of its own per program, removed at exit.
 */
#ifndef SWITCHBACK_TESTS_SCRATCH_H
#define SWITCHBACK_TESTS_SCRATCH_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char scratch_top[64];
static pid_t scratch_owner;

static inline int scratch_remove_one(const char *path, const struct stat *status, int kind, struct FTW *at) {
    (void)status, (void)kind, (void)at;
    return remove(path);
}

static inline void scratch_remove(void) {
    if (scratch_owner == getpid()) /* a child that exits leaves it */
        nftw(scratch_top, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* DIRECTORY/name, in one of a few places that take turns: not to be freed, good for 16 calls. */
static inline const char *scratch_path(const char *name) {
    static char paths[16][256];
    static unsigned turn;
    char *path = paths[turn++ % 16];

    if (scratch_top[0] == '\0') {
        strcpy(scratch_top, "/tmp/switchback-test-XXXXXX");
        if (mkdtemp(scratch_top) == NULL)
            abort();
        scratch_owner = getpid();
        atexit(scratch_remove);
    }
    snprintf(path, sizeof paths[0], "%s/%s", scratch_top, name);
    return path;
}

static inline const char *scratch_bytes(const char *name, const char *bytes, size_t length) {
    const char *path = scratch_path(name);
    FILE *stream = fopen(path, "w");

    if (stream == NULL || fwrite(bytes, 1, length, stream) != length || fclose(stream) != 0)
        abort();
    return path;
}

static inline const char *scratch_text(const char *name, const char *text) {
    return scratch_bytes(name, text, strlen(text));
}

/* The directory, made if need be. */
static inline const char *scratch_directory(const char *name) {
    const char *path = scratch_path(name);

    mkdir(path, 0700);
    return path;
}

/* A whole file as text; "" when it is not there. The caller frees. */
static inline char *scratch_read(const char *path) {
    FILE *stream = fopen(path, "r");
    size_t length = 0, capacity = 1 << 22;
    char *text = calloc(1, capacity);

    while (stream != NULL && !feof(stream) && !ferror(stream)) {
        length += fread(text + length, 1, capacity - 1 - length, stream);
        if (length == capacity - 1)
            text = realloc(text, capacity *= 2);
    }
    text[length] = '\0';
    if (stream != NULL)
        fclose(stream);
    return text;
}

#endif
