/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/tree.h"

static void sync_parent(const char *path) {
    char *copy = memory_copy_text(path, strlen(path));

    tree_sync_directory(dirname(copy));
    free(copy);
}

static _Noreturn void fail_replace(const char *fresh, const char *place) {
    int error = errno;

    tree_remove(fresh);
    message_fail(EX_CANTCREAT, "%s: cannot be replaced: %s", place, strerror(error));
}

/* Two renames; a program killed between them has left the old tree under `aside`, which the driver puts back. */
static void replace_by_renames(const char *fresh, const char *place, const char *aside) {
    if (rename(place, aside) != 0)
        fail_replace(fresh, place);
    if (rename(fresh, place) != 0) {
        int error = errno;
        if (rename(aside, place) != 0)
            message_fail(EX_IOERR, "%s: was moved to %s and cannot be moved back: %s", place, aside, strerror(errno));
        errno = error;
        fail_replace(fresh, place);
    }
    if (rename(aside, fresh) != 0)
        message_fail(EX_IOERR, "%s: cannot be moved: %s", aside, strerror(errno));
}

void tree_replace(const char *fresh, const char *place, const char *aside) {
    if (access(place, F_OK) != 0) {
        if (rename(fresh, place) != 0)
            fail_replace(fresh, place);
    } else if (renameat2(AT_FDCWD, fresh, AT_FDCWD, place, RENAME_EXCHANGE) != 0) {
        if (errno != EINVAL && errno != ENOSYS)
            fail_replace(fresh, place);
        replace_by_renames(fresh, place, aside);
    }
    sync_parent(place);
}

void tree_point(const char *path, const char *target) {
    char *beside = memory_format("%s.part", path);

    if ((unlink(beside) != 0 && errno != ENOENT) || symlink(target, beside) != 0 || rename(beside, path) != 0)
        message_fail(EX_CANTCREAT, "%s: cannot be pointed at %s: %s", path, target, strerror(errno));
    sync_parent(path);
    free(beside);
}
