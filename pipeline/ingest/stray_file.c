/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/stray_file.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "ingest/file_name.h"
#include "settings/accept.h"
#include "table/input_tables.h"

enum { FEWEST_LETTERS = 3 /* that a name must share with a pattern to be of its kind */ };

static size_t count_letters(const char *text) {
    size_t n = 0;

    while ((text[n] >= 'a' && text[n] <= 'z') || (text[n] >= 'A' && text[n] <= 'Z') || text[n] == '_')
        n++;
    while (n > 0 && text[n - 1] == '_')
        n--;
    return n;
}

/* Does the name begin with the letters that the pattern begins with? */
static bool is_of_kind(const char *name, const char *pattern) {
    size_t n = count_letters(pattern);

    return n >= FEWEST_LETTERS && strncasecmp(name, pattern, n) == 0;
}

static bool is_of_section(const struct mapping *mapping, const char *section, const char *name) {
    char **patterns = mapping_list(mapping_value(mapping, section, "files", NULL));
    bool found = false;

    for (size_t i = 0; patterns != NULL && patterns[i] != NULL; i++)
        found = found || is_of_kind(name, patterns[i]);
    mapping_list_free(patterns);
    return found;
}

/* The section that has a pattern of the file's kind, else the table whose name, but for a plural s, the file's begins
 * with; NULL: none. */
static const char *find_likely_section(const struct mapping *mapping, const char *name) {
    for (size_t i = 0; i < mapping->file->n_entries; i++) {
        const struct ini_entry *entry = &mapping->file->entries[i];
        if (strcmp(entry->key, "files") == 0 && is_of_section(mapping, entry->section, name))
            return entry->section;
    }
    for (size_t i = 0; i < INPUT_TABLE_COUNT; i++)
        if (strncasecmp(name, input_tables[i].name, strlen(input_tables[i].name) - 1) == 0)
            return input_tables[i].name;
    return NULL;
}

/* The line that would have a pattern take the file; the caller frees. */
static char *line_to_take(const struct mapping *mapping, const char *name) {
    const char *section = find_likely_section(mapping, name);
    const struct ini_entry *files = section == NULL ? NULL : ini_file_entry(mapping->file, section, "files");
    char *pattern = file_name_pattern(name);
    char *line = mending_line(MENDING_MAPPING, section != NULL ? section : "TABLE", "files = %s%s%s",
                              files == NULL ? "" : files->written, files == NULL ? "" : ", ", pattern);

    free(pattern);
    return line;
}

/* The name without the mark of a copy: "doses (1).csv", "doses - Copy.csv", "Copy of doses.csv". `plain` has room for
 * the name. */
static void name_without_copy(const char *name, char *plain) {
    static const char before[] = "Copy of ", behind[] = " - Copy";
    const char *from = strncasecmp(name, before, strlen(before)) == 0 ? name + strlen(before) : name;
    const char *end = strrchr(from, '.'), *at;
    size_t length;

    end = end == NULL ? from + strlen(from) : end;
    length = (size_t)(end - from);
    at = memrchr(from, '(', length);
    if (at != NULL && at > from && at[-1] == ' ' && end[-1] == ')' &&
        strspn(at + 1, "0123456789") == (size_t)(end - at) - 2)
        length = (size_t)(at - from) - 1;
    else if (length > strlen(behind) && strncasecmp(end - strlen(behind), behind, strlen(behind)) == 0)
        length -= strlen(behind);
    memcpy(plain, from, length);
    memcpy(plain + length, end, strlen(end) + 1);
}

/* Another file whose name is the same but for capital and small letters, or for what marks a copy, the first bytewise;
 * NULL: none. The caller frees. */
static char *find_twin(const char *directory, const char *name) {
    struct dirent **entries = NULL;
    int n = scandir(directory, &entries, NULL, NULL);
    char *twin = NULL, *plain = memory_alloc(strlen(name) + 1, 1);

    name_without_copy(name, plain);

    for (int i = 0; i < n; i++) {
        const char *other = entries[i]->d_name;
        if (strcasecmp(other, plain) == 0 && strcmp(other, name) != 0 && (twin == NULL || strcmp(other, twin) < 0)) {
            free(twin);
            twin = memory_copy_text(other, strlen(other));
        }
        free(entries[i]);
    }
    free(entries);
    free(plain);
    return twin;
}

void stray_file_say(const struct mapping *mapping, const char *directory, const char *name, enum file_kind kind) {
    const struct message_place place = {.file = name};
    const char *advice = file_kind_advice(kind);
    char *key = accept_key("file", name), *take = line_to_take(mapping, name), *twin = find_twin(directory, name);
    char *leave = mending_line(MENDING_CONFIGURATION, "accept", "%s = say why here", key),
         *or_leave = mending_other_line(MENDING_CONFIGURATION, "accept", "%s = say why here", key);

    if (file_name_is_unfinished(name))
        message_say_at(place,
                       "its name says that it is not yet whole: wait until it is delivered, remove it, or say why it "
                       "does not matter; %s",
                       leave);
    else if (advice != NULL)
        message_say_at(place, "%s; no table is read from it: if it is none, say why it is left out; %s", advice, leave);
    else if (twin != NULL)
        message_say_at(place,
                       "no pattern of the mapping takes it, and its name is that of %s but for capital and small "
                       "letters or the mark of a copy: is it one? Take one of them out of the export, or say why it is "
                       "left out; %s",
                       twin, leave);
    else
        message_say_at(place, "no pattern of the mapping takes it, and nothing says that it is left out; %s; %s", take,
                       or_leave);
    free(key);
    free(take);
    free(twin);
    free(leave);
    free(or_leave);
}
