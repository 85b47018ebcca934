#!/bin/bash
# shellcheck disable=SC2317  # functions called through check
# Beside a report every CSV of it is described by one data package, column by column, and no package names a file that is
# not there. What the validator of the standard says of them: make check-data.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
command -v jq >/dev/null || skip "jq is not here (pipeline/packages test)"

# described CLASS: "PACKAGE PATH COLUMNS" of each file that a package there names
described() {
    local package
    for package in "$report/$1"/*datapackage.json; do
        jq -r --arg package "${package##*/}" \
            '.resources[] | [$package, .path, ([.schema.fields[].name] | join(","))] | join(" ")' "$package"
    done | LC_ALL=C sort -k 2
}
# there CLASS: the same of what stands there, without the packages
there() {
    (cd "$report/$1" && find . -name '*.csv' -printf '%P\n' | LC_ALL=C sort |
        while read -r file; do printf '%s %s\n' "$file" "$(head -n 1 "$file")"; done)
}
same_files() { [[ $(described "$1" | cut -d ' ' -f 2-) == "$(there "$1")" && -n $(there "$1") ]]; }

report=$place/reports/2026-10
run_sample() { SWITCHBACK_STAGES=$real switchback run --exports "$1" --mapping "${3:-generic}" --as-of "$2" --reports "$place/reports" --quiet; }
expect_exit 0 "the sample" run_sample "$root/sample-data/exports" 2026-10-31
check "release: each file and its header" same_files release
check "internal: each file and its header" same_files internal
check "the release names estimates, facts and what was printed" test "$(described release | cut -d ' ' -f 2 | tr '\n' ' ')" = \
    "data/estimates.csv data/facts.csv printed.csv "
check "lists that name people stand in their own" test \
    "$(described internal | grep -c '^people.datapackage.json data/people_')" = "$(described internal | grep -c ' data/people_')"
check "and nothing else there" test "$(described internal | grep -c '^people.datapackage.json')" = 11
check "no list is named elsewhere" test -z "$(jq '.resources[].path' "$report"/{release,internal}/datapackage.json | grep people)"
check "the record names them" grep -q '"internal/people.datapackage.json": "sha256:' "$report/run.json"
check "the release's own record too" grep -q '"datapackage.json": "sha256:' "$report/release/run.json"
check "no command of theirs is told" test -z "$(grep describe_tables "$report"/*/data/facts.csv)"
types() { jq -r '.resources[0].schema.fields[] | select(.unit == "day") | .type' "$report/internal/people.datapackage.json" | LC_ALL=C sort -u; }
check "days of the calendar are dates" test "$(types)" = date

# Relative days are whole numbers; an export of doses alone has the same tables
mkdir "$place/few"
printf 'patient_id\nA1\nA2\n' >"$place/few/patients.csv"
printf 'patient_id,date,medication,days_supply\nA1,0,methadone,1\nA1,2,methadone,1\nA2,0,methadone,1\nA2,1,methadone,1\n' >"$place/few/doses.csv"
sed '/^dates *=/d; s/^\[export\].*/&\ndates = days/' "$root/pipeline/mappings/generic.ini" >"$place/relative.ini"
report=$place/reports/day-120
expect_exit 0 "relative days" run_sample "$place/few" 120 "$place/relative.ini"
check "relative: each file and its header" same_files internal
check "relative days are whole numbers" test "$(types)" = integer

# Where nobody is to be acted for there is no list, and no package of lists
rm -rf "$place/reports"
report=$place/reports/day-220
expect_exit 0 "nobody on a list" run_sample "$root/tests/fixtures/exports/ctn0094" 220 ctn0094
check "nobody: there is no list" test -z "$(find "$report/internal/data" -name 'people_*.csv')"
check "nobody: no package of lists" test ! -e "$report/internal/people.datapackage.json"
check "nobody: each file and its header" same_files internal
finish
