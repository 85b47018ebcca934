#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# A user's configuration: one section is enough, several files are laid over each other, and messages name the user's file.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

set_in_work() { sed -n "s/^$1 = //p" "$place/kept/switchback.ini"; }
variable() { sed -n "s/^$1 := //p" "$place/kept/config.mk"; }
run_kept() { rm -rf "$place/kept" && run_month --work "$place/kept" "$@"; }

expect_exit 0 "no configuration" run_kept
check "every default" test "$(set_in_work landmarks)" = "30 90 180 365"
check "the grid" test "$(variable GRID | tr , '\n' | wc -l)" = 24
effective=$(jq -r .configuration.settings "$place/reports/2026-09/run.json")
expect_exit 0 "the shipped file" run_kept --config "$place/pipeline/switchback.ini"
check "it is what is built in" test "$effective" = "$(jq -r .configuration.settings "$place/reports/2026-09/run.json")"
check "the definitions are numbered" test "$(jq -r .run.definitions "$place/reports/2026-09/run.json")" = 2

printf '[report]\nprogram = Both\nlandmarks = 30, 60\n' >"$place/shared.ini"
printf '\357\273\277[report]\r\nprogram = North\r\n[rules]\r\ncoverage60 =' >"$place/north side.ini"
expect_exit 0 "two files" run_kept --config "$place/shared.ini" --config "$place/north side.ini"
check "the last one holds" grep -qx '"program","North"' "$place/kept/given-release.csv"
check "key by key" test "$(variable LANDMARKS)" = 30,60
check "a rule is taken away" test "$(variable OTHER_RULES)" = coverage7,coverage14,discharge
check "the record has both" test "$(jq '.configuration | length' "$place/reports/2026-09/run.json")" = 6
check "by their names" grep -q '"file 2: north side.ini": "[0-9a-f]\{64\}"' "$place/reports/2026-09/run.json"

# The copy in the work directory is of use alone, and names the user's file.
sed -i 's/^landmarks = .*/landmarks = 30 soon/' "$place/kept/switchback.ini"
(cd "$place/kept" && expect_exit 78 "a message of a stage" "$real/protect_cells" --as-of 2026-10-31 --config switchback.ini estimates.csv &&
    ((failures == 0))) || failures=$((failures + 1))
check "it names the user's file and line" said "shared.ini:3: landmarks: '30 soon' is not usable"

wrong() { printf '%b' "$2" >"$place/wrong.ini"; expect_exit 78 "$1" run_month --config "$place/shared.ini" --config "$place/wrong.ini"; }
wrong "an unknown key" '[report]\nlandmark = 30\n'
check "its line" said "^print_config: $place/wrong.ini:2: \[report\] landmark: no such key (did you mean 'landmarks'?)"
wrong "a default rule taken away" '[rules]\r\ncoverage30 =\r\n'
check "what names it" said "wrong.ini:2: \[rules\] coverage30: cannot be removed, \[report\] default_rule names it"
wrong "a rule that is not there" '[rules]\ncoverage31 =\n'
check "the nearest" said "did you mean 'coverage30'"
wrong "another version" 'version = 3\n'
wrong "a key twice in one file" '[report]\nprogram = a\nprogram = b\n'
wrong "no value where one is needed" '[report]\nprogram =\n'
expect_exit 66 "a pipe" run_month --config <(echo '[report]')
expect_exit 1 "status knows of it" switchback status --reports "$place/reports"
check "and why" said "expected a file of settings"

# A mapping with a byte order mark: its profile holds, and messages of ingest name it.
printf '\357\273\277[export]\r\nprofile = safe-harbor\r\ndates = days\r\n[patients]\r\nfiles = patients.csv' >"$place/my map.ini"
cp "$real/ingest_export" "$place/stages/ingest_export"
run_mapped() { rm -rf "$place/kept" && switchback run --exports "$place/exports" --reports "$place/mapped" --as-of 300 --work "$place/kept" --mapping "$@"; }
printf '[quality]\nmax_quarantined = 2\n' >"$place/quality.ini"
expect_exit 78 "check with two files" switchback check --exports "$place/exports" --mapping generic \
    --config "$place/shared.ini" --config "$place/quality.ini"
check "it names the second" said "quality.ini:2: max_quarantined: '2' is not usable"
expect_exit 0 "a mapping with a byte order mark" run_mapped "$place/my map.ini"
check "the profile is the mapping's" grep -qx '"profile","safe-harbor"' "$place/kept/given-release.csv"
check "the copy names it" test "$(head -n 1 "$place/kept/mapping.ini")" = ";@ 1 $place/my map.ini"
sed -i 's/^files = .*/files = patients.csv\ncolumn.sexx = sex/' "$place/kept/mapping.ini"
(cd "$place/kept" && expect_exit 78 "a message of ingest" "$real/ingest_export" patients --mapping mapping.ini \
    --exports inputs && ((failures == 0))) || failures=$((failures + 1))
check "it names the user's mapping and line" said "my map.ini:6: \[patients\] column.sexx"
printf 'version = 9\n[export]\n' >"$place/my map.ini"
expect_exit 78 "a mapping of another version" run_mapped "$place/my map.ini"
check "its name" said "my map.ini:1: version: 9 is of a newer Switchback"
finish
