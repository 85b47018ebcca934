# shellcheck shell=bash
# shellcheck disable=SC2154  # set in run
# The timer's service: its units as systemd reads them, what they start as their user with their environment, whom a failure
# is told, and two programs of one organisation at the same time.

root=service
new_root "$root" systemd
cp "$DEB" "$place/$root/tmp/switchback.deb"
see 0 "it installs" in_root "$root" apt-get install -qq --no-install-recommends /tmp/switchback.deb
see 0 "the units' user is there" in_root "$root" id switchback
see 0 "systemd knows every line of the units" in_root "$root" systemd-analyze verify --man=no \
    switchback@north.timer switchback@north.service switchback-failed@north.service
holds "and has no remark" is_empty "$place/said"

# What the head of switchback@.service says is to be there
for program in north south; do
    mkdir -p "$place/$root/srv/switchback/$program/reports" "$place/$root/etc/switchback"
    cp -r "$top/sample-data/exports" "$place/$root/srv/switchback/$program"
    printf '[report]\nprogram = %s clinic\n' "$program" >"$place/$root/etc/switchback/$program.ini"
    printf '%s\n' "OPTIONS=--mapping generic --config /etc/switchback/shared.ini --config /etc/switchback/$program.ini" \
        "MAILTO=$program@example.org" >"$place/$root/etc/switchback/$program.env"
done
printf '[report]\nowner = The organisation\n' >"$place/$root/etc/switchback/shared.ini"
in_root "$root" bash -c 'chown switchback: /srv/switchback/*/reports'

