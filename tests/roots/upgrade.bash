# shellcheck shell=bash
# shellcheck disable=SC2154  # set in run
# From the version before: the first run tells what the program moved, and a month is made again by the version that made
# it, as its message says.

if [[ -z ${BEFORE_DEB:-} ]]; then
    not_ok "upgrade: there is no history to make the version before of (BEFORE_DEB=FILE)"
    return 0
fi
root=upgrade
new_root "$root"
cp "$BEFORE_DEB" "$DEB" "$place/$root/tmp"
old=${BEFORE_DEB##*/} new=${DEB##*/}
old_version=$(dpkg-deb --field "$BEFORE_DEB" Version)
holds "$version comes after $old_version" dpkg --compare-versions "$old_version" lt "$version"
see 0 "the version before installs" in_root "$root" apt-get install -qq --no-install-recommends "/tmp/$old"
in_root "$root" useradd --create-home --shell /bin/bash ann
cp -r "$top/sample-data/exports" "$place/$root/home/ann/exports"
mkdir "$place/$root/home/ann/later"
mv "$place/$root"/home/ann/exports/*-2026-10.csv "$place/$root/home/ann/later"
printf '[report]\nprogram = North clinic\n' >"$place/$root/home/ann/north.ini"
in_root "$root" chown -R ann: /home/ann

month() { as ann "$root" switchback run --exports exports --mapping generic --config north.ini --reports reports --month "$1"; }
see 0 "September, by $old_version" month 2026-09
see 0 "upgraded" in_root "$root" apt-get install -qq --no-install-recommends "/tmp/$new"
see 0 "the programs are new" as ann "$root" switchback --version
says "^switchback $version\$"
cp "$place/$root"/home/ann/later/* "$place/$root/home/ann/exports"
see 0 "October, by $version" month 2026-10
record=$place/$root/home/ann/reports/2026-10/run.json
grep -h '"moved_by_program"' "$record" >"$place/said" || true
says "\"moved_by_program\": \"[0-9]+ of [0-9]+, made by switchback $old_version\""
moved=$(sed -n 's/.*"moved_by_program": "\([0-9]*\) of.*/\1/p' "$record")
if ((${moved:-0} > 0)); then
    holds "  each of the $moved stands in moved_by_program.csv" test \
        "$(($(wc -l <"$place/$root/home/ann/reports/2026-10/internal/data/moved_by_program.csv") - 1))" = "$moved"
fi
tr -s ' \n' ' ' <"$place/$root/home/ann/reports/2026-10/internal/report.txt" | grep -o '[^.]*another program[^.]*([^)]*)[^.]*\.[^.]*\.' >"$place/said" || true
says "made by another program \(switchback $old_version\)"

again() { as ann "$root" switchback reproduce 2026-09 --exports exports --reports reports "$@"; }
see 69 "September again, by $version" again
says "^2026-09 was made by switchback $old_version, definitions"
says "give that of switchback $old_version by --program"
see 0 "its package unpacked, as that says" as ann "$root" dpkg-deb -x "/tmp/$old" old
# The first that made packages kept no text of a configuration yet: it is given
see 0 "September again, by $old_version" again --program old/usr/bin/switchback --config north.ini
says '^the same, byte for byte: [1-9][0-9]* files'
see 0 "October again, by $version" as ann "$root" switchback reproduce 2026-10 --exports exports --reports reports
says '^the same, byte for byte: [1-9][0-9]* files'
