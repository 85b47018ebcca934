#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# Synthea's export, beyond the numbers that presets_test.sh compares: nobody is named in anything that is made of it, what
# is not as the preset expects is said, and its real files run.
#
#   tests/chain/synthea_test.sh      STAGES=DIR: the built stages (default build/release/stages)
#
# SWITCHBACK_REAL_DATA names the directory that holds synthea/, real output of Synthea (default ../shared/real-data).
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export LC_ALL=C SWITCHBACK_STAGES=$real

fixture=$root/tests/fixtures/exports/synthea
broken=$place/broken

run_synthea() { switchback run --mapping synthea --exports "$1" --as-of "${2:-2026-10-31}" --reports "$place/reports" --work "$place/work" --quiet; }

# A copy of the fixture to be broken.
fresh() { rm -rf "$broken"; cp -r "$fixture" "$broken"; }

# (Of texts: in the bytes of a picture S999 comes about by chance.)
nobody_named() {
    ! grep -rIlE 'First[0-9]+|Last[0-9]+|Junk Street|999-[0-9]{2}-[0-9]{4}|S999|X1[0-9]{5}X' "$@" >&2
}

expect_exit 0 "the fixture is published" run_synthea "$fixture"
check "nobody is named in the tables" nobody_named "$place/work/tables" "$place/work/spells"
check "nobody is named in the reports" nobody_named "$place/reports"
days_of() { cut -d, -f"$1" "$2" | sed 's/T[0-9:]*Z//' | sort -u | wc -l; }
grep ',ambulatory,185347001,' "$fixture/encounters.csv" >"$place/outpatient.csv"
check "a stay in hospital is no visit, nor is other care" test "$(tail -n +2 "$place/work/tables/visits.csv" | cut -d, -f1,2 | sort -u | wc -l)" \
    -eq "$(days_of 2,4 "$place/outpatient.csv")"
check "a year of birth is all that is known of a birth" test -z "$(cut -d, -f2 "$place/work/tables/patients.csv" | grep -vE '^(birth_year|[12][0-9]{3})$')"

fresh
rm "$broken/careplans.csv"
expect_exit 0 "no plans of care" run_synthea "$broken"
check "no plans of care: page one says so" grep -q 'Admissions: no file for the mapping.*s \[admissions.careplan\]' "$place/reports/2026-10/internal/report.txt"

fresh
rm "$broken/patients.csv"
expect_exit 1 "no patients" run_synthea "$broken"
check "no patients: which file" said 'no file of patients'

fresh
sed -i 's/T15:20:00Z/ 15:20:00/g' "$broken/medications.csv"
expect_exit 1 "another form of day" run_synthea "$broken"
check "another form of day: of which table" said 'doses'

fresh
sed -i 's/,1010604,/,7777777,/' "$broken/medications.csv"
expect_exit 1 "a product that the preset does not know" run_synthea "$broken"
check "a product that the preset does not know: its code, which many people hold" said '7777777'

fresh
printf 'Id\nx\n' >"$broken/claims.csv"
expect_exit 1 "a file that is nobody's" run_synthea "$broken"
check "a file that is nobody's: the line to write" said 'file.claims.csv'

fresh
sed -i '1s/,SSN,/,SSN,EMAIL,/; 2,$s/,999-/,nobody@example.org,999-/' "$broken/patients.csv"
expect_exit 65 "an identifier that the preset does not know" run_synthea "$broken"
check "an identifier that the preset does not know: which" said 'EMAIL'

real_files=${SWITCHBACK_REAL_DATA:-$root/../shared/real-data}/synthea
if [[ ! -r $real_files/encounters.csv ]]; then
    echo "SKIPPED: NO REAL DATA in $real_files (set SWITCHBACK_REAL_DATA): Synthea's own files were not read" >&2
    finish
fi
expect_exit 0 "Synthea's own files are published" run_synthea "$real_files" 2023-12-31
visits=$(awk -F, '$14 == "6525002" && $8 !~ /inpatient|emergency|urgentcare|hospice|snf/' "$real_files/encounters.csv" | wc -l)
stays=$(awk -F, '$9 == "56876005"' "$real_files/encounters.csv" | wc -l)
overdoses=$(awk -F, '$5 == "55680006"' "$real_files/conditions.csv" | wc -l)
deaths=$(awk -F, 'NR > 1 && $3 != ""' "$real_files/patients.csv" | wc -l)
rows_of() { tail -n +2 "$place/work/tables/$1.csv" | wc -l; }
check "visits for drug dependence" test "$(rows_of visits)" -eq "$visits" -a "$visits" -eq 33
check "stays for detoxification" test "$(rows_of admissions)" -eq "$stays" -a "$stays" -eq 3
check "overdoses and deaths" test "$(rows_of adverse_events)" -eq $((overdoses + deaths))
check "one person started care" grep -q '^data_quality,,people_started,.*,1,1,' "$place/work/estimates.csv"
finish
