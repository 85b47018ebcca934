#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# Every file, medication, spelling, id and code of an export is used, left out by name, or stops the run: real stages on
# exports as programs send them. `check` says what the run says.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

bin=$real
options=()
export=$place/small

ingest() { "$bin/ingest_export" "$@" --mapping "$root/pipeline/mappings/generic.ini" --quiet; }
account() { timeout 20 "$bin/account_files" --mapping "$root/pipeline/mappings/generic.ini" --exports "$@"; }

# ---- letters, blanks, punctuation: the table of the untouched export, byte for byte ------------------------------

mkdir "$place/plain" "$place/spelt"
cp "$root"/sample-data/exports/doses-2026-* "$place/plain"
cp "$place"/plain/* "$place/spelt"
sed -i 's/,methadone,/,Methadone,/; s/,naltrexone_xr,/,"Naltrexone XR ",/' "$place"/spelt/doses-2026-0[6-9].csv
for one in plain spelt; do
    ingest doses --exports "$place/$one" -o "$place/$one.csv" --summary "$place/$one.summary.csv"
done
check "case, blanks and punctuation make no other medication" cmp "$place/plain.csv" "$place/spelt.csv"
check "they are counted" grep -q '^data_quality,,medication_respelt,table,doses,naltrexone_xr,' "$place/spelt.summary.csv"
check "where there are any" test "$(grep -c medication_respelt "$place/plain.summary.csv")" = 0

# ---- a small program: one file a site, one a month, yearly files ------------------------------------------------

begin() {
    rm -rf "$export"
    mkdir "$export"
    printf 'patient_id,birth_year,sex,site\n' >"$export/patients.csv"
    for i in 1 2 3 4 5; do printf 'P%s,19%s0,female,north\n' "$i" "$((i + 4))"; done >>"$export/patients.csv"
    for month in 07 08 09; do
        {
            printf 'patient_id,date,medication,dose_mg,days_supply,kind\n'
            for day in {10..28}; do printf 'P%s,2026-%s-%s,methadone,80,,administered\n' $((day % 5 + 1)) "$month" "$day"; done
        } >"$export/doses-2026-$month.csv"
    done
}

# judged CODE TEXT: the run ends with the code, check with 1, and both say the text.
run_small() {
    SWITCHBACK_STAGES=$bin switchback run --exports "$export" --mapping generic --month 2026-09 --reports "$place/reports" \
        --class internal "${options[@]}"
}
# Its page in one line
check_small() {
    SWITCHBACK_STAGES=$bin switchback check --exports "$export" --mapping generic --month 2026-09 "${options[@]}" >"$place/page"
    local code=$?
    tr -s ' \n' ' ' <"$place/page"
    return "$code"
}
judged() {
    expect_exit 1 "check: $2" check_small
    check "check says: $2" said "$2"
    expect_exit "$1" "run: $2" run_small
    check "the run says: $2" said "$2"
    check "nothing was published: $2" test ! -e "$place/reports/latest"
}

begin
mv "$export/doses-2026-09.csv" "$export/doses_2026-09.csv"
judged 1 'doses_2026-09.csv: no pattern of the mapping takes it'
begin
rm "$export/doses-2026-08.csv"
mv "$export/doses-2026-07.csv" "$export/doses-2026-06.csv"
expect_exit 0 "two months need not follow one another" account "$export" --quiet
cp "$export/doses-2026-06.csv" "$export/doses-2026-05.csv"
sed -i 's/2026-07/2026-05/' "$export/doses-2026-05.csv"
judged 1 'doses-2026-07.csv: this month of doses and 1 behind it are missing'
begin
rm "$export"/doses*
judged 1 'no file of doses, and none of visits'
begin
mkfifo "$export/visits.csv"
judged 65 'visits.csv: \[visits\] takes it, but it is no regular file'
begin
printf 'P1,2026-09-29,Lofexidine,1,,administered\n' >>"$export/doses-2026-09.csv"
judged 1 'doses-2026-09.csv:21: doses: \[medications\] does not name 1 medication, in 1 row'
check "a name that one person has is not said" test "$(grep -c Lofexidine "$place/said")" = 0
begin
cat "$export"/doses-2026-0[78].csv | grep -v -e '^patient_id' -e '-28,' >"$place/part"
{ head -n 1 "$export/doses-2026-07.csv"; cat "$place/part"; } >"$export/doses-all.csv"
judged 1 'doses-2026-07.csv and doses-all.csv have 95 % of the smaller'

# The line that a stop prints answers it, and stands on page one.
begin
printf 'for people\n' >"$export/read me.txt"
judged 1 'read me.txt: no pattern of the mapping takes it'
line=$(sed -n 's/.*\[accept\]: \(.*\)/\1/p' "$place/said")
printf '[accept]\n%s\n' "${line/say why here/a word to our readers}" >"$place/accepting.ini"
options=(--config "$place/accepting.ini")
expect_exit 0 "the line printed is taken" run_small
check "page one names it with its reason" grep -q 'file.read me.txt. Reason given: a word to our' "$place/reports/2026-09/internal/report.txt"
check "page one names tables without a file" grep -q 'No file of the export: Visits' "$place/reports/2026-09/internal/report.txt"

# ---- what must not matter --------------------------------------------------------------------------------------

# same TEXT: doses as they were, whatever was done to the export.
begin
ingest doses --exports "$export" -o "$place/expected.csv"
same() {
    expect_exit 0 "$1" ingest doses --exports "$export" -o "$place/found.csv"
    check "$1: the same table" cmp "$place/expected.csv" "$place/found.csv"
}
mv "$export/doses-2026-07.csv" "$place/july"
mv "$export/doses-2026-08.csv" "$export/doses-2026-07.csv"
mv "$place/july" "$export/doses-2026-08.csv"
same "two months with their names exchanged"
begin
cp "$export/doses-2026-07.csv" "$export/doses-july once more.csv"
same "a file twice"
begin
printf 'junk' >"$export/.doses-2026-10.csv"
printf 'junk' >"$export/~\$doses-2026-10.csv"
printf 'junk' >"$export/Thumbs.db"
same "what systems leave behind"
expect_exit 0 "nor does it stop the run" account "$export"
begin
{ head -n 1 "$export/doses-2026-07.csv"; for file in "$export"/doses-*; do tail -n +2 "$file"; done; } >"$place/year"
rm "$export"/doses*
mv "$place/year" "$export/doses-2026.csv"
same "one file a year"
sed -i '2,$s/,,/,NA,/' "$export/doses-2026.csv"
same "NA for what is missing"

finish
