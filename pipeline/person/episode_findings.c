/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/episode_rows.h"

void episode_findings_add(struct episode_findings *findings, const struct episode_findings *more) {
    findings->people += more->people;
    findings->admitted += more->admitted;
    findings->started += more->started;
    findings->never_started += more->never_started;
    findings->seen_once += more->seen_once;
    findings->unnamed += more->unnamed;
    findings->bridged_reasons += more->bridged_reasons;
    findings->care_after_death += more->care_after_death;
    findings->later_closed += more->later_closed;
    findings->gaps += more->gaps;
    findings->interruptions += more->interruptions;
    for (size_t i = 0; i < SETTINGS_MOST_RULES; i++) {
        findings->rules[i].episodes += more->rules[i].episodes;
        findings->rules[i].without_time += more->rules[i].without_time;
        findings->rules[i].prevalent += more->rules[i].prevalent;
        findings->rules[i].detoxifications += more->rules[i].detoxifications;
        findings->rules[i].followed += more->rules[i].followed;
        findings->rules[i].linked += more->rules[i].linked;
    }
}
