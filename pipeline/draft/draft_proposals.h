/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What only a person can decide, as comments ready to be taken over: files of no table, and visits that could be
 * admissions.
 */
#ifndef SWITCHBACK_DRAFT_DRAFT_PROPOSALS_H
#define SWITCHBACK_DRAFT_DRAFT_PROPOSALS_H

#include "base/output_file.h"
#include "draft/draft_plan.h"

/* A group whose headers are of no table: a section to fill in, or its files left out by name. */
void draft_proposals_write_group(const struct draft_group *group, struct output_file *output);

/* A file from which no table can be read. */
void draft_proposals_write_stranger(const struct draft_stranger *stranger, struct output_file *output);

/* Where no file has admissions: the visits of an intake as such. */
void draft_proposals_write_intakes(const struct draft_plan *plan, struct output_file *output);

#endif
