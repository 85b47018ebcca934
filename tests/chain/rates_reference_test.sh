#!/bin/bash
# Rates in care of 300 people of the sample, against tests/reference/rates_in_care.R: counts alike, rates to 1e-8.
#
#   tests/chain/rates_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits drug_tests returns_to_use adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        -o "$work/$table.csv" --quiet
done
head -n 301 "$work/patients.csv" >"$work/few.csv"
mv "$work/few.csv" "$work/patients.csv"
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start 2023-11-01 --quiet \
    --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
"$bin/tabulate_rates" --tables "$work" --as-of "$as_of" -o "$work/rates.csv" "$work/default_rule.csv"
Rscript tests/reference/rates_in_care.R "$work" "$as_of" "$work/default_rule.csv" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["measure"] == "per_100_person_months" { print $at["subgroup"], $at["period"], $at["n"], $at["event_people"],
        $at["events"], $at["estimate"], $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/rates.csv" >"$work/found"
if awk -F, 'function same(a, b) { return a == b || (a - b) ^ 2 <= (1e-8 * b) ^ 2 }
    NR == FNR { row[++n] = $0; next }
    { split(row[FNR], expected, ","); for (i = 1; i <= 9; i++) if (!same($i, expected[i])) { print row[FNR] " | " $0; bad++; break }
      if ($1 == "program_exit" && $2 == "" && $5 > 5) any = 1 }
    END { exit bad > 0 || FNR != n || n != 21 || !any }' "$work/expected" "$work/found"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
