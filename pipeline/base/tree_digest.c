/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tree_digest.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/parallel.h"

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

struct job {
    const char *top;
    struct tree_file *file;
};

static void digest_listed(void *context) {
    const struct job *job = context;
    char *path = memory_format("%s/%s", job->top, job->file->path);

    if (!digest_file(path, job->file->sha256))
        fail_reading(path, errno);
    free(path);
}

struct tree_listing *tree_digest(const char *top) {
    struct tree_listing *listing = memory_alloc(1, sizeof *listing);
    struct job *jobs;

    list_files(top, listing);
    jobs = memory_alloc(listing->n_files, sizeof *jobs);
    for (size_t i = 0; i < listing->n_files; i++)
        jobs[i] = (struct job){.top = top, .file = &listing->files[i]};
    parallel_run(jobs, listing->n_files, sizeof *jobs, parallel_jobs(), digest_listed, NULL);
    free(jobs);
    if (listing->n_files > 0)
        qsort(listing->files, listing->n_files, sizeof *listing->files, compare_paths);
    return listing;
}
