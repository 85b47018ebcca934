/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tree_digest.h"

#include <errno.h>
#include <fts.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/parallel.h"

enum { MOST_THREADS = 8 };

static _Noreturn void fail_reading(const char *path, int error) {
    message_fail(EX_NOINPUT, "%s: cannot be read: %s", path, strerror(error));
}

static void add_file(struct tree_listing *listing, const char *below, int64_t bytes) {
    listing->files = memory_grow(listing->files, &listing->capacity, listing->n_files + 1, sizeof *listing->files);
    listing->files[listing->n_files++] =
        (struct tree_file){.path = memory_copy_text(below, strlen(below)), .bytes = bytes};
}

static void list_files(const char *top, struct tree_listing *listing) {
    char *copy = memory_copy_text(top, strlen(top)), *const paths[] = {copy, NULL};
    FTS *walk = fts_open(paths, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    const FTSENT *entry;
    size_t length = strlen(top);

    if (walk == NULL)
        fail_reading(top, errno);
    while ((entry = fts_read(walk)) != NULL) {
        if (entry->fts_info == FTS_ERR || entry->fts_info == FTS_DNR || entry->fts_info == FTS_NS)
            fail_reading(entry->fts_path, entry->fts_errno);
        if (entry->fts_info == FTS_F)
            add_file(listing, entry->fts_path + length + strspn(entry->fts_path + length, "/"),
                     entry->fts_statp->st_size);
    }
    fts_close(walk);
    free(copy);
}

static int compare_paths(const void *left, const void *right) {
    return strcmp(((const struct tree_file *)left)->path, ((const struct tree_file *)right)->path);
}

/* What the threads share: each takes the next file that none has taken. */
struct work {
    const char *top;
    struct tree_listing *listing;
    atomic_size_t next;
};

static void *digest_files(void *context) {
    struct work *work = *(struct work **)context;
    size_t i;

    while ((i = atomic_fetch_add(&work->next, 1)) < work->listing->n_files) {
        struct tree_file *file = &work->listing->files[i];
        char *path = memory_format("%s/%s", work->top, file->path);
        if (!digest_file(path, file->sha256))
            fail_reading(path, errno);
        free(path);
    }
    return NULL;
}

struct tree_listing *tree_digest(const char *top) {
    struct tree_listing *listing = memory_alloc(1, sizeof *listing);
    struct work work = {.top = top, .listing = listing}, *contexts[MOST_THREADS];
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t n = processors < 1 ? 1 : processors > MOST_THREADS ? MOST_THREADS : (size_t)processors;

    list_files(top, listing);
    for (size_t i = 0; i < n; i++)
        contexts[i] = &work;
    parallel_run(contexts, n, sizeof contexts[0], digest_files);
    if (listing->n_files > 0)
        qsort(listing->files, listing->n_files, sizeof *listing->files, compare_paths);
    return listing;
}
