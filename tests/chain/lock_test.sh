#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# Of fifty runs started together one works and forty-nine end with 75 within a second.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

one() {
    local code=0 began=$EPOCHREALTIME ended
    run_month >"$place/said.$1" 2>&1 || code=$?
    ended=$EPOCHREALTIME
    echo "$code $(((${ended/./} - ${began/./}) / 1000))" >"$place/code.$1"
}

# Held in a stage: to try the lock itself could be what keeps the run from it.
export SWITCHBACK_FAKE_SLOW=build_episodes:20 SWITCHBACK_FAKE_MARK=$place/mark
start_month
for _ in {1..200}; do
    [[ -e $place/mark ]] && break
    sleep 0.05
done
one 0
check "a second run exits 75" grep -q '^75 ' "$place/code.0"
check "it does so within a second" test "$(cut -d ' ' -f 2 "$place/code.0")" -lt 1000
check "it says who holds the reports" grep -q "another run holds $place/reports" "$place/said.0"
kill -TERM $run
wait $run
check "the first was ended" test $? = 143

export SWITCHBACK_FAKE_SLOW=build_episodes:15
for i in {1..50}; do
    one "$i" &
done
wait
check "one of fifty works" test "$(cat "$place"/code.* | grep -c '^0 ')" = 1
check "forty-nine of fifty (and the first try) exit 75" test "$(cat "$place"/code.* | grep -c '^75 ')" = 50
check "the report is whole" switchback status --quiet --reports "$place/reports"
check "no person-level file is left" no_work_left
finish
