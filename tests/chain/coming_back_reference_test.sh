#!/bin/bash
# Coming back, interruptions and the days of the first and the second year in the sample, against
# tests/reference/coming_back.R: people alike, numbers, errors and limits to 1e-8. Interruptions are as many as the sample's
# truth has, but for the few that its dirt hides.
#
#   tests/chain/coming_back_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
sample_episodes --stretches "$work/stretches.csv"
"$bin/build_followup" --tables "$work" --episodes "$work/default_rule.csv" --as-of "$as_of" --states "$work/states.csv" \
    -o "$work/followup.csv"
"$bin/estimate_incidence" --analysis return_after_leaving --time time_days --event event --id patient_id \
    --where question=return_after_leaving --at 90,180,365 --by=medication --by=stay --by=exit -o "$work/back.csv" "$work/followup.csv"
"$bin/estimate_incidence" --analysis early_return --time gap_days --event gap_ended --id patient_id \
    --where ended=interruption,left --at 14,21,30,60 -o "$work/early.csv" "$work/stretches.csv"
"$bin/estimate_states" --analysis where_everyone_is --tau 365,730 -o "$work/states_told.csv" "$work/states.csv"
Rscript tests/reference/coming_back.R "$work" "$as_of" "$window" "$work/default_rule.csv" "$work/states.csv" >"$work/expected"
awk -F, -v OFS=, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $at["analysis"], $at["measure"], $at["group_by"], $at["group"], $at["subgroup"], $at["time_days"], $at["n"],
        $at["estimate"], $at["std_error"], $at["ci_low"], $at["ci_high"] }' \
    "$work"/{back,early,states_told}.csv >"$work/found"
truth=$(sed -n 's/^interruptions_over_7,\([0-9]*\),.*/\1/p' sample-data/truth/counts.csv)
interruptions=$(grep -c ,interruption, "$work/stretches.csv")
echo "interruptions: $interruptions of $truth"
# Every row expected is found, and as many as there are in the sample.
check "rows are those of R" awk -F, "$same"'
    function key() { return $1 "," $2 "," $3 "," $4 "," $5 "," $6 }
    NR == FNR { row[key()] = $0; next }
    { n++; split(row[key()], found, ",")
      for (i = 7; i <= 11; i++) if (found[i] == "" || !same(found[i], $i)) { print $0 " | " row[key()]; bad++; break } }
    END { if (n != 44) print "rows: " n; exit bad > 0 || n != 44 }' "$work/found" "$work/expected"
check "interruptions are those of the truth" test "$interruptions" -le $((truth + truth / 50)) -a "$interruptions" -ge $((truth - truth / 20))
finish
