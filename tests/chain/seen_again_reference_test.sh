#!/bin/bash
# Who of 180 people of the sample is seen again after a return to use, and what is to be expected, against
# tests/reference/seen_again.R: counts alike, shares and limits to 1e-8.
#
#   tests/chain/seen_again_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
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
head -n 181 "$work/patients.csv" >"$work/few.csv"
mv "$work/few.csv" "$work/patients.csv"
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start 2023-11-01 --quiet \
    --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
"$bin/tabulate_seen_again" --tables "$work" --as-of "$as_of" -o "$work/seen.csv" "$work/default_rule.csv"
Rscript tests/reference/seen_again.R "$work" "$as_of" "$work/default_rule.csv" >"$work/expected"
awk -F, -v OFS=, 'NR > 1 { print $3, $6, $7, $9, $11, $12, $13, $14, $15, $16 }' "$work/seen.csv" >"$work/found"
if awk -F, 'function same(a, b) { return a == b || (a != "" && b != "" && (a - b) ^ 2 <= (1e-8 * b) ^ 2) }
    NR == FNR { row[++n] = $0; next }
    { split(row[FNR], expected, ","); for (i = 1; i <= 10; i++) if (!same($i, expected[i])) { print row[FNR] " | " $0; bad++; break }
      if ($1 == "seen" && $5 > 30) any = 1 }
    END { exit bad > 0 || FNR != n || n != 17 || !any }' "$work/expected" "$work/found"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
