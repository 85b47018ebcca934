/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"

struct copying {
    const char *from, *to, *public_name;
    struct tree_listing *listing;
};

static _Noreturn void fail_copy(const struct copying *copying, int code, const char *path, const char *why) {
    tree_remove(copying->to);
    message_fail(code, "%s: %s", path, why);
}

/* fts wants char **; the paths are only read. */
static FTS *open_walk(const char *path, int (*compare)(const FTSENT **, const FTSENT **)) {
    char *copy = memory_copy_text(path, strlen(path));
    char *const paths[] = {copy, NULL};
    FTS *walk = fts_open(paths, FTS_PHYSICAL | FTS_NOCHDIR, compare);

    free(copy);
    return walk;
}

static int compare_names(const FTSENT **left, const FTSENT **right) {
    return strcmp((*left)->fts_name, (*right)->fts_name);
}

void tree_sync_directory(const char *path) {
    int directory = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    /* EINVAL: this file system cannot sync a directory; there is nothing more to do */
    if (directory < 0 || (fsync(directory) != 0 && errno != EINVAL) || close(directory) != 0)
        message_fail(EX_IOERR, "%s: cannot be synced: %s", path, strerror(errno));
}

static bool is_private(const struct copying *copying, const char *below) {
    size_t length = strlen(copying->public_name);
    bool is_public =
        strncmp(below, copying->public_name, length) == 0 && (below[length] == '\0' || below[length] == '/');

    return *below != '\0' && !is_public;
}

static bool write_whole(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes += written;
        length -= (size_t)written;
    }
    return true;
}

/* Copies what is in `in` to `out`; false (errno set) when a read or a write fails. */
static bool copy_bytes(int in, int out, struct tree_file *file) {
    enum { BLOCK = 1 << 16 };
    char *block = memory_alloc(BLOCK, 1);
    struct digest *digest = digest_alloc();
    ssize_t length;
    bool whole = true;

    while (whole && (length = read(in, block, BLOCK)) != 0) {
        if (length < 0 && errno == EINTR)
            continue;
        whole = length > 0 && write_whole(out, block, (size_t)length);
        if (whole)
            digest_add(digest, block, (size_t)length);
        file->bytes += whole ? length : 0;
    }
    int error = errno;
    digest_finish(digest, file->sha256);
    free(block);
    errno = error;
    return whole;
}

static void copy_file(const struct copying *copying, const char *from, const char *to, struct tree_file *file) {
    mode_t mode = is_private(copying, file->path) ? 0600 : 0644;
    int in = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    int out;

    if (in < 0)
        fail_copy(copying, EX_IOERR, from, strerror(errno));
    out = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (out < 0)
        fail_copy(copying, EX_CANTCREAT, to, strerror(errno));
    if (!copy_bytes(in, out, file) || fchmod(out, mode) != 0 || close(out) != 0)
        fail_copy(copying, EX_IOERR, to, strerror(errno));
    close(in);
}

static void confirm_file(const struct copying *copying, const char *path, const char *sha256) {
    char read_back[DIGEST_TEXT_SIZE];
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

    if (file < 0 || fsync(file) != 0 || close(file) != 0)
        fail_copy(copying, EX_IOERR, path, strerror(errno));
    if (!digest_file(path, read_back) || strcmp(read_back, sha256) != 0)
        fail_copy(copying, EX_IOERR, path, "does not read back as it was written");
}

static void take_file(const struct copying *copying, const char *from, const char *to, const char *below) {
    struct tree_listing *listing = copying->listing;
    struct tree_file *file;

    listing->files = memory_grow(listing->files, &listing->capacity, listing->n_files + 1, sizeof *listing->files);
    file = &listing->files[listing->n_files++];
    *file = (struct tree_file){.path = memory_copy_text(below, strlen(below))};
    copy_file(copying, from, to, file);
}

static void finish_directory(const struct copying *copying, const char *to, const char *below) {
    if (chmod(to, is_private(copying, below) ? 0700 : 0755) != 0)
        fail_copy(copying, EX_IOERR, to, strerror(errno));
}

static void take_entry(const struct copying *copying, const FTSENT *entry) {
    const char *below = entry->fts_path + strlen(copying->from);
    char *to = memory_format("%s%s", copying->to, below);

    below += *below == '/';
    switch (entry->fts_info) {
    case FTS_D:
        if (mkdir(to, 0700) != 0)
            fail_copy(copying, EX_CANTCREAT, to, strerror(errno));
        break;
    case FTS_DP: finish_directory(copying, to, below); break;
    case FTS_F: take_file(copying, entry->fts_path, to, below); break;
    case FTS_DNR:
    case FTS_ERR:
    case FTS_NS: fail_copy(copying, EX_IOERR, entry->fts_path, strerror(entry->fts_errno));
    default: fail_copy(copying, EX_DATAERR, entry->fts_path, "is neither a file nor a directory");
    }
    free(to);
}

