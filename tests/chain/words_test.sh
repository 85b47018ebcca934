#!/bin/bash
# shellcheck disable=SC2317  # functions called through check
# Words: no report calls people or what they did by words that judge. Both forms of both classes are read, made of
# estimates in which every reason, trigger, sign, support and plan change of the tables occurs.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

words='addict|abus(e|er|ers|ing|ed)([^a-z]|$)|junkie|clean|dirty|relaps|failed|failure|non-?complian|non-?adheren|drop-?outs?([^a-z]|$)|dropped out|substitution|user[^a-z]'

# report CLASS ESTIMATES: both forms below $place.
report() {
    "$real/write_report" --class "$1" --config "$root/pipeline/switchback.ini" --estimates "$2" --charts "$place" \
        --facts "$root/tests/golden/write_report/release/facts.csv" --text "$place/$1.txt" --html "$place/$1.html"
}

# every_code: rows of a share for each code that the tables know.
every_code() {
    head -n 1 "$root/tests/golden/write_report/internal/estimates.csv"
    sed -nE 's/^\| (triggers|missed_signs|lacking_supports|plan_changes|stage|reason) \|.*/&/p' "$root/pipeline/tables.md" |
        tr -c 'a-z_\n' ' ' | tr ' ' '\n' | grep -E '^[a-z_]{3,}$' | LC_ALL=C sort -u |
        while read -r code; do
            for field in trigger missed_sign lacking_support plan_change stage; do
                printf 'reflections,,share,field,%s,%s,,,341,92,545,103,0.18,0.01,0.15,0.22,\n' "$field" "$code"
            done
            printf 'exits_first,coverage30,cumulative_incidence,,,%s,90,,341,92,300,92,0.18,0.01,0.15,0.22,\n' "$code"
            printf 'data_quality,,quarantined_reason,table,doses,%s,,,,,,40,40,,,,\n' "$code"
        done
}

judging() { grep -iEn -- "$words" "$@"; }
none_judges() { ! judging "$@"; }

every_code >"$place/codes.csv"
check "the codes are read from the tables" test "$(grep -c 'social_pressure' "$place/codes.csv")" -gt 0
expect_exit 0 "the internal report" report internal "$root/tests/golden/write_report/internal/estimates.csv"
check "no word of it judges" none_judges "$place/internal.txt" "$place/internal.html"
expect_exit 0 "the release report" report release "$root/tests/golden/write_report/release/estimates.csv"
check "no word of it judges" none_judges "$place/release.txt" "$place/release.html"
expect_exit 0 "a report with every code" report internal "$place/codes.csv"
check "the codes are in it" grep -q 'Social pressure' "$place/internal.txt"
check "no code judges" none_judges "$place/internal.txt" "$place/internal.html"

for word in "an addict" "drug abuse" "tested clean" "a dirty test" "a relapse" "he failed" "non-compliant" "a drop-out" "opioid substitution"; do
    printf 'It was %s.\n' "$word" >"$place/planted"
    check "\"$word\" is found" judging "$place/planted" >"$place/found"
done
finish
