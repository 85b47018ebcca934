#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# status says 1 after any run that published nothing, whatever ended it, and 0 again after the next good one.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

status() { switchback status --reports "$place/reports"; }
is_well_again() {
    expect_exit 0 "$1: a good run" run_month
    expect_exit 0 "$1: status is well again" status
}

# ended CODE WHAT SAID COMMAND ...: it ends with the code, and status tells of it
ended() {
    expect_exit "$1" "$2" "${@:4}"
    expect_exit 1 "$2: status says so" status
    check "$2: status says why ($(<"$place/said"))" said "$3"
    is_well_again "$2"
}

expect_exit 66 "no reports yet" status
is_well_again "the first"
run_with() {
    or_default --mapping generic "$@"
    or_default --month 2026-09 "${given[@]}"
    or_default --exports "$place/exports" "${given[@]}"
    switchback run --reports "$place/reports" "${given[@]}"
}
ended 66 "absent exports" "no such directory of exports" run_with --exports "$place/away"
ended 66 "exports without a file" "holds no file" run_with --exports "$place/work-area"
ended 66 "an absent mapping" "nobody.ini: cannot be read" run_with --mapping nobody
ended 66 "an absent configuration" "away.ini: cannot be read" run_with --config "$place/away.ini"
printf '[patient]\nfiles = x\n' >"$place/wrong.ini"
ended 78 "a mapping that is not understood" "configuration, exit 78): print_config: $place/wrong.ini:2: \\[patient\\] " run_with --mapping "$place/wrong.ini"
printf '[report]\nlandmark = 90\n' >"$place/key.ini"
ended 78 "a key that is none" "configuration, exit 78): print_config: $place/key.ini:2: \\[report\\] landmark: no such key" run_with --config "$place/key.ini"
ended 64 "an unknown option" "unknown option '--fast'" run_with --fast
ended 64 "no period" "exclude each other" run_with --as-of 2026-09-30
ended 64 "no jobs" "is not usable (expected 1 to 99)" run_with --jobs 0

mkdir "$place/mute"
printf '#!/bin/bash\nexit 0\n' >"$place/mute/gnuplot" && chmod +x "$place/mute/gnuplot"
with_path() { PATH=$1:$PATH run_month --class internal; }
ended 69 "gnuplot without a version" "'gnuplot --version' says nothing" with_path "$place/mute"
rm -rf "$place/mute" && mkdir "$place/mute"
printf '#!/bin/bash\necho "make: out of order" >&2; exit 2\n' >"$place/mute/make" && chmod +x "$place/mute/make"
ended 70 "make that does nothing" "make, exit 70): " with_path "$place/mute"

# Killed, before and after it has done something.
for stage in ingest_export draw_charts; do
    echo "A9,male" >>"$place/exports/patients.csv"
    rm -f "$place/mark"
    SWITCHBACK_FAKE_SLOW=$stage:30 SWITCHBACK_FAKE_MARK=$place/mark start_month
    for _ in {1..200}; do [[ ! -e $place/mark ]] || break; sleep 0.05; done
    expect_exit 0 "$stage: while it goes on, the last one holds" status
    kill -KILL "$run"
    wait "$run" 2>/dev/null
    for _ in {1..40}; do kill -0 "$(<"$place/mark")" 2>/dev/null || break; sleep 0.05; done
    expect_exit 1 "killed in $stage: status says so" status
    check "killed in $stage: what happened" said "ended without a word: it was killed"
    is_well_again "killed in $stage"
done
echo "A9,male" >>"$place/exports/patients.csv"
rm -f "$place/mark"
SWITCHBACK_FAKE_SLOW=build_episodes:30 SWITCHBACK_FAKE_MARK=$place/mark start_month
for _ in {1..200}; do [[ ! -e $place/mark ]] || break; sleep 0.05; done
kill -TERM -- "-$run"
wait "$run" 2>/dev/null
expect_exit 1 "interrupted: status says so" status
check "interrupted: what happened" said "exit 143): interrupted"
is_well_again "interrupted"
check "no mark is left" test -z "$(find "$place/reports" -maxdepth 1 -name '.*' ! -name .lock)"

echo "A8,male" >>"$place/exports/patients.csv"
SWITCHBACK_FAKE_FAIL=fit_hazards:70 expect_exit 70 "a failure whose work is kept" run_month --keep-work
is_well_again "the run after it"
check "its work can still be looked at" test -n "$(find "$place/work-area" -path '*/logs/leaving_adjusted')"
switchback purge

# Work directories that failed runs have kept go after a week; those that somebody keeps do not.
echo "A8,male" >>"$place/exports/patients.csv"
SWITCHBACK_FAKE_FAIL=ingest_export:1 expect_exit 1 "a failed gate" run_month
kept=$(find "$place/work-area" -name .switchback-failed -printf '%h')
check "it keeps its quarantine" test -d "$kept/tables"
expect_exit 0 "a run that keeps its work" run_month --keep-work
touch -d '6 days ago' "$kept/.switchback-failed"
expect_exit 0 "six days later" run_month
check "it is there" test -d "$kept"
touch -d '8 days ago' "$kept/.switchback-failed"
find "$place/work-area" -name .switchback-kept -exec touch -d '80 days ago' {} +
expect_exit 0 "eight days later" run_month
check "it is gone, though nothing had changed" test ! -e "$kept"
check "what was kept on purpose stays" test "$(find "$place/work-area" -name .switchback-kept | wc -l)" = 1
finish
