/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/font_cache.h"

#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"

static const char SYSTEM[] = "/etc/fonts/fonts.conf";

/* The first cache directory that can be written is the one that is: ours stands before the system's, which are read.
 * `xdg` is XDG_CACHE_HOME, so that no path has to be written in XML. */
static const char SETTINGS[] = "<?xml version=\"1.0\"?>\n"
                               "<!DOCTYPE fontconfig SYSTEM \"urn:fontconfig:fonts.dtd\">\n"
                               "<fontconfig>\n"
                               "  <cachedir prefix=\"xdg\">fontconfig</cachedir>\n"
                               "  <include>%s</include>\n"
                               "</fontconfig>\n";

static _Noreturn void fail_making(const char *path) {
    message_fail(EX_CANTCREAT, "%s: cannot be created: %s", path, strerror(errno));
}

static void write_settings(const struct font_cache *cache) {
    char *path = memory_format("%s/fonts.conf", cache->directory);
    FILE *stream = fopen(path, "we");

    if (stream == NULL || fprintf(stream, SETTINGS, SYSTEM) < 0 || fclose(stream) != 0)
        fail_making(path);
    free(path);
}

struct font_cache font_cache_make(void) {
    const char *given = getenv("TMPDIR"),
               *place = given != NULL && given[0] == '/' && access(given, W_OK | X_OK) == 0 ? given : "/tmp";
    struct font_cache cache = {.directory = memory_format("%s/switchback-fonts-XXXXXX", place)};

    if (mkdtemp(cache.directory) == NULL)
        fail_making(cache.directory);
    write_settings(&cache);
    return cache;
}

size_t font_cache_environment(const struct font_cache *cache, char *variables[FONT_CACHE_VARIABLES]) {
    size_t n = 0;

    variables[n++] = memory_format("HOME=%s", cache->directory);
    variables[n++] = memory_format("XDG_CACHE_HOME=%s", cache->directory);
    if (access(SYSTEM, R_OK) == 0)
        variables[n++] = memory_format("FONTCONFIG_FILE=%s/fonts.conf", cache->directory);
    return n;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *at) {
    (void)status, (void)kind, (void)at;
    return remove(path);
}

/* What cannot be removed holds nothing but names of fonts. */
void font_cache_remove(struct font_cache *cache) {
    if (cache->directory != NULL)
        nftw(cache->directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(cache->directory);
    *cache = (struct font_cache){0};
}
