/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/held_columns.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "ingest/export_files.h"
#include "table/header.h"

enum { LONGEST_LINE = 1 << 16 };

/* What the files of a table show. */
struct look {
    const struct mapping *mapping;
    const char *column;
    bool any, has_it, any_row;
};

/* One of the names of a list; those with a delimiter or a line break within are none of ours. */
static bool is_in(const char *value, const char *name) {
    char **names = mapping_list(value);
    bool found = false;

    for (size_t i = 0; names != NULL && names[i] != NULL; i++)
        found = found || header_same_name(names[i], name);
    mapping_list_free(names);
    return found;
}

/* Does the mapping make the column of something else than a header of its name? */
static bool is_mapped(const struct look *look, const char *section) {
    static const char *const kinds[] = {"column", "constant", "days_after", "days_since"};

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (mapping_value(look->mapping, section, kinds[i], look->column) != NULL)
            return true;
    return false;
}

/* Is the column's own name in the line, and not put aside? */
static bool line_has(const struct look *look, const char *section, char *line, char delimiter) {
    const char between[] = {delimiter, '\0'};
    char *rest = line, *name;

    while ((name = strsep(&rest, between)) != NULL)
        if (header_same_name(name, look->column) && !is_in(mapping_value(look->mapping, section, "drop", NULL), name) &&
            !is_in(mapping_value(look->mapping, section, "ignore", NULL), name))
            return true;
    return false;
}

/* What is no file, as a pipe, is refused where it is read: here it would wait for somebody to write. */
static FILE *open_file(const char *path) {
    struct stat status;

    return stat(path, &status) == 0 && S_ISREG(status.st_mode) ? fopen(path, "re") : NULL;
}

static void look_at_file(struct look *look, const char *section, const char *path) {
    FILE *file = open_file(path);
    char *line = memory_alloc(LONGEST_LINE, 1);
    size_t length;

    look->any = true;
    if (file == NULL) {
        look->has_it = look->any_row = true;
        free(line);
        return;
    }
    length = fread(line, 1, LONGEST_LINE - 1, file);
    line[length] = '\0';
    if (strlen(line) != length || strcspn(line, "\r\n") == LONGEST_LINE - 1) { /* UTF-16, or no table of ours */
        look->has_it = look->any_row = true;
    } else {
        size_t first = strcspn(line, "\r\n");
        look->any_row = look->any_row || line[first + strspn(line + first, "\r\n")] != '\0';
        line[first] = '\0';
        look->has_it = look->has_it || first == 0 || look->column == NULL || is_mapped(look, section) ||
                       line_has(look, section, line, mapping_delimiter(look->mapping, section));
    }
    fclose(file);
    free(line);
}

static void look_at_section(struct look *look, const char *section, const char *exports) {
    char **patterns = mapping_list(mapping_value(look->mapping, section, "files", NULL));
    struct dirent **entries = NULL;
    int n = scandir(exports, &entries, NULL, NULL);

    for (int i = 0; i < n; i++) {
        if (export_files_match(patterns, entries[i]->d_name)) {
            char *path = memory_format("%s/%s", exports, entries[i]->d_name);
            look_at_file(look, section, path);
            free(path);
        }
        free(entries[i]);
    }
    free(entries);
    mapping_list_free(patterns);
}

static struct look look_at(const struct mapping *mapping, const char *exports, const char *table, const char *column) {
    struct look look = {.mapping = mapping, .column = column};
    size_t n;
    const char **sections = mapping_sections(mapping, table, &n);

    for (size_t i = 0; i < n; i++)
        look_at_section(&look, sections[i], exports);
    free(sections);
    return look;
}

bool held_columns_lack(const struct mapping *mapping, const char *exports, const char *table, const char *column) {
    struct look look = look_at(mapping, exports, table, column);

    return look.any && !look.has_it;
}

bool held_columns_any_row(const struct mapping *mapping, const char *exports, const char *table) {
    return look_at(mapping, exports, table, NULL).any_row;
}
