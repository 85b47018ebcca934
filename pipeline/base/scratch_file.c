/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/scratch_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"

int scratch_file_open(const char *path) {
    const char *directory = getenv("TMPDIR");
    char *name = path != NULL && strcmp(path, "-") != 0
                     ? memory_format("%s.scratch-XXXXXX", path)
                     : memory_format("%s/switchback-XXXXXX", directory != NULL ? directory : "/tmp");
    int descriptor = mkostemp(name, O_CLOEXEC);

    if (descriptor < 0)
        message_fail(EX_CANTCREAT, "%s: a scratch file cannot be created: %s", name, strerror(errno));
    unlink(name);
    free(name);
    return descriptor;
}
