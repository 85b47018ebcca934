/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * episodes.csv read back, person by person, for the default rule; without detoxification.
 */
#ifndef SWITCHBACK_PERSON_EPISODE_READER_H
#define SWITCHBACK_PERSON_EPISODE_READER_H

#include <stddef.h>

#include "base/calendar.h"
#include "care/episode.h"
#include "settings/settings.h"
#include "table/patient_range.h"

/* An episode with its person columns, as CSV cells: site, program, medication, sex, age_band, race_ethnicity and the
 * carried groups. */
struct read_episode {
    struct care_episode care;
    char *site, *medication;
    char *person_cells; /* all person columns, comma-separated */
};

struct read_episodes {
    struct read_episode *episodes;
    size_t n, capacity;
};

struct episode_reader;

/* `range` (NULL: everybody) is borrowed. */
struct episode_reader *episode_reader_open(const char *path, const struct patient_range *range,
                                           const struct settings *settings);
void episode_reader_close(struct episode_reader *reader);

/* The episodes of the patient under the settings' default rule; empty when there are none. Patients must be asked for
 * in order. Borrowed until the next call. */
const struct read_episodes *episode_reader_take(struct episode_reader *reader, const char *patient_id);

/* Passes over the episodes behind the last patient asked for; then, of two ranges: ends the program with 65 when the
 * second does not begin where the first ended. */
void episode_reader_pass_rest(struct episode_reader *reader);
void episode_reader_check_joined(const struct episode_reader *first, const struct episode_reader *second);

#endif
