/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Trees of files that must survive a power cut: copied with every byte synced and read back, replaced in one
 * step, removed. Any failure ends the program (73, 74) after removing the unfinished copy; links and devices in a
 * tree are refused (65).
 */
#ifndef SWITCHBACK_BASE_TREE_H
#define SWITCHBACK_BASE_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"

struct tree_file {
    char *path; /* below the tree's top */
    int64_t bytes;
    char sha256[DIGEST_TEXT_SIZE];
};

struct tree_listing {
    struct tree_file *files; /* sorted bytewise */
    size_t n_files, capacity;
};

/* Copies the tree `from` to `to`, which must not exist. What lies below its directory `public_name` becomes 0755 and
 * 0644, all else 0700 and 0600, whatever the umask; `to` itself 0755. Free with tree_listing_free. */
struct tree_listing *tree_copy(const char *from, const char *to, const char *public_name);
/* Takes in a file that was written since, `to`/`below`, in its place. */
void tree_listing_add(struct tree_listing *listing, const char *to, const char *below);
void tree_listing_free(struct tree_listing *listing);

/* Removes a tree; true also when there was none. errno is set on failure. */
bool tree_remove(const char *path);

/* Makes names in a directory durable; ends the program with 74 when they cannot be. */
void tree_sync_directory(const char *path);

/* Makes the tree `fresh` stand under `place` in one step, and what stood there, if anything, under `fresh`.
 * Where the file system cannot exchange, `aside` holds the old tree for the moment between two renames. */
void tree_replace(const char *fresh, const char *place, const char *aside);

/* Makes `path` a symbolic link to `target` in one step. */
void tree_point(const char *path, const char *target);

#endif
