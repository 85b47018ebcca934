#!/bin/bash
# How long people stay now in the sample, against tests/reference/retention_now.R to 1e-8; and the change that the sample
# has, weekly calls since October 2025, is seen: in care after 30 days 79 of 100 before, 89 since.
#
#   tests/chain/retention_now_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
sample_episodes
"$bin/clip_spells" "$work/default_rule.csv" | "$bin/estimate_retention" --time time_days --event event \
    --entry entry_days --id patient_id --where program=maintenance,counseling --where order=first --by window \
    --at 30,90,180,365 -o "$work/now.csv"
Rscript tests/reference/retention_now.R "$work/default_rule.csv" | cut -d , -f 1-3,5- >"$work/expected" # less at_risk
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["measure"] == "survival" { print $at["group"], $at["time_days"], $at["n"], $at["events"],
        $at["estimate"], $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/now.csv" >"$work/found"
check "rows are those of R" rows_alike
check "none is left out" rows_expected 8
check "more stay for 30 days since the calls" awk -F, '$2 == 30 { stayed[$1] = $5 } END { exit stayed["now"] < 0.86 || stayed["year_before"] > 0.83 }' "$work/found"
finish
