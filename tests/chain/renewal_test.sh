#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# A release is renewed by people, not by the calendar; one that was made stands as it is.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

# month CHANGED MONTH [OPTION ...]: a run when so many people have changed
month() { SWITCHBACK_FAKE_CHANGED=$1 switchback run --exports "$place/exports" --mapping generic --reports "$place/reports" --month "$2" "${@:3}"; }
release_of() { picture "$place/reports/$1/release"; }
says() { jq -r ".release.$2 // \"\"" "$place/reports/$1/run.json"; }
latest_release() { readlink "$place/reports/latest-release"; }
explain() { switchback explain --reports "$place/reports" "$@"; }
new_record() { echo "N$RANDOM,male" >>"$place/exports/patients.csv"; }

# ---- by people ----------------------------------------------------------------------------------------------------

expect_exit 0 "the first" month 0 2026-01
check "it has a release" test -s "$place/reports/2026-01/release/report.txt"
check "it is the latest" test "$(latest_release)" = 2026-01
check "its own record is JSON" test "$(jq -r .run.name "$place/reports/2026-01/release/run.json")" = 2026-01
check "it tells nothing of the export" bash -c "! grep -rqE 'with blank|inputs' '$place/reports/2026-01/release'"
check "what it knew is for the owner" test "$(stat -c %a "$place/reports/2026-01/basis" "$place/reports/2026-01/basis/cells.csv" | tr '\n' ' ')" = "700 600 "
check "no cell of it leaves" bash -c "! grep -rq . '$place/reports/2026-01/release' --include=cells.csv"
january=$(release_of 2026-01)

