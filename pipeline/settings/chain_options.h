/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options that the stages of the chain share: where the canonical tables lie, what is known of the whole, the
 * configuration, and the day on which observation ends.
 *
 * A stage's own options struct begins with `struct chain_options`; its argp has one of the lists below as children and
 * sets state->child_inputs[0] to it on ARGP_KEY_INIT.
 */
#ifndef SWITCHBACK_SETTINGS_CHAIN_OPTIONS_H
#define SWITCHBACK_SETTINGS_CHAIN_OPTIONS_H

#include "base/calendar.h"
#include "base/options.h"
#include "settings/settings_file.h"

struct chain_options {
    struct options_common common;
    struct settings_files config;
    const char *tables; /* directory; NULL: not given */
    const char *file;   /* the operand; NULL: not given */
    const char *facts;  /* of survey_tables; NULL: not given */
    int32_t as_of;      /* CALENDAR_NO_DAY: not given */
    enum calendar_kind days;
    int32_t jobs; /* threads; 0: as many as there are processors */
};

/* Where nothing is given. */
extern const struct chain_options chain_options_none;

/* --config and --as-of; with --facts; with --tables and --jobs; with all of them; --tables beside the first, and
 * beside the second. */
extern const struct argp_child chain_day_children[], chain_facts_children[], chain_tables_children[],
    chain_people_children[], chain_directory_children[], chain_tabulate_children[];

/* The parser of a stage that has no option of its own, and what its default falls back to where it has: the operand, at
 * most one. */
error_t chain_options_take_file(int key, char *argument, struct argp_state *state);

/* Ends the stage where --tables or --as-of was not given. */
void chain_options_need_tables(const struct chain_options *options);

/* The options of a stage that reads the tables and has none of its own. */
struct chain_options chain_options_read(const struct argp *argp, int argc, char **argv);

#endif
