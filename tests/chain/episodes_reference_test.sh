#!/bin/bash
# Episodes of the sample's first 100 people under the gap rules, field by field, against tests/reference/episodes.R:
# supplies, visits, detoxification, late entry and deaths, computed from the definition in another language.
#
#   tests/chain/episodes_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
first_people 100
sample_episodes
Rscript tests/reference/episodes.R "$work" "$as_of" "$window" "$work/expected.csv"

tail -n +2 "$work/expected.csv" | sort >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $1 != "discharge" { print $1, $2, $3, $at["start"], $at["last_covered"], $at["left_on"], $at["entry_days"],
        $at["time_days"], $at["censored_on"] }' "$work/episodes.csv" | sort >"$work/found"
check "rows are those of R" diff "$work/expected" "$work/found"
check "none is left out" test "$(wc -l <"$work/found")" -gt 400
finish
