/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "contract/our_tables.h"

#include <string.h>

#include "base/nearest_name.h"
#include "base/options.h"
#include "ingest/deliveries.h"
#include "ingest/quarantine.h"
#include "person/release_cells.h"
#include "table/estimates_table.h"
#include "table/facts_table.h"
#include "table/input_tables.h"
#include "table/people_list.h"
#include "table/released_table.h"
#include "table/spell_tables.h"
#include "text/facts.h"

/* Every one but the input tables, which are an array of their own. */
static const struct table_spec *const other_tables[] = {
    &estimates_table_spec, &released_table_spec, &printed_table_spec, &facts_table_spec, &people_list_table,
    &spell_episodes,       &spell_followup,      &spell_states,       &spell_after_use,  &spell_stretches,
    &spell_exposures,      &spell_windows,       &spell_waits,        &spell_followed,   &spell_starts,
    &release_cells_table,  &spell_other_rules,   &deliveries_spec,    &quarantine_spec,  &report_facts_spec};

enum { N_OTHER = sizeof other_tables / sizeof other_tables[0], N_TABLES = INPUT_TABLE_COUNT + N_OTHER };

static const struct table_spec *table_at(size_t i) {
    return i < INPUT_TABLE_COUNT ? &input_tables[i] : other_tables[i - INPUT_TABLE_COUNT];
}

const struct table_spec *our_tables_named(const char *option, const char *name) {
    const char *names[N_TABLES];

    for (size_t i = 0; i < N_TABLES; i++) {
        names[i] = table_at(i)->name;
        if (strcmp(names[i], name) == 0)
            return table_at(i);
    }
    options_fail("%s: '%s' is no table of ours, %s", option, name,
                 nearest_name_hint(names, N_TABLES, name, "pipeline/tables.md has all there are"));
}

/* Are all of the file's columns the table's, and all that it requires there? */
static bool has_columns(const struct header *header, const struct table_spec *spec) {
    for (size_t i = 0; i < header->n; i++)
        if (table_spec_find(spec, header->names[i]) < 0)
            return false;
    for (size_t i = 0; i < spec->n_columns; i++)
        if (spec->columns[i].required && header_find(header, spec->columns[i].name) < 0)
            return false;
    return true;
}

/* Of tables that type these columns alike it does not matter which it is. */
static bool same_types(const struct header *header, const struct table_spec *a, const struct table_spec *b) {
    for (size_t i = 0; i < header->n; i++)
        if (a->columns[table_spec_find(a, header->names[i])].type !=
            b->columns[table_spec_find(b, header->names[i])].type)
            return false;
    return true;
}

/* "spells/states.csv" is the file of "states". */
static bool has_name(const char *path, const char *name) {
    const char *slash = path == NULL ? NULL : strrchr(path, '/'), *file = slash == NULL ? path : slash + 1;
    size_t length = strlen(name);

    return file != NULL && strncmp(file, name, length) == 0 && strcmp(file + length, ".csv") == 0;
}

const struct table_spec *our_tables_with(const struct header *header, const char *path,
                                         const struct table_spec **other) {
    const struct table_spec *found = NULL;

    *other = NULL;
    for (size_t i = 0; i < N_TABLES; i++) {
        if (!has_columns(header, table_at(i)))
            continue;
        if (has_name(path, table_at(i)->name)) {
            *other = NULL;
            return table_at(i);
        }
        if (found == NULL)
            found = table_at(i);
        else if (*other == NULL && !same_types(header, found, table_at(i)))
            *other = table_at(i);
    }
    return found;
}

void our_tables_columns(const struct header *header, const struct table_spec *spec,
                        const struct column_spec *columns[]) {
    for (size_t i = 0; i < header->n; i++) {
        int at = table_spec_find(spec, header->names[i]);
        columns[i] = at < 0 ? NULL : &spec->columns[at];
    }
}
