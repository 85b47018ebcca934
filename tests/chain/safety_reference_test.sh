#!/bin/bash
# Deaths and overdoses of the sample, of everybody with one and 80 others, against tests/reference/safety.R: counts alike,
# rates and limits to 1e-8; sources linked, so that every rate is there.
#
#   tests/chain/safety_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31 deaths_end=2026-08-31 overdoses_end=2026-06-30
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits returns_to_use adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        -o "$work/$table.csv" --quiet
done
awk -F, 'NR == FNR { has[$1]; next } FNR == 1 || ($1 in has) || n++ < 80' "$work/adverse_events.csv" "$work/patients.csv" \
    >"$work/few.csv"
mv "$work/few.csv" "$work/patients.csv"
printf '[completeness]\nlinked.death_index = %s\nlinked.hospital = %s\n' "$deaths_end" "$overdoses_end" >"$work/linked.ini"
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start 2023-11-01 --quiet \
    --default-rule "$work/default_rule.csv" --exposures "$work/exposures.csv"
"$bin/tabulate_safety" --tables "$work" --config "$work/linked.ini" --as-of "$as_of" -o "$work/safety.csv" "$work/exposures.csv"
Rscript tests/reference/safety.R "$work" "$as_of" "$deaths_end" "$overdoses_end" >"$work/expected"

awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { share = $at["measure"] ~ /within|in_hand/ # the interval is tested elsewhere
      print $at["measure"], $at["subgroup"], $at["period"], $at["n"], $at["event_people"], $at["events"], $at["estimate"],
          share ? "" : $at["ci_low"], share ? "" : $at["ci_high"] }' "$work/safety.csv" >"$work/found"
if awk -F, 'function same(a, b) { return a == b || (a != "" && b != "" && (a - b) ^ 2 <= (1e-8 * (b < 0 ? -b : b)) ^ 2) }
    NR == FNR { row[++n] = $0; next }
    { split(row[FNR], expected, ","); for (i = 1; i <= 9; i++) if (!same($i, expected[i])) { print row[FNR] " | " $0; bad++; break } }
    END { if (FNR != n) print "rows: " n " and " FNR; exit bad > 0 || FNR != n || n < 70 }' "$work/expected" "$work/found"; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
