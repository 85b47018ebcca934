#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# What one user's run leaves behind keeps no other's from its work: root's first, which once left font caches that only
# root may read, then that of a user without a home, in cron's environment. The charts are drawn by the real gnuplot.
if [[ ${1:-} != inside ]]; then
    { [[ $UID == 0 ]] && unshare --mount true 2>/dev/null; } ||
        { echo "${0##*/}: SKIPPED: this user cannot become another (it needs root, and unshare --mount)" >&2; exit 77; }
    exec unshare --mount "$0" inside
fi
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
cleanup() { umount /var/cache/fontconfig 2>/dev/null; rm -rf "$place"; }

command -v gnuplot >/dev/null || skip "gnuplot is not here"
mkdir -p /var/cache/fontconfig
mount -t tmpfs none /var/cache/fontconfig || skip "no tmpfs can be mounted"
chmod 755 /var/cache/fontconfig "$place"
mkdir "$place/all" "$place/nobody" "$place/tmp"
cp "$real"/* "$place/all"
cp -r "$root/sample-data/exports" "$place/sample"
chown 65534:65534 "$place/nobody"
chmod -R a+rX "$place/all" "$place/sample" "$place/pipeline"

# of REPORTS COMMAND ...: the sample's report, by the command, in cron's environment
sample_to() {
    "${@:2}" env -i PATH=/usr/bin:/bin SWITCHBACK_STAGES="$place/all" SWITCHBACK_WORK="$1" \
        SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" "$place/pipeline/switchback" run --exports "$place/sample" \
        --mapping generic --as-of 2026-10-31 --reports "$1/reports"
}

(umask 077 && expect_exit 0 "root, who lets nobody read" sample_to "$place/tmp" && ((failures == 0))) || failures=$((failures + 1))
check "it left no font cache where others look" test -z "$(ls -A /var/cache/fontconfig)"
(umask 077 && printf 'set terminal pngcairo font "Liberation Sans,12"\nset output "/dev/null"\nplot x\n' | env -i PATH=/usr/bin:/bin gnuplot -d) 2>/dev/null
check "root's own gnuplot does leave some" test -n "$(ls -A /var/cache/fontconfig)"
expect_exit 0 "nobody, without a home" sample_to "$place/nobody" setpriv --reuid 65534 --regid 65534 --clear-groups
check "it says nothing but that no release came before" test -z "$(grep -v 'no earlier release is in' "$place/said")"
chmod a+x "$place/tmp" "$place/tmp/reports"
expect_exit 1 "nobody asks for the status of root's" setpriv --reuid 65534 --regid 65534 --clear-groups env -i \
    PATH=/usr/bin:/bin SWITCHBACK_STAGES="$place/all" "$place/pipeline/switchback" status --reports "$place/tmp/reports"
check "it is told why" said "run.json: may not be read by nobody"
mkdir -m 700 "$place/shut"
touch "$place/shut/patients.csv"
for command in check "run --month 2026-09 --reports $place/nobody/none"; do
    # shellcheck disable=SC2086  # words
    expect_exit 66 "an export that nobody may read" setpriv --reuid 65534 --regid 65534 --clear-groups env -i PATH=/usr/bin:/bin \
        SWITCHBACK_STAGES="$place/all" SWITCHBACK_WORK="$place/nobody" "$place/pipeline/switchback" $command --exports "$place/shut" --mapping generic
    check "it is said" said "$place/shut: may not be read by nobody (its owner must give the right to read the directory)"
done
check "the same numbers" cmp -s "$place"/{tmp,nobody}/reports/2026-10/internal/data/estimates.csv
check "the same charts" diff -qr "$place"/{tmp,nobody}/reports/2026-10/release/charts
check "the font caches are gone" test -z "$(find /tmp -maxdepth 1 -name 'switchback-fonts-*' -newer "$place/sample")"
finish
