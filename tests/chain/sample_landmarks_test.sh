#!/bin/bash
# The share that stays, as the chain finds it in sample-data/exports, is that of the true spells that made them: within
# 4 points on days 30, 90, 180 and 365, for everybody, and for those who started before and after the one change that
# was built in (from October 2025 on every new person is called weekly), which is found.
#
#   tests/chain/sample_landmarks_test.sh     STAGES=DIR: the built stages (default build/release/stages)
#
# Compared are all episodes of maintenance and counseling begun inside the window. A true spell is followed to the end of
# the data; the chain knows a leaving only 30 days later.
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31 window=2023-11-01
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for table in patients admissions doses visits adverse_events; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        -o "$work/$table.csv" --quiet
done
"$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start "$window" --quiet -o "$work/episodes.csv"

awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print "patient_id,time_days,event,started"; next }
    $1 == "coverage30" && $at["program"] != "detoxification" && $at["entry_days"] == 0 && $at["time_days"] != "" {
        print $2, $at["time_days"], $at["event"], $at["start"] < "2025-10-01" ? "before" : "after" }' \
    "$work/episodes.csv" >"$work/found.csv"
awk -F, -v OFS=, -v as_of="$as_of" -v window="$window" '
    function days(date,   y, m, d) {
        y = substr(date, 1, 4); m = substr(date, 6, 2); d = substr(date, 9, 2)
        if (m <= 2) { y--; m += 12 }
        return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d
    }
    NR == 1 { print "patient_id,time_days,event,started"; next }
    $3 != "detoxification" && $8 != "" && $8 >= window && $8 < as_of {
        print $1, days($10) + 1 - days($8), $10 < as_of, $8 < "2025-10-01" ? "before" : "after" }' \
    sample-data/truth/spells.csv >"$work/true.csv"
for what in found true; do
    "$bin/estimate_retention" --time time_days --event event --id patient_id --by= --by=started --at 30,90,180,365 \
        "$work/$what.csv" -o "$work/$what.estimates.csv"
done

if awk -F, '$3 != "survival" || $13 == "" { next }
    FILENAME ~ /true/ { truth[$5 " " $7] = $13; next }
    { found[$5 " " $7] = $13 }
    END {
        for (key in truth) {
            # of the last year no curve reaches its end
            if (!(key in found) || key ~ /^after (180|365)$/) continue
            n++
            difference = found[key] - truth[key]
            printf "%-12s found %.4f truth %.4f\n", key, found[key], truth[key]
            if (difference > 0.04 || difference < -0.04) wrong++
        }
        rise = found["after 30"] - found["before 30"]; true_rise = truth["after 30"] - truth["before 30"]
        printf "day 30, after less before: found %.4f truth %.4f\n", rise, true_rise
        exit !(n == 10 && wrong == 0 && rise > 0.05 && rise - true_rise < 0.02 && true_rise - rise < 0.02)
    }' "$work/true.estimates.csv" "$work/found.estimates.csv" >"$work/table"; then
    cat "$work/table"
    echo "1 passed, 0 failed"
else
    cat "$work/table"
    echo "0 passed, 1 failed"
    exit 1
fi
