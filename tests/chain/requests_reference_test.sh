#!/bin/bash
# Requests still waiting in the sample, of everybody whom no dose since the last request answers, against
# tests/reference/requests.R on the episodes of tests/reference/episodes.R.
#
#   tests/chain/requests_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
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
# The few whose last request no later dose answers, and twenty others: R is slow
awk -F, 'FNR == 1 { split("", at); for (i = 1; i <= NF; i++) at[$i] = i; file++; if (file == 3) print; next }
    file == 1 { if ($at["requested"] > asked[$1]) asked[$1] = $at["requested"] }
    file == 2 { if ($at["date"] >= asked[$1]) answered[$1] = 1 }
    file == 3 && ($1 in asked) && (!($1 in answered) || n++ < 20)' \
    "$work/admissions.csv" "$work/doses.csv" "$work/patients.csv" >"$work/few.csv"
mv "$work/few.csv" "$work/patients.csv"
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start "$window" --quiet \
    --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
"$bin/tabulate_requests" --tables "$work" --as-of "$as_of" -o "$work/requests.csv" "$work/default_rule.csv"
Rscript tests/reference/episodes.R "$work" "$as_of" "$window" "$work/expected_episodes.csv"
Rscript tests/reference/requests.R "$work" "$as_of" "$work/expected_episodes.csv" >"$work/expected"

awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["measure"] != "people_not_known" {
        print $at["group"], $at["measure"], $at["subgroup"], $at["n"], $at["estimate"] }' "$work/requests.csv" >"$work/found"
if diff "$work/expected" "$work/found" && awk -F, '$2 == "people_waiting" && $1 == "" && $3 == "" && $5 > 0 { any = 1 }
    END { exit !any }' "$work/found"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
