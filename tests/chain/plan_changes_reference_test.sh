#!/bin/bash
# Early warnings and changes of plan of the sample, against tests/reference/plan_changes.R: shares, ratios and errors to
# 1e-8.
#
#   tests/chain/plan_changes_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
sample_episodes
"$bin/build_reflections" --as-of "$as_of" --episodes "$work/default_rule.csv" --warnings "$work/warnings_of.csv" \
    --followed "$work/followed.csv" -o "$work/waits.csv" "$work/returns_to_use.csv"

curve() { # ANALYSIS FILE TIMES MORE...
    "$bin/estimate_incidence" --analysis "$1" --where question="$1" --at "$3" --quiet --time time_days --event event \
        --id patient_id "${@:4}" "$work/$2.csv"
}
model() { # ANALYSIS EVENT
    "$bin/fit_hazards" --analysis "$1" --time "$2_days" --event "$2" --event-value "$2" --id patient_id --q-values --covariates \
        therapy_deepened,medication_reassessed,dose_changed,formulation_changed,visits_increased,family_involved,peer_linked,level_of_care_up,safety_plan,naloxone_given,social_work \
        "$work/followed.csv"
}
{
    curve after_early_warning warnings_of 7,14,30
    curve early_warning_by_therapy warnings_of 30 --entry entry_days --by kind
    curve plan_change_agreed waits 7,14,30
    curve plan_change_done waits 7,14,30 --by= --by=kind
    model left_after_plan_change left
    model used_after_plan_change used
} | awk -F, -v OFS=, '$3 ~ /^(cumulative_incidence|log_hazard_ratio|robust_std_error|hazard_ratio|p_value|q_value)$/ {
    of_curve = $3 == "cumulative_incidence"
    print $1, $3, $5, $6, of_curve ? $7 : "", $13, of_curve ? $14 : "" }' | sort >"$work/found"
Rscript tests/reference/plan_changes.R "$work" "$as_of" "$work/default_rule.csv" | sort >"$work/expected"

check "rows are those of R" rows_alike
check "none is left out" test "$(wc -l <"$work/expected")" -ge 200
finish
