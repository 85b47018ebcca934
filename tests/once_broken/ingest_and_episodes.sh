#!/bin/bash
# What once was broken in ingest_export and build_episodes, each shown through the programs themselves.
#
#   tests/once_broken/ingest_and_episodes.sh [BIN]        BIN: the stages (default build/release/stages)
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$(cd "${1:-build/release/stages}" && pwd)
config=$PWD/pipeline/switchback.ini switchback=$PWD/pipeline/switchback
export ASAN_OPTIONS=detect_leaks=0 SWITCHBACK_STAGES=$bin
passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

check() {
    if [[ $2 == "$3" ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf 'BROKEN AGAIN: %s\n' "$1"
        diff <(printf '%s\n' "$2") <(printf '%s\n' "$3") || true
    fi
}

fresh() { rm -rf ./*; mkdir x; }
doses() { "$bin/ingest_export" doses --mapping m.ini --exports x --quiet "$@" 2>&1 || echo "exit $?"; }
episodes() { "$bin/build_episodes" --tables x --config "$config" --quiet "$@" 2>&1 | grep -E '^coverage7|^build' | cut -d, -f2,5-9; }
header=patient_id,date,medication,dose_mg,days_supply,kind

fresh
printf '[doses]\nfiles = d.csv\n' >m.ini
printf '\xff\xfe' >x/d.csv
doses --quarantine q.csv -o out.csv >said
check "a program that ends at bad data leaves FILE.part-XXXXXX behind" "m.ini said x " "$(printf '%s ' *)"

fresh
printf '[doses]\nfiles = d.csv\ndelimiter = tab\n' >m.ini
printf 'patient_id\tdate\tmedication\n\t\t\nA\t2024-01-01\tm\n' >x/d.csv
"$bin/ingest_export" doses --mapping m.ini --exports x -o out.csv >said 2>&1 || true
check "a row of empty cells between tabs vanishes" 1 "$(grep -c '2 rows = 1 accepted + 0 duplicates + 0 replaced + 0 filtered + 1 quarantined' said)"

fresh
printf '[doses]\nfiles = d.csv\nconstant.date = 2024-03-09\n' >m.ini
printf 'patient_id,medication\nA,methadone\n' >x/d.csv
check "a constant key date is not used" "$header
A,2024-03-09,methadone,,," "$(doses)"

fresh
printf '[patients]\nfiles = p.csv\ndrop = site\n' >m.ini
printf 'patient_id,site\nA,12 Elm Street\n' >x/p.csv
check "a dropped column of one of our names is read" A,,,,,,, \
    "$("$bin/ingest_export" patients --mapping m.ini --exports x --quiet | tail -n 1)"

fresh
printf '[export]\nprofile = safe-harbor\n[doses]\nfiles = d.csv\n' >m.ini
printf 'patient_id,date,medication\nA,2024-01-01,m\n' >x/d.csv
check "profile safe-harbor lets real dates through" "exit 78" "$(doses | tail -n 1)"

fresh
printf '[doses]\nfiles = d.csv\nmap.kind.a:b = dispensed\n' >m.ini
printf 'patient_id,date,medication,kind\nA,2024-01-01,m,a:b\n' >x/d.csv
check "a ':' before the '=' of a mapping splits the key" "exit 78" "$(doses | tail -n 1)"

fresh
printf '[doses]\nfiles = d.csv\n' >m.ini
printf 'Z90817,1987-03-09,methadone\nZ90818,1987-03-10,methadone\n' >x/d.csv
{
    doses
    "$switchback" check --exports x
    "$switchback" check --exports x --mapping m.ini
} >said 2>&1 || true
check "the first row of a file without a header is printed as its header" "" "$(grep -E 'Z90817|1987' said || true)"

fresh
printf 'patient_id\nA\n' >x/patients.csv
printf '%s\nA,0,buprenorphine,,120,\nA,60,buprenorphine,,10,\nA,110,buprenorphine,,30,\n' "$header" >x/doses.csv
check "a capped supply makes the bank forget the longer one" A,0,149,150,0,150 "$(episodes --as-of 900)"

fresh
printf 'patient_id\nA\n' >x/patients.csv
printf 'patient_id,admitted\nA,2023-10-01\n' >x/admissions.csv
printf '%s\nA,2024-01-01,methadone,,,\nA,2024-01-15,methadone,,,\n' "$header" >x/doses.csv
check "who comes back soon after the opening enters late twice" "A,2023-10-01,2024-01-01,2024-01-02,92,93
A,2024-01-15,2024-01-15,2024-01-16,0,1" "$(episodes --as-of 2024-12-31 --window-start 2024-01-01)"

fresh
printf 'patient_id\nA\n' >x/patients.csv
printf '%s\nA,5,buprenorphine,,-3,\nA,50,buprenorphine,,2,\n' "$header" >x/doses.csv
check "a negative supply covers what is not there, or nothing" "A,5,11,12,0,7
A,50,51,52,0,2" "$(episodes --as-of 300)"

fresh
printf 'patient_id\nA\n' >x/patients.csv
printf '%s\nA,9,methadone,,,\nA,5,methadone,,,\n' "$header" >x/doses.csv
check "doses out of order are taken as they come" \
    "build_episodes: x/doses.csv:3:2: date: not in order (expected each patient's rows sorted by day)" "$(episodes --as-of 300)"

echo "$passed passed, $failed failed"
((failed == 0))
