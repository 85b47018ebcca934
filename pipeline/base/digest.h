/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * SHA-256 (FIPS 180-4) by OpenSSL's libcrypto, fed while a file is read, so that nothing is read twice.
 */
#ifndef SWITCHBACK_BASE_DIGEST_H
#define SWITCHBACK_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>

enum { DIGEST_TEXT_SIZE = 65 /* 64 hexadecimal digits and a NUL */ };

struct digest;

struct digest *digest_alloc(void);
void digest_add(struct digest *digest, const void *bytes, size_t length);
/* Writes the hexadecimal text and frees. */
void digest_finish(struct digest *digest, char text[DIGEST_TEXT_SIZE]);

/* false (errno set) when the file cannot be read. */
bool digest_file(const char *path, char text[DIGEST_TEXT_SIZE]);

#endif
