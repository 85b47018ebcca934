#!/bin/bash
# What was put into the sample comes out of its exports, within 2.6 standard errors: early warnings that go on to use, fewer
# where therapy was deepened; therapy deepened and medication reassessed lower the hazard of leaving for 90 days, no other
# change of plan does (all eleven together are not farther off than chance).
#
#   tests/chain/reflections_truth_test.sh    STAGES=DIR: the built stages (default build/release/stages)
#
# A warning counts where its use was told (use_recorded), whether it came of the warning or would have come anyway
# (use_later), and half of those who leave first had left before.
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
changes=therapy_deepened,medication_reassessed,dose_changed,formulation_changed,visits_increased,family_involved
changes+=,peer_linked,level_of_care_up,safety_plan,naloxone_given,social_work

ingest_sample
sample_episodes
"$bin/build_reflections" --as-of "$as_of" --episodes "$work/default_rule.csv" --warnings "$work/warnings_of.csv" \
    --followed "$work/followed.csv" -o "$work/waits.csv" "$work/returns_to_use.csv"
"$bin/estimate_incidence" --quiet --time time_days --event event --id patient_id --entry entry_days --where question=early_warning_by_therapy --at 30 --by kind \
    -o "$work/warnings.csv" "$work/warnings_of.csv"
"$bin/fit_hazards" --quiet --time left_days --event left --event-value left --id patient_id --covariates "$changes" \
    -o "$work/hazards.csv" "$work/followed.csv"

check "what was put in comes out" awk -F, '
    function hold(what, found, error, wanted) {
        z = (found - wanted) / error; n++; squares += z * z
        printf "%-40s %8.4f (%.4f)  truth %8.4f  z %5.2f\n", what, found, error, wanted, z
        if (!(z * z < 2.6 * 2.6)) wrong++
    }
    function told(share, left) {
        return (1 - (1 - share * value["use_recorded"]) * (1 - value["use_later"] * value["use_recorded"])) * (1 - left / 2)
    }
    FILENAME ~ /parameters/ { value[$1] = $2; next }
    FILENAME ~ /warnings/ && $3 == "cumulative_incidence" { found[$5 $6] = $13; error[$5 $6] = $14; next }
    FILENAME ~ /hazards/ && $3 == "log_hazard_ratio" { ratio[$5] = $13 }
    FILENAME ~ /hazards/ && $3 == "robust_std_error" { robust[$5] = $13 }
    END {
        for (change in ratio) {
            wanted = "leave_plan_" change in value ? value["leave_plan_" change] : value["leave_plan_other"]
            hold("log ratio of leaving, " change, ratio[change], robust[change], log(wanted))
        }
        wrong += !(n == 11 && squares < 31.26) # 99.9 % of the sum of squares
        hold("use after a warning", found["noused"], error["noused"], told(value["warning_to_use"], found["noleft"]))
        hold("the same, therapy deepened", found["yesused"], error["yesused"], told(value["warning_to_use_deepened"], found["yesleft"]))
        exit wrong > 0 || n != 13
    }' sample-data/truth/parameters.csv "$work/warnings.csv" "$work/hazards.csv"
finish
