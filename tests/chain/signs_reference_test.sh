#!/bin/bash
# Signs before returns to use of 500 people of the sample, against tests/reference/signs.R: counts alike, numbers to 1e-8;
# and of the whole sample the truth that made it.
#
#   tests/chain/signs_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
#
# True odds ratios: sample-data/truth/parameters.csv, of what is missed before a use and else. Uses that nobody told of,
# and interruptions, draw them towards 1: of appointments to 4.1 in 30,000 people (sample-data/check_truth.txt).
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
signs() { # the people of patients.csv
    "$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start 2023-11-01 --quiet \
        --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
    "$bin/tabulate_signs" --tables "$work" --as-of "$as_of" -o "$1" "$work/default_rule.csv"
}
signs "$work/whole.csv"
head -n 501 "$work/patients.csv" >"$work/few.csv"
mv "$work/few.csv" "$work/patients.csv"
signs "$work/signs.csv"
Rscript tests/reference/signs.R "$work" "$work/default_rule.csv" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { print $at["measure"], $at["subgroup"], $at["n"], $at["event_people"], $at["at_risk"], $at["events"], $at["estimate"],
        $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/signs.csv" >"$work/found"
passed=0 failed=0
if awk -F, 'function same(a, b) { return a == b || (a - b) ^ 2 <= (1e-8 * b) ^ 2 }
    NR == FNR { row[++n] = $0; next }
    { split(row[FNR], expected, ","); for (i = 1; i <= 10; i++) if (!same($i, expected[i])) { print row[FNR] " | " $0; bad++; break }
      told += $1 == "odds_ratio" && $7 != "" }
    END { exit bad > 0 || FNR != n || n != 56 || told != 3 }' "$work/expected" "$work/found"; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
fi
if awk -F, 'function odds(p, cancelled) { return p / (1 - p - cancelled) }
    function hold(sign, truth, low) {
        printf "%s: %.2f (%.2f-%.2f), truth %.2f\n", sign, ratio[sign], from[sign], to[sign], truth
        if (!(from[sign] <= truth && to[sign] >= (low ? low : truth))) wrong++
    }
    FILENAME ~ /parameters/ { value[$1] = $2; next }
    $3 == "odds_ratio" { ratio[$6] = $13; from[$6] = $15; to[$6] = $16 }
    END {
        cancelled = value["visit_cancelled"]
        hold("missed_visits", odds(value["visit_missed_before_use"], cancelled) / odds(value["visit_missed"], cancelled), 4.1)
        hold("late_pickup", odds(value["pickup_late_before_use"], 0) / odds(value["pickup_late"], 0))
        hold("missed_tests", 1)
        exit wrong > 0
    }' sample-data/truth/parameters.csv "$work/whole.csv"; then
    passed=$((passed + 1))
else
    failed=$((failed + 1))
fi
echo "$passed passed, $failed failed"
((failed == 0))
