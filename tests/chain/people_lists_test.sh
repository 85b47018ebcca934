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
called() { tail -n +2 "$place/months/$1/$list" | cut -d, -f1 | LC_ALL=C sort -u; }
# names_in MONTH FILE ...: which ids of the export stand there.
names_in() {
    (cd "$place/months/$1/internal" && cat "${@:2}") | tr -c 'A-Z0-9' '\n' |
        grep -xFf <(tail -n +2 "$sample/patients.csv" | cut -d, -f1) | LC_ALL=C sort -u
}

expect_exit 0 "September" sample_month 2026-09 --quiet
check "eleven lists" test "$(lists_of 2026-09 | wc -l)" = 11
check "for the owner alone" test -z "$(lists_of 2026-09 | grep -v '^600 ')"
check "the record names them" grep -q '"internal/data/people_callable.csv": "sha256:' "$place/months/2026-09/run.json"
check "there is none before the first" says 2026-09 "There is no list of an earlier month to look back at."
check "no name in what stays" test -z "$(names_in 2026-09 report.txt report.html)"
check "all of them on their own pages" test "$(names_in 2026-09 people.txt)" = "$(names_in 2026-09 people.html)"
# Safety first: counted before all calls, each with the people behind it, and the first screen leads there
page=$place/months/2026-09/internal/report.html
rows_of() { tail -n +2 "$place/months/2026-09/internal/data/people_$1.csv" | cut -d, -f1 | LC_ALL=C sort; }
counted() { sed -n 's/^\(Survived an overdose\|Deaths to review\|To be called: 1-7\) .*  \([0-9][0-9]*\) .*/\1 \2/p' \
    "$place/months/2026-09/internal/report.txt" | head -n 2; }
check "survivors and deaths are counted first" test "$(counted)" = \
    "Survived an overdose $(rows_of survived_overdose | wc -l)"$'\n'"Deaths to review $(rows_of deaths_to_review | wc -l)"
check "some have survived, some have died" test "$(rows_of survived_overdose | wc -l)" -gt 0 -a "$(rows_of deaths_to_review | wc -l)" -gt 0
check "all of them stand on the page of names" test -z "$(LC_ALL=C comm -23 \
    <({ rows_of survived_overdose; rows_of deaths_to_review; rows_of overdue_injections; rows_of requests_waiting; rows_of never_started; } | LC_ALL=C sort -u) <(names_in 2026-09 people.html) 2>&1)"
for name in survived_overdose deaths_to_review callable discharged overdue_injections requests_waiting never_started; do
    check "$name leads to its people" grep -q "<a href=\"people.html#$name\">" "$page"
    check "and they are there" grep -q "<h2 id=\"$name\"" "$place/months/2026-09/internal/people.html"
done
check "every other list is named" test "$(grep -o 'href="data/people_[a-z_]*.csv"' "$place/months/2026-09/internal/people.html" | sort -u | wc -l)" -eq 4
check "each list has its file" test "$(grep -o 'href="data/people_[a-z_]*.csv"' "$page" | sort -u | wc -l)" -eq 11
check "the first sentence is of safety, and leads to it" grep -q '^<li><b><a href="#safety">Safety</a></b>.*<a href="#to_do">To do now</a>' "$page"
check "so does the first tile" grep -q '^<li><b>People to reach first</b>.*<a href="#to_do">To do now</a>' "$page"
# First who survived an overdose in the last year; then, in each band, who has no next visit, then the fewest days
ordered() { awk -F, 'NR > 1 { print $19 == "", $19 == "" ? ($2 == "8-14") + 2 * ($2 == "15-30") : 0, $9 != "", $4, $1 }' \
    "$place/months/2026-09/$list" | LC_ALL=C sort -k1,1n -k2,2n -k3,3n -k4,4n -k5,5 | cut -d' ' -f5; }
