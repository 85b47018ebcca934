/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "contract/data_package.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/json_text.h"
#include "base/memory.h"
#include "contract/our_tables.h"

/* "key": "text", behind a comma where one is needed */
static void write_member(struct output_file *output, const char *before, const char *key, const char *text) {
    output_file_printf(output, "%s\"%s\": ", before, key);
    json_text_write(output, text);
}

static const char *type_of(const struct column_spec *column, enum calendar_kind days) {
    switch (column == NULL ? COLUMN_TEXT : column->type) {
    case COLUMN_DAY: return days == CALENDAR_RELATIVE ? "integer" : "date";
    case COLUMN_MONTH: return "yearmonth";
    case COLUMN_INT: return "integer";
    case COLUMN_NUMBER: return "number";
    case COLUMN_ID:
    case COLUMN_TEXT:
    case COLUMN_CODE:
    case COLUMN_CODE_LIST:
    case COLUMN_DAY_LIST: return "string";
    }
    return "string";
}

/* The codes as a JSON array. */
static void write_enum(struct output_file *output, const char *codes) {
    char *copy = memory_copy_text(codes, strlen(codes)), *rest = copy, *code;
    const char *before = "\"enum\": [";

    while ((code = strsep(&rest, " ")) != NULL) {
        output_file_write_text(output, before);
        json_text_write(output, code);
        before = ", ";
    }
    output_file_write_char(output, ']');
    free(copy);
}

/* A list is elements with `;` between them, each of which may be empty. */
static void write_list_pattern(struct output_file *output, const struct column_spec *column, enum calendar_kind days) {
    const char *day = days == CALENDAR_RELATIVE ? "-?[0-9]+" : "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    const char *plain = column->type == COLUMN_DAY_LIST ? day : column->codes == NULL ? "[^;]+" : column->codes;
    char *element = memory_copy_text(plain, strlen(plain)), *pattern;

    if (column->codes != NULL)
        for (char *c = element; *c != '\0'; c++)
            *c = *c == ' ' ? '|' : *c;
    pattern = memory_format("^(%s)?(;(%s)?)*$", element, element);
    write_member(output, "", "pattern", pattern);
    free(pattern);
    free(element);
}

static void write_constraints(struct output_file *output, const struct column_spec *column, enum calendar_kind days) {
    bool is_list = column->type == COLUMN_CODE_LIST || column->type == COLUMN_DAY_LIST;
    bool is_code = column->type == COLUMN_CODE && column->codes != NULL;
    bool is_never_empty = column->required == COLUMN_REQUIRED;

    if (!is_never_empty && !is_list && !is_code)
        return;
    output_file_write_text(output, ", \"constraints\": {");
    if (is_never_empty)
        output_file_write_text(output, is_list || is_code ? "\"required\": true, " : "\"required\": true");
    if (is_list)
        write_list_pattern(output, column, days);
    else if (is_code)
        write_enum(output, column->codes);
    output_file_write_char(output, '}');
}

static void write_field(struct output_file *output, const char *name, const struct column_spec *column,
                        enum calendar_kind days) {
    write_member(output, "          {", "name", name);
    write_member(output, ", ", "type", type_of(column, days));
    if (column == NULL) {
        output_file_write_text(output, ", \"description\": \"a grouping that was carried along\"}");
        return;
    }
    write_member(output, ", ", "description", column->meaning);
    if (column->unit[0] != '\0')
        write_member(output, ", ", "unit", column->unit);
    write_constraints(output, column, days);
    output_file_write_char(output, '}');
}

/* One by one the columns of "a, b, c"; false: there are no more. */
static bool next_key(const char **rest, char **name) {
    size_t length = strcspn(*rest, ",");

    if (length == 0)
        return false;
    *name = memory_copy_text(*rest, length);
    *rest += length + strspn(*rest + length, ", ");
    return true;
}

