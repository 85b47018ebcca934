#!/bin/bash
# Signs before returns to use of 500 people of the sample, against tests/reference/signs.R: counts alike, numbers to 1e-8;
# and of the whole sample the truth that made it.
#
#   tests/chain/signs_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
#
# True odds ratios: sample-data/truth/parameters.csv, of what is missed before a use and else. Uses that nobody told of,
# and interruptions, draw them towards 1: of appointments to 4.1 in 30,000 people (sample-data/check_truth.txt).
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
signs() { # the people of patients.csv
    sample_episodes
    "$bin/tabulate_signs" --tables "$work" --as-of "$as_of" -o "$1" "$work/default_rule.csv"
}
signs "$work/whole.csv"
first_people 500
signs "$work/signs.csv"
Rscript tests/reference/signs.R "$work" "$work/default_rule.csv" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $at["measure"], $at["subgroup"], $at["n"], $at["event_people"], $at["at_risk"], $at["events"], $at["estimate"],
        $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/signs.csv" >"$work/found"
check "rows are those of R" rows_alike
check "none is left out" rows_expected 56
check "three signs are told" awk -F, '{ told += $1 == "odds_ratio" && $7 != "" } END { exit told != 3 }' "$work/found"
check "ratios are those of the truth" awk -F, 'function odds(p, cancelled) { return p / (1 - p - cancelled) }
    function hold(sign, truth, low) {
        printf "%s: %.2f (%.2f-%.2f), truth %.2f\n", sign, ratio[sign], from[sign], to[sign], truth
        if (!(from[sign] <= truth && to[sign] >= (low ? low : truth))) wrong++
    }
    FILENAME ~ /parameters/ { value[$1] = $2; next }
    $3 == "odds_ratio" { ratio[$6] = $13; from[$6] = $15; to[$6] = $16 }
    END {
        cancelled = value["visit_cancelled"]
        hold("missed_visits", odds(value["visit_missed_before_use"], cancelled) / odds(value["visit_missed"], cancelled), 4.1)
        hold("late_pickup", odds(value["pickup_late_before_use"], 0) / odds(value["pickup_late"], 0))
        hold("missed_tests", 1)
        exit wrong > 0
    }' sample-data/truth/parameters.csv "$work/whole.csv"
finish