# The unit's own words, as systemd makes them; $OPTIONS is split at blanks
cat >"$place/$root/tmp/start" <<'END'
#!/bin/bash
# start UNIT PROGRAM [VARIABLE=VALUE ...]: what a unit of ours starts, with its user, mask, state and environment
unit=/usr/lib/systemd/system/$1@.service program=$2
line() { sed -n "s/^$1=//p" "$unit" | sed "s/%i/$program/g; s/^\"\(.*\)\"\$/\1/"; }
user=$(line User)
state=$(line StateDirectory)
[[ -z $state ]] || install -d -o "$user" -g "$user" -m "$(line StateDirectoryMode)" "/var/lib/$state"
variables=("HOME=/var/lib/switchback" "USER=$user" "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin")
while IFS= read -r one; do variables+=("$one"); done < <(line Environment; file=$(line EnvironmentFile); cat "${file#-}" 2>/dev/null)
for one in "${variables[@]}"; do [[ $one != OPTIONS=* ]] || OPTIONS=${one#OPTIONS=}; done
command=$(line ExecStart)
mask=$(line UMask)
umask "${mask:-0022}"
cd /
# shellcheck disable=SC2086  # words
exec setpriv --reuid "$user" --regid "$(line Group)" --init-groups env -i "${variables[@]}" "${@:3}" ${command/\$OPTIONS/$OPTIONS}
END
in_november=SOURCE_DATE_EPOCH=1793880000 # the sample's month is the one before
service() { in_root "$root" bash /tmp/start switchback "$1" $in_november; }
reports() { echo "$place/$root/srv/switchback/$1/reports"; }
picture() { (cd "$(reports "$1")" && find . -type f ! -name '.*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum); }

service north >"$place/said-north" 2>&1 &
other=$!
see 0 "the service of south, as its user" service south
holds "the service of north, at the same time" wait "$other"
for program in north south; do
    holds "  $program: its report names it" grep -q "$program clinic" "$(reports $program)/2026-10/internal/report.txt"
    holds "  and what they share" grep -q 'The organisation' "$(reports $program)/2026-10/internal/report.txt"
    holds "  its work is gone" test -z "$(find "$place/$root/var/lib/switchback/$program" -name 'run-*')"
done
holds "  nothing of one names the other" test -z "$(grep -rl 'south clinic' "$(reports north)"; grep -rl 'north clinic' "$(reports south)")"
holds "  nobody else may read what is inside" test -z "$(find "$(reports north)/2026-10/internal" -perm /077)"
picture south >"$place/south-before"
echo PLATE01,1990,male,white,heroin,river >>"$place/$root/srv/switchback/north/exports/patients.csv"
see 0 "north again, with one person more" service north
picture south >"$place/south-after"
holds "  south stands as it was" cmp "$place/south-before" "$place/south-after"

# ---- a failure ------------------------------------------------------------------------------------------------------

printf '#!/bin/sh\ncat >/tmp/mail\n' >"$place/$root/usr/sbin/sendmail"
chmod +x "$place/$root/usr/sbin/sendmail"
rm "$place/$root/srv/switchback/north/exports/patients.csv"
holds "the unit of a failure is named" grep -qx 'OnFailure=switchback-failed@%i.service' "$place/$root/usr/lib/systemd/system/switchback@.service"
see 1 "a run of an export without patients" service north
tell() { in_root "$root" bash /tmp/start switchback-failed "$1" $in_november MONITOR_SERVICE_RESULT=exit-code MONITOR_EXIT_STATUS=1; }
see 0 "who is told" tell north
cp "$place/$root/tmp/mail" "$place/said" 2>/dev/null || : >"$place/said"
says '^To: north@example.org$'
says '^Subject: Switchback: north: the monthly run failed: the last run failed \(.*, exit 1\)'
holds "  no number of a report is in it" test -z "$(grep -iE 'in care|people' "$place/said")"
rm "$place/$root/usr/sbin/sendmail"
printf '#!/bin/sh\nprintf "%%s\\n" "$*"\n' >"$place/$root/usr/local/bin/logger"
chmod +x "$place/$root/usr/local/bin/logger"
see 1 "where there is no sendmail" tell north
says 'nobody is told by mail \(there is no sendmail\)'
cp "$top/sample-data/exports/patients.csv" "$place/$root/srv/switchback/north/exports"
see 0 "mended" service north
see 0 "status" in_root "$root" switchback status --reports /srv/switchback/north/reports

# ---- by systemd itself, with all that the unit forbids --------------------------------------------------------------

mkdir -p "$place/$root/srv/switchback/east/reports"
cp -r "$top/sample-data/exports" "$place/$root/srv/switchback/east"
printf '%s\n' MAILTO=east@example.org "$in_november" >"$place/$root/etc/switchback/east.env"
in_root "$root" chown -R switchback: /srv/switchback/east
printf '#!/bin/sh\ncat >/srv/switchback/east/mail\n' >"$place/$root/usr/sbin/sendmail"
chmod +x "$place/$root/usr/sbin/sendmail"
cat >"$place/$root/root/script" <<'END'
systemctl start switchback@east.service
echo "good: $?"
mv /srv/switchback/east/exports/patients.csv /srv/switchback/east
systemctl start switchback@east.service
echo "bad: $?"
for n in {1..100}; do [ ! -s /srv/switchback/east/mail ] || break; sleep 0.1; done
systemctl show -p Result switchback@east.service
mv /srv/switchback/east/exports /srv/switchback/east/gone
systemctl start switchback@east.service
echo "no exports: $?"
mv /srv/switchback/east/gone /srv/switchback/east/exports
systemctl enable --now switchback@east.timer
systemctl list-timers --all --no-pager | grep east
DEBIAN_FRONTEND=noninteractive apt-get purge -qq switchback
systemctl list-timers --all --no-pager | grep east || echo "no timer"
END
if boot "$root"; then
    says '^good: 0$'
    says '^bad: 1$'
    says '^Result=exit-code$'
    says '^no exports: 1$'
    says '-05 05:.* switchback@east.timer'
    says '^no timer$'
    holds "its report" test -s "$(reports east)/2026-10/internal/report.html"
    cp "$place/$root/srv/switchback/east/mail" "$place/said" 2>/dev/null || : >"$place/said"
    says '^Subject: Switchback: east: the monthly run failed: '
else
    echo "  SKIPPED in part: systemd does not come up here" >&2
    see 0 "purged" in_root "$root" apt-get purge -qq switchback
fi
holds "no timer of it is left" test -z "$(find "$place/$root/etc/systemd" -name '*switchback*')"
holds "nor anything of its state" test ! -e "$place/$root/var/lib/switchback"
holds "reports and what was written for it stand" test -s "$(reports south)/2026-10/internal/report.html" -a -s "$place/$root/etc/switchback/south.env"
