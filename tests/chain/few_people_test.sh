#!/bin/bash
# Exports at the edges of what a program can be: nobody left, everybody left at once, one person, a first day: each gets
# a whole report that says what can be said.
set -uo pipefail
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
stages=$(cd "${STAGES:-build/release/stages}" && pwd) || exit 1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
mkdir "$place/work"
failed=0 passed=0

# people NAME N SITE ...: N people who were admitted to maintenance on 2026-01-02, at the sites in turn.
people() {
    local dir=$place/$1 n=$2 i
    shift 2
    local sites=("$@")
    mkdir "$dir"
    echo patient_id,birth_year,sex,race_ethnicity,site >"$dir/patients.csv"
    echo patient_id,admitted,discharged,reason,program,site >"$dir/admissions.csv"
    echo patient_id,date,medication,dose_mg,days_supply,kind >"$dir/doses.csv"
    echo patient_id,date,service,status,reason >"$dir/visits.csv"
    for ((i = 0; i < n; i++)); do
        echo "P$i,1990,female,white,${sites[i % ${#sites[@]}]}" >>"$dir/patients.csv"
        echo "P$i,2026-01-02,,,maintenance,${sites[i % ${#sites[@]}]}" >>"$dir/admissions.csv"
    done
}

# doses NAME N DATE ...: an injection for N people on each day.
doses() {
    local name=$1 n=$2 i day
    shift 2
    for ((i = 0; i < n; i++)); do
        for day; do echo "P$i,$day,buprenorphine_xr,300,31,injection" >>"$place/$name/doses.csv"; done
    done
}

# expect NAME WORDS: the report of the export holds the words, and reads right.
expect() {
    local name=$1 code=0 class wrong=''
    SWITCHBACK_STAGES=$stages SWITCHBACK_WORK=$place/work SOURCE_DATE_EPOCH=1793000000 pipeline/switchback run \
        --exports "$place/$name" --mapping generic --reports "$place/reports-$name" --as-of 2026-10-31 >"$place/said" 2>&1 || code=$?
    ((code == 0)) || wrong="exit $code: $(tail -n 1 "$place/said")"
    for class in internal release; do
        ((code != 0)) || wrong+=$(awk -f tests/programs/look_at_text.awk "$place/reports-$name/latest/$class/report.txt")
    done
    ((code != 0)) || tr '\n' ' ' <"$place/reports-$name/latest/internal/report.txt" | tr -s ' ' | grep -qF -- "$2" ||
        wrong+="no words '$2'"
    if [[ -z $wrong ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $name: $wrong"
    fi
}

people nobody_left 40 north
doses nobody_left 40 2026-01-03 2026-02-03 2026-03-03 2026-04-03 2026-05-03 2026-06-03 2026-07-03 2026-08-03 2026-09-03 2026-10-03
expect nobody_left 'Staying: All people who start care are still in care after 90 days, likely between 91 and 100.'

people all_left 40 north south
doses all_left 40 2026-01-03
expect all_left 'Staying: No people who start care are still in care after 90 days, likely between 0 and 9.'

people all_stay 80 north
sed -i '/^P[1-3][0-9],/s/2026-01-02/2025-06-02/' "$place/all_stay/admissions.csv"
for ((i = 0; i < 80; i++)); do
    for month in 2025-{06..12} 2026-{01..10}; do
        [[ $month == 2026-* || $i -ge 10 && $i -lt 40 ]] || continue
        for day in 03 18; do echo "P$i,$month-$day,methadone,80,16,dispensed"; done
    done
done >>"$place/all_stay/doses.csv"
expect all_stay 'Of all who start now, all stay 30 days. All stay 90 days.'

people one 1 north
doses one 1 2026-03-02
expect one 'Staying: Too few people to say how many stay 90 days.'

people first_day 3 north
doses first_day 3 2026-10-31
expect first_day 'Too early to say'

people before_the_first 3 north
expect before_the_first 'Nobody has a day that counts as care yet: no medication, and visits count only in counseling'

people detoxification 40 north
doses detoxification 40 2026-01-03
sed -i 's/maintenance/detoxification/' "$place/detoxification/admissions.csv"
expect detoxification 'No file of the export: Returns to use, so nothing is told of them'

echo "$passed passed, $failed failed"
((failed == 0 && passed > 0))
