#!/bin/bash
# The estimators find in the true spells of the sample data the hazards that made them: every ratio and incidence lies
# within 2.6 standard errors of the truth, and all ratios together are not farther off than chance.
#
#   tests/chain/sample_truth_test.sh         STAGES=DIR: the built stages (default build/release/stages)
#
# That the chain finds these spells in the exports is the test sample_spells_test.sh.
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
truth=sample-data/truth
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# leaving: from the start of a spell to the decision to leave unplanned; those in care when the window opens enter then.
# returning: from the last covered day of those who left without a reason to their next admission.
awk -F, -v work="$work" -v window=2023-11-01 -v as_of=2026-10-31 '
    function days(date,   y, m, d) {
        y = substr(date, 1, 4); m = substr(date, 6, 2); d = substr(date, 9, 2)
        if (m <= 2) { y--; m += 12 }
        return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + int((153 * (m - 3) + 2) / 5) + d
    }
    function band(age) {
        return age < 25 ? "18-24" : age < 35 ? "25-34" : age < 45 ? "35-44" : age < 55 ? "45-54" : "55_on"
    }
    BEGIN {
        leaving = work "/leaving.csv"; returning = work "/returning.csv"
        print "patient_id,entry_days,time_days,event,site,medication,age,returned,calls" >leaving
        print "patient_id,time_days,event" >returning
    }
    FNR == 1 { next }
    person == $1 && left { print person, days($7) - left, 1 >returning; left = 0 }
    person != $1 && left { print person, days(as_of) - left, 0 >returning; left = 0 }
    {
        person = $1; left = 0
        if ($11 == "left" && $10 < as_of) left = days($10)
        if ($8 == "" || $3 == "detoxification") next
        # Before the window only those who came back or stayed are known.
        if ($8 < window && $9 < window) next
        time = days($9) - days($8); entry = $8 < window ? days(window) - days($8) : 0
        event = $11 ~ /^(left|administrative|declined|moved)$/
        if (time <= entry) next
        print $1, entry, time, event, $5, $4, band($6), ($2 > 1), ($8 >= "2025-10-01" ? "yes" : "no") >leaving
    }
    END { if (left) print person, days(as_of) - left, 0 >returning }' OFS=, \
    <(head -n 1 "$truth/spells.csv" && tail -n +2 "$truth/spells.csv" | sort -t, -k1,1 -k2,2n)

"$bin/fit_hazards" --entry entry_days --time time_days --event event --id patient_id --covariates returned \
    --factors site,medication,age --reference site=north,medication=buprenorphine,age=35-44 --strata calls \
    "$work/leaving.csv" -o "$work/hazards.csv"
"$bin/estimate_retention" --time time_days --event event --id patient_id --at 90,180,365 "$work/returning.csv" \
    -o "$work/returns.csv"

if awk -F, '
    function abs(x) { return x < 0 ? -x : x }
    function hold(what, found, error, wanted) {
        z = (found - wanted) / error; n++; squares += z * z
        printf "%-34s %8.4f (%.4f)  truth %8.4f  z %5.2f\n", what, found, error, wanted, z
        if (!(abs(z) < 2.6)) wrong++
    }
    FILENAME ~ /parameters/ { value[$1] = $2; next }
    FILENAME ~ /hazards/ && $3 == "log_hazard_ratio" && $17 !~ /reference/ { ratio[$5 " " $6] = $13 }
    FILENAME ~ /hazards/ && $3 == "robust_std_error" { error[$5 " " $6] = $13 }
    FILENAME ~ /returns/ && $3 == "survival" { stayed[$7] = $13; stayed_error[$7] = $14 }
    END {
        base = value["leave_buprenorphine"]
        wanted["site hill"] = value["leave_site_hill"]; wanted["site river"] = value["leave_site_river"]
        wanted["medication methadone"] = value["leave_methadone"] / base
        wanted["medication buprenorphine_xr"] = value["leave_buprenorphine_xr"] / base
        wanted["medication naltrexone_xr"] = value["leave_naltrexone_xr"] / base
        wanted["medication none"] = value["leave_no_medication"] / base
        wanted["age 18-24"] = value["leave_age_18_24"]; wanted["age 25-34"] = value["leave_age_25_34"]
        wanted["age 45-54"] = value["leave_age_45_54"]; wanted["age 55_on"] = value["leave_age_55_on"]
        wanted["returned "] = value["leave_returned_spell"]
        for (term in wanted) hold("log ratio " term, ratio[term], error[term], log(wanted[term]))
        # 11 terms: 99.9 % of the sum of squares lie below 31.26.
        if (!(n == 11 && squares < 31.26)) wrong++
        first = value["return_first_days"]; rate = value["return_left"] / 30.4375
        for (day = 90; day <= 365; day += day == 90 ? 90 : 185) {
            sum = rate * value["return_early"] * ((day < 120 ? day : 120) - first + 1)
            sum += rate * (day > 120 ? day - 120 : 0)
            hold("returned by day " day, 1 - stayed[day], stayed_error[day], 1 - exp(-sum))
        }
        exit wrong > 0 || n != 14
    }' "$truth/parameters.csv" "$work/hazards.csv" "$work/returns.csv" >"$work/table"; then
    echo 'sample_truth_test: passed'
else
    cat "$work/table" >&2
    echo 'sample_truth_test: FAILED' >&2
    exit 1
fi
