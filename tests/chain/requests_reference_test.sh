#!/bin/bash
# Requests still waiting in the sample, of everybody whom no dose since the last request answers, against
# tests/reference/requests.R on the episodes of tests/reference/episodes.R.
#
#   tests/chain/requests_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
# The few whose last request no later dose answers, and twenty others: R is slow
awk -F, 'FNR == 1 { split("", at); for (i = 1; i <= NF; i++) at[$i] = i; file++; if (file == 3) print; next }
    file == 1 { if ($at["requested"] > asked[$1]) asked[$1] = $at["requested"] }
    file == 2 { if ($at["date"] >= asked[$1]) answered[$1] = 1 }
    file == 3 && ($1 in asked) && (!($1 in answered) || n++ < 20)' \
    "$work/admissions.csv" "$work/doses.csv" "$work/patients.csv" | keep_people
sample_episodes
"$bin/tabulate_requests" --tables "$work" --as-of "$as_of" -o "$work/requests.csv" "$work/default_rule.csv"
Rscript tests/reference/episodes.R "$work" "$as_of" "$window" "$work/expected_episodes.csv"
Rscript tests/reference/requests.R "$work" "$as_of" "$work/expected_episodes.csv" >"$work/expected"

awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["measure"] != "people_not_known" {
        print $at["group"], $at["measure"], $at["subgroup"], $at["n"], $at["estimate"] }' "$work/requests.csv" >"$work/found"
check "rows are those of R" diff "$work/expected" "$work/found"
check "somebody waits" awk -F, '$2 == "people_waiting" && $1 == "" && $3 == "" && $5 > 0 { any = 1 } END { exit !any }' "$work/found"
finish
