#!/bin/bash
# Where people of the sample are after a return to use, against tests/reference/after_use.R: counts alike, shares, errors and limits
# to 1e-8.
#
#   tests/chain/after_use_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
sample_episodes
"$bin/build_followup" --tables "$work" --as-of "$as_of" --episodes "$work/default_rule.csv" --after-use "$work/after_use.csv" \
    -o "$work/followup.csv"
"$bin/estimate_states" --id path --cluster patient_id --start start --stop stop --event event --at 30,60,90 \
    "$work/after_use.csv" >"$work/states.csv"
Rscript tests/reference/after_use.R "$work" "$as_of" "$work/default_rule.csv" | sort >"$work/expected"
awk -F, -v OFS=, '$3 == "occupation" { print $6, $7, $9, $11, $13, $14, $15, $16 }' "$work/states.csv" | sort >"$work/found"
check "rows are those of R" rows_alike
check "none is left out" rows_expected 9
finish
