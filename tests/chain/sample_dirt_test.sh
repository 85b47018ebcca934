#!/bin/bash
# What ingest_export finds wrong in sample-data/exports is what was spoilt there on purpose: sample-data/truth/dirt.csv.
#
#   tests/chain/sample_dirt_test.sh        STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
truth=sample-data/truth/dirt.csv
as_of=2026-10-31
tables=(patients admissions doses visits drug_tests returns_to_use adverse_events)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

same() {
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'FAILED %s\n' "$1"
        diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") | head -n 10 || true
    fi
}

# The count of a kind of dirt in the files of a table; with a pattern, only of that detail.
dirt() { awk -F, -v t="^$1(-[0-9]+-[0-9]+)?[.]csv$" -v k="$2" -v d="${3:-}" '$1 ~ t && $3 == k && $4 ~ d' "$truth" | wc -l; }
measure() { awk -F, -v m="$2" '$3 == m { print $13 }' "$work/$1.summary.csv"; }

for table in "${tables[@]}"; do
    "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$as_of" \
        --quarantine "$work/$table.quarantine.csv" --summary "$work/$table.summary.csv" -o "$work/$table.csv" --quiet
    same "$table: duplicates" "$(dirt "$table" duplicate_row)" "$(measure "$table" duplicates)"
    same "$table: rows after the as-of day" "$(dirt "$table" impossible_date 'after the as-of day')" \
        "$(measure "$table" after_as_of)"
    same "$table: late rows" "$(dirt "$table" late_row)" "$(measure "$table" late_rows)"
done

# Cells of columns that a row can do without are missing, and counted by column; the columns it needs:
needed=$(for table in "${tables[@]}"; do
    "$bin/ingest_export" "$table" --schema | awk -F ' *[|] *' -v t="$table" '$5 == "yes" { print t "," $2 }'
done)
# spoilt yes|no: the dirt in columns that a row needs, or in others. Rows after the as-of day are filtered and were
# counted above.
spoilt() {
    awk -F, -v needed=" ${needed//$'\n'/ } " -v wanted="$1" 'NR > 1 && $4 !~ /after the as-of day/ {
        column = $4; sub(/:.*/, "", column)
        table = $1; sub(/(-[0-9]+-[0-9]+)?[.]csv$/, "", table)
        is_cell = $3 == "impossible_date" || $3 == "unknown_code"
        if ((is_cell || $3 == "ragged_row" || $3 == "unclosed_quote") &&
            (wanted == "no") == (is_cell && index(needed, " " table "," column " ") == 0)) print $1 "," $2 "," $3 "," column }' "$truth"
}
missing=$(spoilt no | awk -F, '{ sub(/(-[0-9]+-[0-9]+)?[.]csv$/, "", $1); print $1 "," $4 }' | sort | uniq -c | awk '{ print $2 "," $1 }')
same "cells that cannot be used" "$missing" "$(for table in "${tables[@]}"; do
    awk -F, '$3 == "unusable_cells" { print $5 "," $6 "," $13 }' "$work/$table.summary.csv"; done | sort)"
same "there are such cells" yes "$([[ $(wc -l <<<"$missing") -gt 2 ]] && echo yes)"

# File, line and kind of every row set aside.
expected=$(spoilt yes | cut -d , -f 1-3 | sort)
found=$(for table in "${tables[@]}"; do tail -n +2 "$work/$table.quarantine.csv"; done |
    awk -F, '{ kind["bad_date"] = "impossible_date"; kind["ragged_row"] = "ragged_row"; kind["bad_quote"] = "unclosed_quote"
               kind["unknown_code"] = "unknown_code"; print $1 "," $2 "," ($5 in kind ? kind[$5] : $5) }' | sort)
same "rows set aside" "$expected" "$found"

# A file with a byte-order mark and CRLF, and missing values, cost no row: nothing else was set aside.
same "there is dirt to find" yes "$([[ $(wc -l <<<"$found") -gt 20 ]] && echo yes)"

echo "$passed passed, $failed failed"
((failed == 0))
