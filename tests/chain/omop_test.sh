#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# An OMOP CDM through omop.sql, beyond the numbers that presets_test.sh compares: what is handed on, and what is said where a
# CDM is not as the preset expects.
#
#   tests/chain/omop_test.sh      STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export LC_ALL=C SWITCHBACK_STAGES=$real
command -v sqlite3 >/dev/null || skip "no sqlite3 here: omop.sql was not tested"

fixtures=$root/tests/fixtures/exports
cdm=$place/cdm
exported=$place/exported
report=$place/reports/2026-10/internal/report.txt

# A copy of the fixture's CDM to be changed, and what is handed on of it.
fresh() { rm -rf "$cdm" && cp -r "$fixtures/omop" "$cdm"; }
export_cdm() { rm -rf "$exported" && mkdir "$exported" && "$fixtures/export_omop.sh" "$cdm" "$exported"; }
run_omop() { switchback run --mapping "${1:-omop}" --exports "$exported" --as-of 2026-10-31 --reports "$place/reports" --quiet; }
numbers() { grep -v '^data_quality' "$place/reports/2026-10/internal/data/estimates.csv"; }

fresh
export_cdm
headers=$(cd "$exported" && head -qn 1 -- *.csv)
check "these columns and no others are handed on" test "$headers" = "patient_id,admitted,discharged,reason,program,site
patient_id,date,kind,fatal
patient_id,date,medication,dose_mg,days_supply,kind
patient_id,date,substance,result
patient_id,birth_year,sex,race_ethnicity,site,observed_from,observed_until
patient_id,used_on,reported_on
patient_id,date,service,status"
check "the program's people alone" test "$(tail -n +2 "$exported/patients.csv" | wc -l)" -eq 200
check "no patch for pain, no other drug" test -z "$(cut -d, -f3 "$exported/doses.csv" | sort -u | grep -vxE 'medication|methadone|buprenorphine|buprenorphine_xr|naltrexone_xr')"
still_admitted() { awk -F, 'NR > 1 && $3 == "" { n++ } END { print n }' "$1"; }
check "who is still admitted has no day of discharge" test "$(still_admitted "$exported/admissions.csv")" -eq \
    "$(still_admitted "$fixtures/people/admissions.csv")"
check "an observation period is one row a person" test -z "$(cut -d, -f1 "$exported/patients.csv" | sort | uniq -d)"
expect_exit 0 "the fixture is published" run_omop
numbers >"$place/expected"

# Days with a time in them, and an INI that says so: the same numbers.
fresh
sed -i -E 's/([0-9]{4}-[0-9]{2}-[0-9]{2})/\1 00:00:00/g' "$cdm"/*.csv
export_cdm
expect_exit 1 "days with a time in them" run_omop
check "days with a time in them: the table" said 'admissions: 253 rows have a key that is missing, broken'
sed 's/^dates = .*/dates = %Y-%m-%d %H:%M:%S/' "$root/pipeline/mappings/omop.ini" >"$place/times.ini"
expect_exit 0 "days with a time in them, and the INI says so" run_omop "$place/times.ini"
check "days with a time in them: the same numbers" cmp -s "$place/expected" <(numbers)

# A drug without a concept, given in a place of the program.
fresh
visit=$(awk -F, '$3 == 9202 && $6 == 11 { print $1; exit }' "$cdm/visit_occurrence.csv")
for ((i = 0; i < 12; i++)); do echo "$((100001 + i)),0,2026-01-0$((i % 9 + 1)),32838,30,30,$visit"; done >>"$cdm/drug_exposure.csv"
export_cdm
expect_exit 1 "a drug without a concept" run_omop
check "a drug without a concept: its name" said 'unmapped drug'

# A place of discharge that nobody named.
fresh
sed -i 's/,4021968$/,4099999/' "$cdm/visit_occurrence.csv"
export_cdm
expect_exit 1 "a place of discharge that is not known" run_omop
check "a place of discharge that is not known: the column" said 'reason'

# A result that is neither.
fresh
sed -i 's/,45884084$/,4099998/' "$cdm/measurement.csv"
export_cdm
expect_exit 1 "results that are not known" run_omop
check "results that are not known: the table" said 'drug_tests'

fresh
export_cdm
rm "$exported/returns_to_use.csv"
expect_exit 0 "a view that was not handed on" run_omop
check "a view that was not handed on: page one" grep -q 'No file of the export: Returns to use' "$report"
rm "$exported/patients.csv"
expect_exit 1 "no patients" run_omop
check "no patients: the file" said 'no file of patients'
finish
