#!/bin/bash
# The episodes that the chain finds in sample-data/exports under a 30-day gap are the true spells of care that made
# them: sample-data/truth/spells.csv.
#
#   tests/chain/sample_spells_test.sh        STAGES=DIR: the built stages (default build/release/stages)
#
# True spells are runs of cover without more than 28 uncovered days; a detoxification and the maintenance that follows it
# are two. Left out: people whose recorded death comes before the end of a spell that did not end by it (build_episodes
# says so), and care by visits whose admission did not come through ingest_export: it begins with the second visit.
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        --summary "$work/$table.summary.csv" -o "$work/$table.csv" --quiet
done
"$bin/build_episodes" --tables "$work" --config pipeline/switchback.ini --as-of "$as_of" --quiet -o "$work/episodes.csv"

if awk -F, -v as_of="$as_of" -v window=2023-11-01 '
    FILENAME ~ /adverse_events/ { if ($3 == "death" || $4 == "yes") death[$1] = $2; next }
    FILENAME ~ /admissions/ { known[$1, $2] = 1; next }
    FILENAME ~ /episodes/ {
        if (FNR == 1) { for (i = 1; i <= NF; i++) at[$i] = i; next }
        if ($1 != "coverage30") next
        key = $2 SUBSEP $at["start"]; last[key] = $at["last_covered"]; exit_of[key] = $at["exit"]; next
    }
    FNR == 1 || $8 == "" { next }
    {
        n = ++runs[$1]; begins[$1, n] = $8; ends[$1, n] = $10; program[$1, n] = $3; why[$1, n] = $11
        by_visits[$1, n] = $4 == "none"; admitted[$1, n] = $7
    }
    END {
        for (person in runs) {
            for (n = 1; n <= runs[person]; n++) {
                start = begins[person, n]; end = ends[person, n] > as_of ? as_of : ends[person, n]
                if (start < window || start > as_of) continue
                if (person in death && death[person] < end && why[person, n] != "death") continue
                if (by_visits[person, n] && !((person, admitted[person, n]) in known)) continue
                true_runs++; key = person SUBSEP start
                if (!(key in last)) { print "not found: " person " " start; continue }
                found++
                if (last[key] == end) same++
                else if (why[person, n] != "death") { other++; print "other last day: " person " " start " " last[key] " for " end }
            }
        }
        print true_runs " true spells, " found " with the same first day, " same " with the same last day, " other + 0 " with another that are no deaths"
        exit !(true_runs > 1300 && found == true_runs && other == 0 && same > 0.999 * true_runs)
    }' "$work/adverse_events.csv" "$work/admissions.csv" \
    "$work/episodes.csv" sample-data/truth/spells.csv; then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
