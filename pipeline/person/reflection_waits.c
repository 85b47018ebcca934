/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/reflection_waits.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "base/memory.h"
#include "care/wait.h"
#include "table/spell_tables.h"

enum { FOLLOWED_DAYS = 90, PLAN_CHANGES = FOLLOWED_COLUMNS - FOLLOWED_FIRST_PLAN_CHANGE };

struct waits {
    const struct reflection_input *input;
    const struct reflection_codes *codes; /* of plan changes */
    const char *rule;
    int32_t same_event_days;
    const struct reflection_writers *writers;
    uint32_t *in_order; /* people by number */
    size_t *episodes;   /* by person: where theirs begin; one more, where all end */
    uint32_t columns[PLAN_CHANGES], therapy;
};

/* What a row is about. */
struct question {
    const char *name, *happened, *kind;
    int32_t person, origin, entry_days;
};

static const char *id_of(const struct waits *waits, int32_t person) {
    return dictionary_text(waits->input->people, waits->in_order[person]);
}

static void write_event(struct table_writer *writer, const struct care_wait *wait, const char *happened) {
    table_writer_int(writer, wait->time_days);
    table_writer_text(writer, wait->outcome == CARE_OUTCOME_HAPPENED ? happened : care_outcome_name(wait->outcome));
}

static void write_wait(const struct waits *waits, const struct question *question, const struct care_wait *wait,
                       struct table_writer *writer) {
    table_writer_text(writer, question->name);
    table_writer_text(writer, waits->rule);
    table_writer_text(writer, id_of(waits, question->person));
    table_writer_day(writer, waits->input->table->days, question->origin);
    table_writer_int(writer, question->entry_days);
    write_event(writer, wait, question->happened);
    table_writer_text(writer, question->kind);
    table_writer_end_row(writer);
}

/* The episode in which the person is in care on the day; NULL: none. */
static const struct listed_episode *episode_on(const struct waits *waits, int32_t person, int32_t day) {
    const size_t *theirs = &waits->episodes[person];
    const struct listed_episode *found =
        listed_episode_before(waits->input->episodes->rows + theirs[0], theirs[1] - theirs[0], person, day);

    return found != NULL && listed_episode_in_care(found, day) ? found : NULL;
}

/* From the day to what happened, of who is in care on it; false: no row. */
static bool find_wait(const struct waits *waits, int32_t person, int32_t origin, int32_t happened_on,
                      struct care_wait *wait) {
    const struct listed_episode *found = episode_on(waits, person, origin);

    if (found == NULL)
        return false;
    const struct care_episode episode = listed_episode_care(found);
    return care_wait(&episode, origin, happened_on, wait);
}

/* The first return to use of the person of row `at` from a day on: rows are sorted by person and day, and uses near the
 * one before are the same event. */
static int32_t first_use_from(const struct waits *waits, size_t at, int32_t day) {
    const struct reflection_table *table = waits->input->table;
    int32_t person = table->rows[at].person, before = CARE_NO_DAY;

    while (at > 0 && table->rows[at - 1].person == person)
        at--;
    for (; at < table->n_rows && table->rows[at].person == person; at++) {
        int32_t used_on = table->rows[at].used_on;
        if (used_on == CALENDAR_NO_DAY)
            continue;
        if (used_on >= day && (before == CARE_NO_DAY || used_on - before >= waits->same_event_days))
            return used_on;
        before = used_on;
    }
    return CARE_NO_DAY;
}

static bool deepened_therapy(const struct waits *waits, const struct reflection *row) {
    return row->reflected_on != CALENDAR_NO_DAY &&
           (reflection_codes(row, REFLECTION_PLAN_CHANGE) & waits->therapy) != 0;
}

/* The wait up to the reflection that deepened therapy, and behind it. */
static void write_by_therapy(const struct waits *waits, const struct reflection *row, const struct care_wait *wait) {
    struct question question = {ANALYSIS_EARLY_WARNING_BY_THERAPY, "used", "no", row->person, row->event_on, 0};
    int32_t deepened = deepened_therapy(waits, row) ? row->reflected_on - row->event_on : INT32_MAX;

    if (deepened >= wait->time_days) {
        write_wait(waits, &question, wait, waits->writers->warnings);
        return;
    }
    if (deepened > 0)
        write_wait(waits, &question, &(struct care_wait){deepened, CARE_OUTCOME_NONE}, waits->writers->warnings);
    question.kind = "yes";
    question.entry_days = deepened > 0 ? deepened : 0;
    write_wait(waits, &question, wait, waits->writers->warnings);
}

static void write_warning(const struct waits *waits, size_t at, bool by_therapy) {
    const struct reflection *row = &waits->input->table->rows[at];
    const struct question question = {ANALYSIS_AFTER_EARLY_WARNING, "used", "", row->person, row->event_on, 0};
    struct care_wait wait;

    if (row->used_on != CALENDAR_NO_DAY ||
        !find_wait(waits, row->person, row->event_on, first_use_from(waits, at, row->event_on), &wait))
        return;
    if (by_therapy)
        write_by_therapy(waits, row, &wait);
    else
        write_wait(waits, &question, &wait, waits->writers->warnings);
}

/* Is it a use so near the one before that both are the same event? */
static bool is_same_event(const struct waits *waits, size_t at) {
    const struct reflection *rows = waits->input->table->rows;

    if (rows[at].used_on == CALENDAR_NO_DAY)
        return false;
    for (size_t i = at; i > 0 && rows[i - 1].person == rows[at].person; i--)
        if (rows[i - 1].used_on != CALENDAR_NO_DAY)
            return rows[at].used_on - rows[i - 1].used_on < waits->same_event_days;
    return false;
}

