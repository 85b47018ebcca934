/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries of the configuration for a site or a table that there is not: a slip of the pen does nothing, and must be
 * seen.
 */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/spelling.h"
#include "person/survey_findings.h"
#include "settings/accept.h"
#include "settings/declared_end.h"
#include "settings/protection.h"

enum { DATE_LENGTH = 10 };

/* Is the site of the key's spelling among those of the export? */
static bool is_site(const struct survey_findings *findings, const char *site) {
    bool found = strcmp(site, "*") == 0;

    for (uint32_t i = 0; !found && i < dictionary_count(findings->survey->sites); i++) {
        char *key = accept_key("hole", findings->site_names[i]);
        found = spelling_same(key + strlen("hole."), site);
        free(key);
    }
    return found;
}

/* Tables with `+` between them. */
static bool are_tables(const char *names, size_t length) {
    for (size_t at = 0, n; at < length; at += n + 1) {
        char *name;
        const struct table_spec *table;
        n = 0;
        while (at + n < length && names[at + n] != '+')
            n++;
        name = memory_copy_text(names + at, n);
        table = input_tables_find(name);
        free(name);
        if (table == NULL)
            return false;
    }
    return length > 0;
}

/* hole.SITE.TABLE[+TABLE].FIRST..LAST */
static bool is_hole_of_nobody(const struct survey_findings *findings, const char *key) {
    const char *name = key + strlen("hole."), *dots = strstr(name, ".."), *end, *tables;
    char *site;
    bool is_nobodys;

    if (dots == NULL || dots - name < DATE_LENGTH + 3)
        return true;
    end = dots - DATE_LENGTH - 1;
    tables = memrchr(name, '.', (size_t)(end - name));
    if (*end != '.' || tables == NULL)
        return true;
    site = memory_copy_text(name, (size_t)(tables - name));
    is_nobodys = !is_site(findings, site) || !are_tables(tables + 1, (size_t)(end - tables - 1));
    free(site);
    return is_nobodys;
}

/* Of [completeness]: a site closed, or complete, that there is not. */
static bool is_end_of_nobody(const struct survey_findings *findings, const char *key) {
    char *site = declared_end_site(key);
    bool is_nobodys = site != NULL && !is_site(findings, site);

    free(site);
    return is_nobodys;
}

static bool is_unmet(const struct survey_findings *findings, const struct ini_entry *entry) {
    if (*entry->value == '\0')
        return false;
    if (strcmp(entry->section, "completeness") == 0)
        return is_end_of_nobody(findings, entry->key);
    if (strcmp(entry->section, "accept") != 0)
        return false;
    if (strncmp(entry->key, "hole.", strlen("hole.")) == 0)
        return is_hole_of_nobody(findings, entry->key);
    return strncmp(entry->key, "unknown_people.", strlen("unknown_people.")) == 0 &&
           input_tables_find(entry->key + strlen("unknown_people.")) == NULL;
}

static bool has_site(const struct survey_findings *findings, const char *name) {
    for (uint32_t i = 0; i < dictionary_count(findings->survey->sites); i++)
        if (strcmp(findings->site_names[i], name) == 0)
            return true;
    return false;
}

/* Sites of [release] have a row in every release, even one of nobody. */
static void find_unmet_rows(struct survey_findings *findings) {
    struct protection_sites sites = protection_read_sites(findings->config);

    for (size_t i = 0; i < sites.n; i++) {
        struct fact_row row = fact_row_empty("");
        char *subject = memory_format("[release] sites: %s", sites.names[i]);
        row.subject = subject;
        if (!has_site(findings, sites.names[i]))
            fact_rows_add(&findings->unmet, &row);
        free(subject);
    }
    protection_sites_free(&sites);
}

void survey_find_unmet(struct survey_findings *findings) {
    find_unmet_rows(findings);
    for (size_t i = 0; i < findings->config->n_entries; i++) {
        const struct ini_entry *entry = &findings->config->entries[i];
        struct fact_row row = fact_row_empty("");
        row.subject = entry->key;
        if (is_unmet(findings, entry))
            fact_rows_add(&findings->unmet, &row);
    }
}
