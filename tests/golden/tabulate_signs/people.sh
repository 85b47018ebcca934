# Twelve people with a return to use on day 100 of their care (2025-04-11), twelve in care without one: README.md of by_hand.
# people_of N: the first N of each.
# shellcheck shell=bash
people_of() {
    mkdir -p t
    echo patient_id >t/patients.csv
    echo patient_id,date,service,status,reason >t/visits.csv
    echo patient_id,event_on,used_on,reported_on >t/returns_to_use.csv
    sed -n 1p "$ROOT/tests/golden/clip_spells/by_hand/episodes.csv" >e.csv
    for i in $(seq -w 1 12); do
        ((10#$i <= $1)) || continue
        begin_in_care "c$i"
        visits "c$i" 02-05 missed 02-06 attended 03-03 attended 03-04 attended
        if ((10#$i <= 8)); then visits "c$i" 04-01 missed 04-02 attended; else visits "c$i" 04-01 attended 04-02 attended; fi
        echo "c$i,2025-04-11,2025-04-11,2025-04-11" >>t/returns_to_use.csv
    done
    for i in $(seq -w 1 12); do
        ((10#$i <= $1)) || continue
        begin_in_care "o$i"
        if ((10#$i <= 6)); then visits "o$i" 02-05 missed; else visits "o$i" 02-05 attended; fi
        visits "o$i" 02-06 attended 04-01 missed 04-02 attended 04-15 attended
    done
}
begin_in_care() {
    echo "$1" >>t/patients.csv
    echo "coverage30,$1,1,first,2025-01-01,2026-10-31,,0,638,2026-10-01,2026-10-31,0,,,0,1,2025-01,north,maintenance,methadone,,," >>e.csv
}
visits() {
    local who=$1
    shift
    for ((; $# > 0; )); do echo "$who,2025-$1,medical,$2," >>t/visits.csv; shift 2; done
}
