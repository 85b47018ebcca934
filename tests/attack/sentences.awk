# SPDX-License-Identifier: GPL-3.0-or-later
# Does a sentence of a release on a trend contradict the exact numbers? Files: DIR/exact-NAME.csv, the estimates of each
# release so far, then printed.csv and report.txt of the last one.
#
#   "Sites differ": two sites have exact limits that lie apart
#   "That is more than in", "That is fewer than in": of the exact shares, the first is the larger, the smaller one; each
#   as it was when it was first printed
#
# Prints what is false, then: sentences "N sites, N trends, N that say that it cannot be told, N false".
BEGIN {
    FS = ","
    split("January February March April May June July August September October November December", names, " ")
    for (i in names) month[names[i]] = i
}
FNR == 1 {
    kind = FILENAME ~ /exact-[^\/]*\.csv$/ ? "exact" : FILENAME ~ /printed\.csv$/ ? "printed" : "text"
    if (kind == "exact") {
        at = FILENAME
        sub(/.*exact-/, "", at); sub(/\.csv$/, "", at)
        split("", highest); split("", lowest)
    }
}
kind == "text" { text = text " " $0; next }
/"/ { next }
kind == "printed" { if ($3 == "cohort_retention_90") from[$8] = $17; next }
$3 == "cohort_retention_90" { estimate[at, $8] = $13 }
$2 == "coverage30" && $4 == "site" && $15 != "" {
    key = $1 FS $3 FS $6 FS $7
    if (!(key in highest) || $15 + 0 > highest[key]) highest[key] = $15 + 0
    if (!(key in lowest) || $16 + 0 < lowest[key]) lowest[key] = $16 + 0
}

# "April to June 2026" -> 2026-Q2
function period(words,   part, n) {
    n = split(words, part, " ")
    if (n == 1) return part[1]
    if (n == 2) return sprintf("%s-%02d", part[2], month[part[1]])
    if (month[part[3]] - month[part[1]] == 2) return part[4] "-Q" month[part[3]] / 3
    return part[4] "-H" month[part[3]] / 6
}

function check_sites(lead, key,   item) {
    item = text
    if (!sub(".* - " lead ": ", "", item)) return
    sub(/ - [A-Z].*/, "", item)
    if (item ~ /Whether sites differ, these numbers cannot tell/) untold++
    if (item !~ /Sites differ/) return
    sites++
    if (!(highest[key] > lowest[key])) { false_++; print lead ": sites differ, but no two of the exact limits lie apart" }
}

END {
    gsub(/ +/, " ", text)
    check_sites("Staying", "retention_first,survival,,90")
    check_sites("After a return to use", "after_return_to_use,cumulative_incidence,re_engaged,7")
    check_sites("After leaving", "return_after_leaving,cumulative_incidence,returned,90")
    while (match(text, /Of those who started in [^:.]*: [^.]*\. That is (more|fewer) than in [^.]*\./)) {
        sentence = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        trends++
        now = then = sentence
        sub(/Of those who started in /, "", now); sub(/:.*/, "", now); now = period(now)
        sub(/.* than in /, "", then); sub(/\.$/, "", then); then = period(then)
        a = estimate[from[now], now]; b = estimate[from[then], then]
        if (a == "" || b == "" || (sentence ~ /more than in/ ? a <= b : a >= b)) { false_++; print sentence " " a " " b }
    }
    untold += gsub(/Whether that is a change from/, "&", text)
    printf "sentences %d %d %d %d\n", sites, trends, untold, false_
}
