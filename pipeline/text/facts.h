/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the chain knows beside the numbers: a CSV of key,value (program, period, as_of, version, sha256:NAME,
 * input:FILE, command:STAGE ...). Keys may repeat in no way; the order of the file is kept.
 */
#ifndef SWITCHBACK_TEXT_FACTS_H
#define SWITCHBACK_TEXT_FACTS_H

#include <stddef.h>

#include "table/column_spec.h"

/* Its two columns. */
extern const struct table_spec report_facts_spec;

struct fact {
    char *key, *value;
};

struct facts {
    struct fact *rows;
    size_t n, capacity;
};

/* Ends the program: 66 no such file, 65 not a table of key,value or a key twice. Free with facts_free. */
struct facts *facts_read(const char *path);
void facts_free(struct facts *facts);

/* The value, or "". */
const char *facts_value(const struct facts *facts, const char *key);

#endif
