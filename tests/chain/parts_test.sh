#!/bin/bash
# build_episodes and build_followup write the same bytes however many threads read the people, to a file or to standard
# output; the default rule's episodes by themselves are those among all.
#
#   tests/chain/parts_test.sh        STAGES=DIR: the built stages (default build/release/stages)
# shellcheck source-path=SCRIPTDIR source=sample.bash disable=SC2016,SC2119
source "$(dirname "${BASH_SOURCE[0]}")/sample.bash"

ingest_sample

# build JOBS DIR
build() {
    mkdir "$2"
    "$bin/build_episodes" --tables "$work" --config pipeline/switchback.ini --as-of "$as_of" --quiet --jobs "$1" \
        --summary "$2/episodes.summary.csv" --default-rule "$2/default_rule.csv" \
        --stretches "$2/stretches.csv" -o "$2/episodes.csv"
    "$bin/build_followup" --tables "$work" --episodes "$2/episodes.csv" --config pipeline/switchback.ini \
        --as-of "$as_of" --quiet --jobs "$1" --summary "$2/followup.summary.csv" --states "$2/states.csv" \
        -o "$2/followup.csv"
}

build 1 "$work/1"
for jobs in 2 3 8; do
    build "$jobs" "$work/$jobs"
    diff -r "$work/1" "$work/$jobs"
done
"$bin/build_episodes" --tables "$work" --config pipeline/switchback.ini --as-of "$as_of" --quiet --jobs 3 |
    cmp - "$work/1/episodes.csv"
grep -e '^rule,' -e '^coverage30,' "$work/1/episodes.csv" | cmp - "$work/1/default_rule.csv"
[ -z "$(find "$work" -name '*.scratch-*' -o -name '*.part-*')" ]
echo "1 passed, 0 failed"
