#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# `switchback check` as somebody meets it whose export was not made for us: each kind of bad input is one thing, which
# says what to do; the lines that it prints, written down, make the export ready; the run then does what check said.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

export SWITCHBACK_STAGES=$real
export=$place/export

# begin: an export in our own form, of 30 people at two sites and three months.
begin() {
    rm -rf "$export"
    mkdir "$export"
    { echo patient_id,birth_year,sex,site; for i in {10..39}; do echo "P$i,19$((i + 40)),female,$( ((i % 2)) && echo north || echo hill)"; done; } >"$export/patients.csv"
    for month in 07 08 09; do
        {
            echo patient_id,date,medication,dose_mg,days_supply,kind
            for i in {10..39}; do for day in 02 09 16 23 30; do echo "P$i,2026-$month-$day,buprenorphine,16,7,dispensed"; done; done
        } >"$export/doses-2026-$month.csv"
    done
}

# page [OPTION ...]: what check says, in one line; its exit.
page() {
    local code=0
    or_default --mapping generic "$@"
    switchback check --exports "$export" "${given[@]}" >"$place/page" 2>&1 || code=$?
    tr -s ' \n' ' ' <"$place/page"
    return "$code"
}

# one TEXT WORDS: there is one thing to mend, and it is said in these words.
one() {
    expect_exit 1 "$1" page "${options[@]}"
    check "$1: it says so" said "$2"
    check "$1: as one thing" said ' 1 thing to mend; then: switchback check '
}
options=()

begin
expect_exit 0 "a whole export" page
check "it is ready, for the newest month that is over" said "Ready: switchback run --exports $export --mapping generic --month 2026-09 --reports reports"
check "files of one kind are one line" said 'doses-2026-07.csv ... doses-2026-09.csv (3 files) doses 450 read'
check "every medication, with rows and people" said 'buprenorphine 450 30'
check "every site" said 'hill 15 15 north 15 15'
check "nothing is left behind" no_work_left
expect_exit 0 "without a mapping the preset for our own names" switchback check --exports "$export"
expect_exit 0 "another month" page --month 2026-08
check "it is said" said 'as of 2026-08-31'

# ---- columns of ours under another name ---------------------------------------------------------------------------

begin
sed -i '1s/dose_mg/zzz/' "$export"/doses-*.csv
sed -i '1s/site/clinic/' "$export/patients.csv"
expect_exit 0 "columns renamed" page
check "which are not used, and for what there is nothing" said 'Was a column renamed? In patients “clinic” is not used where nothing is there for primary_substance, race_ethnicity and site; in doses “zzz” is not used where nothing is there for dose_mg. The mapping can name it'
check "what is not told" said 'no column for sites (site), race and ethnicity (race_ethnicity) and doses in mg (dose_mg)'
check "before it says that it is ready" said 'read that first. Ready: switchback run'
begin
sed -i '1s/dose_mg/zzz/' "$export/doses-2026-09.csv"
expect_exit 0 "a column renamed from a month on" page
check "it is said, too" said 'Was a column renamed? In doses “zzz” is not used where nothing is there for dose_mg. The mapping'

# ---- relative days -----------------------------------------------------------------------------------------------

fixtures=$root/tests/fixtures/exports
expect_exit 0 "relative days" switchback check --exports "$fixtures/ctn0094" --mapping ctn0094
check "the last day of doses and visits is taken" said '^Ready: .* --mapping ctn0094 --as-of 210 --reports reports$'
expect_exit 64 "relative days, and neither doses nor visits" switchback check --exports "$fixtures/teds-d" --mapping teds-d
check "it is asked for" said 'as-of is needed: days are relative'
expect_exit 0 "with the day" switchback check --exports "$fixtures/teds-d" --mapping teds-d --as-of 427

# ---- files that are none -----------------------------------------------------------------------------------------

