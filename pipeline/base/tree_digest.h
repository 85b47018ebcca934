/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The SHA-256 of every file of a tree, several files at a time.
 */
#ifndef SWITCHBACK_BASE_TREE_DIGEST_H
#define SWITCHBACK_BASE_TREE_DIGEST_H

#include "base/tree.h"

/* Every regular file below `top`, links followed, sorted bytewise by its path below it. Ends the program with 66 when
 * something cannot be read. tree_listing_free. */
struct tree_listing *tree_digest(const char *top);

#endif
