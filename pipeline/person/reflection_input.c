/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/reflection_input.h"

#include <stdlib.h>

#include "base/message.h"
#include "person/patient_sites.h"

static void renumber(struct rule_episodes *episodes, const uint32_t *rank) {
    for (size_t i = 0; i < episodes->n; i++)
        episodes->rows[i].person = (int32_t)rank[episodes->rows[i].person];
    listed_episode_sort(episodes->rows, episodes->n);
}

/* In care on the day of the event, and so many days after it? Where C does not allow to tell: no kind of stay. */
static void find_stay(struct reflection *row, const struct listed_episode *episode, int32_t stay_days) {
    int32_t later = row->event_on + stay_days;

    row->in_care = listed_episode_in_care(episode, row->event_on);
    row->tells_stay = row->in_care && later <= episode->care.censored_on;
    row->stayed = row->tells_stay && listed_episode_in_care(episode, later);
}

/* The episode of each event is looked for once, since many tables are made of them; both are in order of person and
 * day. */
static void find_episodes(struct reflection_table *table, const struct rule_episodes *episodes, int32_t stay_days) {
    size_t next = 0;

    for (size_t i = 0; i < table->n_rows; i++) {
        struct reflection *row = &table->rows[i];
        next = listed_episode_pass(episodes->rows, episodes->n, next, row->person, row->event_on);
        if (next > 0 && episodes->rows[next - 1].person == row->person)
            find_stay(row, &episodes->rows[next - 1], stay_days);
    }
}

/* Who is known to have left, or was never in care at all. */
static void find_leavers(struct reflection_table *table, const struct rule_episodes *episodes) {
    size_t next = 0;

    for (size_t i = 0; i < table->n_changes; i++) {
        struct plan_change *change = &table->changes[i];
        next = listed_episode_pass(episodes->rows, episodes->n, next, change->person, INT32_MAX);
        change->has_left = next == 0 || episodes->rows[next - 1].person != change->person ||
                           episodes->rows[next - 1].care.left_on != CARE_NO_DAY;
    }
}

static void check_days(const struct chain_options *chain, const struct reflection_input *input) {
    const char *path = chain->file == NULL ? "-" : chain->file;

    if (input->table->n_rows == 0)
        return;
    if (chain->as_of != CALENDAR_NO_DAY && input->table->days != chain->days)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                        "its days are not of the kind of --as-of (expected both dates, or both relative days)");
    for (size_t i = 0; i < input->table->n_rows && chain->as_of != CALENDAR_NO_DAY; i++)
        if (input->table->rows[i].event_on > chain->as_of)
            message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                            "an event lies after --as-of (expected the day that ingest_export was given)");
    if (input->episodes != NULL && input->episodes->n > 0 && input->episodes->days != input->table->days)
        message_fail_at(EX_DATAERR, (struct message_place){.file = path},
                        "its days are not of the kind of --episodes (expected both dates, or both relative days)");
}

struct reflection_input reflection_input_read(const struct chain_options *chain, const char *patients,
                                              const char *episodes, const char *rule, int32_t stay_days) {
    bool show_values = chain->common.show_values;
    struct reflection_input input = {.people = dictionary_alloc(), .sites = dictionary_alloc()};
    uint32_t *sites = NULL, *rank;
    struct whole *whole = chain->facts == NULL ? NULL : whole_read(chain->facts);

    input.table = reflection_table_read(chain->file, input.people, show_values);
    if (episodes != NULL)
        input.episodes = rule_episodes_read(episodes, rule, input.people, show_values);
    check_days(chain, &input);
    if (patients != NULL)
        sites = patient_sites_read(patients, input.people, input.sites, whole, show_values);
    rank = dictionary_ranks(input.people);
    reflection_table_arrange(input.table, rank, sites);
    if (input.episodes != NULL) {
        renumber(input.episodes, rank);
        find_episodes(input.table, input.episodes, stay_days);
        find_leavers(input.table, input.episodes);
    }
    whole_free(whole);
    free(rank);
    free(sites);
    return input;
}

void reflection_input_drop_people(struct reflection_input *input) {
    rule_episodes_free(input->episodes);
    dictionary_free(input->people);
    input->episodes = NULL;
    input->people = NULL;
}

void reflection_input_free(struct reflection_input *input) {
    reflection_table_free(input->table);
    rule_episodes_free(input->episodes);
    dictionary_free(input->people);
    dictionary_free(input->sites);
}
