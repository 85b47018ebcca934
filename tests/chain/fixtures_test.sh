#!/bin/bash
# The committed exports of made-up people are what the generator and the writers beside them write, byte for byte.
#
#   tests/chain/fixtures_test.sh        STAGES=DIR: the built stages (default build/release/stages)
#
# A writer is tests/fixtures/exports/write_FORM.awk or .py, called with the directory of the people it reads and one to
# write into. It reads people/, unless its usage names another: "write_FORM.awk trial OUT".
set -euo pipefail
export LC_ALL=C
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$(cd "$root" && cd "${STAGES:-build/release/stages}/.." && pwd)
fixtures=$root/tests/fixtures/exports
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
passed=0 failed=0 skipped=0

same() {
    if diff -rq "$1" "$2"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

# The forms hold neither appointments to come nor clinicians, missed tests or who told of an event: nor does people/.
without_later() {
    local file
    rm "$1/visits.csv"
    for file in "$1"/visits-*.csv "$1/drug_tests.csv" "$1/adverse_events.csv"; do
        awk -F, -v OFS=, 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "clinician" || $i == "source") out = i }
            NR > 1 && FILENAME ~ /drug_tests/ && $NF == "missed" { next }
            { line = ""; for (i = 1; i <= NF; i++) if (i != out) line = line (line == "" ? "" : OFS) $i; print line }' \
            "$file" >"$place/file"
        mv "$place/file" "$file"
    done
}

generator=$build/sample-data/generate_sample
"$generator" --seed 11 --patients 200 --months 24 --clean --out "$place/people" >/dev/null
without_later "$place/people/exports"
same "$place/people/exports" "$fixtures/people"

for writer in "$fixtures"/write_*; do
    form=${writer##*/write_}
    form=${form%.*}
    read -r interpreter <"$writer"
    interpreter=${interpreter#\#!}
    interpreter=${interpreter#/usr/bin/env }
    if ! command -v "${interpreter%% *}" >/dev/null; then
        echo "SKIPPED: no ${interpreter%% *} here: whether ${writer##*/} writes the committed $form was not tested" >&2
        skipped=$((skipped + 1))
        continue
    fi
    mkdir "$place/$form"
    from=$(sed -nE "s|.*/${writer##*/} ([a-z]+) OUT .*|\1|p" "$writer")
    "$writer" "$fixtures/${from:-people}" "$place/$form"
    same "$place/$form" "$fixtures/$form"
done
echo "$passed passed, $failed failed"
((failed == 0)) || exit 1
((skipped == 0)) || exit 77
