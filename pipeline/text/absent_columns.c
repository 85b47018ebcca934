/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/absent_columns.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "settings/not_held.h"

/* Is there no such table? Then more than a column is missing, and said. */
static bool is_table_absent(const struct ini_file *config, const char *table) {
    const struct ini_entry *missing = ini_file_entry(config, "tables", "missing");

    return not_held_by_kind(config, table) || (missing != NULL && not_held_names_it(missing, table));
}

size_t absent_columns_add(struct report *report, bool only_count) {
    static const struct {
        const char *name, *sentence;
    } sentences[] = {
        {"admissions.discharged",
         "The export has no day of discharge (discharged): nobody can be seen to be discharged. Nothing is told by "
         "the rule of recorded discharges, of exits to look at first, of open admissions and of requests that wait, "
         "and whoever is to be called may have been discharged"},
        {"returns_to_use.used_on",
         "The export has no day of use (used_on): which rows are returns to use, and which are early warnings, cannot "
         "be told, so nothing is told of either"},
        {"returns_to_use.reflected_on",
         "The export has no day of a reflection (reflected_on): nothing is told of how soon changes of plan are agreed "
         "and done after it, nor of what follows it"},
        {"returns_to_use.plan_changes",
         "The export has days of changes of plan, and not which changes (plan_changes): nothing is told of them"},
        {"returns_to_use.plan_due",
         "The export has no days on which changes of plan are due (plan_due): nothing is told of which are overdue, or "
         "were done on time"},
        {"returns_to_use.plan_done",
         "The export has no days on which changes of plan were done (plan_done): nothing is told of whether they were, "
         "nor of naloxone in hand"},
        {"adverse_events.fatal",
         "The export does not say who died of an overdose (fatal): of deaths, only those that are recorded as such are "
         "told, without a rate; who died of an overdose counts as living, and may stand on a list to be called"},
    };
    const struct ini_file *config = report->numbers.config;
    size_t n = 0;

    for (size_t i = 0; i < sizeof sentences / sizeof sentences[0]; i++) {
        size_t length = strcspn(sentences[i].name, ".");
        char *table = memory_copy_text(sentences[i].name, length);
        bool is_absent = not_held(config, sentences[i].name) && !is_table_absent(config, table);
        n += is_absent;
        if (is_absent && !only_count)
            document_item(report->document, sentences[i].sentence);
        free(table);
    }
    return n;
}
