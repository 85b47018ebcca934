/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/output_file.h"

#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/scratch_file.h"

enum { NO_DESCRIPTOR = -1, CANNOT_RESERVE = -1 };
enum { BUFFER_SIZE = 1 << 17, SCRATCH_MOST = 16 << 20, LARGE = 1 << 20, AHEAD = 16 << 20 };

struct output_file {
    struct output_file *next; /* of the unfinished ones */
    int descriptor;           /* NO_DESCRIPTOR: a scratch output that is still in memory */
    char *path;               /* NULL: standard output; of a scratch output: what it stands beside */
    char *temporary;          /* path of the unfinished file; NULL: standard output */
    char *buffer;
    size_t used, capacity;
    off_t written, reserved; /* bytes; reserved CANNOT_RESERVE: the file system does not do that */
};

/* A program may end anywhere (a bad line, say), and then nothing unfinished may stay behind: files that are being
 * written are known here, and removed at exit. */
static struct output_file *unfinished;

static void remove_unfinished(void) {
    for (const struct output_file *output = unfinished; output != NULL; output = output->next)
        unlink(output->temporary);
}

static void remember(struct output_file *output) {
    static bool is_registered;

    if (!is_registered && atexit(remove_unfinished) != 0)
        message_fail(EX_SOFTWARE, "out of memory");
    is_registered = true;
    output->next = unfinished;
    unfinished = output;
}

static void forget(const struct output_file *output) {
    struct output_file **link = &unfinished;

    while (*link != NULL && *link != output)
        link = &(*link)->next;
    if (*link != NULL)
        *link = output->next;
}

static const char *name_of(const struct output_file *output) {
    return output->path != NULL ? output->path : "standard output";
}

static _Noreturn void fail_writing(struct output_file *output, int code, int error) {
    message_fail(code, "%s: cannot be written: %s", name_of(output), strerror(error));
}

/* A pipe or a device cannot be replaced by a rename: it is written as it is. Nor is any name below /dev, whatever it
 * leads to. */
static int is_special(const char *path) {
    struct stat status;

    return strncmp(path, "/dev/", 5) == 0 ||
           (stat(path, &status) == 0 && !S_ISREG(status.st_mode) && !S_ISDIR(status.st_mode));
}

static void open_beside(struct output_file *output) {
    output->temporary = memory_format("%s.part-XXXXXX", output->path);
    output->descriptor = mkostemp(output->temporary, O_CLOEXEC);
    if (output->descriptor < 0)
        message_fail(EX_CANTCREAT, "%s: cannot be created: %s", output->path, strerror(errno));
    remember(output);
    /* mkostemp makes 0600; give what a plain open would have given under the user's umask */
    mode_t mask = umask(0);
    umask(mask);
    if (fchmod(output->descriptor, 0666 & ~mask) != 0)
        fail_writing(output, EX_CANTCREAT, errno);
}

static struct output_file *new_output(void) {
    struct output_file *output = memory_alloc(1, sizeof *output);

    output->buffer = memory_grow(NULL, &output->capacity, BUFFER_SIZE, 1);
    return output;
}

struct output_file *output_file_open(const char *path) {
    struct output_file *output = new_output();

    if (path == NULL || strcmp(path, "-") == 0 || strcmp(path, "/dev/stdout") == 0) {
        output->descriptor = STDOUT_FILENO;
        return output;
    }
    output->path = memory_copy_text(path, strlen(path));
    if (!is_special(path)) {
        open_beside(output);
        return output;
    }
    output->descriptor = open(path, O_WRONLY | O_CLOEXEC);
    if (output->descriptor < 0)
        message_fail(EX_CANTCREAT, "%s: cannot be created: %s", path, strerror(errno));
    return output;
}

/* Gives back what was reserved and not needed. */
static bool release(const struct output_file *output) { return ftruncate(output->descriptor, output->written) == 0; }

/* Room on the disk is asked for in large pieces, which costs half as much as block by block. It is no condition: where
 * there is less, what was got of it is given back, and the bytes may fit all the same. */
static void reserve(struct output_file *output, size_t length) {
    off_t end = output->written + (off_t)length;

    if (end < LARGE || output->temporary == NULL || output->reserved == CANNOT_RESERVE || end <= output->reserved)
        return;
    output->reserved = end + AHEAD;
    if (fallocate(output->descriptor, FALLOC_FL_KEEP_SIZE, output->written, (off_t)length + AHEAD) == 0)
        return;
    output->reserved = CANNOT_RESERVE;
    if (!release(output))
        fail_writing(output, EX_IOERR, errno);
}

