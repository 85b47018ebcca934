#!/bin/bash
# Rates of months of the sample, and of twelve months beside those before, against tests/reference/month_rates.R: counts
# alike, rates and limits to 1e-8.
#
#   tests/chain/month_rates_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R

ingest_sample
sample_episodes
"$bin/monitor_months" --as-of "$as_of" --quiet --returns "$work/returns_to_use.csv" -o "$work/months.csv" "$work/default_rule.csv"
Rscript tests/reference/month_rates.R "$work/default_rule.csv" "$work/returns_to_use.csv" "$as_of" >"$work/expected"
awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    $at["group_by"] != "" || $at["measure"] !~ /_rate(_before|_part)?$/ || $at["flag"] != "" { next }
    $at["analysis"] == "months" { print $at["measure"], $at["period"], $at["n"], $at["events"], $at["at_risk"], $at["estimate"] }
    $at["analysis"] == "compared" && $at["period"] ~ /2025-.*\// { print $at["measure"], $at["period"], $at["subgroup"], $at["n"],
        $at["estimate"], $at["ci_low"], $at["ci_high"] }' "$work/months.csv" | LC_ALL=C sort >"$work/found"
LC_ALL=C sort -o "$work/expected" "$work/expected"
check "rows are those of R" rows_alike
check "none is left out" rows_expected "$(wc -l <"$work/found")"
check "each measure is among them" test "$(cut -d, -f1 "$work/found" | sort -u | wc -l)" -ge 7

# One measure has one value: of the same months the rate in care is the one that the months are compared by.
"$bin/tabulate_rates" --tables "$work" --as-of "$as_of" -o "$work/rates.csv" "$work/default_rule.csv"
rates_of() {
    awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        ($at["measure"] ~ /^returns_to_use_rate(_before)?$/ && $at["analysis"] == "compared") ||
        ($at["analysis"] == "rates_in_care" && $at["subgroup"] == "return_to_use" && $at["period"] != "") {
            period = $at["measure"] ~ /_before$/ ? $at["subgroup"] : $at["period"]
            print period, $at["events"], $at["estimate"] }' "$1" | LC_ALL=C sort -u
}
rates_of "$work/rates.csv" >"$work/expected"
rates_of "$work/months.csv" | awk -F, 'NR == FNR { told[$1]; next } $1 in told' "$work/expected" - >"$work/found"
check "the rates in care are those compared" rows_alike
check "a year, the year before and a month are" rows_expected 3
finish
