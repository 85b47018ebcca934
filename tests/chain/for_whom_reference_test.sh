#!/bin/bash
# Groups beside the mean of all in the sample, starting, staying and coming back, against tests/reference/for_whom.R: people alike,
# shares, differences, limits, p and q to 1e-8.
#
#   tests/chain/for_whom_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits returns_to_use adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        -o "$work/$table.csv" --quiet
done
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start 2023-11-01 --quiet \
    --default-rule "$work/default_rule.csv" --starts "$work/starts.csv" -o "$work/episodes.csv"
"$bin/build_followup" --tables "$work" --episodes "$work/default_rule.csv" --as-of "$as_of" -o "$work/followup.csv"
groups=(--by sex --by age_band --by race_ethnicity --by program --strata site --windows "365,730" --until "$as_of")
"$bin/compare_groups" --analysis staying --time time_days --entry entry_days --event event --id patient_id --without \
    --where order=first --where program=maintenance,counseling --at 90 --day start "${groups[@]}" -o "$work/staying.csv" \
    --quiet "$work/default_rule.csv"
"$bin/compare_groups" --analysis coming_back --time time_days --event event --id patient_id --cause returned \
    --where question=return_after_leaving --at 180 --day origin "${groups[@]}" -o "$work/back.csv" "$work/followup.csv"
"$bin/compare_groups" --analysis first_dose --time time_days --event event --id patient_id --cause started \
    --where question=first_dose --at 7 --day origin "${groups[@]}" -o "$work/start.csv" "$work/starts.csv"
"$bin/find_q_values" -o "$work/for_whom.csv" "$work/staying.csv" "$work/back.csv" "$work/start.csv"
Rscript tests/reference/for_whom.R "$work/default_rule.csv" "$work/followup.csv" "$work/starts.csv" "$as_of" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["estimate"] != "" { print $at["analysis"], $at["measure"], $at["group_by"], $at["group"], $at["period"], $at["n"],
        $at["estimate"], $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/for_whom.csv" >"$work/found"
# A difference of next to nothing is the rest of two shares: to 1e-8 of these.
if awk -F, 'function same(a, b) { return a == b || (a != "" && b != "" && (a - b) ^ 2 <= (1e-8 * (b < 0 ? -b : b) + 1e-11) ^ 2) }
    function key() { return $1 "," $2 "," $3 "," $4 "," $5 }
    NR == FNR { row[key()] = $0; n_found++; next }
    { n++; tests += $2 ~ /_q$/; split(row[key()], found, ",")
      for (i = 6; i <= 10; i++) if (!same(found[i], $i)) { print $0 " | " row[key()]; bad++; break } }
    END { if (n != n_found) print "rows: " n " and " n_found; exit bad > 0 || n != n_found || n < 150 || tests < 20 }' \
    "$work/found" "$work/expected"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