static void write_out(struct output_file *output, const char *text, size_t length) {
    reserve(output, length);
    while (length > 0) {
        ssize_t written = write(output->descriptor, text, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            fail_writing(output, EX_IOERR, written < 0 ? errno : ENOSPC);
        text += written;
        length -= (size_t)written;
        output->written += written;
    }
}

static void flush_buffer(struct output_file *output) {
    write_out(output, output->buffer, output->used);
    output->used = 0;
}

/* A scratch output grows in memory, up to a point. */
static void make_room(struct output_file *output, size_t length) {
    if (output->descriptor == NO_DESCRIPTOR && output->used + length <= SCRATCH_MOST) {
        output->buffer = memory_grow(output->buffer, &output->capacity, output->used + length, 1);
        return;
    }
    if (output->descriptor == NO_DESCRIPTOR)
        output->descriptor = scratch_file_open(output->path);
    flush_buffer(output);
}

void output_file_write(struct output_file *output, const char *text, size_t length) {
    if (length > output->capacity - output->used)
        make_room(output, length);
    if (length > output->capacity) {
        write_out(output, text, length);
        return;
    }
    /* cppcheck-suppress uninitvar ; the text is the caller's */
    memcpy(output->buffer + output->used, text, length);
    output->used += length;
}

/* Each comma and line end: here, where the compiler puts the write into it. */
void output_file_write_char(struct output_file *output, char c) { output_file_write(output, &c, 1); }

/* The rename itself must survive a power cut: sync the directory that holds the name. */
static void sync_directory_of(struct output_file *output) {
    char *copy = memory_copy_text(output->path, strlen(output->path));
    int directory = open(dirname(copy), O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (directory >= 0) {
        /* EINVAL: this file system cannot sync a directory; there is nothing more to do */
        if (fsync(directory) != 0 && errno != EINVAL)
            message_fail(EX_IOERR, "%s: its directory cannot be synced: %s", output->path, strerror(errno));
        close(directory);
    }
    free(copy);
}

static void free_output(struct output_file *output) {
    forget(output);
    free(output->path);
    free(output->temporary);
    free(output->buffer);
    free(output);
}

struct output_file *output_file_open_scratch(const char *beside) {
    struct output_file *output = new_output();

    output->path = beside == NULL ? NULL : memory_copy_text(beside, strlen(beside));
    output->descriptor = NO_DESCRIPTOR;
    return output;
}

static void append_scratch_file(struct output_file *output, struct output_file *scratch) {
    ssize_t got;

    flush_buffer(scratch);
    if (lseek(scratch->descriptor, 0, SEEK_SET) != 0)
        fail_writing(scratch, EX_IOERR, errno);
    do {
        flush_buffer(output);
        got = read(scratch->descriptor, output->buffer, output->capacity);
        if (got < 0 && errno != EINTR)
            fail_writing(scratch, EX_IOERR, errno);
        output->used = got > 0 ? (size_t)got : 0;
    } while (got != 0);
    close(scratch->descriptor);
}

void output_file_append(struct output_file *output, struct output_file *scratch) {
    if (scratch->descriptor == NO_DESCRIPTOR)
        output_file_write(output, scratch->buffer, scratch->used);
    else
        append_scratch_file(output, scratch);
    free_output(scratch);
}

/* What is no file, or lies on another kind of file system, is read and written. */
static ssize_t copy_some(struct output_file *output, int file, off_t *offset, size_t length) {
    ssize_t n = copy_file_range(file, offset, output->descriptor, NULL, length, 0);

    if (n > 0 || (n < 0 && errno == EINTR))
        return n;
    n = pread(file, output->buffer, length < output->capacity ? length : output->capacity, *offset);
    if (n > 0) {
        write_out(output, output->buffer, (size_t)n);
        output->written -= n;
        *offset += n;
    }
    return n;
}

void output_file_copy(struct output_file *output, int file, int64_t offset, int64_t length) {
    off_t at = offset;

    flush_buffer(output);
    while (length > 0) {
        ssize_t n = copy_some(output, file, &at, (size_t)length);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            fail_writing(output, EX_IOERR, n < 0 ? errno : EIO);
        output->written += n;
        length -= n;
    }
}

static void close_descriptor(struct output_file *output) {
    if (close(output->descriptor) != 0)
        fail_writing(output, EX_IOERR, errno);
}

void output_file_commit(struct output_file *output) {
    bool is_synced = getenv("SWITCHBACK_UNSYNCED") == NULL;

    flush_buffer(output);
    if (output->temporary == NULL) {
        close_descriptor(output);
        free_output(output);
        return;
    }
    if ((output->reserved > output->written && !release(output)) || (is_synced && fsync(output->descriptor) != 0))
        fail_writing(output, EX_IOERR, errno);
    close_descriptor(output);
    if (rename(output->temporary, output->path) != 0)
        fail_writing(output, EX_CANTCREAT, errno);
    forget(output);
    if (is_synced)
        sync_directory_of(output);
    free_output(output);
}

void output_file_discard(struct output_file *output) {
    if (output == NULL)
        return;
    if (output->descriptor != STDOUT_FILENO && output->descriptor != NO_DESCRIPTOR)
        close(output->descriptor);
    if (output->temporary != NULL)
        unlink(output->temporary);
    free_output(output);
}