begin
printf 'PK\003\004 [Content_Types].xml' >"$export/doses-2026-08.csv"
one "a workbook under the name of a table" 'doses-2026-08.csv: \[doses\] takes it, but it is a workbook or a zip archive (save each sheet as CSV'
begin
gzip -c "$export/doses-2026-08.csv" >"$place/gz" && mv "$place/gz" "$export/doses-2026-08.csv"
one "a compressed file" 'doses-2026-08.csv: \[doses\] takes it, but it is compressed (unpack it'
begin
iconv -t UTF-16 "$export/doses-2026-08.csv" >"$place/utf-16" && mv "$place/utf-16" "$export/doses-2026-08.csv"
one "UTF-16" ' doses-2026-08.csv:1: the file is UTF-16'
begin
sed -i 's/P/P\xfc/' "$export/doses-2026-08.csv"
expect_exit 1 "letters of one byte" page
check "they are known by their bytes" said 'doses: 150 of 450 rows quarantined.* the line is not UTF-8, first in doses-2026-08.csv:2.* in my.ini, \[doses\]: encoding = windows-1252'
begin
sed -i '1s/kind/k\xfcnd/' "$export/doses-2026-08.csv"
one "letters of one byte in the header" 'doses-2026-08.csv:1: the line is not UTF-8.* encoding = windows-1252'
begin
printf '<html><table><tr><td>patient_id</td></tr></table></html>\n' >"$export/doses-2026-08.csv"
one "a web page" 'doses-2026-08.csv: \[doses\] takes it, but it is a web page or XML (export the table as CSV)'
begin
printf '\xef\xbb\xbf' >"$export/doses-2026-08.csv"
one "a byte order mark and nothing else" 'doses-2026-08.csv:1: the file is empty'
begin
while :; do echo 'P10,2026-09-30,buprenorphine,16,7,dispensed'; done >>"$export/doses-2026-09.csv" &
writer=$!
page >"$place/said" 2>&1
kill "$writer" 2>/dev/null
wait "$writer" 2>/dev/null
check "a file that is written while it is read" said 'doses-2026-09.csv: was written while it was read (wait until it is delivered\|changed while it was read, doses-2026-09.csv at least'
begin
rm "$export"/*
expect_exit 66 "an empty directory" switchback check --exports "$export" --mapping generic
check "it is asked whether it is the right one" said 'holds no file (is it the right directory, and did the export arrive?)'
expect_exit 66 "no directory" switchback check --exports "$place/nowhere" --mapping generic

# ---- headers and delimiters --------------------------------------------------------------------------------------

begin
sed -i '1s/kind/"ki\nnd"/' "$export/doses-2026-08.csv"
one "a line break in the header" 'doses-2026-08.csv:1: an unclosed or stray quote, or a line break inside a cell (expected a header line, all of it in one line of the file: rename a column'
for one in 'semicolon ;' 'tab \t' 'pipe |'; do
    begin
    sed -i "s/,/${one#* }/g" "$export/doses-2026-08.csv"
    one "cells parted by ${one% *}s" "but by ${one% *}s in my.ini, \[doses\]: delimiter = ${one% *} "
done
begin
sed -i '1s/patient_id/client name/' "$export/patients.csv"
one "a name" 'patients.csv: refused: 1 direct identifier.* drop = client name '

# ---- nobody, nothing ---------------------------------------------------------------------------------------------

begin
sed -i '2,$d' "$export/patients.csv"
one "no patient" 'patients: not one row (0 read): nobody would be known'
begin
for file in "$export"/doses*; do sed -i '2,$d' "$file"; done
expect_exit 0 "no dose, as of a program in its first days" page
check "page one would say so, and check does" said 'No file with a row of doses: care is told by attended visits alone'

# ---- what spreadsheets do ----------------------------------------------------------------------------------------

begin
sed -i 's/^P1\([0-9]\)/1.1\1E+05/; s/^P2\([0-9]\)/2.1\1E+05/' "$export"/*
expect_exit 1 "ids in scientific notation" page
check "it is said of each table" said 'patients: patient_id: 20 ids are in scientific notation.* doses: patient_id: 20 ids are'
begin
sed -i 's/2026-0\([789]\)-\([0-9]*\)/46\1\2/' "$export"/doses*
one "days as a spreadsheet counts them" 'they look like the numbers by which a spreadsheet counts days'
begin
sed -i 's/2026-0\([789]\)-\([0-9]*\)/\1\/\2\/26/' "$export"/doses*
one "days in another form" 'they look like %m/%d/%y in my.ini, \[doses\]: dates = %m/%d/%y '
begin
sed -i 's/^P/00/' "$export"/patients.csv
sed -i 's/^P//' "$export"/doses*
one "zeros that are lost" '30 of 30 of these ids match when leading zeros are added or taken away'

# ---- a month that is missing --------------------------------------------------------------------------------------

begin
for month in 05 06; do sed "s/2026-07/2026-$month/" "$export/doses-2026-07.csv" >"$export/doses-2026-$month.csv"; done
rm "$export/doses-2026-08.csv"
one "a month without a file" 'doses-2026-08.csv: this month of doses is missing between others: have it sent, or say why in our.ini, \[accept\]: hole.\*.doses.2026-0'
sed -n '/^ *hole/{s/^ */[accept]\n/;s/say why here/the server was down/;p}' "$place/page" >"$place/our.ini"
expect_exit 0 "its one line answers every stage" page --config "$place/our.ini"

