#!/bin/bash
# shellcheck disable=SC2016,SC2119,SC2120,SC2317  # programs of awk; functions called through check and expect_exit
# Edits of everybody that open no release: what no released number reads, other ids, other names, another clock; alone,
# with one record that does move a number, and beside a few people who are new. Twelve real ones do, whatever the ids.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export SWITCHBACK_STAGES=$real

last=2026-07 next=2026-08
"$real/../sample-data/generate_sample" --patients 72 --months 22 --seed 7 --clean --out "$place/program"
printf '[report]\nslides = none\n' >"$place/own.ini"
# month EXPORTS REPORTS YYYY-MM [OPTION ...]
month() { switchback run --exports "$1" --mapping generic --reports "$2" --month "$3" --config "$place/own.ini" "${@:4}"; }
says() { jq -r ".release.$2 // \"\"" "$1/run.json"; }

expect_exit 0 "the release" month "$place/program/exports" "$place/base" "$last"
cp -R "$place/base" "$place/after"
expect_exit 0 "the month after it" month "$place/program/exports" "$place/after" "$next" --work "$place/work"
new=$(says "$place/after/$next" changed_people)
check "a few people are new: $new" test "$new" -ge 1 -a "$new" -le 11
check "there is no release" test "$(says "$place/after/$next" state)" = waiting

# ---- edits of an export, in the working directory -------------------------------------------------------------------

