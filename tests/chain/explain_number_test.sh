#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# `switchback explain KEY`: the sentence and the table line in which a number of the sample stands, and the command that
# makes its row again.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

export SWITCHBACK_STAGES=$real
expect_exit 0 "a report" switchback run --exports "$root/sample-data/exports" --mapping generic --month 2026-10 \
    --reports "$place/reports" --work "$place/work" --quiet

explain() { switchback explain --reports "$place/reports" "$@"; }
flat() { tr '\n' ' ' <"$place/said" | tr -s ' ' | grep -qF -- "$1"; }
report=$place/reports/2026-10/internal/report.txt

# The headline: its sentence and its tile; each line that is shown stands in the report
expect_exit 0 "in care after 90 days now" explain --class internal retention_now,coverage30,survival,window,now,,90
check "its sentence" flat "stands in The month in five sentences - Staying: Of all who start now, $(sed -n 's/^- Staying: Of all who start now, \([0-9]* of 100\).*/\1/p' "$report")"
check "its tile" flat "The numbers - In care after 90 days:"
check "no other sentence" test -z "$(grep -e '- Leaving' -e '- Safety:' "$place/said")"
expect_exit 0 "in care after 90 days" explain --class internal retention_first,coverage30,survival,,,,90
check "its row, below the headers" flat "Site People 30 days 90 days"
check "every line of them is the report's" test -z "$(sed -n '/^stands in/,/^estimated by/{/^ \{14\}/d;s/^    //p}' "$place/said" | grep -vxFf "$report")"

# A count, a number that no section prints, and one of the release
expect_exit 0 "who is to be called" explain --class internal to_do,,people,,,callable
check "its tile" flat "stands in The numbers - People to reach first:"
expect_exit 0 "of them, for 1 to 7 days" explain --class internal to_do,,callable,,,1-7
check "its line" flat "To do now People on each list For whom, the most urgent first People List in data/"
expect_exit 0 "a curve's step" explain --class internal retention_first,coverage30,survival,,,,360
check "it is only in data/" flat "stands in no sentence or table of report.txt (only in data/)"
expect_exit 0 "the same headline, released" explain retention_first,coverage30,survival,,,,90
check "its sentence in the release" flat "stands in The release in a few sentences - Staying:"

# The command that is printed makes the row, in a work directory as the run before it leaves
for key in retention_first,coverage30,survival,,,,90 to_do,,people,,,callable after_return_to_use,coverage30,cumulative_incidence,,,re_engaged,7; do
    expect_exit 0 "explain $key" explain --class internal "$key"
    row=$(sed -n 2p "$place/said") command=$(sed -n '/^by hand/{n;s/^ *cd WORK && //p}' "$place/said")
    check "the run of $key" grep -q '^by hand .*switchback run --exports EXPORTS --mapping generic --as-of 2026-10-31 --reports' "$place/said"
    check "the row of $key again" eval "(cd '$place/work' && $command) 2>&1 | grep -qxF -- '$row'"
done

expect_exit 0 "a number of the whole" explain --class internal data_quality,,people_started
command=$(sed -n '/^by hand/{n;s/^ *cd WORK && //p}' "$place/said")
check "where its row is found" eval "(cd '$place/work' && $command) | grep -q '^data_quality,,people_started,'"

rm "$place/reports/2026-10/internal/data/parameters.ini"
expect_exit 0 "without what it was made from" explain --class internal to_do,,people,,,callable
check "it says so" flat "stands in not told: what the report was made from is not there"
finish
