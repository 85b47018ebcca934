#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# The internal report is compared with the one before it: then and now, and months that late rows changed.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

# ---- two months of the sample data, with the real stages --------------------------------------------------------

sample=$place/sample
cp -r "$root/sample-data/exports" "$sample"
mkdir "$place/later"
mv "$sample"/*-2026-1[01].csv "$place/later"

sample_month() {
    SWITCHBACK_STAGES=$real switchback run --exports "$sample" --mapping generic --reports "$place/months" --month "$1" --quiet
}
changes() { sed -n '/^What changed/,/^Safety/p' "$place/months/$1/report.txt"; }
says() { changes "$1" | tr '\n' ' ' | tr -s ' ' | grep -qF -- "$2"; }
page_says() { sed -n '/id="changes"/,/id="safety"/p' "$place/months/$1/report.html" | grep -qF -- "$2"; }
sum_of() { sha256sum <"$1" | cut -d ' ' -f 1; }

expect_exit 0 "September" sample_month 2026-09
check "there is none before the first" says "2026-09/internal" "There is no earlier report to compare with."

mv "$place/later"/*.csv "$sample"
expect_exit 0 "October" sample_month 2026-10
check "it is named" says "2026-10/internal" "Report of September This report 2026" # its header takes two lines
check "on the page too" page_says "2026-10/internal" "Report of September 2026"
check "a longer export alone revises nothing" says "2026-10/internal" "None: no late or corrected record"
check "the record names its numbers" grep -qF \
    "\"internal\": \"2026-09 $(sum_of "$place/months/2026-09/internal/data/estimates.csv")\"" "$place/months/2026-10/run.json"
# numbers MONTH: all data but facts.csv, which tells that a release was renewed then and is kept now
numbers() {
    cp -r "$place/months/$1/internal/data" "$place/data" && rm "$place/data/facts.csv"
    picture "$place/data"
    rm -r "$place/data"
}
october=$(numbers 2026-10) released=$(picture "$place/months/2026-10/release")

# Somebody who was in care for a week in May, and of whom October's export is the first to tell.
echo PLATE01,1990,male,white,heroin,river >>"$sample/patients.csv"
echo PLATE01,2026-05-04,,,maintenance,river,, >>"$sample/admissions.csv"
echo PLATE01,2026-05-04,buprenorphine,16,7,dispensed >>"$sample/doses-2026-10.csv"
expect_exit 0 "October with late rows" sample_month 2026-10
check "who started" says 2026-10/internal "May 2026, people who started care: was 22, now 23: 1 more."
check "who left" says 2026-10/internal "May 2026, people who left: was 28, now 29: 1 more."
check "the cohort, and why" says 2026-10/internal \
    "May 2026, still in care after 90 days: was 59.1%, now 56.5%: 1 more person who started and 1 more person recorded as left."
check "no other month" says 2026-10/internal "changed 3 numbers for all sites together and 3 numbers by site."
check "the page says the same" page_says 2026-10/internal "May 2026, people who started care: was 22, now 23: 1 more."
check "what was released stands" test "$released" = "$(picture "$place/months/2026-10/release")"
late=$(picture "$place/months/2026-10")
inode=$(stat -c %i "$place/months/2026-10")
expect_exit 0 "the same again" sample_month 2026-10
check "nothing has changed" test "$inode" = "$(stat -c %i "$place/months/2026-10")"

# The earlier report is an input: with the late rows it says the same as October.
expect_exit 0 "September again" sample_month 2026-09
check "it is not compared with the later one" says 2026-09/internal "There is no earlier report"
expect_exit 0 "October after it" sample_month 2026-10
check "it is made anew" test "$late" != "$(picture "$place/months/2026-10")"
check "nothing is revised any more" says 2026-10/internal "None: no late or corrected record"

# A table that was touched is not compared with; without late rows every byte is as it was.
cp "$root"/sample-data/exports/*.csv "$sample"
mv "$sample"/*-2026-1[01].csv "$place/later"
expect_exit 0 "September as it was" sample_month 2026-09
mv "$place/later"/*.csv "$sample"
expect_exit 0 "October as it was" sample_month 2026-10
check "the same numbers" test "$october" = "$(numbers 2026-10)"
echo >>"$place/months/2026-09/internal/data/estimates.csv"
expect_exit 0 "October after a change by hand" sample_month 2026-10
check "it is said" said "2026-09/internal/data/estimates.csv was changed after it was published"
check "the internal report has none" says 2026-10/internal "There is no earlier report"

# ---- which one, with the stages of paper ------------------------------------------------------------------------

earlier_of() { sed -n "/\"earlier\": {/,/}/s/^    \"internal\": \"\\([^ ]*\\) .*/\\1/p" "$place/reports/$1/run.json"; }
run_as_of() { switchback run --exports "$place/exports" --mapping generic --reports "$place/reports" --as-of "$1" --class "${2:-internal}"; }

for day in 2025-12-31 2026-07-31 2026-09-30 99 300 -5; do
    expect_exit 0 "a report as of $day" run_as_of $day
done
expect_exit 0 "a released one between them" run_as_of 2026-08-31 release
expect_exit 0 "September once more" run_as_of 2026-09-30
check "the newest with that class" test "$(earlier_of 2026-09)" = 2026-07
check "over the turn of the year" test "$(earlier_of 2026-07)" = 2025-12
check "none before the first" test -z "$(earlier_of 2025-12)"
check "days by number" test "$(earlier_of day-300)" = day-99
expect_exit 0 "day 99 once more" run_as_of 99
check "days before zero" test "$(earlier_of day-99)" = day--5
expect_exit 0 "the same" run_as_of 2026-09-30
check "silent" silent
printf '[episodes]\nbank_cap_days = 21\n' >"$place/own.ini"
expect_exit 0 "another configuration" switchback run --exports "$place/exports" --mapping generic \
    --reports "$place/reports" --as-of 2026-09-30 --class internal --work "$place/kept" --config "$place/own.ini"
check "its change is a fact" grep -qx '"earlier_differs","configuration"' "$place/kept/given-internal.csv"
check "the stage is given the table" grep -q -- '--earlier earlier-internal.csv' "$place/kept/commands/write_report-internal"
finish
