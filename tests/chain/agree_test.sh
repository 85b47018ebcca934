#!/bin/bash
# shellcheck disable=SC2317  # functions called through check
# Sentence, tile, table, chart and section say the same of the same thing, and say of whom: pages of generated programs of
# several sizes, each read against itself and against its numbers. Nothing here knows a number of any program.
#
#   tests/chain/agree_test.sh   STAGES=DIR: the built stages (default build/release/stages)
#                               AGREE_PAGES=DIR ...: read these reports instead (internal/ below each)
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
generate=$real/../sample-data/generate_sample
[[ -x $generate ]] || skip "no generate_sample is built"

# program PEOPLE SITES SEED: two months of reports, for what changed since the last.
program() {
    local dir=$place/p$1
    mkdir "$dir"
    "$generate" --patients "$1" --sites "$2" --seed "$3" --out "$dir" >/dev/null || return 1
    for month in 2026-09-30 2026-10-31; do
        "$root/pipeline/switchback" run --exports "$dir/exports" --mapping generic --as-of "$month" --class internal \
            --reports "$dir/reports" --quiet || return 1
    done
    pages+=("$dir/reports/2026-10")
}

# section NAME FILE: its text on one line a paragraph, words of a paragraph joined; tables keep their lines in `raw`.
raw() { awk -v name="$1" '$0 == name { on = 1; getline; next } on && /^=+$/ { exit } on { if (seen++) print last; last = $0 }' "$2"; }
joined() { raw "$1" "$2" | awk '/^ *$/ { print ""; next } /^- / { printf "\n" } { sub(/^ +/, ""); printf "%s ", $0 }' | grep .; }
title() { grep -oE '<title[^>]*>[^<]*' "$1" | head -n 1 | sed 's/.*>//'; }
description() { grep -oE '<desc[^>]*>[^<]*' "$1" | head -n 1 | sed 's/.*>//'; }
# rows ANALYSIS MEASURE [FIELD=VALUE ...]: of the numbers.
numbers() {
    awk -F, -v want="$*" 'BEGIN { n = split(want, w, " ") } NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $1 != w[1] || $3 != w[2] { next }
        { for (i = 3; i <= n; i++) { split(w[i], p, "="); if ($at[p[1]] != p[2]) next } print }' "$page/data/estimates.csv"
}

# (a) each share in care after 90 days says of whom, and on what days
of_whom() {
    local line
    while read -r line; do
        [[ $line =~ (start\ now|by\ the\ last\ year|first\ starts|who\ started|start\ care|whole\ time|since\ [0-9]|with\ enough|all\ who|in\ that\ month) ]] ||
            { echo "of whom? $line" >&2; return 1; }
    done < <({ joined "The month in five sentences" "$printed"; joined "The numbers" "$printed"; joined "For whom" "$printed" | grep -v '^Share of'; } |
        sed -E 's/([.]) ([A-Z])/\1\n\2/g' | grep -E '(stay|after) 90 days' | grep -E '[0-9]+(%| of 100)')
    grep -q 'Sites' "$printed" || return 0
    raw Sites "$printed" | grep -q 'side by side' || return 0
    joined Sites "$printed" | grep -qE 'side by side, in the order of their names, since [0-9]'
}

# (b) what is marked as of 24 months stands beside the mean of these, and points are from it
marks_have_means() {
    local marked
    marked=$(raw "For whom" "$printed" | grep -cE '[0-9]%‡')
    ((marked == 0)) || joined "For whom" "$printed" | grep -qE '\(‡ over [0-9]+ months: [0-9]+ of 100'
}
points_are_from_the_mean() {
    awk -F, 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $1 !~ /^for_whom/ { next }
        { key = $1 FS $at["group_by"] FS $at["group"] FS $at["subgroup"] FS $at["time_days"] FS $at["period"]; v[$3 FS key] = $at["estimate"]; keys[key] }
        END { for (k in keys) if (v["difference" FS k] != "" && v["group_share" FS k] != "" && v["mean" FS k] != "") { n++
            d = v["group_share" FS k] - v["mean" FS k] - v["difference" FS k]; if (d > .02 || d < -.02) { print "points: " k; bad++ } }
            exit bad > 0 }' "$page/data/estimates.csv"
}

