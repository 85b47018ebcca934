/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The cells of what build_episodes writes, a row a call: pipeline/table/spell_tables.h says which.
 */
#ifndef SWITCHBACK_PERSON_EPISODE_CELLS_H
#define SWITCHBACK_PERSON_EPISODE_CELLS_H

#include "care/exposure.h"
#include "care/interruption.h"
#include "person/person_reader.h"
#include "table/table_writer.h"

/* Borrowed. */
struct episode_cells {
    const struct settings *settings;
    const struct person_reader *reader;
    bool tells_medication; /* there is a table of doses */
};

struct episode_cells episode_cells_of(const struct settings *settings, const struct person_reader *reader);

/* Of spell_episodes, and of spell_other_rules. */
void episode_cells_write_episode(const struct episode_cells *cells, struct table_writer *writer,
                                 const struct person *person, const char *rule, const struct care_episode *episode);
void episode_cells_write_spell(const struct episode_cells *cells, struct table_writer *writer,
                               const struct person *person, const char *rule, const struct care_episode *episode);

/* The cells of the person on day 0 that stand behind a spell, and of carried groups; the row goes on. */
void episode_cells_write_person(const struct episode_cells *cells, struct table_writer *writer,
                                const struct person *person, const struct care_episode *episode);

/* Of spell_stretches; `first`: the person's first episode. */
void episode_cells_write_stretch(const struct episode_cells *cells, struct table_writer *writer,
                                 const struct person *person, const char *rule, const struct care_episode *first,
                                 const struct care_stretch *stretch);

/* Of spell_exposures. */
void episode_cells_write_exposure(const struct episode_cells *cells, struct table_writer *writer,
                                  const struct person *person, const struct care_exposure_span *span);

#endif
