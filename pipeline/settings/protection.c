/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/protection.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

static int32_t read_int(const struct ini_file *config, const char *key, long least, long most) {
    const long range[2] = {least, most};

    return (int32_t)ini_file_int(config, "protection", key, range);
}

struct protection_settings protection_read(const struct ini_file *config) {
    return (struct protection_settings){.class_width = read_int(config, "class", 11, 1000),
                                        .grid_days = read_int(config, "grid_days", 7, 365)};
}

static bool has_name(const struct protection_sites *sites, const char *name) {
    for (size_t i = 0; i < sites->n; i++)
        if (strcmp(sites->names[i], name) == 0)
            return true;
    return false;
}

struct protection_sites protection_read_sites(const struct ini_file *config) {
    const struct ini_entry *entry = ini_file_entry(config, "release", "sites");
    struct protection_sites sites = {.n = 0};

    for (const char *at = entry->value + strspn(entry->value, ", \t"); *at != '\0'; at += strspn(at, ", \t")) {
        size_t length = strcspn(at, ","), used = length;
        char *name;
        while (at[used - 1] == ' ' || at[used - 1] == '\t')
            used--;
        name = memory_copy_text(at, used);
        if (sites.n == PROTECTION_MOST_SITES || has_name(&sites, name))
            message_fail_at(EX_CONFIG, ini_file_place(entry),
                            "[release] sites: '%s' is not usable (expected at most 32 names, each once)", name);
        sites.names[sites.n++] = name;
        at += length;
    }
    return sites;
}

void protection_sites_free(struct protection_sites *sites) {
    for (size_t i = 0; i < sites->n; i++)
        free(sites->names[i]);
    sites->n = 0;
}
