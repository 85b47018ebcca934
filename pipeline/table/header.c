/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/header.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/nearest_name.h"

/* Enough digits in a name that is half digits make an id or a date of it. */
enum { FEW_DIGITS = 3 };

bool header_name_is_value(const char *name) {
    size_t n_digits = 0, length = strlen(name), start = strspn(name, " +-.#$");

    for (size_t i = 0; i < length; i++)
        n_digits += isdigit((unsigned char)name[i]) != 0;
    return isdigit((unsigned char)name[start]) || (n_digits >= FEW_DIGITS && 2 * n_digits >= length);
}

/* Of so many names one may look like a value (CBSA2020): a row of data that long would hold more of them. */
enum { NAMES_FOR_ONE_VALUE = 10 };

struct header header_from_record(const struct record *record) {
    struct header header = {.names = memory_alloc(record->n_cells, sizeof *header.names), .n = record->n_cells};
    size_t n_values = 0;

    for (size_t i = 0; i < record->n_cells; i++) {
        header.names[i] = memory_copy_text(record->cells[i].text, record->cells[i].length);
        n_values += header_name_is_value(header.names[i]);
    }
    header.is_doubtful = n_values > 1 || (n_values == 1 && header.n < NAMES_FOR_ONE_VALUE);
    return header;
}

void header_free(struct header *header) {
    for (size_t i = 0; i < header->n; i++)
        free(header->names[i]);
    free(header->names);
    *header = (struct header){0};
}

int header_find(const struct header *header, const char *name) {
    for (size_t i = 0; i < header->n; i++)
        if (strcasecmp(header->names[i], name) == 0)
            return (int)i;
    return -1;
}

static bool counts(char c) { return isalnum((unsigned char)c) || (unsigned char)c >= 0x80; }

/* The next letter or digit. */
static const char *skip_to_letter(const char *text) {
    while (*text != '\0' && !counts(*text))
        text++;
    return text;
}

bool header_same_name(const char *a, const char *b) {
    const char *at = skip_to_letter(a), *other = skip_to_letter(b);

    if (*at == '\0' || *other == '\0')
        return strcasecmp(a, b) == 0;
    while (*at != '\0' && tolower((unsigned char)*at) == tolower((unsigned char)*other)) {
        at = skip_to_letter(at + 1);
        other = skip_to_letter(other + 1);
    }
    return *at == '\0' && *other == '\0';
}

int header_find_duplicate(const struct header *header) {
    for (size_t i = 0; i < header->n; i++)
        if (header_find(header, header->names[i]) != (int)i)
            return (int)i;
    return -1;
}

const char *header_shown_name(const struct header *header, size_t index) {
    return header->is_doubtful ? NULL : header->names[index];
}

void header_refuse_duplicate(const struct header *header, struct message_place place) {
    int duplicate = header_find_duplicate(header);

    if (duplicate < 0)
        return;
    place.field = header->is_doubtful ? duplicate + 1 : 0;
    if (header->is_doubtful)
        message_fail_at(EX_DATAERR, place, "stands twice, and the first line looks like no header");
    message_fail_at(EX_DATAERR, place, "column '%s' stands twice (expected each name once)", header->names[duplicate]);
}

const char *header_suggest(const struct header *header, const char *name) {
    const char *nearest = nearest_name_find((const char *const *)header->names, header->n, name);

    return nearest == NULL || header_name_is_value(nearest) ? NULL : nearest;
}

char *header_hint(const struct header *header, const char *name) {
    const char *nearest = header_suggest(header, name);
    char *text = NULL;
    size_t length = 0;
    FILE *stream;

    if (nearest != NULL)
        return memory_format(" (did you mean '%s'?)", nearest);
    if (header->is_doubtful)
        return memory_format(" (the first line looks like no header)");
    stream = open_memstream(&text, &length);
    if (stream == NULL)
        return memory_format(" ");
    fputs(" (the header has: ", stream);
    for (size_t i = 0; i < header->n; i++)
        fprintf(stream, "%s%.60s", i > 0 ? ", " : "", header->names[i]);
    fputs(")", stream);
    fclose(stream);
    return text;
}
