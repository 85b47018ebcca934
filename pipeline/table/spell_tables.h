/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The spells: what build_episodes and build_followup write and the estimators read. One row a spell, times in
 * whole days, ready for any survival software. Columns of [groups] in the configuration are carried behind.
 */
#ifndef SWITCHBACK_TABLE_SPELL_TABLES_H
#define SWITCHBACK_TABLE_SPELL_TABLES_H

#include "table/column_spec.h"

extern const struct table_spec spell_episodes;
extern const struct table_spec spell_followup;
extern const struct table_spec spell_states;
extern const struct table_spec spell_uncovered;
extern const struct table_spec spell_stretches;

#endif
