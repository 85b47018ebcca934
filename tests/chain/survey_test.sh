#!/bin/bash
# What is true of the whole: a month that was never delivered, ids that a spreadsheet changed, a site that closed, and
# the same people under new ids.
#
#   tests/chain/survey_test.sh        STAGES=DIR: the built stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
SWITCHBACK_STAGES=$(cd "${STAGES:-build/release/stages}" && pwd)
export SWITCHBACK_STAGES SOURCE_DATE_EPOCH=1793000000
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export SWITCHBACK_WORK=$place/work

# run_sample NAME [OPTION ...]: the report of $place/NAME
run_sample() {
    local name=$1
    shift
    pipeline/switchback run --exports "$place/$name" --mapping generic --reports "$place/reports-$name" --as-of 2026-10-31 "$@"
}

# expect_stop NAME TEXT: exit 1, the text among the messages, nothing published
expect_stop() {
    local code=0
    run_sample "$1" 2>"$place/messages" || code=$?
    [[ $code == 1 ]] || { echo "$1: exit $code (expected 1)"; cat "$place/messages"; exit 1; }
    grep -qF -- "$2" "$place/messages" || { echo "$1: the messages lack '$2'"; cat "$place/messages"; exit 1; }
    [[ ! -e $place/reports-$1/2026-10 ]]
}

# expect_line NAME CLASS TEXT: on page one, whatever the line ends
expect_line() {
    tr '\n' ' ' <"$place/reports-$1/2026-10/$2/report.txt" | tr -s ' ' >"$place/page"
    grep -qF -- "$3" "$place/page" || { echo "$1: the report of class $2 lacks '$3'"; exit 1; }

# expect_none NAME CLASS TEXT: nowhere, whatever the line ends
expect_none() {
    if tr '\n' ' ' <"$place/reports-$1/2026-10/$2/report.txt" | tr -s ' ' | grep -qF -- "$3"; then
        echo "$1: the report of class $2 has '$3'"
        exit 1
    fi
}
}

# share NAME LINE: the estimate of the internal numbers whose line begins so
share() { awk -F, -v line="$2" 'index($0, line) == 1 { print $13 }' "$place/work-$1/estimates.csv"; }

# expect_near NAME LINE: within a point of the same share of the whole export
expect_near() {
    awk -v found="$(share "$1" "$2")" -v whole="$(share whole "$2")" 'BEGIN {
        exit !(found != "" && whole != "" && found - whole < 0.01 && whole - found < 0.01) }' ||
        { echo "$1: $2 is $(share "$1" "$2"), of the whole export $(share whole "$2")"; exit 1; }
}

