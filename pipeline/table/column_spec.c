/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "table/column_spec.h"

#include <string.h>
#include <strings.h>

#include "base/output_file.h"

const char *column_type_name(enum column_type type) {
    static const char *const names[] = {[COLUMN_ID] = "identifier",
                                        [COLUMN_TEXT] = "text",
                                        [COLUMN_DAY] = "day",
                                        [COLUMN_MONTH] = "month",
                                        [COLUMN_INT] = "whole number",
                                        [COLUMN_NUMBER] = "number",
                                        [COLUMN_CODE] = "code",
                                        [COLUMN_CODE_LIST] = "list of codes",
                                        [COLUMN_DAY_LIST] = "list of days"};

    return names[type];
}

int table_spec_find(const struct table_spec *spec, const char *name) {
    for (size_t i = 0; i < spec->n_columns; i++)
        if (strcasecmp(spec->columns[i].name, name) == 0)
            return (int)i;
    return -1;
}

bool column_spec_allows(const struct column_spec *column, const char *text, size_t length) {
    const char *code = column->codes;

    if (code == NULL)
        return true;
    while (*code != '\0') {
        size_t n = (size_t)(strchrnul(code, ' ') - code);
        if (n == length && memcmp(code, text, n) == 0)
            return true;
        code += n;
        while (*code == ' ')
            code++;
    }
    return false;
}

bool column_spec_is_ours(const struct column_spec *column) {
    switch (column->type) {
    case COLUMN_DAY:
    case COLUMN_DAY_LIST:
    case COLUMN_INT:
    case COLUMN_NUMBER: return true;
    case COLUMN_CODE:
    case COLUMN_CODE_LIST: return column->codes != NULL;
    case COLUMN_ID:
    case COLUMN_TEXT:
    case COLUMN_MONTH: break;
    }
    return false;
}

static void write_codes(const struct column_spec *column, struct output_file *output) {
    for (const char *c = column->codes == NULL ? "" : column->codes; *c != '\0'; c++)
        output_file_write_text(output, *c == ' ' ? ", " : (char[]){*c, '\0'});
}

void table_spec_write(const struct table_spec *spec, struct output_file *output) {
    static const char *const needs[] = {
        [COLUMN_OPTIONAL] = "", [COLUMN_REQUIRED] = "yes", [COLUMN_THERE] = "the column"};

    output_file_printf(output, "## %s\n\n%s\n\nSorted by: %s. Key: %s.\n\n", spec->name, spec->meaning, spec->sort,
                       spec->key[0] == '\0' ? "none (exact duplicates collapse)" : spec->key);
    output_file_write_text(output,
                           "| column | type | unit | required | codes | meaning |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < spec->n_columns; i++) {
        const struct column_spec *column = &spec->columns[i];
        output_file_printf(output, "| %s | %s | %s | %s | ", column->name, column_type_name(column->type), column->unit,
                           needs[column->required]);
        write_codes(column, output);
        output_file_printf(output, " | %s |\n", column->meaning);
    }
}
