#!/bin/bash
# Rates in care of 300 people of the sample, against tests/reference/rates_in_care.R: counts alike, rates to 1e-8.
#
#   tests/chain/rates_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
first_people 300
sample_episodes
"$bin/tabulate_rates" --tables "$work" --as-of "$as_of" -o "$work/rates.csv" "$work/default_rule.csv"
Rscript tests/reference/rates_in_care.R "$work" "$as_of" "$work/default_rule.csv" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["measure"] == "per_100_person_months" { print $at["subgroup"], $at["period"], $at["n"], $at["event_people"],
        $at["events"], $at["estimate"], $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/rates.csv" >"$work/found"
check "rows are those of R" rows_alike
check "none is left out" rows_expected 28
check "somebody left by what the program decided" awk -F, '$1 == "program_exit" && $2 == "" && $5 > 5 { any = 1 } END { exit !any }' "$work/found"
finish
