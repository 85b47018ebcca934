#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# TEDS-D, an export of stays that have ended: no doses, no dates, no person with two stays. What it can tell is what the
# people's own admissions tell, worked out here from their dates alone; what it cannot is in no sentence and no chart.
#
#   tests/chain/teds_d_test.sh      STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export LC_ALL=C SWITCHBACK_STAGES=$real

fixtures=$root/tests/fixtures/exports
data=$place/reports/day-427/internal/data/estimates.csv

run_teds() { switchback run --mapping teds-d --exports "$1" --as-of 427 --reports "$place/reports" --quiet; }

# A stay of d days goes on past day t where d >= t: known for the days up to 31, and for those after a band's end. There
# "in care on day t" stands one day before (each band is taken to end one day before its last): DAY OF THE REPORT, DAY.
days="2,2 7,7 15,15 30,30 31,31 45,46 60,61 90,91 120,121 180,181 365,366"

# "survival DAY SHARE" and "REASON DAY SHARE" of all stays that ended, but of detoxification.
from_dates() {
    awk -F, -v days="$days" '
        function number(date,    y, m) {
            y = substr(date, 1, 4); m = substr(date, 6, 2)
            if (m < 3) { y--; m += 12 }
            return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + substr(date, 9, 2)
        }
        NR > 1 && $3 != "" && $5 != "detoxification" {
            n++
            length_of[n] = number($3) - number($2)
            why[n] = $4 ~ /^(completed|left|administrative|transferred|jail|death)$/ ? $4 : "other"
            reasons[why[n]] = 1
        }
        END {
            n_days = split(days, pairs, " ")
            for (k = 1; k <= n_days; k++) {
                split(pairs[k], day, ",")
                stayed = 0
                split("", ended)
                for (i = 1; i <= n; i++) if (length_of[i] >= day[2]) stayed++; else ended[why[i]]++
                printf "survival %d %.12f\n", day[1], stayed / n
                if (day[1] ~ /^(30|60|90|120|180)$/) for (w in reasons) printf "%s %d %.12f\n", w, day[1], ended[w] / n
            }
        }' "$fixtures/people/admissions.csv" | sort
}

# The same as they were reported: the curve is a step function, the reasons stand at the days of the grid.
from_report() {
    awk -F, -v days="$days" '
        $1 == "retention_first" && $3 == "survival" && $4 == "" { at[++n] = $7; share[n] = $13 }
        $1 == "exits_first" && $3 == "cumulative_incidence" && $4 == "" && $7 ~ /^(30|60|90|120|180)$/ {
            printf "%s %d %.12f\n", $6, $7, $13
        }
        END {
            n_days = split(days, pairs, " ")
            for (k = 1; k <= n_days; k++) {
                split(pairs[k], day, ",")
                latest = -1; found = 1
                for (i = 1; i <= n; i++) if (at[i] <= day[1] && at[i] > latest) { latest = at[i]; found = share[i] }
                printf "survival %d %.12f\n", day[1], found
            }
        }' "$data" | sort -u
}

same_numbers() { diff <(from_dates) <(from_report) >&2; }

expect_exit 0 "the fixture is published" run_teds "$fixtures/teds-d"
check "shares and reasons are those of the dates" same_numbers
check "nobody is taken to have had no medication" test -z "$(grep -E '^[a-z_]+,[a-z]*,[a-z_]+,medication,none,' "$data")"
check "of every reason there is a number" test "$(from_report | grep -c ' 180 ')" -ge 6