static int32_t earlier(int32_t a, int32_t b) { return a == CARE_NO_DAY || (b != CARE_NO_DAY && b < a) ? b : a; }

/* Of an event: when the program knew of its first day, and the first agreement in a reflection on any of its rows. */
static void write_agreed(const struct waits *waits, size_t at) {
    const struct reflection_table *table = waits->input->table;
    const struct reflection *first = &table->rows[at];
    struct question question = {ANALYSIS_PLAN_CHANGE_AGREED, "agreed", "", first->person, CARE_NO_DAY, 0};
    int32_t agreed_on = CARE_NO_DAY;
    struct care_wait wait;

    if (is_same_event(waits, at))
        return;
    for (size_t i = at; i < table->n_rows && table->rows[i].person == first->person; i++) {
        const struct reflection *row = &table->rows[i];
        if (i > at && first->used_on == CALENDAR_NO_DAY)
            break; /* a warning stands by itself */
        if (row->used_on == CALENDAR_NO_DAY && i > at)
            continue;
        if (i > at && !is_same_event(waits, i))
            break;
        if (row->event_on == first->event_on)
            question.origin = earlier(question.origin, reflection_known_on(row));
        if (reflection_has_plan(table, row))
            agreed_on = earlier(agreed_on, reflection_agreed_on(row));
    }
    if (find_wait(waits, first->person, question.origin, agreed_on, &wait))
        write_wait(waits, &question, &wait, waits->writers->waits);
}

static void write_done(const struct waits *waits, const struct plan_change *change) {
    const struct question question = {
        ANALYSIS_PLAN_CHANGE_DONE, "done", waits->codes->names[change->code], change->person, change->agreed_on, 0};
    struct care_wait wait;

    if (find_wait(waits, change->person, question.origin, change->done, &wait))
        write_wait(waits, &question, &wait, waits->writers->waits);
}

/* What followed a reflection that was asked for changes of plan, within 90 days. */
static void write_followed(const struct waits *waits, size_t at) {
    const struct reflection *row = &waits->input->table->rows[at];
    uint32_t agreed = reflection_codes(row, REFLECTION_PLAN_CHANGE);
    struct table_writer *writer = waits->writers->followed;
    struct care_wait left, used;

    if (row->reflected_on == CALENDAR_NO_DAY || (agreed & ~(waits->codes->not_asked | waits->codes->unknown)) == 0 ||
        !find_wait(waits, row->person, row->reflected_on, CARE_NO_DAY, &left) ||
        !find_wait(waits, row->person, row->reflected_on, first_use_from(waits, at, row->reflected_on + 1), &used))
        return;
    care_wait_cut(&left, FOLLOWED_DAYS);
    care_wait_cut(&used, FOLLOWED_DAYS);
    table_writer_text(writer, waits->rule);
    table_writer_text(writer, id_of(waits, row->person));
    table_writer_day(writer, waits->input->table->days, row->reflected_on);
    write_event(writer, &left, "");
    write_event(writer, &used, "used");
    for (size_t i = 0; i < PLAN_CHANGES; i++)
        table_writer_int(writer, (agreed & waits->columns[i]) != 0);
    table_writer_end_row(writer);
}

static uint32_t find_bit(const struct reflection_codes *codes, const char *name) {
    for (size_t i = 0; i < codes->n; i++)
        if (strcmp(codes->names[i], name) == 0)
            return UINT32_C(1) << i;
    return 0;
}

/* Of people 0 .. n - 1, in whose order the episodes stand. */
static size_t *find_episodes(const struct rule_episodes *episodes, size_t n) {
    size_t *starts = memory_alloc(n + 1, sizeof *starts);

    for (size_t i = 0; i < episodes->n; i++)
        starts[episodes->rows[i].person + 1] = i + 1;
    for (size_t person = 0; person < n; person++) /* of somebody without: where those before end */
        if (starts[person + 1] < starts[person])
            starts[person + 1] = starts[person];
    return starts;
}

static struct waits begin_waits(const struct reflection_input *input, const char *rule, int32_t same_event_days,
                                const struct reflection_writers *writers) {
    struct waits waits = {.input = input,
                          .codes = &input->table->codes[REFLECTION_PLAN_CHANGE],
                          .rule = rule,
                          .same_event_days = same_event_days,
                          .writers = writers,
                          .in_order = dictionary_order(input->people),
                          .episodes = find_episodes(input->episodes, dictionary_count(input->people))};

    for (size_t i = 0; i < PLAN_CHANGES; i++) {
        waits.columns[i] = find_bit(waits.codes, spell_followed.columns[FOLLOWED_FIRST_PLAN_CHANGE + i].name);
        assert(waits.columns[i] != 0);
    }
    waits.therapy = find_bit(waits.codes, "therapy_deepened");
    return waits;
}

void reflection_waits_write(const struct reflection_input *input, const char *rule, int32_t same_event_days,
                            const struct reflection_writers *writers) {
    struct waits waits = begin_waits(input, rule, same_event_days, writers);
    const struct reflection_table *table = input->table;

    for (size_t i = 0; i < table->n_rows && writers->warnings != NULL; i++)
        write_warning(&waits, i, false);
    for (size_t i = 0; i < table->n_rows && writers->warnings != NULL && !writers->no_reflected; i++)
        write_warning(&waits, i, true);
    for (size_t i = 0; i < table->n_rows && !writers->no_reflected; i++)
        write_agreed(&waits, i);
    for (size_t i = 0; i < table->n_changes && !writers->no_done && !writers->no_reflected; i++)
        write_done(&waits, &table->changes[i]);
    for (size_t i = 0; i < table->n_rows && writers->followed != NULL; i++)
        write_followed(&waits, i);
    free(waits.in_order);
    free(waits.episodes);
}
