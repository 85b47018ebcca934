#!/bin/bash
# Where people of the sample are after a return to use, against tests/reference/after_use.R: counts alike, shares and errors
# to 1e-8.
#
#   tests/chain/after_use_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
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
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start 2023-11-01 --quiet \
    --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
"$bin/build_followup" --tables "$work" --as-of "$as_of" --episodes "$work/default_rule.csv" --after-use "$work/after_use.csv" \
    -o "$work/followup.csv"
"$bin/estimate_states" --id path --cluster patient_id --start start --stop stop --event event --at 30,60,90 \
    "$work/after_use.csv" >"$work/states.csv"
Rscript tests/reference/after_use.R "$work" "$as_of" "$work/default_rule.csv" | sort >"$work/expected"
awk -F, -v OFS=, '$3 == "occupation" { print $6, $7, $9, $11, $13, $14 }' "$work/states.csv" | sort >"$work/found"
if awk -F, 'function same(a, b) { return a == b || (a - b) ^ 2 <= (1e-8 * b) ^ 2 }
    NR == FNR { row[++n] = $0; next }
    { split(row[FNR], expected, ","); for (i = 1; i <= 6; i++) if (!same($i, expected[i])) { print row[FNR] " | " $0; bad++; break } }
    END { exit bad > 0 || FNR != n || n != 9 }' "$work/expected" "$work/found"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
