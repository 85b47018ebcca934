#!/bin/bash
# Deaths and overdoses of the sample from September 2024 on, of everybody with one and 80 others, against tests/reference/safety.R: counts alike,
# rates and limits to 1e-8; sources linked, so that every rate is there.
#
#   tests/chain/safety_reference_test.sh   STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"
needs_R
window=2024-09-01 deaths_end=2026-08-31 overdoses_end=2026-06-30

ingest_sample
for table in doses visits; do # many are in care when these data open
    awk -F, -v from="$window" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i } NR == 1 || $at["date"] >= from' "$work/$table.csv" >"$work/later"
    mv "$work/later" "$work/$table.csv"
done
awk -F, 'NR == FNR { has[$1]; next } FNR == 1 || ($1 in has) || n++ < 80' "$work/adverse_events.csv" "$work/patients.csv" |
    keep_people
printf '[completeness]\nlinked.death_index = %s\nlinked.hospital = %s\n' "$deaths_end" "$overdoses_end" >"$work/linked.ini"
sample_episodes --exposures "$work/exposures.csv"
"$bin/tabulate_safety" --tables "$work" --config "$work/linked.ini" --as-of "$as_of" -o "$work/safety.csv" "$work/exposures.csv"
Rscript tests/reference/safety.R "$work" "$as_of" "$window" "$deaths_end" "$overdoses_end" >"$work/expected"

awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { share = $at["measure"] ~ /within|in_hand/ # the interval is tested elsewhere
      print $at["measure"], $at["subgroup"], $at["period"], $at["n"], $at["event_people"], $at["events"], $at["estimate"],
          share ? "" : $at["ci_low"], share ? "" : $at["ci_high"] }' "$work/safety.csv" >"$work/found"
check "rows are those of R" rows_alike
check "none is left out" test "$(wc -l <"$work/expected")" -ge 100
finish
