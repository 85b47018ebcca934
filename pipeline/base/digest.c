/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/digest.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

struct digest {
    EVP_MD_CTX *context;
};

struct digest *digest_alloc(void) {
    struct digest *digest = memory_alloc(1, sizeof *digest);

    digest->context = EVP_MD_CTX_new();
    if (digest->context == NULL || EVP_DigestInit_ex(digest->context, EVP_sha256(), NULL) != 1)
        message_fail(EX_SOFTWARE, "SHA-256 cannot be started");
    return digest;
}

void digest_add(struct digest *digest, const void *bytes, size_t length) {
    if (EVP_DigestUpdate(digest->context, bytes, length) != 1)
        message_fail(EX_SOFTWARE, "SHA-256 cannot be computed");
}

void digest_finish(struct digest *digest, char text[DIGEST_TEXT_SIZE]) {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned int length = 0;

    if (EVP_DigestFinal_ex(digest->context, bytes, &length) != 1 || length != 32)
        message_fail(EX_SOFTWARE, "SHA-256 cannot be finished");
    for (unsigned int i = 0; i < length; i++)
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    EVP_MD_CTX_free(digest->context);
    free(digest);
}

bool digest_file(const char *path, char text[DIGEST_TEXT_SIZE]) {
    FILE *stream = fopen(path, "re");
    enum { BLOCK = 1 << 16 };
    char *block;
    struct digest *digest;
    size_t length;
    bool whole;

    if (stream == NULL)
        return false;
    block = memory_alloc(BLOCK, 1);
    digest = digest_alloc();
    while ((length = fread(block, 1, BLOCK, stream)) > 0)
        digest_add(digest, block, length);
    whole = !ferror(stream);
    digest_finish(digest, text);
    free(block);
    fclose(stream);
    return whole;
}
