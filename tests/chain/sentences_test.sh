#!/bin/bash
# shellcheck disable=SC2317  # functions called through check
# Reading grade of what the page says: no sentence that leads a section or tells a finding over 12 (small print, tables and
# lists of words left out). Of the first screen, by `style` of the package diction (Kincaid), numbers, names of months and
# what stands in brackets taken out: all sentences together at most 8, none alone over 12; half of them have at most 15
# words, numbers counted. Of every table of numbers that the golden cases of write_report have.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
command -v style >/dev/null || {
    echo "sentences_test.sh: SKIPPED: no \`style\` here (Debian package diction), so no reading grade was measured" >&2
    exit 77
}

months='January|February|March|April|May|June|July|August|September|October|November|December'

# sentences FILE: those of the first screen, one a line, without the words that name what they are about.
sentences() {
    awk '/^The (month in five|report in a few|release in a few) sentences$/ { on = 1; getline; next }
        on && /^(=+|-+)$/ { exit }
        on && /^- / { if (item != "") print item; sub(/^- [A-Z][a-z ]*: /, ""); item = $0; next }
        on && NF && item != "" { sub(/^ +/, ""); item = item " " $0 }
        on && !NF { if (item != "") print item; item = "" }' "$1" |
        sed -E 's/([.?]) ([A-Z0-9])/\1\n\2/g' | grep .
}

# told FILE: every sentence of a page that ends as one, one a line; small print has a class of its own.
told() {
    grep -oE '<(p|li)>.*' "$1" | sed -E 's/<[^>]*>//g; s/&amp;/and/g; s/&[a-z]+;//g; s/^[A-Z][A-Za-z ]{2,24}: //; s/([.?]) ([A-Z])/\1\n\2/g' |
        grep -E '[a-z].*[.:?]$' | LC_ALL=C sort -u
}

bare() { sed -E "s/\b($months)( [0-9]{4})?//g; s/\([^)]*\)//g; s/[0-9][0-9.,]*[0-9]|[0-9]//g; s/  +/ /g; s/ ([.:,])/\1/g; s/^ +//" | sed 's/^./\u&/'; }
grade() { style -L en 2>/dev/null | awk '$1 == "Kincaid:" { print $2 }'; }
at_most() { awk -v most="$1" -v is="$2" 'BEGIN { exit !(is != "" && is + 0 <= most) }'; }
median_words() { awk '{ print NF }' | sort -n | awk '{ n[NR] = $1 } END { print n[int((NR + 1) / 2)] }'; }

# each_below 12 FILE: says those above.
each_below() {
    local sentence found=0
    while read -r sentence; do
        at_most "$1" "$(bare <<<"$sentence" | grade)" || { echo "over grade $1: $sentence" >&2; found=1; }
    done <"$2"
    return "$found"
}

# A measure that could not fail would measure nothing
check "a hard sentence is over grade 12" test "$(each_below 12 <(echo 'Organizational heterogeneity notwithstanding, administrative interpretations of longitudinal retention necessitate considerable methodological sophistication.') 2>&1 | grep -c '^over')" -eq 1
n=0
for numbers in "$root"/tests/golden/write_report/*/estimates.csv; do
    name=$(basename "$(dirname "$numbers")")
    "$real/write_report" --class internal --config "$root/pipeline/switchback.ini" --estimates "$numbers" --charts "$place" \
        --facts "$root/tests/golden/write_report/internal/facts.csv" --text "$place/$name.txt" --html "$place/$name.html" \
        2>/dev/null || continue
    sentences "$place/$name.txt" >"$place/$name.sentences"
    [[ -s $place/$name.sentences ]] || continue
    n=$((n + 1))
    check "$name: grade of all" at_most 8 "$(bare <"$place/$name.sentences" | grade)"
    check "$name: no sentence over 12" each_below 12 "$place/$name.sentences"
    told "$place/$name.html" >"$place/$name.told"
    check "$name: no sentence of any section over 12" each_below 12 "$place/$name.told"
    check "$name: words in the median" at_most 15 "$(median_words <"$place/$name.sentences")"
done
from=$root/tests/golden/write_report/release
"$real/write_report" --class release --config "$root/pipeline/switchback.ini" --estimates "$from/estimates.csv" \
    --charts "$place" --facts "$from/facts.csv" --text "$place/released.txt" --html "$place/released.html"
sentences "$place/released.txt" >"$place/released.sentences"
told "$place/released.html" >"$place/released.told"
check "a release: grade of all" at_most 8 "$(bare <"$place/released.sentences" | grade)"
check "a release: no sentence over 12" each_below 12 "$place/released.sentences"
check "a release: no sentence of any section over 12" each_below 12 "$place/released.told"
check "a release: words in the median" at_most 15 "$(median_words <"$place/released.sentences")"
check "all of its first screen is read" test "$(wc -l <"$place/released.sentences")" -ge 12
check "all that a release tells is read" test "$(wc -l <"$place/released.told")" -ge 20
check "many reports were read" test "$n" -ge 5
check "all that it tells is read" test "$(wc -l <"$place/internal.told")" -ge 60
check "a report of a whole program is among them" test "$(wc -l <"$place/internal.sentences")" -ge 12
finish
