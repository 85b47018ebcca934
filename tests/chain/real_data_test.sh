#!/bin/bash
# The chain on real people: the two public trials of CTN-0094, by their doses alone, against tests/reference/episodes.R.
#
#   tests/chain/real_data_test.sh        STAGES=DIR: the built stages (default build/release/stages)
#
# The data stay out of the repository: SWITCHBACK_REAL_DATA names the directory that holds ctn0094/ (default
# ../shared/real-data). Where it is not there, nothing is tested, that is said, and the exit is 77.
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
data=${SWITCHBACK_REAL_DATA:-../shared/real-data}/ctn0094
if [[ ! -r $data/doses.csv ]]; then
    echo "SKIPPED: NO REAL DATA in $data (set SWITCHBACK_REAL_DATA): the chain was not tested on real people" >&2
    echo "0 passed, 0 failed, 1 skipped"
    exit 77
fi
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
expected=tests/reference/episodes.csv
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

same() {
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s (expected -, found +)\n' "$1"
        diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | head -n 20 || true
    fi
}

for table in patients doses; do
    "$bin/ingest_export" "$table" --mapping tests/chain/ctn0094_doses_only.ini --exports "$data" --quiet -o "$work/$table.csv"
done
"$bin/build_episodes" --tables "$work" --config pipeline/switchback.ini --as-of 300 --quiet -o "$work/episodes.csv"
"$bin/estimate_retention" --where order=first --by medication --at 30,90 --quiet -o "$work/retention.csv" "$work/episodes.csv"

# rule, medication, episodes and people who started
count() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { key = $at["rule"] "," $at["medication"]; all[key]++; first[key] += $at["episode"] == 1 }
        END { for (key in all) print key "," all[key] "," first[key] }' "$1" | sort
}
same "episodes and people who started" "$(tail -n +2 "$expected" | cut -d, -f1-4 | sort)" "$(count "$work/episodes.csv")"

# rule, medication, day, survival to 1e-10 relative
survival() { awk -F, -v OFS=, '{ printf "%s,%s,%s,%.10g\n", $1, $2, $3, $4 }' | sort; }
same "survival" \
    "$(tail -n +2 "$expected" | awk -F, -v OFS=, '{ print $1, $2, 30, $5; print $1, $2, 90, $6 }' | survival)" \
    "$(awk -F, -v OFS=, '$3 == "survival" { print $2, $5, $7, $13 }' "$work/retention.csv" | survival)"

# What is published about these people, in words a person can check: percent on day 30 and 90.
percent() { awk -F, -v m="$1" '$3 == "survival" && $5 == m { printf "%s %s %.1f\n", $2, $7, 100 * $13 }' "$work/retention.csv" | sort; }
same "buprenorphine, percent" "$(printf '%s\n' 'coverage14 30 46.9' 'coverage14 90 35.8' 'coverage30 30 58.0' \
    'coverage30 90 46.8' 'coverage60 30 63.5' 'coverage60 90 52.1' 'coverage7 30 37.0' 'coverage7 90 26.1')" \
    "$(percent buprenorphine)"
same "naltrexone, percent on day 90" "$(printf '%s\n' 'coverage14 90 55.4' 'coverage30 90 57.4' 'coverage60 90 58.8' \
    'coverage7 90 51.5')" "$(percent naltrexone_xr | grep ' 90 ')"

# Every episode, row by row, where R is at hand.
if command -v Rscript >/dev/null; then
    Rscript tests/reference/episodes.R "$data" "$work/oracle.csv" >"$work/again.csv"
    same "the committed output of R" "$(<"$expected")" "$(<"$work/again.csv")"
    same "every episode" "$(tail -n +2 "$work/oracle.csv" | sort)" \
        "$(awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
            $at["rule"] ~ /^coverage/ { print $at["rule"], $at["patient_id"], $at["episode"], $at["start"],
                $at["last_covered"], $at["left_on"], $at["time_days"], $at["event"] }' "$work/episodes.csv" | sort)"
fi
echo "$passed passed, $failed failed"
((failed == 0))