# What a sentence, a table or a chart may not be about, but for sections that say alone why they tell nothing: the heading,
# its line and "Not told: ...".
told() {
    awk '{ line[NR] = $0 }
        END {
            for (i = 1; i <= NR; i++) {
                if (line[i + 1] ~ /^=+$/ && line[i + 2] ~ /^Not told: /) { i += 2; while (i < NR && line[i + 1] != "") i++; continue }
                print line[i]
            }
        }' "$1"
}
no_words() { ! grep -inE "$2" "$1" >&2; }
for class in internal release; do
    text=$place/reports/day-427/$class/report.txt
    drawn='exits.svg for_whom.svg retention_by_medication.svg'
    [[ $class == internal ]] || drawn='exits.svg retention.svg'
    page_one=$(sed '/^\(To do now\|What changed\|Safety\|Starting\)$/,$d' "$text" | tr '\n' ' ' | tr -s ' ')
    for said in "holds no doses" "holds no visits" "holds no returns to use" "holds no readmissions" "holds no stays that go on" \
        "The bands end on day 45, 60, 90, 120, 180 and 365" "Ages are known in bands"; do
        check "$class: page one says: $said" grep -qF "$said" <<<"$page_one"
    done
    told "$text" | sed '/^Know this first/,/^\(To do now\|What changed\)/d; /^What is known/,/^How /d' >"$place/body"
    check "$class: nothing about what cannot be known" no_words "$place/body" \
        'came back|returns? to (use|care)|led to maintenance|covered|medication|dose|visit|who start care|published figures|site|reflection|can still be called'
    cd "$place/reports/day-427/$class/charts" || exit 1
    check "$class: charts of these questions alone" test "$(printf '%s\n' *.svg | grep -v _narrow | paste -sd ' ')" = "$drawn"
    for chart in $drawn; do
        check "$class: $chart says nothing of medications" no_words "$chart" 'by medication|injection|receives'
    done
    cd "$OLDPWD" || exit 1
done

# An export in dates without doses: the months tell what is known, and who came back is known by the ids.
mkdir "$place/dated"
cp "$fixtures"/people/{patients,admissions}.csv "$place/dated"
printf '[export]\nprofile = limited\ndates = %%Y-%%m-%%d\nwithout = doses, visits, drug_tests, returns_to_use, adverse_events\n[patients]\nfiles = patients.csv\n[admissions]\nfiles = admissions.csv\n' >"$place/dated.ini"
expect_exit 0 "admissions with dates are published" switchback run --mapping "$place/dated.ini" --exports "$place/dated" \
    --as-of 2026-10-31 --reports "$place/reports" --quiet
text=$place/reports/2026-10/internal/report.txt
told "$text" | sed '1,/^The numbers/d; /^Know this first/,/^\(To do now\|What changed\)/d' >"$place/body"
check "with dates: nothing about what cannot be known" no_words "$place/body" 'return to use|returns to use|covered|medication|dose|visit|reflection'
check "with dates: who came back" grep -q '^Of the leavings, followed by a return to care' "$text"
check "with dates: no zeros for returns to use" test -z "$(grep '^months,.*,returns_to_use,' "$place/reports/2026-10/internal/data/estimates.csv")"

# Breakers: each is right, or said.
cp -r "$fixtures/teds-d" "$place/broken"
rm "$place"/broken/*
expect_exit 66 "no file" run_teds "$place/broken"
check "no file: the directory" said 'holds no file'
sed 's/,SEX,/,GENDER,/' "$fixtures/teds-d/tedsd_puf_2025.csv" >"$place/broken/tedsd_puf_2025.csv"
expect_exit 65 "a file from before 2023" run_teds "$place/broken"
check "a file from before 2023: the column that is not there" said 'SEX'
awk -F, -v OFS=, 'NR > 1 { $9 = 38 } { print }' "$fixtures/teds-d/tedsd_puf_2025.csv" >"$place/broken/tedsd_puf_2025.csv"
expect_exit 1 "lengths of stay that are no codes" run_teds "$place/broken"
check "lengths of stay that are no codes: the table" said 'admissions: .*have a key that is missing'
cp "$fixtures/teds-d/tedsd_puf_2025.csv" "$place/broken"
printf 'doses\n' >"$place/broken/doses.csv"
expect_exit 1 "a file of doses in an export without" run_teds "$place/broken"
check "a file of doses: no pattern takes it" said 'doses.csv: no pattern of the mapping takes it'
finish
