/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_form.h"

#include <string.h>

#include "draft/column_fit.h"
#include "draft/file_form.h"

/* The header of the i-th column of a section where it is a column of days that has cells; NULL: it is none. */
static const struct draft_column *day_column(const struct plan_section *section, size_t i) {
    const struct table_spec *spec = &input_tables[section->choice.table];
    int header = i < spec->n_columns ? section->choice.columns[i].header : -1;

    if (header < 0 || spec->columns[i].type != COLUMN_DAY || section->group->columns[header].profile.n == 0)
        return NULL;
    return &section->group->columns[header];
}

static bool has_commas(const struct plan_section *section) {
    const struct table_spec *spec = &input_tables[section->choice.table];

    for (size_t i = 0; i < spec->n_columns; i++) {
        int header = section->choice.columns[i].header;
        bool is_number = spec->columns[i].type == COLUMN_NUMBER || spec->columns[i].type == COLUMN_INT;
        if (header >= 0 && is_number && section->group->columns[header].profile.n_comma > 0)
            return true;
    }
    return false;
}

/* How many columns of days of the plan are in the format. */
static long count_format(const struct draft_plan *plan, const char *format) {
    long n = 0;

    for (size_t i = 0; i < plan->n; i++)
        for (size_t k = 0; k < TABLE_CHOICE_MOST_COLUMNS; k++) {
            const struct draft_column *column = day_column(&plan->sections[i], k);
            n += column != NULL && column_fit_is_date(column) && column->days.other[0] == '\0' &&
                 strcmp(column->days.text, format) == 0;
        }
    return n;
}

static void find_dates(const struct draft_plan *plan, struct draft_form *form) {
    long most = 0;
    size_t n_days = 0, n_dates = 0;

    for (size_t i = 0; i < plan->n; i++)
        for (size_t k = 0; k < TABLE_CHOICE_MOST_COLUMNS; k++) {
            const struct draft_column *column = day_column(&plan->sections[i], k);
            if (column == NULL)
                continue;
            n_days++;
            n_dates += column_fit_is_date(column);
            if (count_format(plan, column->days.text) > most) {
                most = count_format(plan, column->days.text);
                form->dates = column->days.text;
            }
        }
    form->is_relative = n_days > 0 && n_dates == 0 && !plan->export->has_dates;
}

struct draft_form draft_form_of(const struct draft_plan *plan) {
    struct draft_form form = {.delimiter = ',', .dates = ""};

    for (size_t i = 0; i < plan->n; i++) {
        const struct draft_group *group = plan->sections[i].group;
        form.encoding = group->encoding == NULL ? form.encoding : group->encoding;
        form.delimiter = i == 0 || form.delimiter == group->delimiter ? group->delimiter : ',';
        form.is_comma = form.is_comma || has_commas(&plan->sections[i]);
    }
    for (size_t i = 0; i < plan->n; i++) /* ASCII is the same in both */
        if (plan->sections[i].group->encoding == NULL && plan->sections[i].group->is_wide)
            form.encoding = NULL;
    find_dates(plan, &form);
    return form;
}

static void write_encoding(const char *encoding, struct output_file *output) {
    output_file_printf(output,
                       "encoding = %s   ; guess: bytes that are no UTF-8; are "
                       "letters with accents right?\n",
                       encoding);
}

static void write_missing(const struct draft_plan *plan, struct output_file *output) {
    bool met[PROFILE_MISSING_WORDS] = {false};

    for (size_t i = 0; i < plan->export->n_groups; i++)
        for (size_t k = 0; k < plan->export->groups[i].n_columns; k++)
            for (size_t w = 0; w < PROFILE_MISSING_WORDS; w++)
                met[w] = met[w] || plan->export->groups[i].columns[k].profile.missing[w];
    output_file_write_text(output, "missing = NA");
    for (size_t w = 0; w < PROFILE_MISSING_WORDS; w++)
        if (met[w])
            output_file_printf(output, ", %s", column_profile_missing_word(w));
    output_file_write_text(output, "\n");
}