# (c, i) one verdict on sites: section, both charts, marks of the table, R
verdict() { joined Sites "$printed" | grep -oE '(first episodes from|In care after 90 days)[^:]*: .*' | head -n 1 | sed -E 's/^[^:]*: //; s/\. *$//'; }
one_verdict() {
    local chart words
    words=$(verdict)
    [[ -n $words ]] || { ! raw Sites "$printed" | grep -q 'side by side'; return; }
    for chart in sites retention_by_site; do
        [[ -e $page/charts/$chart.svg ]] || continue
        [[ $(title "$page/charts/$chart.svg") == *"$words" ]] || { echo "$chart: $(title "$page/charts/$chart.svg") | $words" >&2; return 1; }
    done
}
marked_sites() { raw Sites "$printed" | sed '/^Leaving, among/,$d' | grep -cE '\) †|too few †$'; }
named_sites() { if [[ $(verdict) =~ ([0-9]+)\ of\ [0-9]+\ stands?\ out ]]; then echo "${BASH_REMATCH[1]}"; else echo 0; fi; }
sites_as_in_R() {
    [[ -n $(numbers leaving_adjusted between_variance group=site) ]] || return 0
    command -v Rscript >/dev/null || return 0
    Rscript "$root/tests/reference/funnel_limits.R" "$page/data/estimates.csv" >"$place/funnel" || return 1
    (($(grep -c ',outside$' "$place/funnel") == $(named_sites))) || return 1
    awk -F, -v phi="$(numbers leaving_adjusted dispersion group=site | cut -d, -f13)" -v tau="$(numbers leaving_adjusted between_variance group=site | cut -d, -f13)" '
        $1 == "dispersion" && ($2 - phi) ^ 2 > 1e-16 { bad = 1 } $1 == "between_variance" && ($2 - tau) ^ 2 > 1e-18 { bad = 1 } END { exit bad }' "$place/funnel"
}

# (d) what happens to people is judged by the time at risk: no count has a mark of its own, and the words are the rate's
judged_by_rate() { ! grep -qE '^months,[^,]*,(leavings|returns|returns_to_use)_(signal|center),|^compared,[^,]*,(leavings|returns|returns_to_use)_part,' "$page/data/estimates.csv"; }
words_of_rates() {
    local measure said row change
    for measure in leavings returns; do
        row=$(numbers compared "${measure}_rate_part" | awk -F, '$8 ~ /\// { split($8, p, "[-/]"); if ((p[3] - p[1]) * 12 + p[4] - p[2] == 11) print }' | tail -n 1)
        said=$(joined "The month in five sentences" "$printed" | grep -oE "In twelve months [0-9,]+ $([[ $measure == leavings ]] && echo leavings || echo 'returns? to care')[^.]*\. Per 100 months[^:]*: [a-z ]+\." | head -n 1)
        [[ -n $row && -n $said ]] || continue
        change=$(awk -F, '{ print ($15 > .5 ? "more" : $16 < .5 ? "fewer" : "other") }' <<<"$row")
        case $change in
            other) [[ $said =~ (no\ clear\ change|about\ the\ same|the\ same)\.$ ]] ;;
            *) [[ $said == *": $change." ]] ;;
        esac || { echo "$measure: $change, but: $said" >&2; return 1; }
    done
}

