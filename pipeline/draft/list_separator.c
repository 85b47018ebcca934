/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/list_separator.h"

#include <string.h>

#include "table/input_tables.h"

static bool parts_some_cell(const struct column_profile *profile, char separator) {
    for (size_t i = 0; i < column_profile_n_values(profile); i++) {
        const char *text = dictionary_text(profile->values, (uint32_t)i);
        const char *at = strchr(text, separator);
        if (at != NULL && at > text && at[1 + strspn(at + 1, " ")] != '\0')
            return true;
    }
    return false;
}

char list_separator_of(const struct column_profile *profile, bool is_of_days) {
    for (const char *separator = is_of_days ? ";|,+^&" : ";|,+^/"; *separator != '\0'; separator++)
        if (parts_some_cell(profile, *separator))
            return *separator;
    return '\0';
}

void list_separator_write(const struct plan_section *section, struct output_file *output) {
    const struct table_spec *table = &input_tables[section->choice.table];

    for (size_t i = 0; i < table->n_columns; i++) {
        const struct column_spec *spec = &table->columns[i];
        int header = section->choice.columns[i].header;
        char separator;
        if (header < 0 || (spec->type != COLUMN_CODE_LIST && spec->type != COLUMN_DAY_LIST))
            continue;
        separator = list_separator_of(&section->group->columns[header].profile, spec->type == COLUMN_DAY_LIST);
        if (separator != '\0' && separator != ';')
            output_file_printf(output, separator == ',' ? "separator.%s = \"%c\"\n" : "separator.%s = %c\n", spec->name,
                               separator);
    }
}
