/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What holds for all of an export, and what a section says differently: encoding, delimiter, decimal comma, days.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_FORM_H
#define SWITCHBACK_DRAFT_DRAFT_FORM_H

#include <stdbool.h>

#include "base/output_file.h"
#include "draft/draft_plan.h"

struct draft_form {
    const char *encoding; /* of every section; NULL: UTF-8, or they differ */
    char delimiter;       /* of every section; ',' where they differ */
    bool is_comma;        /* decimal commas in every section with decimal numbers */
    bool is_relative;     /* days are whole numbers */
    const char *dates;    /* the format of most columns of days; "" where there is none */
};

struct draft_form draft_form_of(const struct draft_plan *plan);

/* The lines of [export]; of a section, where it differs. */
void draft_form_write(const struct draft_plan *plan, const struct draft_form *form, struct output_file *output);
void draft_form_write_section(const struct draft_plan *plan, const struct draft_form *form,
                              const struct plan_section *section, struct output_file *output);

#endif
