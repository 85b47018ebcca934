/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "counts.h"

#include "calendar.h"
#include "reflection.h"
#include "spell.h"

enum { WARNING_TO_USE_DAYS = 30, SHORT_GAP_DAYS = 7 };

static bool warning_became_use(const struct spell *spell, const struct use_event *warning) {
    return reflection_use_near(spell, warning->day, -1, WARNING_TO_USE_DAYS);
}

static void add_event(struct counts *counts, const struct spell *spell, const struct use_event *event,
                      int window_start) {
    if (event->warning) {
        bool counted = event->day >= window_start;
        counts->warnings += counted;
        counts->warnings_to_use += counted && warning_became_use(spell, event);
    } else {
        counts->uses += event->day >= window_start;
        counts->uses_recorded += reflection_is_recorded(spell, event) && event->reported_on >= window_start;
    }
    counts->reflections += reflection_is_reflected(spell, event) && event->reported_on >= window_start;
}

static void add_admissions(struct counts *counts, const struct spell *spell) {
    counts->admissions += spell->n_admissions;
    for (int i = 0; i < spell->n_admissions; i++) {
        counts->admissions_never_closed += spell->exit != EXIT_NONE && spell->admissions[i].discharged == CALENDAR_NONE;
    }
}

void counts_add_spell(struct counts *counts, const struct spell *spell, int window_start) {
    add_admissions(counts, spell);
    if (spell->started == CALENDAR_NONE) {
        counts->never_started++;
        return;
    }
    counts->spells++;
    counts->returned_spells += spell->ordinal > 1;
    counts->in_care_at_opening += spell->started < window_start;
    counts->detoxifications += spell->program == PROGRAM_DETOXIFICATION;
    counts->exits[spell->exit]++;
    counts->interruptions += spell->n_gaps;
    for (int i = 0; i < spell->n_gaps; i++) {
        const struct gap *gap = &spell->gaps[i];
        counts->interruptions_over_7 +=
            spell_resumes(spell, i) && gap->first >= window_start && gap->last - gap->first >= SHORT_GAP_DAYS;
    }
    for (int i = 0; i < spell->n_events; i++) {
        add_event(counts, spell, &spell->events[i], window_start);
    }
}

static void write_count(FILE *file, const char *name, long value, const char *unit, const char *meaning) {
    fprintf(file, "%s,%ld,%s,%s\n", name, value, unit, meaning);
}

void counts_write(const struct counts *counts, FILE *file) {
    write_count(file, "people", counts->people, "people", "in patients.csv");
    write_count(file, "in_care_at_opening", counts->in_care_at_opening, "spells",
                "begun before the window; still running when it opens");
    write_count(file, "admissions", counts->admissions, "rows", "in admissions.csv before any dirt");
    write_count(file, "admissions_never_closed", counts->admissions_never_closed, "rows",
                "the person left but no discharge is recorded by the as-of day");
    write_count(file, "never_started", counts->never_started, "admissions", "without any cover");
    write_count(file, "spells", counts->spells, "spells", "with cover");
    write_count(file, "returned_spells", counts->returned_spells, "spells",
                "second and later ones (detoxification links included)");
    write_count(file, "detoxifications", counts->detoxifications, "spells", "detoxification");
    write_count(file, "detoxification_links", counts->detoxification_links, "spells",
                "followed by maintenance within 14 days");
    for (int i = 0; i < N_EXITS; i++) {
        fprintf(file, "exit_%s,%ld,spells,how they end\n", codes_exit.codes[i].name, counts->exits[i]);
    }
    write_count(file, "interruptions", counts->interruptions, "gaps", "inside spells");
    write_count(file, "interruptions_over_7", counts->interruptions_over_7, "gaps",
                "of them begun in the window, with more than 7 uncovered days, and cover came back");
    write_count(file, "uses", counts->uses, "events", "returns to use in care (recorded or not)");
    write_count(file, "uses_recorded", counts->uses_recorded, "events", "of them in returns_to_use.csv");
    write_count(file, "warnings", counts->warnings, "events", "recognised before use; all recorded");
    write_count(file, "warnings_to_use", counts->warnings_to_use, "events", "followed by use within 30 days (in care)");
    write_count(file, "reflections", counts->reflections, "events", "returns to use and warnings reflected on");
}
