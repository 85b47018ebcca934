/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/scratch_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"

static char *name_of(const char *path) {
    const char *directory = getenv("TMPDIR");

    return path != NULL && strcmp(path, "-") != 0
               ? memory_format("%s.scratch-XXXXXX", path)
               : memory_format("%s/switchback-XXXXXX", directory != NULL ? directory : "/tmp");
}

int scratch_file_open(const char *path) {
    char *name = name_of(path);
    int descriptor = mkostemp(name, O_CLOEXEC);

    if (descriptor < 0)
        message_fail(EX_CANTCREAT, "%s: a scratch file cannot be created: %s", name, strerror(errno));
    unlink(name);
    free(name);
    return descriptor;
}

static _Noreturn void fail(const char *path, const char *what, int error) {
    bool is_full = error == ENOSPC || error == EDQUOT || error == EFBIG;

    message_fail(EX_IOERR, "%s: a scratch file cannot be %s: %s%s", name_of(path), what, strerror(error),
                 is_full ? " (what does not fit into memory waits there: make room)" : "");
}

void scratch_file_write(int file, const char *path, const void *bytes, size_t n, off_t at) {
    const char *next = bytes;

    while (n > 0) {
        ssize_t written = pwrite(file, next, n, at);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            fail(path, "written", written == 0 ? ENOSPC : errno);
        next += written;
        at += written;
        n -= (size_t)written;
    }
}

void scratch_file_read(int file, const char *path, void *bytes, size_t n, off_t at) {
    char *next = bytes;

    while (n > 0) {
        ssize_t got = pread(file, next, n, at);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            fail(path, "read", got == 0 ? EIO : errno);
        next += got;
        at += got;
        n -= (size_t)got;
    }
}
