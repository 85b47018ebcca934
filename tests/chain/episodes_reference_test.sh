#!/bin/bash
# Episodes of the sample's first 100 people under the gap rules, field by field, against tests/reference/episodes.R:
# supplies, visits, detoxification, late entry and deaths, computed from the definition in another language.
#
#   tests/chain/episodes_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31 window=2023-11-01
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        -o "$work/$table.csv" --quiet
done
head -n 101 "$work/patients.csv" >"$work/few.csv"
mv "$work/few.csv" "$work/patients.csv"
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start "$window" --quiet -o "$work/episodes.csv"
Rscript tests/reference/episodes.R "$work" "$as_of" "$window" "$work/expected.csv"

tail -n +2 "$work/expected.csv" | sort >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $1 != "discharge" { print $1, $2, $3, $at["start"], $at["last_covered"], $at["left_on"], $at["entry_days"],
        $at["time_days"], $at["censored_on"] }' "$work/episodes.csv" | sort >"$work/found"
if diff "$work/expected" "$work/found" >"$work/difference" && (($(wc -l <"$work/found") > 400)); then
    echo "$(wc -l <"$work/found") episodes alike"
    echo "1 passed, 0 failed"
else
    head -n 20 "$work/difference"
    echo "0 passed, 1 failed"
    exit 1
fi
