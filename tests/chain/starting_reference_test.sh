#!/bin/bash
# Starting in the sample against tests/reference/starting.R to 1e-8: request to first dose, second dose, dose on day 30,
# staying of all admitted, detoxification linked. And against the truth that made the sample: of requests to maintenance or
# counseling by everybody, within 2.6 standard errors; the weekly calls since October 2025 are seen in the first 30 days.
#
#   tests/chain/starting_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R
ingest_sample

incidence() { "$bin/estimate_incidence" --time time_days --event event --id patient_id --rule rule --quiet "$@"; }
estimate() { # of $work: every number that the chain tells
    local starts=$work/starts.csv
    sample_episodes --summary "$work/summary.csv" --starts "$starts"
    incidence --analysis first_dose --where question=first_dose --at 1,3,7,14,30 --by= --by=site --by=window "$starts"
    incidence --analysis second_dose --where question=second_dose --at 7,30,61 --by= --by=medication "$starts"
    incidence --analysis dose_on_day_30 --where question=dose_on_day_30 --at 30 --by= --by=medication --by=window "$starts"
    "$bin/estimate_retention" --analysis retention_admitted --time time_days --event event --event-value left \
        --entry entry_days --id patient_id --rule rule --where question=all_admitted --at 30,90,180,365 "$starts"
    grep -e ^analysis, -e ',coverage30,linked_within' "$work/summary.csv"
}

# ---- the truth, of everybody -------------------------------------------------------------------------------------

estimate >"$work/all.csv"
incidence --where question=first_dose --where program=maintenance,counseling --at 1,3,7,14,30 "$work/starts.csv" \
    >"$work/asked.csv"
# Days from request to admission, on a weekday: 0, else 1 to most_lag alike; from admission to cover: 0, else 1 to 3 alike,
# and on to Monday
check "requests are answered as fast as in truth" awk -F, '
    FNR == NR { true_of[$1] = $2; next }
    $3 == "cumulative_incidence" && $6 == "started" {
        most_lag = true_of["request_lag_days"]; share = 0
        for (lag = 0; lag <= most_lag; lag++) for (delay = 0; delay <= 3; delay++)
            for (weekday = 0; weekday < 5; weekday++) if (lag + delay + (weekday + delay == 5 ? 2 : weekday + delay == 6) <= $7)
            share += 0.2 * (lag == 0 ? true_of["same_day_request"] : (1 - true_of["same_day_request"]) / most_lag) * \
                (delay == 0 ? true_of["first_dose_same_day"] : (1 - true_of["first_dose_same_day"]) / 3)
        share *= true_of["started_probability"]; n++
        print "within " $7 " days: " $13 " (" $14 "), truth " share
        if (($13 - share) ^ 2 > (2.6 * $14) ^ 2) bad = 1
    }
    END { exit bad || n != 5 }' sample-data/truth/parameters.csv "$work/asked.csv"
check "detoxification links as in truth" awk -F, '
    FNR == NR { true_of[$1] = $2; next }
    $1 == "detoxification" { n++; share = true_of["detoxification_completes"] * true_of["detoxification_links"]
        print "linked: " $13 " (" $14 "), truth " share; if (($13 - share) ^ 2 > (2.6 * $14) ^ 2) bad = 1 }
    END { exit bad || n != 1 }' sample-data/truth/parameters.csv "$work/all.csv"
"$bin/monitor_months" --as-of "$as_of" --quiet "$work/default_rule.csv" >"$work/months.csv"
check "fewer are lost in 30 days since the calls" awk -F, '
    $3 == "cohort_left_30" && $17 == "" { since = $8 >= "2025-10"; n[since] += $9; left[since] += $12 }
    END { print left[1] " of " n[1] " since, " left[0] " of " n[0] " before"; exit !(n[1] > 200 && left[1] / n[1] < 0.7 * left[0] / n[0]) }' \
    "$work/months.csv"

# ---- R, of some --------------------------------------------------------------------------------------------------

# Who has a detoxification, who never a dose, every fourth other: R is slow
awk -F, 'FNR == 1 { file++; split("", at); for (i = 1; i <= NF; i++) at[$i] = i; if (file == 3) print; next }
    file == 1 { if ($at["program"] == "detoxification") some[$1] }
    file == 2 { dosed[$1] }
    file == 3 && (($1 in some) || !($1 in dosed) || n++ % 4 == 0)' \
    "$work/admissions.csv" "$work/doses.csv" "$work/patients.csv" | keep_people
estimate >"$work/some.csv"
Rscript tests/reference/starting.R "$work" "$as_of" "$window" >"$work/expected"

# In R's columns. Limits at 0 and 1 are exact ones, tested elsewhere
awk -F, -v OFS=, '
    $3 == "cumulative_incidence" || $3 == "survival" || $1 == "detoxification" {
        group = $4 == "window" ? ($5 ~ "/2026-10-31$" ? "now" : "before") : $5
        event = $3 == "survival" ? "left" : $1 == "detoxification" ? "linked" : $6
        if ($1 == "detoxification") $9 = $11
        if ($13 == "") next # past the last follow-up
        inside = $13 > 0 && $13 < 1
        print $1, $4, group, event, $7, $9, $12, $13, inside ? $14 : "", inside ? $15 : "", inside ? $16 : "" }' \
    "$work/some.csv" >"$work/found"
check "rows are those of R" awk -F, "$same"'
    { key = $1 "," $2 "," $3 "," $4 "," $5 }
    FNR == NR { row[key] = $0; n++; next }
    ($4 == "death" || $4 == "below" || ($1 == "second_dose" && $4 == "left" && !(key in row))) { next }
    { found++; split(row[key], expected, ",")
      for (i = 6; i <= 11; i++) if (!same($i, expected[i])) { print row[key] " | " $0; bad = 1; break } }
    END { print found " numbers"; if (found != n) print "rows: " n " and " found; exit bad || found != n || n < 95 }' \
    "$work/expected" "$work/found"

finish
