/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Is an export of a form that a preset was made for? Then nothing has to be drafted: the preset is the draft.
 */
#ifndef SWITCHBACK_DRAFT_PRESET_MATCH_H
#define SWITCHBACK_DRAFT_PRESET_MATCH_H

#include "base/output_file.h"
#include "draft/draft_export.h"

/* The path of the preset (*.ini of the directory) whose headers the export has: each section that names a column finds
 * a file of its patterns with all of them, or no file at all; patients must be there, and another table. Of several the
 * one that names most columns; presets that name none (our own names) fit nothing. NULL: none fits. The caller frees.
 */
char *preset_match(const struct draft_export *export, const char *presets);

/* What has to be done before an export of this kind can be mapped: a sentence; NULL: nothing known. */
const char *preset_advice(const struct draft_export *export);

/* The preset's text, word for word, below a line that says so; a note says it too, unless `quiet`. */
void preset_write(const char *path, bool quiet, struct output_file *output);

#endif