sample="sample-data/exports"
mkdir "$place/whole"
cp "$sample"/* "$place/whole"
run_sample whole --work "$place/work-whole"

# A month without its file
mkdir "$place/month"
cp "$sample"/* "$place/month"
rm "$place/month/doses-2026-05.csv"
expect_stop month 'doses-2026-05.csv: this month of doses is missing'
expect_stop month 'hole.*.doses.2026-05-01..2026-05-31 = say why here'
printf '[accept]\nhole.*.doses.2026-05-01..2026-05-31 = the server was down\n' >"$place/accept.ini"
run_sample month --config "$place/accept.ini" --work "$place/work-month"
for days in 90 180; do expect_near month "retention_first,coverage30,survival,,,,$days,"; done
expect_line month internal 'hole.*.doses.2026-05-01..2026-05-31. Reason given: the server was down'
# Rows decide whether an entry is needed, and what somebody wrote stays inside
expect_none month release 'the server was down'
expect_none month release 'hole.'

# The same of one site
mkdir "$place/site"
cp "$sample"/* "$place/site"
awk -F, 'NR == FNR { hill[$1] = $NF == "hill"; next } FNR == 1 || !hill[$1]' "$sample/patients.csv" \
    "$sample/doses-2026-05.csv" >"$place/site/doses-2026-05.csv"
expect_stop site 'site hill: no doses from 2026-05-01 to 2026-05-31'
printf '[accept]\nhole.hill.doses.2026-05-01..2026-05-31 = the server was down\n' >"$place/accept.ini"
run_sample site --config "$place/accept.ini" --work "$place/work-site"
for days in 90 180; do expect_near site "retention_first,coverage30,survival,site,hill,,$days,"; done
expect_line site internal 'May 2026 north, river'

# Ids without their leading zeros
mkdir "$place/zeros"
{ echo patient_id,site; printf '%04d,north\n' {8..67}; } >"$place/zeros/patients.csv"
{
    echo patient_id,date,medication
    for day in 2026-09-{10..30}; do printf "%d,$day,methadone\n" {8..19}; done
    for day in 2026-09-{10..30}; do printf "%04d,$day,methadone\n" {20..67}; done
} >"$place/zeros/doses.csv"
expect_stop zeros 'doses: 12 of 60 people are not in patients (252 rows); 12 of 12 of these ids match when leading zeros'
expect_stop zeros 'unknown_people.doses = 12 say why here'

# A site that closed, with its discharges
mkdir "$place/closed"
cp "$sample"/* "$place/closed"
awk -F, 'NR == FNR { hill[$1] = $NF == "hill"; next }
    { file = FILENAME; sub(/.*\//, "", file) }
    FNR == 1 || !hill[$1] || $2 <= "2026-06-30" { print >out "/" file }' out="$place/closed" "$sample/patients.csv" \
    "$sample"/doses-2026-*.csv "$sample"/visits-2026-*.csv
awk -F, -v OFS=, 'NR == FNR { hill[$1] = $NF == "hill"; next }
    FNR > 1 && hill[$1] && $2 > "2026-06-30" { next }
    FNR > 1 && hill[$1] && NF > 5 && ($3 == "" || $3 > "2026-06-30") { $3 = "2026-06-30"; $4 = "moved" }
    { print }' "$sample/patients.csv" "$sample/admissions.csv" >"$place/closed/admissions.csv"
run_sample closed
expect_line closed internal 'Hill has been silent since 2026-06-30'
expect_line closed internal 'closed.hill = 2026-06-30'
expect_none closed release 'silent since'
expect_line closed internal 'At the end of September 2026, 303 people were in care'
# A slip of the pen closes nothing, and is said; whether the site is there is told inside alone
printf '[completeness]\nclosed.hil = 2026-06-30\n' >"$place/closed.ini"
run_sample closed --config "$place/closed.ini" 2>"$place/messages"
grep -qF 'names something that is not there, or is not missing: closed.hil (a slip' "$place/messages" || { echo "closed: no message names closed.hil"; exit 1; }
expect_line closed internal 'names something that is not there, or is not missing: closed.hil.'
expect_line closed internal 'Hill has been silent since 2026-06-30'
expect_none closed release 'not there'
printf '[completeness]\nclosed.hill = 2026-06-30\n' >"$place/closed.ini"
run_sample closed --config "$place/closed.ini" --work "$place/work-closed"
expect_line closed internal 'Hill closed on 2026-06-30, as declared'
expect_line closed internal 'At the end of September 2026, 303 people were in care'
for days in 90 180; do expect_near closed "retention_first,coverage30,survival,,,,$days,"; done

# The same people under new ids
mkdir "$place/ids"
cp "$sample"/* "$place/ids"
for file in "$sample"/doses-2026-*.csv "$sample"/visits-2026-*.csv; do
    [[ $file < $sample/doses-2026-05 || ($file == *visits* && $file < $sample/visits-2026-05) ]] ||
        sed '2,$s/^P/Q/' "$file" >"$place/ids/${file##*/}"
done
for file in patients admissions; do
    { cat "$sample/$file.csv"; sed -n '2,$s/^P/Q/p' "$sample/$file.csv"; } >"$place/ids/$file.csv"
done
run_sample ids
expect_line ids internal 'stop in the four weeks before 2026-05-01 and about as many begin'

echo "1 passed, 0 failed"
