#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# A run publishes, is silent, says when nothing changed, and gives the same bytes whatever surrounds it.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

expect_exit 0 "the first run" run_month
check "it is silent without a terminal" silent
check "the report is there" test -s "$place/reports/2026-09/release/report.txt"
check "internal is for the owner only" test "$(stat -c %a "$place/reports/2026-09/internal")" = 700
check "run.json is for the owner only" test "$(stat -c %a "$place/reports/2026-09/run.json")" = 600
check "latest points at it" test "$(readlink "$place/reports/latest")" = 2026-09
check "no person-level file is left" no_work_left
check "the record names every input" grep -q '"doses with blank.csv": "[0-9a-f]\{64\}"' "$place/reports/2026-09/run.json"
check "the record is JSON" test "$(jq -r .run.name "$place/reports/2026-09/run.json")" = 2026-09
check "release facts name no file of the export" bash -c "! grep -rq 'with blank' '$place/reports/2026-09/release'"

before=$(picture "$place/reports")
inode=$(stat -c %i "$place/reports/2026-09")
expect_exit 0 "the second run" run_month
check "nothing changed: nothing is touched" test "$inode" = "$(stat -c %i "$place/reports/2026-09")"
check "nothing changed: the same bytes" test "$before" = "$(picture "$place/reports")"

echo changed >>"$place/reports/2026-09/release/report.txt"
expect_exit 0 "a damaged report is made again" run_month
check "the same bytes as before the damage" test "$before" = "$(picture "$place/reports")"

for variation in "TZ=Pacific/Chatham" "LC_ALL=C.UTF-8" "HOME=/nowhere"; do
    rm -rf "$place/reports"
    expect_exit 0 "a run with $variation" env "$variation" "$place/pipeline/switchback" run --exports "$place/exports" \
        --mapping generic --reports "$place/reports" --month 2026-09
    check "the same bytes with $variation" test "$before" = "$(picture "$place/reports")"
done
for jobs in 1 7; do
    rm -rf "$place/reports"
    expect_exit 0 "a run with $jobs jobs" run_month --jobs $jobs
    check "the same bytes with $jobs jobs" test "$before" = "$(picture "$place/reports")"
done
rm -rf "$place/reports"
(umask 000 && run_month) || check "a run with umask 000" false
check "the same bytes with umask 000" test "$before" = "$(picture "$place/reports")"
mv "$place/exports" "$place/other exports"
rm -rf "$place/reports"
expect_exit 0 "a run from another directory" switchback run --exports "$place/other exports" --mapping generic \
    --reports "$place/reports" --month 2026-09
check "the same bytes from another directory" test "$before" = "$(picture "$place/reports")"
mv "$place/other exports" "$place/exports"

echo "A3,male" >>"$place/exports/patients.csv"
expect_exit 0 "a run on a longer export" run_month
check "it differs" test "$before" != "$(picture "$place/reports")"

echo "A4,male" >>"$place/exports/patients.csv"
SWITCHBACK_FAKE_SLOW=protect_cells:2 SWITCHBACK_FAKE_MARK=$place/mark start_month
for _ in {1..200}; do [[ ! -e $place/mark ]] || break; sleep 0.05; done
echo "A5,male" >>"$place/exports/patients.csv"
code=0
wait "$run" || code=$?
check "an export that changes while it is read is refused" test $code = 65

expect_exit 0 "an older month" switchback run --exports "$place/exports" --mapping generic --reports "$place/reports" \
    --month 2026-08
check "latest stays at the newest month" test "$(readlink "$place/reports/latest")" = 2026-09
expect_exit 0 "a relative day" switchback run --exports "$place/exports" --mapping generic --reports "$place/reports" \
    --as-of 300
check "it goes to day-300" test -s "$place/reports/day-300/run.json"

expect_exit 0 "one class" switchback run --exports "$place/exports" --mapping generic --reports "$place/one" --month 2026-09 \
    --class release
check "only release is there" test ! -e "$place/one/2026-09/internal"
expect_exit 0 "the other class" switchback run --exports "$place/exports" --mapping generic --reports "$place/other" \
    --month 2026-09 --class internal
check "only internal is there" test ! -e "$place/other/2026-09/release"

expect_exit 0 "a month from the clock" switchback run --exports "$place/exports" --mapping generic \
    --reports "$place/clock" --month previous
check "it is the month before" test -d "$place/clock/2026-09"

expect_exit 0 "a run that keeps its work" run_month --work "$place/my work"
check "it is kept, for the owner only" test "$(stat -c %a "$place/my work")" = 700
touch "$place/my work/switchback.ini"
expect_exit 0 "an analyst's make" make -C "$place/my work" --silent estimates.csv
expect_exit 0 "an analyst's dry run" make -C "$place/my work" -n report
expect_exit 0 "purge of it" switchback purge --work "$place/my work"
check "it is gone" test ! -e "$place/my work"
mkdir "$place/mine" && touch "$place/mine/thesis.txt"
expect_exit 73 "a directory with other files is no work directory" run_month --work "$place/mine"
expect_exit 64 "work below the reports is refused" run_month --work "$place/reports/work"
expect_exit 64 "work below the exports is refused" run_month --work "$place/exports/work"
check "it says so" said 'lies in the directory of exports'
SWITCHBACK_WORK=$place/exports expect_exit 64 "the work area below the exports is refused" run_month --keep-work
expect_exit 64 "reports below the exports are refused" run_month --reports "$place/exports/reports"
ln -s exports "$place/linked"
expect_exit 64 "by a link too" run_month --exports "$place/linked" --reports "$place/linked/reports"
expect_exit 64 "or by one of two names" run_month --exports "$place/linked" --reports "$place/exports/reports"
rm "$place/linked"
rm -r "$place/exports/work" "$place/exports"/switchback-*
check "none is made there" test ! -e "$place/exports/reports"
check "nothing of it was touched" test -e "$place/mine/thesis.txt"

sed 's/^program = .*/program = Clínica/' "$place/pipeline/switchback.ini" >"$place/own.ini"
expect_exit 0 "a program with a name of its own" run_month --config "$place/own.ini" --work "$place/own-work"
check "its letters are kept" grep -q '"program","Clínica"' "$place/own-work/given-release.csv"

finish