on_page() { sed -n '/^To be called$/,/^Discharged$/p' "$place/months/2026-09/internal/people.txt" | grep -oE '^P[A-Z0-9]{6}'; }
check "in the order of urgency" test "$(ordered)" = "$(on_page)"
check "all that are to be called" test "$(names_in 2026-09 people.txt | grep -cxFf <(called 2026-09))" = "$(called 2026-09 | wc -l)"
check "for the owner alone too" test "$(stat -c %a "$place/months/2026-09/internal/people."{html,txt} | sort -u)" = 600
named=$(($(wc -l <"$place/months/2026-09/$list") - 1))

mv "$place/later"/*.csv "$sample"
expect_exit 0 "October" sample_month 2026-10 --quiet
check "October tells what became of them" says 2026-10 "The $named people to be called on 2026-09-30"
check "they add up" test "$(awk -F, '$1 == "to_do" && $3 == "became" { n += $13 } END { print n }' \
    "$place/months/2026-10/internal/data/estimates.csv")" = "$named"
check "the command says from which day" grep -q -- '--last last-callable.csv --last-as-of 2026-09-30' "$place/months/2026-10/run.json"

# The class release has nothing of it
expect_exit 0 "both classes" switchback run --exports "$sample" --mapping generic --reports "$place/both" --month 2026-10 --quiet
released=$place/both/2026-10/release
check "no person is in the release" test -z "$(find "$released" -type f -exec cat {} + | tr -c 'A-Z0-9' '\n' |
    grep -xFf <(tail -n +2 "$sample/patients.csv" | cut -d, -f1))"
check "nor a list, nor a count of one" test -z "$(grep -rlE 'people_[a-z_]*\.csv|to_do|survived_overdose|deaths_to_review|survived an overdose|to be reviewed' \
    --exclude=parameters.ini "$released")"

# Ids may change from one export to the next: then nothing is told
mkdir "$place/renamed"
for file in "$sample"/*.csv; do sed '2,$s/^P/X/' "$file" >"$place/renamed/${file##*/}"; done
rm -rf "$place/months/2026-10"
sample=$place/renamed
expect_exit 0 "October with other ids" sample_month 2026-10 --quiet
sample=$place/sample
check "nothing is told" says 2026-10 "the care of only 0 still ends on the day that it says"

# Asked for once more, unchanged: the lists have their days still
expect_exit 0 "October once more" sample_month 2026-10 --quiet
check "October's stay" test "$(lists_of 2026-10 | wc -l)" = 11 -a "$(lists_of 2026-09 | wc -l)" = 11

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
check "they are still there" test "$(lists_of 2026-09 | wc -l)" = 11
rm -rf "$place/months/2026-10"
export SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 46 * 86400))
expect_exit 0 "46 days later" sample_month 2026-10 --quiet
check "September's are gone" test -z "$(lists_of 2026-09)"
check "and its page of names" test ! -e "$place/months/2026-09/internal/people.html" -a ! -e "$place/months/2026-09/internal/people.txt"
check "and what describes them" test ! -e "$place/months/2026-09/internal/people.datapackage.json" -a -e "$place/months/2026-09/internal/datapackage.json"
check "no file of it names anybody" test -z "$(cd "$place/months/2026-09/internal" && names_in 2026-09 report.{html,txt} data/* charts/*.svg)"
check "October's are there" test "$(lists_of 2026-10 | wc -l)" = 11
check "October could still look back" says 2026-10 "people to be called on 2026-09-30"
expect_exit 0 "all is whole" switchback status --reports "$place/months"
# A month that is asked for again, and has not changed, is no exception: as if it had been made 46 days before
made=$(stat -c %i "$place/months/2026-10")
sed -i "s/\"finished_seconds\": \"[0-9]*\"/\"finished_seconds\": \"$((SOURCE_DATE_EPOCH - 46 * 86400))\"/" "$place/months/2026-10/run.json"
expect_exit 0 "October again" sample_month 2026-10 --quiet
check "nothing was made" test "$made" = "$(stat -c %i "$place/months/2026-10")"
check "October's are gone" test -z "$(lists_of 2026-10)$(find "$place/months/2026-10" -name 'people.*')"
expect_exit 0 "all is whole still" switchback status --reports "$place/months"
finish
