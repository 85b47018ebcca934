#!/bin/bash
# The lists of people to act on in the sample, each id of each list, and what became of those whom the list of a month
# before named, against tests/reference/people_lists.R; and who can be called against the rule of episodes, which leaves
# exactly these undecided.
#
#   tests/chain/people_lists_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

# tables AS_OF: the canonical tables as of that day, in $work/AS_OF.
tables() {
    mkdir "$work/$1" "$work/$1/lists"
    for table in patients admissions doses visits returns_to_use adverse_events; do
        "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$1" \
            -o "$work/$1/$table.csv" --quiet
    done
}

# found AS_OF: what the lists say, as the script prints it.
found() {
    for list in callable discharged overdue_injections silent_admissions requests_waiting never_started \
        plan_changes_overdue reflections_missing dangerous_weeks; do
        awk -F, -v list="$list" 'NR > 1 { print list "," $1 "," $2 "," $3 }' "$work/$1/lists/people_$list.csv"
    done
    awk -F, '$3 == "became" { print "became," $6 "," $13 }' "$work/$1/to_do.csv"
}

tables 2026-09-30
tables 2026-10-31
"$bin/list_people" --tables "$work/2026-09-30" --as-of 2026-09-30 --lists "$work/2026-09-30/lists" \
    -o "$work/2026-09-30/to_do.csv"
callable=$work/2026-09-30/lists/people_callable.csv
"$bin/list_people" --tables "$work/2026-10-31" --as-of 2026-10-31 --lists "$work/2026-10-31/lists" \
    --last "$callable" --last-as-of 2026-09-30 -o "$work/2026-10-31/to_do.csv"
for as_of in 2026-09-30 2026-10-31; do
    last=()
    [[ $as_of == 2026-09-30 ]] || last=("$callable")
    Rscript tests/reference/people_lists.R "$work/$as_of" "$as_of" "${last[@]}" >"$work/expected"
    found "$as_of" >"$work/found"
    diff "$work/expected" "$work/found" || { echo "the lists of $as_of differ"; failures=$((failures + 1)); }
done

# No list is empty, and somebody was covered again: else nothing was compared
for list in "$work"/2026-10-31/lists/*.csv; do
    (($(wc -l <"$list") > 1)) || { echo "${list##*/} is empty"; failures=$((failures + 1)); }
done
grep -q '^became,covered_again,[1-9]' "$work/found" || { echo "nobody was covered again"; failures=$((failures + 1)); }

# Who is uncovered and censored under the default rule, not dead: callable, discharged, or not due
"$bin/build_episodes" --tables "$work/2026-10-31" --as-of 2026-10-31 --window-start 2023-11-01 --quiet \
    --default-rule "$work/default_rule.csv" -o "$work/episodes.csv"
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["kind"] == "death" || $at["fatal"] == "yes" { print $1 }' "$work/2026-10-31/adverse_events.csv" | sort -u >"$work/dead"
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["last_covered"] > last[$2] {
        last[$2] = $at["last_covered"]; left[$2] = $at["left_on"]; order[$2] = $at["order"] }
    END { for (id in last) if (last[id] < "2026-10-31" && left[id] == "" && order[id] != "") print id }' "$work/default_rule.csv" |
    sort | comm -23 - "$work/dead" >"$work/undecided"
tail -q -n +2 "$work"/2026-10-31/lists/people_{callable,discharged}.csv | cut -d, -f1 | sort >"$work/listed"
not_due=$(awk -F, '$6 == "not_due" { print $13 }' "$work/2026-10-31/to_do.csv")
missing=$(comm -23 "$work/undecided" "$work/listed" | wc -l)
((missing == not_due)) || { echo "$missing undecided people are not listed, $not_due are not due"; failures=$((failures + 1)); }

if ((failures == 0)); then
    echo "1 passed, 0 failed"
else
    echo "0 passed, 1 failed"
    exit 1
fi
