#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# The lists that name people: for the owner alone, looked back at a month later, and gone after their days.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

sample=$place/sample
cp -r "$root/sample-data/exports" "$sample"
mkdir "$place/later"
mv "$sample"/*-2026-1[01].csv "$place/later"

sample_month() {
    SWITCHBACK_STAGES=$real switchback run --exports "$sample" --mapping generic --reports "$place/months" --month "$1" \
        --class internal "${@:2}"
}
says() { sed -n '/^To do now/,/^Safety/p' "$place/months/$1/internal/report.txt" | tr '\n' ' ' | tr -s ' ' | grep -qF -- "$2"; }
lists_of() { find "$place/months/$1/internal/data" -name 'people_*.csv' -printf '%m %f\n' | LC_ALL=C sort; }
list=internal/data/people_callable.csv

expect_exit 0 "September" sample_month 2026-09 --quiet
check "nine lists" test "$(lists_of 2026-09 | wc -l)" = 9
check "for the owner alone" test -z "$(lists_of 2026-09 | grep -v '^600 ')"
check "the record names them" grep -q '"internal/data/people_callable.csv": "sha256:' "$place/months/2026-09/run.json"
check "there is none before the first" says 2026-09 "There is no list of an earlier month to look back at."
named=$(($(wc -l <"$place/months/2026-09/$list") - 1))

mv "$place/later"/*.csv "$sample"
expect_exit 0 "October" sample_month 2026-10 --quiet
check "October tells what became of them" says 2026-10 "The $named people to be called on 2026-09-30"
check "they add up" test "$(awk -F, '$1 == "to_do" && $3 == "became" { n += $13 } END { print n }' \
    "$place/months/2026-10/internal/data/estimates.csv")" = "$named"
check "the command says from which day" grep -q -- '--last last-callable.csv --last-as-of 2026-09-30' "$place/months/2026-10/run.json"

# Ids may change from one export to the next: then nothing is told
mkdir "$place/renamed"
for file in "$sample"/*.csv; do sed '2,$s/^P/X/' "$file" >"$place/renamed/${file##*/}"; done
rm -rf "$place/months/2026-10"
sample=$place/renamed
expect_exit 0 "October with other ids" sample_month 2026-10 --quiet
sample=$place/sample
check "nothing is told" says 2026-10 "the care of only 0 still ends on the day that it says"

# A list that was touched is not looked back at
echo >>"$place/months/2026-09/$list"
rm -rf "$place/months/2026-10"
expect_exit 0 "October after a touched list" sample_month 2026-10
check "it is said" said "2026-09/$list was changed after it was published"
check "and in the report" says 2026-10 "There is no list of an earlier month to look back at."

# After 45 days they go; the reports are whole without them
mv "$sample"/*-2026-1[01].csv "$place/later"
rm -rf "$place/months"
expect_exit 0 "September again" sample_month 2026-09 --quiet
mv "$place/later"/*.csv "$sample"
SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 45 * 86400)) expect_exit 0 "45 days later" sample_month 2026-10 --quiet
check "they are still there" test "$(lists_of 2026-09 | wc -l)" = 9
rm -rf "$place/months/2026-10"
export SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 46 * 86400))
expect_exit 0 "46 days later" sample_month 2026-10 --quiet
check "September's are gone" test -z "$(lists_of 2026-09)"
check "October's are there" test "$(lists_of 2026-10 | wc -l)" = 9
check "October could still look back" says 2026-10 "people to be called on 2026-09-30"
expect_exit 0 "all is whole" switchback status --reports "$place/months"
finish
