/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/retired_keys.h"

#include <stddef.h>
#include <string.h>

static const struct retired_key {
    const char *section, *key /* NULL: every key of the section */, *advice;
} retired_keys[] = {
    {"report", "return_rule",
     "remove the line: who comes back is now read after leaving under the rule of the headline, default_rule"},
    {"episodes", "switch_days",
     "remove the line: the group of an episode is its medication on the day it began, whatever came later"},
    {"episodes", "discharge_lag_days",
     "remove the line: the lag is measured from 50 discharges up, and below that silent_days is taken for it"},
    {"episodes", "default_supply_days",
     "write the days as the third number of [supplies] dispensed, as in: dispensed = 1 120 7"},
    {"medication_names", "oral_to_injection",
     "remove the line: the group of an episode is its medication on the day it began, whatever came later"},
    {"protection", "withhold_below",
     "remove the line: one class is 0 to 11, and what can be told of few people follows from the classes"},
    {"protection", "unreliable_below",
     "remove the line: a released number is a range, which is wide where people are few"},
    {"completeness", "window_days",
     "remove the line: whether a site delivered is judged on its people; what is known to be so goes into [accept]"},
    {"completeness", "least_share",
     "remove the line: whether a site delivered is judged on its people; what is known to be so goes into [accept]"},
};

const char *retired_keys_advice(const char *section, const char *key) {
    for (size_t i = 0; i < sizeof retired_keys / sizeof retired_keys[0]; i++) {
        const struct retired_key *retired = &retired_keys[i];
        if (strcmp(retired->section, section) == 0 && (retired->key == NULL || strcmp(retired->key, key) == 0))
            return retired->advice;
    }
    return NULL;
}
