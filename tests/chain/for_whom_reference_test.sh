#!/bin/bash
# Groups beside the mean of all in the sample, starting, staying and coming back, against tests/reference/for_whom.R: people alike,
# shares, differences, limits, p and q to 1e-8.
#
#   tests/chain/for_whom_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
sample_episodes --starts "$work/starts.csv"
"$bin/build_followup" --tables "$work" --episodes "$work/default_rule.csv" --as-of "$as_of" -o "$work/followup.csv"
# One group is made to start within 3 days, every one of them
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } NR > 1 && $at["question"] == "first_dose" && $at["race_ethnicity"] == "hispanic" {
    $at["time_days"] = 1 + NR % 3; $at["event"] = "started" } { print }' "$work/starts.csv" >"$work/all_start.csv"
mv "$work/all_start.csv" "$work/starts.csv"
groups=(--by sex --by age_band --by race_ethnicity --by program --strata site --windows "365,730" --until "$as_of")
"$bin/compare_groups" --analysis staying --time time_days --entry entry_days --event event --id patient_id --without \
    --where order=first --where program=maintenance,counseling --at 90 --day start "${groups[@]}" -o "$work/staying.csv" \
    --quiet "$work/default_rule.csv"
"$bin/compare_groups" --analysis coming_back --time time_days --event event --id patient_id --cause returned \
    --where question=return_after_leaving --at 180 --day origin "${groups[@]}" -o "$work/back.csv" "$work/followup.csv"
"$bin/compare_groups" --analysis first_dose --time time_days --event event --id patient_id --cause started \
    --where question=first_dose --at 7 --day origin "${groups[@]}" -o "$work/start.csv" "$work/starts.csv"
"$bin/find_q_values" -o "$work/for_whom.csv" "$work/staying.csv" "$work/back.csv" "$work/start.csv"
Rscript tests/reference/for_whom.R "$work/default_rule.csv" "$work/followup.csv" "$work/starts.csv" "$as_of" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["estimate"] != "" { print $at["analysis"], $at["measure"], $at["group_by"], $at["group"], $at["period"], $at["n"],
        $at["estimate"], $at["std_error"], $at["ci_low"], $at["ci_high"] }' "$work/for_whom.csv" >"$work/found"
# A difference of next to nothing is the rest of two shares: to 1e-8 of these.
check "rows are those of R" awk -F, 'function same(a, b) { return a == b || (a != "" && b != "" && (a - b) ^ 2 <= (1e-8 * (b < 0 ? -b : b) + 1e-11) ^ 2) }
    function key() { return $1 "," $2 "," $3 "," $4 "," $5 }
    NR == FNR { row[key()] = $0; n_found++; next }
    { n++; tests += $2 ~ /_q$/; split(row[key()], found, ",")
      for (i = 6; i <= 10; i++) if (!same(found[i], $i)) { print $0 " | " row[key()]; bad++; break } }
    END { if (n != n_found) print "rows: " n " and " n_found; exit bad > 0 || n != n_found || n < 150 || tests < 20 }' \
    "$work/found" "$work/expected"
check "a share of all is among them" grep -q '^first_dose,group_share,race_ethnicity,hispanic,[^,]*,[0-9]*,1,' "$work/expected"
finish