/* Everything is written before the first file is synced: the disk is then waited for once, not once a file. */
static void confirm_copy(const struct copying *copying) {
    FTS *walk = open_walk(copying->to, compare_names);
    size_t n = 0;

    if (walk == NULL)
        fail_copy(copying, EX_IOERR, copying->to, strerror(errno));
    for (const FTSENT *entry; errno = 0, (entry = fts_read(walk)) != NULL;) {
        if (entry->fts_info == FTS_DP)
            tree_sync_directory(entry->fts_path);
        else if (entry->fts_info == FTS_F && n < copying->listing->n_files)
            confirm_file(copying, entry->fts_path, copying->listing->files[n++].sha256);
    }
    if (errno != 0 || n < copying->listing->n_files)
        fail_copy(copying, EX_IOERR, copying->to, errno != 0 ? strerror(errno) : "is not whole");
    fts_close(walk);
}

/* A copy inside what is copied would never end. */
static void fail_if_inside(const char *from, const char *to) {
    char *copy = memory_copy_text(to, strlen(to));
    const char *parent = dirname(copy);
    char *outer = realpath(from, NULL), *inner;
    size_t length;

    if (outer == NULL)
        message_fail(EX_NOINPUT, "%s: %s", from, strerror(errno));
    inner = realpath(parent, NULL);
    if (inner == NULL)
        message_fail(EX_CANTCREAT, "%s: %s", parent, strerror(errno));
    length = strlen(outer);
    if (strncmp(inner, outer, length) == 0 && (inner[length] == '\0' || inner[length] == '/'))
        message_fail(EX_USAGE, "%s: lies inside %s, which is to be copied there", to, from);
    free(copy);
    free(outer);
    free(inner);
}

struct tree_listing *tree_copy(const char *from, const char *to, const char *public_name) {
    struct tree_listing *listing = memory_alloc(1, sizeof *listing);
    struct copying copying = {from, to, public_name, listing};
    FTS *walk;

    fail_if_inside(from, to);
    walk = open_walk(from, compare_names);
    if (walk == NULL)
        message_fail(EX_NOINPUT, "%s: %s", from, strerror(errno));
    for (const FTSENT *entry; errno = 0, (entry = fts_read(walk)) != NULL;)
        take_entry(&copying, entry);
    if (errno != 0)
        fail_copy(&copying, EX_IOERR, from, strerror(errno));
    fts_close(walk);
    confirm_copy(&copying);
    return listing;
}

void tree_listing_add(struct tree_listing *listing, const char *to, const char *below) {
    char *path = memory_format("%s/%s", to, below);
    struct tree_file file = {.path = memory_copy_text(below, strlen(below))};
    struct stat status;
    size_t at = listing->n_files;

    if (stat(path, &status) != 0 || !digest_file(path, file.sha256))
        message_fail(EX_IOERR, "%s: %s", path, strerror(errno));
    file.bytes = status.st_size;
    listing->files = memory_grow(listing->files, &listing->capacity, listing->n_files + 1, sizeof *listing->files);
    for (; at > 0 && strcmp(listing->files[at - 1].path, below) > 0; at--)
        listing->files[at] = listing->files[at - 1];
    listing->files[at] = file;
    listing->n_files++;
    free(path);
}

void tree_listing_free(struct tree_listing *listing) {
    if (listing == NULL)
        return;
    for (size_t i = 0; i < listing->n_files; i++)
        free(listing->files[i].path);
    free(listing->files);
    free(listing);
}

static bool remove_entry(const FTSENT *entry) {
    switch (entry->fts_info) {
    case FTS_D: return true;
    case FTS_DP: return rmdir(entry->fts_accpath) == 0;
    case FTS_NS: return entry->fts_errno == ENOENT;
    default: return unlink(entry->fts_accpath) == 0;
    }
}

bool tree_remove(const char *path) {
    FTS *walk = open_walk(path, NULL);
    bool removed = walk != NULL;

    if (walk == NULL)
        return false;
    for (const FTSENT *entry; removed && (entry = fts_read(walk)) != NULL;)
        removed = remove_entry(entry);
    int error = errno;
    fts_close(walk);
    errno = error;
    return removed;
}