static bool key_is_never_empty(const struct packaged_file *file) {
    const char *rest = file->spec->key;
    bool never = *rest != '\0';
    char *name;

    while (next_key(&rest, &name)) {
        int at = table_spec_find(file->spec, name);
        never = never && at >= 0 && file->spec->columns[at].required == COLUMN_REQUIRED &&
                header_find(file->header, name) >= 0;
        free(name);
    }
    return never;
}

static void write_key(struct output_file *output, const struct packaged_file *file) {
    const char *rest = file->spec->key, *before = ",\n        \"primaryKey\": [";
    char *name;

    if (!key_is_never_empty(file))
        return;
    while (next_key(&rest, &name)) {
        output_file_write_text(output, before);
        json_text_write(output, name);
        before = ", ";
        free(name);
    }
    output_file_write_char(output, ']');
}

static void write_schema(struct output_file *output, const struct packaged_file *file, enum calendar_kind days) {
    const struct column_spec **columns = memory_alloc(file->header->n, sizeof *columns);

    our_tables_columns(file->header, file->spec, columns);
    output_file_write_text(output, "      \"schema\": {\n        \"fields\": [\n");
    for (size_t i = 0; i < file->header->n; i++) {
        write_field(output, file->header->names[i], columns[i], days);
        output_file_write_text(output, i + 1 < file->header->n ? ",\n" : "\n");
    }
    output_file_write_text(output, "        ],\n        \"missingValues\": [\"\"]");
    write_key(output, file);
    output_file_write_text(output, "\n      }\n");
    free(columns);
}

/* What the table is, its order, and its key. */
static char *describe(const struct packaged_file *file) {
    const struct table_spec *spec = file->spec;

    return memory_format("%s Sorted by: %s.%s%s%s", spec->meaning, spec->sort,
                         spec->key[0] == '\0' ? "" : " Key: ", spec->key, spec->key[0] == '\0' ? "" : ".");
}

/* A name as the standard has it: the file's, without directory and ".csv", in lower case. */
static char *resource_name(const char *path) {
    const char *slash = strrchr(path, '/'), *file = slash == NULL ? path : slash + 1, *dot = strrchr(file, '.');
    char *name = memory_copy_text(file, dot == NULL ? strlen(file) : (size_t)(dot - file));

    for (char *c = name; *c != '\0'; c++)
        *c = isalnum((unsigned char)*c) || strchr("-_.", *c) != NULL ? (char)tolower((unsigned char)*c) : '-';
    return name;
}

static void write_resource(struct output_file *output, const struct packaged_file *file, enum calendar_kind days) {
    char *name = resource_name(file->path), *description = describe(file);

    write_member(output, "    {\n      ", "profile", "tabular-data-resource");
    write_member(output, ",\n      ", "name", name);
    write_member(output, ",\n      ", "path", file->path);
    write_member(output, ",\n      ", "description", description);
    output_file_write_text(output,
                           ",\n      \"format\": \"csv\", \"mediatype\": \"text/csv\", \"encoding\": \"utf-8\",\n"
                           "      \"dialect\": {\"delimiter\": \",\", \"lineTerminator\": \"\\n\", \"quoteChar\": "
                           "\"\\\"\", \"doubleQuote\": true, \"header\": true, \"skipInitialSpace\": false},\n");
    write_schema(output, file, days);
    output_file_write_text(output, "    }");
    free(description);
    free(name);
}

void data_package_write(const struct data_package *package, struct output_file *output) {
    write_member(output, "{\n  ", "profile", "tabular-data-package");
    write_member(output, ",\n  ", "name", package->name);
    write_member(output, ",\n  ", "title", package->title);
    output_file_write_text(output, ",\n  \"resources\": [\n");
    for (size_t i = 0; i < package->n_files; i++) {
        write_resource(output, &package->files[i], package->days);
        output_file_write_text(output, i + 1 < package->n_files ? ",\n" : "\n");
    }
    output_file_write_text(output, "  ]\n}\n");
}
