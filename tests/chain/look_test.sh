#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# explain leads from a number to its run and the export's files; wrong use is said in one line, with 64 or 66.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

expect_exit 0 "a run" run_month
expect_exit 0 "explain by key" switchback explain --reports "$place/reports" --class internal exits_first
check "it shows the numbers" said '^exits_first,'
check "it asks the question in words" said '^question  *In which ways do first episodes end?$'
check "it names the run" said '^estimated by  estimate_incidence --analysis exits_first '
check "it names the inputs" said '^input .*doses with blank.csv'
check "it names the configuration" said '^digest  *[0-9a-f]\{64\}  settings$'
expect_exit 0 "explain by row" switchback explain --reports "$place/reports" 1
check "a released number was protected" said '^protected by  protect_cells '
expect_exit 66 "explain what is not there" switchback explain --reports "$place/reports" nothing
expect_exit 66 "a report that is not there" switchback explain --reports "$place/reports" --report 2020-01 1
expect_exit 64 "explain without a key" switchback explain --reports "$place/reports"

expect_exit 64 "no command" switchback
expect_exit 64 "an unknown command" switchback publish
expect_exit 64 "a command with a path" switchback ../../bin/true
expect_exit 0 "help" switchback --help
check "help tells the exit codes" said '75 another run'
expect_exit 0 "version" switchback --version
check "version is a version" said '^switchback [0-9]'
expect_exit 0 "a stage by name" switchback collect_estimates --help

arguments=(run --exports "$place/exports" --mapping generic --reports "$place/none")
expect_exit 64 "no period" switchback "${arguments[@]}"
expect_exit 64 "two periods" switchback "${arguments[@]}" --month 2026-09 --as-of 2026-09-30
for month in 2026-13 2026-9 soon 1826-01; do
    expect_exit 64 "month $month" switchback "${arguments[@]}" --month $month
done
for day in 2026-02-40 01/02/2026 1e3 '3;id'; do
    expect_exit 64 "as-of $day" switchback "${arguments[@]}" --as-of "$day"
done
expect_exit 64 "an unknown class" switchback "${arguments[@]}" --month 2026-09 --class public
expect_exit 64 "no jobs" switchback "${arguments[@]}" --month 2026-09 --jobs 0
expect_exit 64 "an option without its value" switchback "${arguments[@]}" --month
expect_exit 66 "no such mapping" switchback run --exports "$place/exports" --mapping nobody --reports "$place/none" --month 2026-09
check "it names the mappings there are" said generic
expect_exit 66 "a mapping that is a directory" switchback run --exports "$place/exports" --mapping "$place/exports" \
    --reports "$place/none" --month 2026-09
expect_exit 66 "a configuration that is a directory" switchback "${arguments[@]}" --month 2026-09 --config "$place"
expect_exit 66 "no such export" switchback run --exports "$place/nowhere" --mapping generic --reports "$place/none" --month 2026-09
expect_exit 66 "no such configuration" switchback "${arguments[@]}" --month 2026-09 --config "$place/nowhere.ini"
check "nothing was made" test ! -e "$place/none"

printf '[report]\ndefault_rule = coverage99\n' >"$place/unknown rule.ini"
expect_exit 78 "an unknown rule" switchback "${arguments[@]}" --month 2026-09 --config "$place/unknown rule.ini"
# shellcheck disable=SC2016  # nothing of this may be run
printf '[rules]\ncoverage30 = 30\n$(shell touch %s) = 3\n' "$place/acted" >"$place/shell.ini"
expect_exit 78 "a rule that is a command" switchback "${arguments[@]}" --month 2026-09 --config "$place/shell.ini"
check "it was not run" test ! -e "$place/acted"
# shellcheck disable=SC2016
printf '[report]\nlandmarks = 30 $(touch %s)\n' "$place/acted" >"$place/landmarks.ini"
expect_exit 78 "landmarks that are a command" switchback "${arguments[@]}" --month 2026-09 --config "$place/landmarks.ini"
check "they were not run" test ! -e "$place/acted"

# Names of exports that are cells to a careless writer, or alike where only ASCII is seen.
touch "$place/exports/doses, \"old\".csv" "$place/exports/"{é,è}.csv
expect_exit 0 "exports with names that need quotes" run_month --work "$place/named"
check "each fact is two cells" test -z "$(tail -n +2 "$place/named/given-internal.csv" | grep -vxE '"([^"]|"")*","([^"]|"")*"')"
check "each key stands once" test -z "$(sed -E 's/^("([^"]|"")*"),.*/\1/' "$place/named/given-internal.csv" | sort | uniq -d)"
check "the record names each of them" test "$(jq '.inputs | length' "$place/reports/2026-09/run.json")" = \
    "$(find "$place/exports" -type f | wc -l)"
rm -r "$place/named"

# A link that leads round in a circle.
ln -s . "$place/exports/circle"
expect_exit 0 "exports with a circle of links" run_month
check "it is passed over in silence" silent
rm "$place/exports/circle"

# Names of exports that are commands to a careless shell or make.
# shellcheck disable=SC2016
touch "$place/exports/\$(touch acted).csv" "$place/exports/a;touch acted;.csv" "$place/exports/ -rf.csv" \
    "$place/exports/new
line.csv" "$place/exports/'quote\".csv"
expect_exit 0 "exports with hostile names" run_month
check "none was run" test -z "$(find "$place" . -name acted)"
check "the record is still JSON" test "$(jq -r .run.name "$place/reports/2026-09/run.json")" = 2026-09
finish
