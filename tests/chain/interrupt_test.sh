#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# Ctrl-C and SIGTERM clean up; after SIGKILL at any point the next run gives the bytes of an undisturbed one.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

last_month() { switchback run --exports "$place/exports" --mapping generic --reports "$place/reports" --month 2026-08; }

expect_exit 0 "last month" last_month
before=$(picture "$place/reports")
expect_exit 0 "an undisturbed run" run_month
undisturbed=$(picture "$place/reports")
rm -rf "$place/reports"
expect_exit 0 "last month again" last_month

# start STAGE: a run in a process group of its own that is held in the stage.
start() {
    rm -f "$place/mark"
    SWITCHBACK_FAKE_SLOW=$1:30 SWITCHBACK_FAKE_MARK=$place/mark start_month
    for _ in {1..200}; do
        [[ -e $place/mark ]] && return
        sleep 0.05
    done
    check "the run comes to $1" false
}

stage_is_gone() {
    for _ in {1..40}; do
        kill -0 "$(<"$place/mark")" 2>/dev/null || return 0
        sleep 0.05
    done
    return 1
}

# The next run may find the killed one's last stage alive for a moment.
run_again() {
    local code
    for _ in {1..40}; do
        code=0
        run_month >"$place/said" 2>&1 || code=$?
        ((code != 75)) || { sleep 0.1; continue; }
        ((code == 0)) || cat "$place/said" >&2
        return "$code"
    done
    return 75
}

for signal in INT:130 TERM:143 HUP:129; do
    start build_episodes
    kill -"${signal%:*}" -- -$run
    code=0
    wait $run || code=$?
    check "$signal: exit" test "$code" = "${signal#*:}"
    check "$signal: says so once" test "$(grep -c interrupted "$place/said")" = 1
    check "$signal: the reports are as they were" test "$before" = "$(picture "$place/reports")"
    check "$signal: no person-level file is left" no_work_left
    check "$signal: no stage goes on" stage_is_gone
done

for stage in ingest_export build_episodes estimate_retention monitor_months protect_cells draw_charts write_report; do
    start $stage
    kill -KILL $run
    wait $run 2>/dev/null
    check "killed in $stage: the stage does not outlive the driver" stage_is_gone
    check "killed in $stage: the reports are as they were" test "$before" = \
        "$(picture "$place/reports")"
    check "killed in $stage: the next run works" run_again
    check "killed in $stage: the next run leaves nothing person-level" no_work_left
    check "killed in $stage: the bytes of an undisturbed run" test "$undisturbed" = "$(picture "$place/reports")"
    rm -rf "$place/reports"
    last_month
done

# At any moment at all, publishing included.
for milliseconds in $(seq 20 70 1400); do
    start_month
    sleep "$(printf '%d.%03d' $((milliseconds / 1000)) $((milliseconds % 1000)))"
    kill -KILL $run 2>/dev/null
    wait $run 2>/dev/null
    check "killed after $milliseconds ms: the next run works" run_again
    check "killed after $milliseconds ms: the bytes of an undisturbed run" test "$undisturbed" = "$(picture "$place/reports")"
    rm -rf "$place/reports"
    last_month
done
finish
