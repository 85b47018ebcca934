#!/bin/bash
# The lists of people to act on in the sample, each id of each list, and what became of those whom the list of a month
# before named, against tests/reference/people_lists.R; and who is to be called against the rule of episodes, which leaves
# exactly these undecided.
#
#   tests/chain/people_lists_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

# tables AS_OF: the canonical tables as of that day, in $work/AS_OF.
tables() {
    mkdir "$work/$1" "$work/$1/lists"
    ingest_sample "$work/$1" "$1"
}

# found AS_OF: what the lists say, as the script prints it.
found() {
    for list in callable discharged overdue_injections open_without_care requests_waiting never_started \
        plan_changes_overdue reflections_missing weeks_after_care; do
        [[ -e $work/$1/lists/people_$list.csv ]] || continue
        awk -F, -v list="$list" 'NR > 1 { print list "," $1 "," $2 "," $3 "," $19 }' "$work/$1/lists/people_$list.csv"
    done
    for list in survived_overdose deaths_to_review; do
        awk -F, -v list="$list" 'NR > 1 { print list "," $1 "," $2 "," $3 "," $14 "," $16 "," $17 "," $18 "," $19 }' \
            "$work/$1/lists/people_$list.csv"
    done
    awk -F, '$3 == "not_seen_since" && $4 == "" && $13 > 0 { print "not_seen_since," $13 }' "$work/$1/to_do.csv"
    awk -F, '$3 == "different" && $6 == "first" { print "first," $13 }' "$work/$1/to_do.csv"
    awk -F, '$3 == "also_waiting" { print "also_waiting," $13 }' "$work/$1/to_do.csv"
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
    check "the lists of $as_of are those of R" diff "$work/expected" "$work/found"
done

# few DIR AS_OF TABLE: the lists of those alone who have a row there, as R takes a while; in $work/found.few.
few() {
    awk -F, 'NR == FNR { has[$1]; next } FNR == 1 || ($1 in has)' "$3" "$work/$1/patients.csv" >"$work/few.csv"
    mv "$work/few.csv" "$work/$1/patients.csv"
    rm -f "$work/$1/lists"/*
    "$bin/list_people" --tables "$work/$1" --as-of "$2" --lists "$work/$1/lists" --quiet -o "$work/$1/to_do.csv"
    Rscript tests/reference/people_lists.R "$work/$1" "$2" >"$work/expected"
    found "$1" >"$work/found.few"
}
# In January some of whom an overdose is recorded have been seen since
tables 2026-01-31
few 2026-01-31 2026-01-31 "$work/2026-01-31/adverse_events.csv"
check "the lists of January are those of R" diff "$work/expected" "$work/found.few"
check "two have been seen since" test "$(grep -cE '^survived.*,2026-[0-9-]+,,2026-[0-9-]+$' "$work/found.few")" -eq 2

# Of whom the reason of a discharge alone says that they died: to review, and to be called no more
cp -r "$work/2026-10-31" "$work/discharges"
awk -F, 'NR == 1 || ($3 == "overdose" && $4 != "yes")' "$work/2026-10-31/adverse_events.csv" >"$work/discharges/adverse_events.csv"
grep -e ^patient_id -e ,death, "$work/2026-10-31/admissions.csv" >"$work/died.csv"
few discharges 2026-10-31 "$work/died.csv"
check "the lists by discharges are those of R" diff "$work/expected" "$work/found.few"
check "four deaths to review, nobody to call" \
    test "$(grep -v -e ^first, -e ^also_waiting, "$work/found.few" | cut -d, -f1 | uniq -c | tr -s ' ')" = " 4 deaths_to_review"

# No list is empty, and somebody was covered again: else nothing was compared
for list in "$work"/2026-10-31/lists/*.csv; do
    check "${list##*/} is not empty" test "$(wc -l <"$list")" -gt 1
done
check "somebody was covered again" grep -q '^became,covered_again,[1-9]' "$work/found"

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
check "who is undecided and not listed is not due" test "$missing" -eq "$not_due"
finish
