#!/bin/bash
# How long people stay now in the sample, against tests/reference/retention_now.R to 1e-8; and the change that the sample
# has, weekly calls since October 2025, is seen: in care after 30 days 79 of 100 before, 89 since.
#
#   tests/chain/retention_now_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports \
        --as-of 2026-10-31 -o "$work/$table.csv" --quiet
done
"$bin/build_episodes" --tables "$work" --as-of 2026-10-31 --window-start 2023-11-01 --quiet \
    --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
"$bin/clip_spells" "$work/default_rule.csv" | "$bin/estimate_retention" --time time_days --event event \
    --entry entry_days --id patient_id --where program=maintenance,counseling --where order=first --by window \
    --at 30,90,180,365 -o "$work/now.csv"
Rscript tests/reference/retention_now.R "$work/default_rule.csv" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["measure"] == "survival" { print $at["group"], $at["time_days"], $at["n"], $at["at_risk"], $at["events"],
        $at["estimate"], $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/now.csv" >"$work/found"
if awk -F, 'function same(a, b) { return a == b || (a - b) ^ 2 <= (1e-8 * b) ^ 2 }
    NR == FNR { row[++n] = $0; next }
    { split(row[FNR], expected, ","); for (i = 1; i <= 9; i++) if (i != 4 && !same($i, expected[i])) { print row[FNR] " | " $0; bad++; break }
      if ($2 == 30) stayed[$1] = $6 }
    END { exit bad > 0 || FNR != n || n != 8 || stayed["now"] < 0.86 || stayed["year_before"] > 0.83 }' \
    "$work/expected" "$work/found"; then
    echo "1 passed, 0 failed"
else
    paste -d'|' "$work/expected" "$work/found"
    echo "0 passed, 1 failed"
    exit 1
fi