# each FILE PROGRAM: awk over the rows behind the header; `at` knows the columns
each() { awk -F, -v OFS=, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; print; next } '"$2"' { print }' "$1" >"$1.new" && mv "$1.new" "$1"; }
all() { local file; for file in ./*.csv; do each "$file" "$1"; done; }
# Those who left long ago
awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
    { id = $at["patient_id"]; left = $at["left_on"]; last[id] = left == "" || last[id] == "9" ? "9" : left > last[id] ? left : last[id] }
    END { for (id in last) if (last[id] < "2026-03") print id "," last[id] }' "$place/work/spells/default_rule.csv" |
    sort >"$place/left"
check "enough have left" test "$(wc -l <"$place/left")" -ge 12

# real N: so many people turn out to have come back for a day, 60 days after they left
real() {
    local id left
    while IFS=, read -r id left; do
        echo "$id,$(date -u -d "$left +60 days" +%F),methadone,60,,administered" >>"doses-$(date -u -d "$left +60 days" +%Y-%m).csv"
    done < <(head -n "$1" "$place/left")
}
edit() {
    case $1 in
        people) each patients.csv '{ $at["birth_year"]--; $at["sex"] = "other"; $at["race_ethnicity"] = "white" }' ;;
        doses) for file in doses-*.csv; do each "$file" '{ $at["dose_mg"]++ }'; done ;;
        ids) all '{ $at["patient_id"] = "Q" substr($at["patient_id"], 2) "Q" }' ;;
        twice) for file in doses-*.csv; do each "$file" '$at["kind"] == "administered" { print; $at["dose_mg"] += 5 }'; done ;;
        visits) for file in visits-*.csv; do each "$file" '$at["status"] != "attended" { $at["reason"] = "" }'; done ;;
        sites) each patients.csv '{ sub(/^/, "new ", $at["site"]) }' && each admissions.csv '{ sub(/^/, "new ", $at["site"]) }' ;;
        reasons) each admissions.csv '$at["reason"] != "" && $at["reason"] != "death" { $at["reason"] = $at["reason"] == "moved" ? "jail" : "moved" }' ;;
        reflections) each returns_to_use.csv '$at["stage"] != "" { $at["stage"] = $at["stage"] == "mental" ? "physical" : "mental" }' ;;
        triggers) each returns_to_use.csv '$at["triggers"] != "" { $at["triggers"] = $at["triggers"] == "stress" ? "conflict" : "stress" }' ;;
        # Every day a month later: the 28th is as far as every month goes
        clock) all '{ for (i = 1; i <= NF; i++) if ($i ~ /^[0-9;-]*20[0-9][0-9]-[0-9][0-9]-[0-9][0-9]/) { n = split($i, days, ";"); $i = ""
            for (k = 1; k <= n; k++) { split(days[k], d, "-"); m = d[2] % 12 + 1
                $i = $i (k > 1 ? ";" : "") (days[k] == "" ? "" : sprintf("%04d-%02d-%02d", d[1] + (m == 1), m, d[3] > 28 ? 28 : d[3])) } } }' ;;
        no_doses) rm doses-*.csv ;;
        no_tests) rm drug_tests.csv ;;
        [0-9]*) real "$1" ;;
        *) false ;;
    esac
}

# edited EDIT ...: the export with these edits
edited() {
    local kind
    rm -rf "$place/now" && cp -R "$place/program/exports" "$place/now"
    for kind in "$@"; do (cd "$place/now" && edit "$kind") || check "edit $kind" false; done
    check "$*: another export" bash -c "! diff -r '$place/program/exports' '$place/now' >/dev/null"
}

# replacing EXIT EDIT ...: the same month, to be replaced
replacing() {
    local wanted=$1
    shift
    edited "$@"
    rm -rf "$place/reports" && cp -R "$place/base" "$place/reports"
    expect_exit "$wanted" "$*: replaced" month "$place/now" "$place/reports" "$last" --class release --replace-release "false numbers"
    [[ $wanted == 0 ]] || check "$*: the release stands" test "$(picture "$place/base/$last/release")" = "$(picture "$place/reports/$last/release")"
}

# ---- the same month -------------------------------------------------------------------------------------------------

nothing=(people doses ids twice visits)
for kind in "${nothing[@]}"; do
    replacing 1 "$kind"
    check "$kind: it says why" said "fewer than 12 people have changed since .*$last/release was made"
    replacing 1 "$kind" 1
done
replacing 1 "${nothing[@]}"
replacing 1 "${nothing[@]}" 11
for kind in sites reasons reflections; do replacing 1 "$kind" 1; done
check "many are told of, who do not count" said 'people have other rows now, but too few'
# Of what reflections say the release of so few people tells nothing
replacing 1 triggers
check "many triggers are others" said '[1-9][0-9] people have other rows now, but too few'
check "the release told of none" bash -c "! awk -F, '\$4 == \"field\" && \$12 != \"\"' '$place/base/$last/release/printed.csv' | grep -q ."
replacing 1 11
replacing 0 12
check "the record says so" test "$(says "$place/reports/$last" state)$(says "$place/reports/$last" changed_people)" = replaced12
replacing 0 12 ids
check "under other ids too" test "$(says "$place/reports/$last" changed_people)" = 12
replacing 1 clock
check "most are not as they were" said "of [0-9]* people whom that of $last knew, at least [0-9]* have other days in care"
check "what to do is said" said 'mend it; where that release was false, take it back .*--withdraw'
edited clock
expect_exit 0 "taken back" month "$place/now" "$place/reports" "$last" --class release --replace-release "the clock" --withdraw

edited 12
rm -rf "$place/reports" && cp -R "$place/base" "$place/reports"
printf '[report]\nslides = none\nprogram = Another\n' >"$place/other.ini"
expect_exit 1 "another configuration" switchback run --exports "$place/now" --mapping generic --reports "$place/reports" \
    --month "$last" --config "$place/other.ini" --class release --replace-release "false numbers"
check "says that nobody can be compared" said 'cannot be compared: it was made with other programs, another configuration'

# ---- the next month -------------------------------------------------------------------------------------------------

# renewing STATE CHANGED EDIT ...
renewing() {
    local state=$1 changed=$2
    shift 2
    edited "$@"
    rm -rf "$place/reports" && cp -R "$place/base" "$place/reports"
    expect_exit 0 "$*: the next month" month "$place/now" "$place/reports" "$next"
    check "$*: $state $changed, the record: $(says "$place/reports/$next" state) $(says "$place/reports/$next" changed_people)" \
        test "$(says "$place/reports/$next" state)$(says "$place/reports/$next" changed_people)" = "$state$changed"
}
for kind in "${nothing[@]}"; do renewing waiting "$new" "$kind"; done
for kind in sites reasons reflections; do renewing waiting "$new" "$kind"; done
check "page one tells of those who do not count" bash -c "tr -s '\n ' '  ' <'$place/reports/$next/internal/report.txt' | grep -q 'is otherwise now, but of few of them'"
renewing unlike "" clock
check "the run says it" said "no release is made: of [0-9]* people whom that of $last knew"
check "page one says it" bash -c "tr -s '\n ' '  ' <'$place/reports/$next/internal/report.txt' | grep -q 'There is no new release, since nobody can say how many people have changed'"
check "no release tells it" test ! -e "$place/reports/$next/release"
renewing unlike "" no_doses
check "the run names what is lost, and what to do" said "rows of doses, of which this export has none: have them delivered"
check "it does not call the export moved" test -z "$(grep 'has moved' "$place/said")"
renewing waiting "$new" no_tests
check "a table without which the days are the same is named too" said "rows of drug_tests, of which this export has none"
# Two of whom much the same is known may be told as one: so one more than needed
edited $((13 - new)) ids
rm -rf "$place/reports" && cp -R "$place/base" "$place/reports"
expect_exit 0 "twelve, new or late, under other ids" month "$place/now" "$place/reports" "$next"
check "have a release" test "$(says "$place/reports/$next" state)" = renewed
finish
