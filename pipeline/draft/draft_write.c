/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/ini_line.h"
#include "base/text_buffer.h"
#include "draft/column_fit.h"
#include "draft/column_words.h"
#include "draft/draft_filters.h"
#include "draft/draft_form.h"
#include "draft/draft_proposals.h"
#include "draft/draft_values.h"
#include "draft/list_separator.h"

enum { FEW_SLIPS = 5 };
static const double slips = 0.01;

struct writing {
    const struct draft_plan *plan;
    struct draft_form form;
    bool show_values;
    struct output_file *output;
    struct draft_counts counts;
};

static void write_quoted(struct output_file *output, const char *text) {
    char *quoted = ini_line_quoted(text);

    output_file_write_text(output, quoted);
    free(quoted);
}

static const char *header_of(const struct plan_section *section, int header) {
    return section->group->columns[header].header;
}

static void write_found(struct writing *writing, const struct plan_section *section, size_t column) {
    const struct column_choice *choice = &section->choice.columns[column];
    bool is_guess = !choice->is_sure || choice->rival >= 0;

    output_file_printf(writing->output, "column.%s = ", input_tables[section->choice.table].columns[column].name);
    write_quoted(writing->output, header_of(section, choice->header));
    if (choice->rival >= 0)
        output_file_printf(writing->output, "   ; guess: or %s", header_of(section, choice->rival));
    else if (is_guess)
        output_file_write_text(writing->output, "   ; guess");
    output_file_write_text(writing->output, "\n");
    writing->counts.n_found += !is_guess;
    writing->counts.n_guessed += is_guess;
}

static const struct plan_constant *constant_of(const struct plan_section *section, const char *column) {
    for (size_t i = 0; i < section->n_constants; i++)
        if (strcmp(section->constants[i].column, column) == 0)
            return &section->constants[i];
    return NULL;
}

static void write_constant(struct writing *writing, const struct plan_constant *constant) {
    output_file_printf(writing->output, "constant.%s = %s", constant->column, constant->value);
    if (constant->guess != NULL)
        output_file_printf(writing->output, "   ; guess: %s", constant->guess);
    output_file_write_text(writing->output, "\n");
    writing->counts.n_found += constant->guess == NULL;
    writing->counts.n_guessed += constant->guess != NULL;
}

/* No key but a number of the person's own: it must not come in, and nothing can be told without one. */
static void write_only_identifier(struct writing *writing, const struct plan_section *section, size_t column) {
    const struct draft_group *group = section->group;

    for (size_t i = 0; column == 0 && i < group->n_columns; i++) {
        if (group->columns[i].identifier != IDENTIFIER_MEDICAL_RECORD)
            continue;
        output_file_printf(writing->output,
                           "; %s leads to the person and is refused: have the export carry a key in its place that "
                           "leads to nobody (one number a person, the same in every file)",
                           group->columns[i].header);
        return;
    }
}

/* A column of days that nothing takes, and that is not of when a row was written: the first from `from` on; -1: none.
 */
static int find_untaken_day(const struct plan_section *section, size_t from) {
    for (size_t i = from; i < section->group->n_columns; i++) {
        const struct draft_column *column = &section->group->columns[i];
        if (column->identifier == IDENTIFIER_NONE && column_fit_is_date(column) &&
            !plan_section_uses(section, (int)i) && !header_words_have(&column->words, "update"))
            return (int)i;
    }
    return -1;
}

/* What was told, and agreed on, has days of many names. */
static bool could_be_any_day(const struct plan_section *section, size_t column) {
    const struct column_spec *spec = &input_tables[section->choice.table].columns[column];

    return section->choice.table == INPUT_RETURNS_TO_USE &&
           (spec->type == COLUMN_DAY || spec->type == COLUMN_DAY_LIST) &&
           section->choice.columns[column].nearest[0] < 0 && find_untaken_day(section, 0) >= 0;
}