# (e) a run that the chart says ("Feb 2026 to Oct 2026: 9 months above the mean") is marked in the table, month by month
chart_marks() { if [[ -e $page/charts/months.svg ]]; then description "$page/charts/months.svg"; fi; }
marks_as_in_the_chart() {
    local column words n have from to
    while IFS='|' read -r column words; do
        [[ $(chart_marks) =~ $words:\ ([A-Z][a-z]{2}\ [0-9]{4})\ to\ ([A-Z][a-z]{2}\ [0-9]{4}):\ ([0-9]+)\ months ]] || continue
        n=${BASH_REMATCH[3]} from=${BASH_REMATCH[1]} to=${BASH_REMATCH[2]}
        have=$(raw Months "$printed" | awk -v c="$column" -v from="$from" -v to="$to" '
            /^Month / { i = index($0, c) } substr($0, 1, 8) == from { on = 1; seen = 1 }
            on && /^[A-Z][a-z][a-z] 20/ { k++; if (index(substr($0, i > 2 ? i - 2 : 1, length(c) + 8), "†")) m++ }
            substr($0, 1, 8) == to { on = 0 } END { print seen ? k - m : 0 }')
        ((have == 0)) || { echo "$column: $n months in the chart, $have not marked in the table" >&2; return 1; }
    done <<<'Started|Began care for the first time'
}

# (f) fewer than 30 people: no share in sentence, tile or what changed
few_are_few() {
    ! joined "Safety" "$printed" | grep -q 'too few to say more' || return 1
    local label measure n
    while IFS='|' read -r label measure n; do
        ((n < 30)) || continue
        ! raw "What changed" "$printed" | grep -E "^$label" | grep -qE '[0-9]%.*[0-9]% *\(' || { echo "$label of $n: $(raw "What changed" "$printed" | grep -E "^$label")" >&2; return 1; }
    done <<<"In care after 90 days|stay|$(numbers retention_first survival rule=coverage30 group_by= time_days=90 | cut -d, -f9)
Seen again within 7 days|seen|$(numbers after_return_to_use cumulative_incidence rule=coverage30 group_by= subgroup=re_engaged time_days=7 | cut -d, -f9)"
}

# (g) what the table of plan changes has on time stands in the sentence
on_time() {
    local cell
    cell=$(raw Reflections "$printed" | sed -n '/^Changes of plan that were due/,$p' | grep -E '^All +[0-9,]+ +[0-9]+% \(' | sed -nE 's/^All +[0-9,]+ +([0-9]+)% .*/\1/p' | head -n 1)
    [[ -z $cell ]] || joined Reflections "$printed" | grep -qE "Done on time: ($cell of 100|too few)"
}

# (h) the sentence on leaving and the headline of its chart are of one day; a chart that ends before says so
one_last_day() {
    local said drawn
    [[ -e $page/charts/exits.svg ]] || return 0
    said=$(joined Leaving "$printed" | sed -nE 's/^Within ([0-9]+ [a-z]+) .*people have left their first episode.*/\1/p' | head -n 1)
    drawn=$(title "$page/charts/exits.svg" | sed -nE 's/.*leaving within ([0-9]+ [a-z]+): .*/\1/p')
    [[ -z $drawn || $said == "$drawn" ]] || { echo "exits: $said in the sentence, $drawn in the chart" >&2; return 1; }
}

read_page() {
    local name=$1
    printed=$page/report.txt
    check "$name: each share after 90 days says of whom" of_whom
    check "$name: what is marked has its mean" marks_have_means
    check "$name: points are from the mean" points_are_from_the_mean
    check "$name: one verdict on sites" one_verdict
    check "$name: as many sites marked as the verdict names" test "$(marked_sites)" -eq "$(named_sites)"
    check "$name: sites as R has them" sites_as_in_R
    check "$name: what happens is judged by the time at risk" judged_by_rate
    check "$name: words on twelve months are the rate's" words_of_rates
    check "$name: marks of the table are the chart's" marks_as_in_the_chart
    check "$name: few people are few everywhere" few_are_few
    check "$name: plan changes on time stand in a sentence" on_time
    check "$name: one last day of leaving" one_last_day
}

pages=()
if [[ -n ${AGREE_PAGES:-} ]]; then
    read -ra pages <<<"$AGREE_PAGES"
else
    unset SWITCHBACK_STAGES
    export SWITCHBACK_STAGES=$real
    check "a small program" program 55 3 5
    check "one of eleven sites" program 500 11 5
    check "one of twelve sites that grows" program 1500 12 8
fi
for report in "${pages[@]}"; do
    page=$report/internal
    read_page "$(basename "$(dirname "$(dirname "$report")")")"
done
check "pages were read" test "${#pages[@]}" -ge 3
finish
