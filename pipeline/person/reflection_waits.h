/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The rows of warnings.csv, waits.csv and followed.csv: what people in care waited for after early warnings, after
 * returns to use, after reflections (care/wait.h). Whoever is not in care on the day the clock starts has no row.
 *
 *   after_early_warning      from the day of a warning to the person's next use
 *   early_warning_by_therapy the same, cut at the first reflection on it that deepened therapy: kind no up to that day,
 *                            yes behind it, entered late. (Grouping by what was agreed later would give every warning
 *                            that went on to use before it could be reflected on to those without: immortal time.)
 *   plan_change_agreed       from the day on which the program knew of a return to use or warning to the first
 *                            reflection on it in which a change of plan was agreed
 *   plan_change_done         of each change, from the reflection to the day on which it was done; kind: which change
 *   followed.csv             from each reflection that was asked for changes, up to 90 days: to the end of care; to the
 *                            next use. Beside them, 1 or 0, which changes were agreed
 *
 * source: statistics part 2, which triggers go with what followed (clock from the reflection date); part 5.
 */
#ifndef SWITCHBACK_PERSON_REFLECTION_WAITS_H
#define SWITCHBACK_PERSON_REFLECTION_WAITS_H

#include "person/reflection_input.h"
#include "table/table_writer.h"

/* Of spell_waits twice, and of spell_followed; NULL: not wanted, but for the first. Of what the export has no days, no
 * row is written: when there was a reflection (changes agreed in one, and what followed), when a change was done. */
struct reflection_writers {
    struct table_writer *waits, *warnings, *followed;
    bool no_reflected, no_done;
};

/* Uses less than same_event_days behind the one before are no use of their own. */
void reflection_waits_write(const struct reflection_input *input, const char *rule, int32_t same_event_days,
                            const struct reflection_writers *writers);

#endif