/* "; column.reason = ?   ; wanted: ...; nearest: A, B, C". */
static void write_wanted(struct writing *writing, const struct plan_section *section, size_t column) {
    const struct column_spec *spec = &input_tables[section->choice.table].columns[column];
    const struct column_choice *choice = &section->choice.columns[column];

    output_file_printf(writing->output, "; column.%s = ?   ; %s%s", spec->name, spec->required ? "needed: " : "",
                       spec->meaning);
    for (size_t i = 0; i < TABLE_CHOICE_NEAREST && choice->nearest[i] >= 0; i++)
        output_file_printf(writing->output, "%s%s", i == 0 ? "; nearest: " : ", ",
                           header_of(section, choice->nearest[i]));
    if (could_be_any_day(section, column))
        for (int day = find_untaken_day(section, 0), first = day; day >= 0;
             day = find_untaken_day(section, (size_t)day + 1))
            output_file_printf(writing->output, "%s%s", day == first ? "; days that nothing takes: " : ", ",
                               header_of(section, day));
    write_only_identifier(writing, section, column);
    output_file_write_text(writing->output, "\n");
    writing->counts.n_left++;
}

static bool is_wanted(const struct plan_section *section, size_t column) {
    const struct column_spec *spec = &input_tables[section->choice.table].columns[column];

    if (section->choice.table == INPUT_RETURNS_TO_USE && column == RETURNS_EVENT_ON)
        return false;
    return spec->required || section->choice.columns[column].nearest[0] >= 0 || could_be_any_day(section, column);
}

static void write_columns(struct writing *writing, const struct plan_section *section) {
    const struct table_spec *spec = &input_tables[section->choice.table];

    for (size_t i = 0; i < spec->n_columns; i++) {
        const struct plan_constant *constant = constant_of(section, spec->columns[i].name);
        if (section->choice.columns[i].header >= 0)
            write_found(writing, section, i);
        else if (constant != NULL)
            write_constant(writing, constant);
        else if (is_wanted(section, i))
            write_wanted(writing, section, i);
    }
}

/* Take-homes beside a dose at the window: the day itself is no take-home. A supply of days holds it. */
static void write_plus(struct writing *writing, const struct plan_section *section) {
    int header = section->choice.table == INPUT_DOSES ? section->choice.columns[DOSES_DAYS_SUPPLY].header : -1;
    const struct draft_column *column = header < 0 ? NULL : &section->group->columns[header];

    if (column == NULL || !header_words_have(&column->words, "takehome") || column->profile.n_number == 0)
        return;
    if (column->profile.least < 1)
        output_file_write_text(writing->output, "plus.days_supply = 1   ; guess: some rows have no take-homes, so that "
                                                "the dose of the day itself is not counted\n");
    else if (!header_words_have(&column->words, "supply"))
        output_file_write_text(writing->output, "plus.days_supply = 1   ; guess: take-homes are for the days behind; "
                                                "0 if they are given for the day itself, too\n");
}

/* Of a day of birth the year may be told, and nothing else of it. */
static void write_birth_year(struct writing *writing, const struct plan_section *section,
                             const struct draft_column *column) {
    if (section->choice.table != INPUT_PATIENTS || section->choice.columns[PATIENTS_BIRTH_YEAR].header >= 0 ||
        section->choice.columns[PATIENTS_AGE].header >= 0 || !header_words_have(&column->words, "birth"))
        return;
    output_file_write_text(writing->output, "; its year alone may be told; to do so take it out of drop, and write:\n"
                                            ";     column.birth_year = ");
    write_quoted(writing->output, column->header);
    output_file_write_text(writing->output, "\n;     dates.birth_year = %Y-%m-%d   ; or as its days are written\n");
}

static void write_dropped(struct writing *writing, const struct plan_section *section) {
    const struct draft_group *group = section->group;
    size_t n = 0;

    for (size_t i = 0; i < group->n_columns; i++) {
        if (group->columns[i].identifier == IDENTIFIER_NONE || plan_section_uses(section, (int)i))
            continue;
        output_file_printf(writing->output, "; %s: %s\n", group->columns[i].header,
                           identifier_class_name(group->columns[i].identifier));
        write_birth_year(writing, section, &group->columns[i]);
    }
    for (size_t i = 0; i < group->n_columns; i++) {
        if (group->columns[i].identifier == IDENTIFIER_NONE || plan_section_uses(section, (int)i))
            continue;
        output_file_write_text(writing->output, n++ == 0 ? "drop = " : ", ");
        write_quoted(writing->output, group->columns[i].header);
    }
    if (n > 0)
        output_file_write_text(writing->output, "\n");
}

