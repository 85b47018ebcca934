# shellcheck shell=bash
# What the tests of the chain share. Each test is a script of its own: exit 0 passed, 1 failed, 77 not possible here.
#
#   STAGES=DIR   the built stages (default build/release/stages)
#
# $place is a directory of its own with pipeline/, exports/, stages/ (fakes; real are those that fake_stage names),
# and SWITCHBACK_WORK below it.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
real=$(cd "$root" && cd "${STAGES:-build/release/stages}" && pwd) || exit 1
place=$(mktemp -d)
trap 'cleanup' EXIT

cleanup() { rm -rf "$place"; }

mkdir "$place/exports" "$place/stages" "$place/work-area"
printf 'patient_id,sex\nA1,female\nA2,male\n' >"$place/exports/patients.csv"
printf 'patient_id,date,medication\nA1,2026-01-03,methadone\n' >"$place/exports/doses with blank.csv"
for stage in "$real"/*; do
    cp "$root/tests/chain/fake_stage" "$place/stages/${stage##*/}"
done
# A copy of the driver: nobody edits it while a test compares bytes.
mkdir "$place/pipeline"
(cd "$root/pipeline" && cp -r chain.mk driver input_facts mappings switchback switchback.ini "$place/pipeline")
cp "$real"/{collect_estimates,digest_inputs,print_config,publish_report,run_stage} "$place/stages"

export SWITCHBACK_STAGES=$place/stages SWITCHBACK_WORK=$place/work-area SOURCE_DATE_EPOCH=1793000000
unset MAKEFLAGS MAKELEVEL MFLAGS

switchback() { "$place/pipeline/switchback" "$@"; }

# or_default OPTION VALUE ARGUMENT ...: sets $given to the arguments, with the option where none of them is it (it can be
# given once).
or_default() {
    given=("${@:3}")
    [[ " ${*:3} " == *" $1 "* ]] || given+=("$1" "$2")
}

# run_month [OPTION ...]: one run into $place/reports.
run_month() {
    or_default --exports "$place/exports" "$@"
    or_default --reports "$place/reports" "${given[@]}"
    switchback run --mapping generic --month 2026-09 "${given[@]}"
}

# The same in the background and in a process group of its own; $run is the driver itself, to be killed. Signals that
# the tests' caller ignores (nohup does) would be ignored there too.
start_month() {
    set -m
    env --default-signal=HUP,INT,TERM "$place/pipeline/switchback" run --exports "$place/exports" --mapping generic \
        --reports "$place/reports" --month 2026-09 >"$place/said" 2>&1 &
    # shellcheck disable=SC2034  # for the test
    run=$!
    set +m
}

# Every file of the reports with its mode and digest, every link with its target; not what the driver keeps for
# itself under names with a dot.
picture() {
    (cd "$1" && find . -mindepth 1 ! -path './.*' -printf '%M %p %l\n' | LC_ALL=C sort -k 2 &&
        find . -mindepth 1 -type f ! -path './.*' -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum)
}

failures=0

# check TEXT COMMAND ...: the command must succeed.
check() {
    local text=$1
    shift
    if ! "$@"; then
        printf '%s: FAILED: %s\n' "${0##*/}" "$text" >&2
        failures=$((failures + 1))
    fi
}

# expect_exit CODE TEXT COMMAND ...: the command must end with the code; what it said is in $place/said.
expect_exit() {
    local code=0 expected=$1 text=$2
    shift 2
    "$@" >"$place/said" 2>&1 || code=$?
    if ((code != expected)); then
        printf '%s: FAILED: %s: exit %s, expected %s\n' "${0##*/}" "$text" "$code" "$expected" >&2
        sed 's/^/    /' "$place/said" >&2
        failures=$((failures + 1))
    fi
}

said() { grep -q -- "$1" "$place/said"; }
silent() { [[ ! -s $place/said ]]; }
no_work_left() { [[ -z $(find "$place/work-area" -mindepth 2 -maxdepth 2) ]]; }

skip() {
    printf '%s: SKIPPED: %s\n' "${0##*/}" "$1" >&2
    exit 77
}

finish() {
    if ((failures == 0)); then
        printf '%s: passed\n' "${0##*/}"
        exit 0
    fi
    printf '%s: %s failed\n' "${0##*/}" "$failures"
    exit 1
}
