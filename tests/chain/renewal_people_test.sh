#!/bin/bash
# shellcheck disable=SC2016,SC2119,SC2120,SC2317  # programs of awk; functions called through check and expect_exit
# Releases of generated programs, with the real stages: none on fewer than 12 people who changed, as counted here from the
# spells; and one late record moves no byte of a released month, and no number of a closed period in the next release.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export SWITCHBACK_STAGES=$real

bin=$real/../sample-data/generate_sample

# month EXPORTS REPORTS YYYY-MM [OPTION ...]
printf '[report]\nslides = none\n' >"$place/own.ini"
month() { switchback run --exports "$1" --mapping generic --reports "$2" --month "$3" --config "$place/own.ini" --quiet "${@:4}"; }
says() { jq -r ".release.$2 // \"\"" "$1/run.json"; }

# ---- by people ----------------------------------------------------------------------------------------------------

# changed_since DAY LEFT_UP_TO WORK: people with an episode (no detoxification) or a use after the day, or a leaving that
# was not told by then
changed_since() {
    awk -F, -v day="$1" -v told="$2" '
        FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; episodes = "start" in at && !used; used = 1; next }
        episodes && $at["order"] != "" && (($at["start"] > day && $at["order"] != "unknown") || $at["left_on"] > told) { seen[$at["patient_id"]] }
        !episodes && $at["used_on"] > day { seen[$at["patient_id"]] }
        END { for (id in seen) n++; print n + 0 }' "$3/spells/default_rule.csv" "$3/tables/returns_to_use.csv"
}
told_up_to() { awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["censored_on"] > last { last = $at["censored_on"] } END { print last }' "$1/spells/default_rule.csv"; }

# follow PEOPLE SEED: the months of a program, one after the other
follow() {
    local program=$place/$1-$2 as_of day='' told='' n has work
    "$bin" --patients "$1" --months 24 --seed "$2" --clean --out "$program" || { check "generate_sample" false; return; }
    for i in {9..24}; do
        as_of=$(date -u -d "2024-11-01 +$i months -1 day" +%F) work=$program/work
        rm -rf "$work"
        expect_exit 0 "$1 people, seed $2: $as_of" month "$program/exports" "$program/reports" "${as_of%-*}" --work "$work"
        has=$([[ -e $program/reports/${as_of%-*}/release ]] && echo yes || echo no)
        if [[ -n $day ]]; then
            n=$(changed_since "$day" "$told" "$work")
            check "$as_of: $n people have changed, the record says $(says "$program/reports/${as_of%-*}" changed_people)" \
                test "$n" = "$(says "$program/reports/${as_of%-*}" changed_people)"
            check "$as_of: $n people have changed, a release: $has" test "$has" = "$( ((n < 12)) && echo no || echo yes)"
            echo "$n $has" >>"$place/counts"
        fi
        [[ $has == no ]] || day=$as_of told=$(told_up_to "$work")
    done
}

follow 40 1
follow 90 2
check "some months waited" grep -q ' no$' "$place/counts"
check "some had a release" grep -q ' yes$' "$place/counts"

# Late rows count too: the months up to one that waits, then so many late doses that twelve people have changed.
program=$place/90-2
waiting=$(for report in "$program"/reports/20*; do [[ $(says "$report" state) != waiting ]] || echo "${report##*/}"; done | sort | tail -n 1)
for report in "$program"/reports/20*; do [[ ! ${report##*/} > $waiting ]] || rm -r "$report"; done
short=$((12 - $(says "$program/reports/$waiting" changed_people)))
# Doses of so many people who changed in nothing else, 60 days after they left: they came back, and nobody knew
late_doses() {
    awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { id = $at["patient_id"]; left = $at["left_on"]; last[id] = left == "" || last[id] == "9" ? "9" : left > last[id] ? left : last[id] }
        END { for (id in last) if (last[id] < "2025-09") print id "," last[id] }' "$program/work/spells/default_rule.csv" | sort | head -n "$1" |
        while IFS=, read -r id left; do echo "$id,$(date -u -d "$left +60 days" +%F),methadone,60,,administered"; done
}
doses=$program/exports/doses-2025-01.csv
cp "$doses" "$place/doses.csv"
late_doses $((short + 3)) >"$place/late"
check "there are so many" test "$(wc -l <"$place/late")" = $((short + 3))
head -n $((short - 1)) "$place/late" >>"$doses"
expect_exit 0 "late rows, one person too few" month "$program/exports" "$program/reports" "$waiting"
check "no release" test "$(says "$program/reports/$waiting" state)" = waiting
# The same rows, and others of many people on days that are covered anyway: these move no released number
awk -F, 'NR > 1 { print $1 "," $2 ",methadone,61,," $6 }' "$place/doses.csv" >>"$doses"
expect_exit 0 "and a second dose of every day" month "$program/exports" "$program/reports" "$waiting"
check "no release" test "$(says "$program/reports/$waiting" state)" = waiting
cp "$place/doses.csv" "$doses"
cat "$place/late" >>"$doses"
expect_exit 0 "late rows of enough people" month "$program/exports" "$program/reports" "$waiting"
check "a release" test "$(says "$program/reports/$waiting" state)" = renewed

# ---- one late record ----------------------------------------------------------------------------------------------

people=$root/tests/fixtures/exports/people
months=(2026-07 2026-08 2026-09 2026-10)
# Each delivers what there was up to its month
for month in "${months[@]}"; do
    mkdir "$place/$month"
    for file in "$people"/*.csv; do
        [[ $file =~ -(20[0-9]{2}-[0-9]{2})\.csv$ && ${BASH_REMATCH[1]} > $month ]] || cp "$file" "$place/$month"
    done
done
for month in 2026-07 2026-08; do
    expect_exit 0 "$month" month "$place/$month" "$place/base" "$month"
    check "$month has a release" test -e "$place/base/$month/release/report.txt"
done

# row FILE CONDITION: the number of the first row for which the awk condition holds
row() { awk -F, "NR > 1 && ($2) { print NR; exit }" "$1"; }
# change FILE CONDITION COLUMN VALUE
change() {
    local line
    line=$(row "$1" "$2")
    [[ -n $line ]] || { check "no row of $1 has $2" false; return; }
    awk -F, -v OFS=, -v line="$line" -v column="$3" -v value="$4" 'NR == line { $column = value } 1' "$1" >"$1.new" && mv "$1.new" "$1"
}
remove() { local line; line=$(row "$1" "$2") && sed -i "${line}d" "$1"; }

# Somebody who came and left while it could be seen, and a use of the spring
newcomer=$(awk -F, '$2 > "2025-06" && $3 > "2025-10" && $3 < "2026-02" && $4 != "death" { print $1; exit }' "$people/admissions.csv")
IFS=, read -r user used < <(awk -F, '$2 > "2026-02" && $2 < "2026-06" { print $1 "," $2; exit }' "$people/returns_to_use.csv")

# late KIND: one record that comes or changes when the month was released
late() {
    case $1 in
        start)
            echo PLATE01,1985,female,black,fentanyl,hill >>patients.csv
            echo PLATE01,2026-04-04,,,maintenance,hill,, >>admissions.csv
            echo PLATE01,2026-04-04,buprenorphine,16,14,dispensed >>doses-2026-04.csv
            ;;
        dose) echo "$newcomer,2026-07-06,methadone,80,,administered" >>doses-2026-07.csv ;;
        "dose gone") remove doses-2026-05.csv '$3 == "buprenorphine"' ;;
        "another medication") change doses-2026-04.csv '$3 == "methadone"' 3 buprenorphine ;;
        supply) change doses-2026-02.csv '$5 > 7' 5 3 ;;
        discharge) change admissions.csv '$2 > "2025-06" && $3 > "2026-01" && $3 < "2026-06"' 3 2026-06-20 ;;
        "way of leaving") change admissions.csv "\$1 == \"$newcomer\"" 4 transferred ;;
        "other way of leaving") change admissions.csv '$3 > "2025-03" && $3 < "2025-12" && $4 == "completed"' 4 jail ;;
        site) change admissions.csv "\$1 == \"$newcomer\"" 6 elsewhere ;;
        sex) change patients.csv "\$1 == \"$newcomer\"" 3 other ;;
        "year of birth") change patients.csv "\$1 == \"$newcomer\"" 2 2005 ;;
        visit) echo "$user,$(date -u -d "$used +1 day" +%F),medical,attended," >>"visits-${used%-*}.csv" ;;
        "return to use") echo "$newcomer,2025-09-05,2025-09-08,mental,2025-09-12,stress,isolation,family,therapy_deepened,2025-09-15," >>returns_to_use.csv ;;
        death) echo "$newcomer,2026-06-01,death,yes" >>adverse_events.csv ;;
    esac
}

kinds=(start dose "dose gone" "another medication" supply discharge "way of leaving" "other way of leaving" site sex
    "year of birth" visit "return to use" death)
released=$(picture "$place/base/2026-08/release")
# of a printed.csv: the closed numbers, and which release printed each first
closed() { awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["closed"] == "yes"' "$1/release/printed.csv" | LC_ALL=C sort; }
n_closed=$(closed "$place/base/2026-08" | wc -l)
check "numbers of closed periods were printed: $n_closed" test "$n_closed" -gt 20

for kind in "${kinds[@]}"; do
    reports=$place/reports
    cp -R "$place/base" "$reports"
    mkdir "$place/now" "$place/next"
    cp "$place/2026-08"/* "$place/now" && (cd "$place/now" && late "$kind")
    cp "$place/2026-10"/* "$place/next" && (cd "$place/next" && late "$kind")
    expect_exit 0 "$kind: the same month again" month "$place/now" "$reports" 2026-08
    check "$kind: no byte of its release moves" test "$released" = "$(picture "$reports/2026-08/release")"
    check "$kind: the internal report does" bash -c "! cmp -s '$place/base/2026-08/internal/data/estimates.csv' '$reports/2026-08/internal/data/estimates.csv'"
    expect_exit 0 "$kind: two months later" month "$place/next" "$reports" 2026-10
    check "$kind: there is a new release" test -e "$reports/2026-10/release"
    check "$kind: no closed number differs from the printed one" test -z \
        "$(comm -23 <(closed "$reports/2026-08") <(closed "$reports/2026-10"))"
    check "$kind: it has numbers of its own" test "$(closed "$reports/2026-10" | wc -l)" -gt "$n_closed"
    rm -rf "$place/reports" "$place/now" "$place/next"
done
finish
