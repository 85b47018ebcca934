# shellcheck shell=bash
# tables.sh DIR then|later [PREFIX]: the tables and episodes of README.md; its A is PREFIXA
mkdir -p "$1"
cd "$1" || exit
later() { [[ $when != later ]] || printf '%s\n' "$@"; }
when=$2
{
    echo patient_id,birth_year,sex,site
    for id in A B C D E F; do echo "$id,1980,female,north"; done
    if [[ $when == later ]]; then echo G,1991,female,north; else echo G,1990,female,north; fi
    for id in H I J; do echo "$id,1980,male,south"; done
} >patients.csv
{
    echo patient_id,date,medication
    for id in A C D E F H I J; do echo "$id,2026-01-10,methadone"; done
    later A,2026-04-20,methadone B,2026-04-05,methadone D,2026-04-10,methadone F,2026-02-11,methadone Z,2026-02-12,methadone
} | { read -r header; echo "$header"; sort; } >doses.csv
{
    echo patient_id,admitted,discharged,reason,planned_end
    if [[ $when == later ]]; then echo H,2026-01-10,2026-04-02,moved,2026-05-01; else echo H,2026-01-10,,,2026-05-01; fi
} >admissions.csv
{
    echo patient_id,event_on,used_on,stage,reflected_on,triggers,plan_changes,plan_due,plan_done
    later E,2026-04-12,2026-04-12,,,,,,
    if [[ $when == later ]]; then
        echo I,2026-03-05,2026-03-05,mental,2026-04-03,stress,therapy_deepened,2026-04-10,2026-04-09
    else
        echo I,2026-03-05,2026-03-05,,,,,,
    fi
    later J,2026-04-20,2026-04-20,,,,,,
} >returns_to_use.csv
{
    echo rule,patient_id,episode,order,start,left_on,censored_on
    [[ $when == later ]] && censored=2026-04-01 || censored=2026-03-02
    for id in A E F H I; do echo "coverage30,$id,1,first,2026-01-10,,$censored"; done
    later "coverage30,B,1,first,2026-04-05,,$censored"
    if [[ $when == later ]]; then
        echo "coverage30,C,1,first,2026-01-10,2026-03-20,$censored"
        echo "coverage30,D,2,returned,2026-04-10,,$censored"
        echo "coverage30,J,1,first,2026-01-10,2026-03-25,$censored"
    fi
    echo "coverage30,D,1,first,2026-01-10,2026-02-10,$censored"
} >episodes.csv
sed -E -i "s/(^|,)([A-JZ]),/\1${3-K}\2,/" ./*.csv
