#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# On a full disk the run fails with a code and the earlier report stays byte for byte.
if [[ ${1:-} != inside ]]; then
    unshare --mount true 2>/dev/null ||
        { echo "${0##*/}: SKIPPED: this user may not make a small file system (unshare --mount)" >&2; exit 77; }
    exec unshare --mount "$0" inside
fi
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
cleanup() { umount "$place/disk" 2>/dev/null; rm -rf "$place"; }

run_on_disk() {
    switchback run --exports "$place/exports" --mapping generic --reports "$place/disk/reports" --month 2026-09 "$@"
}

mkdir "$place/disk"
mount -t tmpfs -o size=4m none "$place/disk" || skip "no tmpfs can be mounted"
expect_exit 0 "a run with room" run_on_disk
before=$(picture "$place/disk/reports")
echo "A3,male" >>"$place/exports/patients.csv"
room=$(df --output=avail -k "$place/disk" | tail -n 1)
failed=0
for left in $(seq 0 4 252); do
    head -c $(((room - left) * 1024)) /dev/zero >"$place/disk/ballast" 2>/dev/null
    code=0
    run_on_disk >"$place/said" 2>&1 || code=$?
    rm -f "$place/disk/ballast"
    if ((code == 0)); then
        check "$left KiB: a run that worked is whole" switchback status --quiet --reports "$place/disk/reports"
        break
    fi
    failed=$((failed + 1))
    check "$left KiB: exit 73 or 74 (was $code: $(tail -n 1 "$place/said"))" test "$code" = 73 -o "$code" = 74
    expect_exit 1 "$left KiB: status says so" switchback status --reports "$place/disk/reports"
    check "$left KiB: the report is as it was" test "$before" = \
        "$(picture "$place/disk/reports")"
done
check "the reports' disk was full at least once" test $failed -gt 0
expect_exit 0 "the next run with room" run_on_disk
check "it leaves nothing behind" test -z "$(find "$place/disk/reports" -name '.new-*')"

# The same with the work directory on the small disk, and the reports on a large one.
expect_exit 0 "a run" run_month
before=$(picture "$place/reports")
echo "A4,female" >>"$place/exports/patients.csv"
mkdir "$place/disk/work-area"
room=$(df --output=avail -k "$place/disk" | tail -n 1)
failed=0
for left in $(seq 0 24 1500); do
    head -c $(((room - left) * 1024)) /dev/zero >"$place/disk/ballast" 2>/dev/null
    code=0
    SWITCHBACK_WORK=$place/disk/work-area run_month >"$place/said" 2>&1 || code=$?
    rm -f "$place/disk/ballast"
    ((code != 0)) || break
    failed=$((failed + 1))
    check "work, $left KiB: exit 73 or 74 (was $code: $(tail -n 1 "$place/said"))" test "$code" = 73 -o "$code" = 74
    expect_exit 1 "work, $left KiB: status says so" switchback status --reports "$place/reports"
    check "work, $left KiB: the report is as it was" test "$before" = "$(picture "$place/reports")"
done
check "the work directory's disk was full at least once" test $failed -gt 0
check "a run that worked is whole" switchback status --quiet --reports "$place/reports"
finish