# ---- names -------------------------------------------------------------------------------------------------------

begin
cp "$export/doses-2026-08.csv" "$export/doses-2026-08 (1).csv"
sed -i 's/P10/P99/' "$export/doses-2026-08 (1).csv"
printf '[patients]\nfiles = patients.csv\n[doses]\nfiles = doses-2026-0?.csv\n' >"$place/copies.ini"
expect_exit 1 "the mark of a copy" page --mapping "$place/copies.ini"
check "it is asked what it is" said 'its name is that of doses-2026-08.csv but for'
begin
cp "$export/patients.csv" "$export/Patients.csv"
one "a name that differs by case alone" 'Patients.csv: no pattern of the mapping takes it, and its name is that of patients.csv but for capital and small letters'
begin
for other in person care_site concept; do echo id >"$export/$other.csv"; done
one "tables of another kind" '3 files that no pattern of the mapping takes: leave them out of the export, or say of each'
check "each has its line" said 'file.care_site.csv = say why here file.concept.csv = say why here file.person.csv = say'
begin
printf 'x\n' >"$export/two
lines.csv"
one "a line break in a name" 'two?lines.csv: no pattern of the mapping takes it'
begin
printf 'x\n' >"$export/$(printf 'o\xff\033[31mdd.csv')"
one "bytes that are no text in a name" 'no pattern of the mapping takes it'
check "none of them reaches the terminal" test -z "$(tr -d '\n -~' <"$place/page" | grep -aP '[\x00-\x1f\x7f]')"
begin
printf '[accept]\nfile.doses-2026-11.csv = never sent\nhole.nrth.doses.2026-08-01..2026-08-31 = closed\n' >"$place/our.ini"
expect_exit 0 "a file and a site that are accepted, and are not there" page --config "$place/our.ini"
check "the file is said" said 'not there.*: file.doses-2026-11.csv'
check "the site is said" said 'not there.*: hole.nrth.doses.2026-08-01..2026-08-31'

# ---- another's headers: nothing is guessed -------------------------------------------------------------------------

begin
sed -i '1s/.*/Client,Born,Sex,Clinic/' "$export/patients.csv"
mv "$export/patients.csv" "$export/clients.csv"
expect_exit 64 "no mapping, and not our names" switchback check --exports "$export"
check "it says what drafts one" said "switchback map --exports $export -o my.ini"

# ---- the lines that are printed, written down, make it ready; README.md shows them ------------------------------------

begin
rm -rf "$place/clinic"
mv "$export" "$place/clinic"
cd "$place" || exit 1
mv clinic/doses-2026-09.csv clinic/doses_2026-09.csv
sed -i 's/buprenorphine/Subutex/' clinic/doses-2026-07.csv
cp pipeline/mappings/generic.ini my.ini
check_clinic() { pipeline/switchback check --exports clinic --mapping my.ini "$@"; }
expect_exit 1 "two things" check_clinic
check "README shows what is printed of them" diff <(sed -n '/^Things to mend/,$p' "$place/said") \
    <(sed -n '/^    Things to mend/,/things to mend; then/s/^\( *$\|    \)//p' "$root/README.md")
sed -i 's/^files = doses.csv.*/files = doses.csv, doses-*.csv, doses_*.csv/' my.ini
printf '[medications]\nSubutex = dispensed 0\n' >our.ini
expect_exit 0 "written down they make it ready" check_clinic --config our.ini
check "the command is printed" said 'Ready: switchback run --exports clinic --mapping my.ini --config our.ini --month 2026-09 --reports reports'
for preset in "$root"/pipeline/mappings/*.ini; do
    preset=${preset##*/}
    check "README names the preset $preset" grep -q "^|.*\`${preset%.ini}\`.*|" "$root/README.md"
done

# ---- values -------------------------------------------------------------------------------------------------------

begin
sed -i '2,40s/,dispensed/,Mary Poe/' "$export/doses-2026-07.csv"
one "codes that nobody knows" 'kind: doses: 39 of 450 cells cannot be used (not one of the column.s codes)'
check "no cell is shown" test "$(grep -c Mary "$place/page")" = 0
options=(--show-values)
one "codes that nobody knows, shown" 'in my.ini, \[doses\]: map.kind.Mary Poe = CODE'
check "with its rows" said 'doses, kind, first in doses-2026-07.csv:2: “Mary Poe” 39'
options=()
finish