static void write_ignored(struct writing *writing, const struct plan_section *section, int filter) {
    const struct draft_group *group = section->group;
    size_t n = 0;

    for (size_t i = 0; i < group->n_columns; i++) {
        if (group->columns[i].identifier != IDENTIFIER_NONE || plan_section_uses(section, (int)i) || (int)i == filter)
            continue;
        output_file_write_text(writing->output, n++ == 0 ? "ignore = " : ", ");
        write_quoted(writing->output, group->columns[i].header);
    }
    if (n > 0)
        output_file_write_text(writing->output, "   ; nothing here needs them: read their names once\n");
}

static void write_omit_missing(struct writing *writing, const char *header, long n_guess) {
    output_file_write_text(writing->output, "omit.");
    write_quoted(writing->output, header);
    output_file_write_text(writing->output, " = (missing)");
    if (n_guess > 0)
        output_file_printf(writing->output, "   ; guess: %ld rows have none, and say nothing without it", n_guess);
    output_file_write_text(writing->output, "\n");
}

/* Rows without a cell that the table must have: too many for slips. */
static void write_needs(struct writing *writing, const struct plan_section *section) {
    const struct table_spec *spec = &input_tables[section->choice.table];

    if (section->needs != NULL)
        write_omit_missing(writing, section->needs, 0);
    for (size_t i = 1; i < spec->n_columns; i++) {
        int header = section->choice.columns[i].header;
        const struct draft_column *column = header < 0 ? NULL : &section->group->columns[header];
        if (column == NULL || !spec->columns[i].required ||
            (section->needs != NULL && strcmp(section->needs, column->header) == 0))
            continue;
        if (column->profile.n_missing > FEW_SLIPS &&
            (double)column->profile.n_missing > slips * (double)section->group->n_rows)
            write_omit_missing(writing, column->header, column->profile.n_missing);
    }
}

static void write_section(struct writing *writing, const struct plan_section *section) {
    const struct draft_group *group = section->group;
    int filter;

    output_file_printf(writing->output, "\n; %ld row%s%s\n[%s]\nfiles = %s\n", group->n_rows,
                       group->n_rows == 1 ? "" : "s", group->n_names > 1 ? " of several files" : "", section->name,
                       group->files);
    draft_form_write_section(writing->plan, &writing->form, section, writing->output);
    write_columns(writing, section);
    write_plus(writing, section);
    list_separator_write(section, writing->output);
    for (size_t i = 0; i < input_tables[section->choice.table].n_columns; i++)
        draft_values_write(section, i, writing->show_values, writing->output);
    filter = draft_filters_write(section, writing->output);
    write_needs(writing, section);
    write_dropped(writing, section);
    write_ignored(writing, section, filter);
    writing->counts.n_sections++;
}

struct draft_counts draft_write(const struct draft_plan *plan, bool show_values, struct output_file *output) {
    struct writing writing = {.plan = plan, .form = draft_form_of(plan), .show_values = show_values, .output = output};

    output_file_write_text(output, "; Drafted by `switchback map` from the headers and "
                                   "cells of an export. Read every line: `; guess` "
                                   "and `= ?` want an answer.\n; Then: switchback check "
                                   "--exports DIR --mapping THIS_FILE\n\n");
    draft_form_write(plan, &writing.form, output);
    for (size_t i = 0; i < plan->n; i++)
        write_section(&writing, &plan->sections[i]);
    for (size_t i = 0; i < plan->n_nobodys; i++) {
        draft_proposals_write_group(plan->nobodys[i], output);
        writing.counts.n_nobodys += (long)plan->nobodys[i]->n_names;
    }
    for (size_t i = 0; i < plan->export->n_strangers; i++)
        draft_proposals_write_stranger(&plan->export->strangers[i], output);
    writing.counts.n_nobodys += (long)plan->export->n_strangers;
    draft_proposals_write_intakes(plan, output);
    return writing.counts;
}
