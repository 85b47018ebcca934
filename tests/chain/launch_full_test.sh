#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# A launcher and ranges on a work directory that has no room: the run fails with the stage's code and one message, and
# the earlier report stays byte for byte.
if [[ ${1:-} != inside ]]; then
    unshare --mount true 2>/dev/null ||
        { echo "${0##*/}: SKIPPED: this user may not make a small file system (unshare --mount)" >&2; exit 77; }
    exec unshare --mount "$0" inside
fi
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
cleanup() { umount "$place/disk" 2>/dev/null; rm -rf "$place"; }

# launcher NAME: a launcher from standard input; its path is $by/NAME.
by=$place/by
mkdir "$by" "$place/disk"
mount -t tmpfs -o size=12m none "$place/disk" || skip "no tmpfs can be mounted"
launcher() {
    { echo '#!/bin/bash' && cat; } >"$by/$1"
    chmod +x "$by/$1"
}

# What it says and the code it ends with are as good as none
launcher talks <<'END'
echo "launching $2"
echo "and on the other stream" >&2
"$@"
code=$?
echo "it ended with $code" >&2
exit "$code"
END
launcher says_otherwise <<'END'
"$@"
exit $(($? > 0 ? 5 : 0))
END

people=$place/people
mkdir "$people"
printf 'patient_id,birth_year,sex,site\na,1990,male,South\nb,1980,female,North\nc,1985,female,North\n' >"$people/patients.csv"
printf 'patient_id,date,medication\na,2026-03-02,methadone\na,2026-03-03,methadone\nb,2026-05-01,methadone\n' >"$people/doses.csv"
printf 'patient_id,date,service,status\nc,2026-04-01,counseling,attended\nc,2026-04-09,counseling,attended\n' >"$people/visits.csv"

made() {
    SWITCHBACK_STAGES=$real SWITCHBACK_WORK=$place/disk/work-area switchback run --exports "$people" --mapping generic \
        --as-of 2026-10-31 --reports "$place/reports" --class internal --quiet "$@"
}

# One message of a stage, or make's where it cannot start one, and the driver's own behind it.
one_message() {
    local lines
    lines=$(grep -c '' "$place/said")
    ((lines >= 1 && lines <= 2)) && [[ $(tail -n 1 "$place/said") == "switchback: "* ]] &&
        [[ $(grep -c '^switchback: ' "$place/said") -eq 1 ]]
}

mkdir "$place/disk/work-area"
expect_exit 0 "a run with room" made
before=$(picture "$place/reports")
echo "d,1970,female,North" >>"$people/patients.csv"
room=$(df --output=avail -k "$place/disk" | tail -n 1)

# filled LAUNCHER KIB [OPTION ...]: a run with so much room.
filled() {
    local name=$1 left=$2
    shift 2
    code=0
    head -c $(((room - left) * 1024)) /dev/zero >"$place/disk/ballast" 2>/dev/null
    made --launch "$by/$name" --jobs 3 "$@" >"$place/said" 2>&1 || code=$?
    rm -f "$place/disk/ballast"
    ((code != 0)) || return 0
    failed=$((failed + 1))
    check "$name, $left KiB: exit 73 or 74 (was $code: $(tail -n 1 "$place/said"))" test "$code" = 73 -o "$code" = 74
    check "$name, $left KiB: one message" one_message
    check "$name, $left KiB: what to do" grep -q "make room\|cannot be made\|can be made" "$place/said"
    check "$name, $left KiB: where" grep -q "$place/disk/work-area" "$place/said"
    check "$name, $left KiB: the report is as it was" test "$before" = "$(picture "$place/reports")"
    check "$name, $left KiB: no work directory stays" test -z "$(find "$place/disk/work-area" -mindepth 2 -maxdepth 2)"
}

failed=0
# Its own code does not say that there is no room: nobody waits for a third attempt
begun=$SECONDS
filled says_otherwise 400 --shards 2
check "a launcher's own code: within a second attempt" test $((SECONDS - begun)) -lt 25
for left in 0 16 40 80 120 160 200 240 280 320 400 520 700 900 12000; do
    filled talks "$left" --shards 3
    ((code != 0)) || break
done
check "the disk was full at least four times" test $failed -ge 4
check "at last it was not" test $code -eq 0
finish
