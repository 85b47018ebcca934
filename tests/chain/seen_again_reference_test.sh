#!/bin/bash
# Who of 180 people of the sample is seen again after a return to use, and what is to be expected, against
# tests/reference/seen_again.R: counts alike, shares and limits to 1e-8.
#
#   tests/chain/seen_again_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
first_people 180
sample_episodes
"$bin/tabulate_seen_again" --tables "$work" --as-of "$as_of" -o "$work/seen.csv" "$work/default_rule.csv"
Rscript tests/reference/seen_again.R "$work" "$as_of" "$work/default_rule.csv" >"$work/expected"
awk -F, -v OFS=, 'NR > 1 { print $3, $6, $7, $9, $11, $12, $13, $14, $15, $16 }' "$work/seen.csv" >"$work/found"
check "rows are those of R" rows_alike
check "none is left out" rows_expected 17
check "people were seen" awk -F, '$1 == "seen" && $5 > 30 { any = 1 } END { exit !any }' "$work/found"
finish
