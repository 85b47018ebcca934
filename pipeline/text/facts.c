/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/facts.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "table/table_reader.h"

static const struct column_spec columns[] = {
    {"key", COLUMN_TEXT, true, "", NULL, "what is told: program, as_of, version, sha256:NAME, command:STAGE ..."},
    {"value", COLUMN_TEXT, false, "", NULL, "what it is"}};

const struct table_spec report_facts_spec = {"report_facts",
                                             "What a report was made of and by (data/facts.csv beside it).",
                                             "as they were told", "key", TABLE_SPEC_COLUMNS(columns)};

static const struct fact *find(const struct facts *facts, const char *key) {
    for (size_t i = 0; i < facts->n; i++)
        if (strcmp(facts->rows[i].key, key) == 0)
            return &facts->rows[i];
    return NULL;
}

struct facts *facts_read(const char *path) {
    struct facts *facts = memory_alloc(1, sizeof *facts);
    struct table_reader *reader = table_reader_open(path, false);
    int key = (int)table_reader_require(reader, columns[0].name);
    int value = (int)table_reader_require(reader, columns[1].name);

    while (table_reader_next(reader)) {
        struct record_cell name = table_reader_cell(reader, key), text = table_reader_cell(reader, value);
        if (find(facts, name.text) != NULL)
            table_reader_fail(reader, key, "stands there twice (expected each key once)");
        facts->rows = memory_grow(facts->rows, &facts->capacity, facts->n + 1, sizeof *facts->rows);
        facts->rows[facts->n++] =
            (struct fact){memory_copy_text(name.text, name.length), memory_copy_text(text.text, text.length)};
    }
    table_reader_close(reader);
    return facts;
}

void facts_free(struct facts *facts) {
    if (facts == NULL)
        return;
    for (size_t i = 0; i < facts->n; i++) {
        free(facts->rows[i].key);
        free(facts->rows[i].value);
    }
    free(facts->rows);
    free(facts);
}

const char *facts_value(const struct facts *facts, const char *key) {
    const struct fact *fact = find(facts, key);

    return fact == NULL ? "" : fact->value;
}