static bool has_table(const struct draft_plan *plan, enum input_table table) {
    for (size_t i = 0; i < plan->n; i++)
        if (plan->sections[i].choice.table == table)
            return true;
    return false;
}

/* Admissions alone, as states report them. */
static void write_without(const struct draft_plan *plan, struct output_file *output) {
    if (has_table(plan, INPUT_ADMISSIONS) && !has_table(plan, INPUT_DOSES) && !has_table(plan, INPUT_VISITS))
        output_file_write_text(output, "without = doses, visits          ; guess: "
                                       "no file is one; care is then told by "
                                       "recorded admissions alone\n");
}

void draft_form_write(const struct draft_plan *plan, const struct draft_form *form, struct output_file *output) {
    output_file_write_text(output, "[export]\n");
    output_file_printf(output, "profile = %s\n",
                       form->is_relative ? "safe-harbor            ; days are whole numbers, "
                                           "day 0 is each person's own"
                                         : "limited                ; real dates");
    if (form->is_relative || form->dates[0] != '\0')
        output_file_printf(output, "dates = %s\n", form->is_relative ? "days" : form->dates);
    write_missing(plan, output);
    if (form->delimiter != ',')
        output_file_printf(output, "delimiter = %s\n", file_form_delimiter_name(form->delimiter));
    if (form->encoding != NULL)
        write_encoding(form->encoding, output);
    if (form->is_comma)
        output_file_write_text(output, "decimal = ,\n");
    write_without(plan, output);
}

/* Another column of the export, in which some day is after the 12th, says how this one is to be read; NULL: none does.
 */
static const char *settle(const struct draft_plan *plan, const struct day_format *days) {
    for (size_t i = 0; i < plan->export->n_groups; i++)
        for (size_t k = 0; k < plan->export->groups[i].n_columns; k++) {
            const struct draft_column *column = &plan->export->groups[i].columns[k];
            if (!column_fit_is_date(column) || column->days.other[0] != '\0')
                continue;
            if (strncmp(column->days.text, days->text, 8) == 0)
                return days->text;
            if (strncmp(column->days.text, days->other, 8) == 0)
                return days->other;
        }
    return NULL;
}

static void write_days(const struct draft_plan *plan, const struct draft_form *form, const char *name,
                       const struct draft_column *column, struct output_file *output) {
    const struct day_format *days = &column->days;
    const char *settled = days->other[0] == '\0' ? days->text : settle(plan, days);

    if (!column_fit_is_date(column) && column_fit_is_serial(column) && !form->is_relative) {
        output_file_printf(output,
                           "; %s: whole numbers like a spreadsheet's days since "
                           "1900: export them as dates\n",
                           name);
    } else if (settled == NULL) {
        output_file_printf(output,
                           "; dates.%s = %s   ; ? both can be meant: no day is "
                           "after the 12th (take the right one)\n"
                           "; dates.%s = %s   ; ?\n",
                           name, days->text, name, days->other);
    } else if (days->other[0] != '\0') {
        output_file_printf(output,
                           "dates.%s = %s   ; guess: as in other columns; no day "
                           "here is after the 12th\n",
                           name, settled);
    } else if (settled[0] != '\0' && strcmp(settled, form->dates) != 0) {
        output_file_printf(output, "dates.%s = %s\n", name, settled);
    }
}

void draft_form_write_section(const struct draft_plan *plan, const struct draft_form *form,
                              const struct plan_section *section, struct output_file *output) {
    const struct draft_group *group = section->group;

    if (group->delimiter != form->delimiter)
        output_file_printf(output, "delimiter = %s\n", file_form_delimiter_name(group->delimiter));
    if (group->encoding != NULL && form->encoding == NULL)
        write_encoding(group->encoding, output);
    for (size_t i = 0; i < input_tables[section->choice.table].n_columns && !form->is_relative; i++) {
        const struct draft_column *column = day_column(section, i);
        if (column != NULL)
            write_days(plan, form, input_tables[section->choice.table].columns[i].name, column, output);
    }
}
