#!/bin/bash
# Coming back, interruptions and the days of the first and the second year in the sample, against
# tests/reference/coming_back.R: people alike, numbers, errors and limits to 1e-8. Interruptions are as many as the sample's
# truth has, but for the few that its dirt hides.
#
#   tests/chain/coming_back_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31 window=2023-11-01
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits returns_to_use adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        -o "$work/$table.csv" --quiet
done
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start "$window" --quiet --stretches "$work/stretches.csv" \
    --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
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
if awk -F, 'function same(a, b) { return a == b || (a - b) ^ 2 <= (1e-8 * b) ^ 2 }
    function key() { return $1 "," $2 "," $3 "," $4 "," $5 "," $6 }
    NR == FNR { row[key()] = $0; next }
    { n++; split(row[key()], found, ",")
      for (i = 7; i <= 11; i++) if (found[i] == "" || !same(found[i], $i)) { print $0 " | " row[key()]; bad++; break } }
    END { if (n != 44) print "rows: " n; exit bad > 0 || n != 44 }' "$work/found" "$work/expected" &&
    ((interruptions <= truth + truth / 50 && interruptions >= truth - truth / 20)); then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
