#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# Every preset on a fixture of ours, against the same people in our own form: the same numbers, to the last digit.
#
#   tests/chain/presets_test.sh [FIXTURE ...]     STAGES=DIR: the built stages (default build/release/stages)
#
# tests/fixtures/exports/README.md says who the people are. Compared are all rows of estimates.csv but what is said of
# the data themselves; a form of export that cannot tell something lists it here, and no more than it.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export LC_ALL=C SWITCHBACK_STAGES=$real

fixtures=$root/tests/fixtures/exports

# preset, fixture, as-of, whom it is compared with (a fixture in our own form; hold_FORM: the people without what that form
# of export cannot hold, as hold_FORM.awk beside the fixtures leaves them), rows of estimates.csv that this form of export
# cannot tell (ANALYSIS/RULE/MEASURE, or ANALYSIS/RULE/MEASURE@PERIOD and the grouping, with * and ?; - for none)
presets="
generic     people      2026-10-31 people -
generic     generic     2026-10-31 people -
otp-dosing  otp-dosing  2026-10-31 people -
ctn0094     ctn0094     220        trial  months/*,compared/*,quarters/*,half_years/*,years/*,rates_in_care/*@20*,dose_on_day_30/*@*window,retention_now/*,for_whom_*/*
synthea     synthea     2026-10-31 hold_synthea -
omop        omop        2026-10-31 hold_omop -
omop        omop        2026-10-31 people reflections/*,to_do/*,for_whom_first_dose/*,signs_before_use/*,seen_again/*,care_after_return_to_use/*,early_warning_by_therapy/*,plan_change_*/*,left_after_plan_change/*,used_after_plan_change/*,after_return_to_use/*,months//seen_again_7*,compared//seen_again_7*,requests/*,first_dose/*,safety//naloxone_in_hand
"
as_of_dates=2026-10-31 # of the fixtures in our own form

# run_fixture PRESET FIXTURE AS_OF: one report; its estimates are $place/reports/FIXTURE.PRESET/latest/internal/data.
run_fixture() {
    local exports=$fixtures/$2
    if [[ $2 == hold_* ]]; then
        exports=$place/$2
        mkdir -p "$exports"
        "$fixtures/$2.awk" "$fixtures/people" "$exports"
    elif [[ -x $fixtures/export_$2.sh ]]; then # a database, of which the preset brings the SQL
        exports=$place/exported_$2
        mkdir -p "$exports"
        "$fixtures/export_$2.sh" "$fixtures/$2" "$exports"
    fi
    switchback run --mapping "$1" --exports "$exports" --as-of "$3" --reports "$place/reports/$2.$1" --quiet
}

# The rows of a run that the patterns take, or (with `not`) those that none takes. Race and ethnicity are as recorded: each
# form has its own words, and groups of its own, all of which the q are of.
rows() {
    local file=$1 how=$2
    shift 2
    awk -F, -v how="$how" -v patterns="$*" '
        BEGIN {
            n = patterns == "-" ? 0 : split(patterns, pattern, ",")
            for (i = 1; i <= n; i++) { gsub(/[*]/, ".*", pattern[i]); gsub(/[?]/, ".", pattern[i]) }
        }
        NR > 1 && $1 != "data_quality" && !($1 ~ /^for_whom/ && ($4 == "race_ethnicity" || $3 ~ /_q$/)) {
            found = 0
            for (i = 1; i <= n; i++)
                if ($1 "/" $2 "/" $3 (pattern[i] ~ /@/ ? "@" $8 $4 : "") ~ "^" pattern[i] "$") found = 1
            if (found == (how == "in")) print
        }' "$file"
}

same_rows() {
    local found=$1 expected=$2 cannot=$3
    rows "$expected" not "$cannot" >"$place/expected.csv"
    rows "$found" not "$cannot" >"$place/found.csv"
    [[ -s $place/expected.csv ]] || return 1
    diff "$place/expected.csv" "$place/found.csv" >"$place/difference" && return
    echo "    expected <, found >: $(grep -c '^<' "$place/difference") rows, among them" >&2
    head -n 6 "$place/difference" | sed 's/^/    /' >&2
    return 1
}

# What is listed as not to be told must differ, pattern by pattern.
excepted_differ() {
    local found=$1 expected=$2 pattern patterns
    [[ $3 != - ]] || return 0
    IFS=, read -ra patterns <<<"$3"
    for pattern in "${patterns[@]}"; do
        ! cmp -s <(rows "$expected" in "$pattern") <(rows "$found" in "$pattern") || { echo "    $pattern is equal" >&2; return 1; }
    done
}

# A table is compared where it says something of every kind of question.
asks_everything() {
    local analysis
    for analysis in retention_first retention_all retention_returned exits_first ever_returned return_after_leaving; do
        grep -q "^$analysis,.*,[0-9]" "$1" || return 1
    done
}

tried=0 skipped=
while read -r preset fixture as_of against cannot; do
    [[ -n $preset ]] || continue
    (($# == 0)) || [[ " $* " == *" $fixture "* ]] || continue
    tried=$((tried + 1))
    if [[ -x $fixtures/export_$fixture.sh ]] && ! command -v sqlite3 >/dev/null; then
        skipped="no sqlite3 here: the preset $preset was not tested"
        continue
    fi
    [[ -d $place/reports/$against.generic ]] || expect_exit 0 "the people of $against" run_fixture generic "$against" "$as_of_dates"
    [[ $preset.$fixture == "generic.$against" ]] || expect_exit 0 "$preset publishes $fixture" run_fixture "$preset" "$fixture" "$as_of"
    expected=$place/reports/$against.generic/latest/internal/data/estimates.csv
    found=$place/reports/$fixture.$preset/latest/internal/data/estimates.csv
    check "$against: every question has a number" asks_everything "$expected"
    check "$preset: $fixture has the numbers of $against" same_rows "$found" "$expected" "$cannot"
    check "$preset: what $fixture cannot tell" excepted_differ "$found" "$expected" "$cannot"
done <<<"$presets"

# Most dosing systems keep no reflections: then nothing is said of them, and all else is as it was.
without_form='after_return_to_use/*,to_do/*,seen_again/*,care_after_return_to_use/*,reflections/*,signs_before_use/*,after_early_warning/*,early_warning_by_therapy/*,plan_change_*/*,left_after_plan_change/*,used_after_plan_change/*,months//returns_to_use*,months//seen_again_7*,compared//returns_to_use*,compared//seen_again_7*,quarters//returns_to_use*,half_years//returns_to_use*,years//returns_to_use*,where_everyone_is/*,rates_in_care//per_100_person_months,safety//naloxone_in_hand'
if [[ -d $place/reports/otp-dosing.otp-dosing ]]; then
    cp -r "$fixtures/otp-dosing" "$place/no_form"
    rm "$place/no_form/Return_to_Use_Form.csv"
    expect_exit 0 "otp-dosing publishes without the form" switchback run --mapping otp-dosing --exports "$place/no_form" \
        --as-of "$as_of_dates" --reports "$place/reports/no_form" --quiet
    expected=$place/reports/people.generic/latest/internal/data/estimates.csv
    found=$place/reports/no_form/latest/internal/data/estimates.csv
    check "otp-dosing: all but returns to use without the form" same_rows "$found" "$expected" "$without_form"
    check "otp-dosing: no returns to use without the form" excepted_differ "$found" "$expected" "$without_form"
fi

check "a fixture of that name" test "$tried" -gt 0
[[ -z $skipped ]] || ((failures > 0)) || skip "$skipped"
finish