expect_exit 0 "eleven people later" month 11 2026-02
check "silent" silent
check "no release" test ! -e "$place/reports/2026-02/release"
check "the report is there" test -s "$place/reports/2026-02/internal/report.txt"
check "nothing of a release" test ! -e "$place/reports/2026-02/basis"
check "the last one is the latest" test "$(latest_release)" = 2026-01
check "the report is the latest" test "$(readlink "$place/reports/latest")" = 2026-02
check "the record tells why" test "$(says 2026-02 state)$(says 2026-02 changed_people)" = waiting11
expect_exit 0 "status is well" switchback status --reports "$place/reports"
check "it names both" said '^2026-02 published .* latest release: 2026-01$'
expect_exit 0 "the same again" month 11 2026-02
check "nothing has changed" silent
expect_exit 0 "an internal number" explain --class internal 1
check "is of the newest report" said "$(grep -o '"finished": "[^"]*"' "$place/reports/2026-02/run.json" | cut -d '"' -f 4)"
expect_exit 0 "a released number" explain 1
check "is of the newest release" said '^protected by  protect_cells '
expect_exit 66 "a release that is not there" explain --report 2026-02 1

expect_exit 0 "twelve" month 12 2026-03
check "a release" test -s "$place/reports/2026-03/release/report.txt"
check "it is the latest" test "$(latest_release)" = 2026-03
check "renewed" test "$(says 2026-03 state)" = renewed
check "the record names the release before" test "$(jq -r .earlier.release "$place/reports/2026-03/run.json" | cut -d " " -f 1)" = 2026-01
check "the internal report with the last" test "$(jq -r .earlier.internal "$place/reports/2026-03/run.json" | cut -d ' ' -f 1)" = 2026-02
check "how many changed stays inside" bash -c "! grep -rqw changed_people '$place/reports/2026-03/release'"
expect_exit 0 "only a release is asked for" month 3 2026-04 --class release
check "it says that there is none" said '2026-04 has no release: fewer than 12 people have changed since that of 2026-03'
check "nothing is published" test ! -e "$place/reports/2026-04"
expect_exit 0 "status is well" switchback status --reports "$place/reports"
expect_exit 0 "a month before the release" month 100 2025-12
check "is released no more" test "$(says 2025-12 state)" = later
check "the latest stays" test "$(latest_release)" = 2026-03

# ---- as it was made -----------------------------------------------------------------------------------------------

march=$(release_of 2026-03)
inode=$(stat -c %i "$place/reports/2026-03")
new_record
expect_exit 0 "a late record" month 500 2026-03
check "the report is another" test "$inode" != "$(stat -c %i "$place/reports/2026-03")"
check "the release stands" test "$march" = "$(release_of 2026-03)"
check "the record says so" test "$(says 2026-03 state)" = kept
check "and which run made it" test "$(says 2026-03 made_by_run)" = "$(jq -r .run.digest "$place/reports/2026-03/basis/run.json")"
check "which is another than this one" test "$(says 2026-03 made_by_run)" != "$(jq -r .run.digest "$place/reports/2026-03/run.json")"
expect_exit 0 "a released number" explain 1
check "leads to the run that made it" said "^input .*$(jq -r '.inputs["patients.csv"]' "$place/reports/2026-03/basis/run.json")"
check "not to the last one" bash -c "! grep -q '$(jq -r '.inputs["patients.csv"]' "$place/reports/2026-03/run.json")' '$place/said'"
expect_exit 0 "the same again" month 500 2026-03
check "nothing has changed" silent
printf '[protection]\ngrid_days = 60\n' >"$place/own.ini"
expect_exit 0 "another configuration" month 500 2026-03 --config "$place/own.ini"
check "the release stands" test "$march" = "$(release_of 2026-03)"
expect_exit 0 "internal alone" month 500 2026-03 --class internal
check "the release stands" test "$march" = "$(release_of 2026-03)"
check "status is well" switchback status --quiet --reports "$place/reports"
expect_exit 0 "an old month" month 500 2026-01
check "its release stands" test "$january" = "$(release_of 2026-01)"
check "the latest is the latest" test "$(latest_release)" = 2026-03
for link in latest latest-release; do
    expect_exit 0 "the newest month" month 500 2026-03
    inode=$(stat -c %i "$place/reports/2026-03") before=$(picture "$place/reports")
    ln -sfn 2026-01 "$place/reports/$link"
    expect_exit 0 "killed before $link was swung" month 500 2026-03
    check "$link is right" test "$before" = "$(picture "$place/reports")"
    check "$link: nothing else was made" test "$inode" = "$(stat -c %i "$place/reports/2026-03")"
done

# ---- lost or changed ----------------------------------------------------------------------------------------------

expect_exit 0 "twelve more" month 12 2026-05
may=$(release_of 2026-05)
for damage in "echo x >>'$place/reports/2026-05/release/report.txt'" "rm -r '$place/reports/2026-05/release'" \
    "rm '$place/reports/2026-05/release/run.json'"; do
    bash -c "$damage"
    expect_exit 1 "$damage: status" switchback status --reports "$place/reports"
    expect_exit 0 "$damage: made again" month 12 2026-05
    check "$damage: as it was" test "$may" = "$(release_of 2026-05)"
done
before=$(picture "$place/reports")
echo x >>"$place/reports/2026-05/release/report.txt"
cp "$place/exports/patients.csv" "$place/patients.csv"
new_record
damaged=$(picture "$place/reports")
expect_exit 65 "from another export" month 500 2026-05
check "it says what to do" said 'release is not as it was made, and today.s export gives another (put it back'
check "all is as it was" test "$damaged" = "$(picture "$place/reports")"
expect_exit 0 "the month behind it" month 500 2026-06
check "says so" said '2026-05/release is not as it was made, so no release is made after it'
check "has none" test ! -e "$place/reports/2026-06/release"
check "it is told why" test "$(says 2026-06 state)" = damaged
rm -r "$place/reports/2026-06" && ln -sfn 2026-05 "$place/reports/latest"
cp "$place/patients.csv" "$place/exports/patients.csv"
expect_exit 0 "from the export as it was" month 12 2026-05
check "all is as it was before" test "$before" = "$(picture "$place/reports")"

# ---- replaced -----------------------------------------------------------------------------------------------------

new_record
before=$(picture "$place/reports")
expect_exit 64 "--withdraw alone" month 12 2026-05 --withdraw
expect_exit 64 "a release that is not there" month 12 2026-06 --replace-release "false numbers"
expect_exit 64 "one before the latest" month 12 2026-03 --replace-release "false numbers"
expect_exit 64 "without a release" month 12 2026-05 --replace-release "false numbers" --class internal
expect_exit 1 "eleven people" month 11 2026-05 --replace-release "false numbers"
check "it says that it stands" said 'fewer than 12 people have changed since .*2026-05/release was made: it stands'
check "all is as it was" test "$before" = "$(picture "$place/reports")"
expect_exit 0 "twelve people" month 12 2026-05 --replace-release "the mapping took jail for moved"
check "it is another" test "$may" != "$(release_of 2026-05)"
check "why stands in the record" test "$(says 2026-05 replaced_because)" = "the mapping took jail for moved"
check "and nowhere else" test "$(grep -rl 'took jail' "$place/reports" | sort | tr '\n' ' ')" = \
    "$place/reports/2026-05/basis/run.json $place/reports/2026-05/run.json "
may=$(release_of 2026-05)
new_record
expect_exit 0 "taken back" month 0 2026-05 --replace-release "again" --withdraw
check "it is another" test "$may" != "$(release_of 2026-05)"
check "the record says so" test "$(says 2026-05 withdrawn)" = "every earlier one"
check "the record tells no earlier release" test "$(jq -r .run.earlier_release "$place/reports/2026-05/release/run.json")" = ""
check "status is well" switchback status --quiet --reports "$place/reports"
finish
