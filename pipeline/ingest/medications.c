/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/medications.h"

#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/ini_line.h"
#include "base/memory.h"
#include "base/mending.h"
#include "base/message.h"
#include "base/nearest_name.h"
#include "base/spelling.h"

enum { MOST_SHOWN = 20, MOST_TEXTS = 50, FEWEST_PEOPLE_SHOWN = 11 };

struct unknown {
    long rows, people;
    uint32_t last_person;
    char *file;
    long line;
};

struct medications {
    const char **names, **folded; /* of the configuration; folded is owned */
    long *respelt;                /* rows of each */
    size_t n;
    struct dictionary *texts; /* that are unknown */
    struct unknown *unknown;
    size_t capacity;
};

static char *folded(const char *text, size_t length) {
    char *result = memory_alloc(length + 1, 1);

    spelling_fold(text, length, result);
    return result;
}

struct medications *medications_open(const struct ini_file *config) {
    struct medications *medications = memory_alloc(1, sizeof *medications);
    size_t most = config->n_entries;

    medications->names = memory_alloc(most, sizeof *medications->names);
    medications->folded = memory_alloc(most, sizeof *medications->folded);
    medications->respelt = memory_alloc(most, sizeof *medications->respelt);
    medications->texts = dictionary_alloc();
    for (size_t i = 0; i < most; i++) {
        const char *key = config->entries[i].key;
        if (strcmp(config->entries[i].section, "medications") != 0)
            continue;
        medications->names[medications->n] = key;
        medications->folded[medications->n++] = folded(key, strlen(key));
    }
    return medications;
}

void medications_free(struct medications *medications) {
    if (medications == NULL)
        return;
    for (size_t i = 0; i < medications->n; i++)
        free((void *)(uintptr_t)medications->folded[i]);
    for (size_t i = 0; i < dictionary_count(medications->texts); i++)
        free(medications->unknown[i].file);
    free(medications->names);
    free(medications->folded);
    free(medications->respelt);
    dictionary_free(medications->texts);
    free(medications->unknown);
    free(medications);
}

static medication_number add_unknown(struct medications *medications, const char *text, size_t length, const char *file,
                                     long line) {
    size_t known = dictionary_count(medications->texts);
    uint32_t number = dictionary_add(medications->texts, text, length);

    if (number == known) {
        medications->unknown =
            memory_grow(medications->unknown, &medications->capacity, known + 1, sizeof *medications->unknown);
        medications->unknown[number] =
            (struct unknown){.last_person = UINT32_MAX, .file = memory_copy_text(file, strlen(file)), .line = line};
    }
    return -(medication_number)number - 1;
}

medication_number medications_match(struct medications *medications, const char *text, size_t length, const char *file,
                                    long line, const char **name) {
    char *form = folded(text, length);
    size_t i = 0;

    while (i < medications->n && strcmp(medications->folded[i], form) != 0)
        i++;
    free(form);
    *name = text;
    if (i == medications->n)
        return add_unknown(medications, text, length, file, line);
    *name = medications->names[i];
    return strcmp(*name, text) == 0 ? 0 : (medication_number)i + 1;
}

void medications_add_rows(struct medications *medications, medication_number number, long rows) {
    if (number > 0)
        medications->respelt[number - 1] += rows;
    else if (number < 0)
        medications->unknown[-number - 1].rows += rows;
}

void medications_add_person(struct medications *medications, medication_number number, uint32_t person) {
    struct unknown *unknown = number < 0 ? &medications->unknown[-number - 1] : NULL;

    if (unknown == NULL || unknown->last_person == person)
        return;
    unknown->last_person = person;
    unknown->people++;
}

medication_number medications_unknown(const struct medications *medications, const char *text, size_t length) {
    uint32_t number = dictionary_find(medications->texts, text, length);

    return number == DICTIONARY_NONE ? 0 : -(medication_number)number - 1;
}

/* Only of rows that count: a text of rows dated later is nobody's concern yet. */
size_t medications_n_unknown(const struct medications *medications) {
    size_t n = 0;

    for (size_t i = 0; medications != NULL && i < dictionary_count(medications->texts); i++)
        n += medications->unknown[i].rows > 0;
    return n;
}

void medications_each_respelt(const struct medications *medications,
                              void (*take)(void *context, const char *name, long rows), void *context) {
    for (size_t i = 0; medications != NULL && i < medications->n; i++)
        if (medications->respelt[i] > 0)
            take(context, medications->names[i], medications->respelt[i]);
}

/* The known medication that a text is near: a slip of the pen. Not one that it only holds among other words, which
 * could be anybody's. NULL: none. */
static const char *find_near(const struct medications *medications, const char *text) {
    char *form = folded(text, strlen(text));
    const char *nearest = nearest_name_find(medications->folded, medications->n, form), *name = NULL;

    for (size_t i = 0; i < medications->n && name == NULL; i++)
        if (medications->folded[i] == nearest)
            name = medications->names[i];
    free(form);
    return name;
}

static void say(const struct medications *medications, const char *table, const char *text,
                const struct unknown *unknown) {
    const char *near = find_near(medications, text);
    char *hint =
        near == NULL
            ? memory_format("Name it with its kind (administered, dispensed, injection, implant) and the days of a "
                            "supply that tells none,")
            : memory_format("Did you mean '%s'? Write it so,", near);
    char *quoted = ini_line_quoted(text);
    char *line = near == NULL ? mending_line(MENDING_CONFIGURATION, "medications", "%s = KIND DAYS", quoted)
                              : mending_line(MENDING_MAPPING, table, "map.medication.%s = %s", quoted, near);

    message_say_at((struct message_place){.file = unknown->file, .line = unknown->line},
                   "%s: [medications] does not name '%s': %ld row%s of %ld %s. %s or leave its rows out (omit.HEADER); "
                   "%s",
                   table, text, unknown->rows, unknown->rows == 1 ? "" : "s", unknown->people,
                   unknown->people == 1 ? "person" : "people", hint, line);
    free(hint);
    free(quoted);
    free(line);
}

void medications_say_unknown(const struct medications *medications, const char *table, bool show_values) {
    size_t n = medications_n_unknown(medications), n_shown = 0, n_others = 0;
    uint32_t *order = n == 0 ? NULL : dictionary_order(medications->texts);
    const struct unknown *first = NULL;
    long rows = 0;

    for (size_t i = 0; n > 0 && i < dictionary_count(medications->texts); i++) {
        const char *text = dictionary_text(medications->texts, order[i]);
        const struct unknown *unknown = &medications->unknown[order[i]];
        if (unknown->rows == 0)
            continue;
        bool is_common = n <= MOST_TEXTS && unknown->people >= FEWEST_PEOPLE_SHOWN;
        if (n_shown < MOST_SHOWN && (show_values || is_common || find_near(medications, text) != NULL)) {
            say(medications, table, text, unknown);
            n_shown++;
            continue;
        }
        n_others++;
        rows += unknown->rows;
        first = first == NULL ? unknown : first;
    }
    free(order);
    if (n_others > 0)
        message_say_at((struct message_place){.file = first->file, .line = first->line},
                       "%s: [medications] does not name %zu %smedication%s, in %ld row%s (%s)", table, n_others,
                       n_shown > 0 ? "further " : "", n_others == 1 ? "" : "s", rows, rows == 1 ? "" : "s",
                       show_values ? "not all are named here" : "switchback check --show-values names them");
}
