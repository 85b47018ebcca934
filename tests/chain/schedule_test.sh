#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# The examples for the schedule are well-formed, and their commands are commands that the driver understands.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

schedule=$root/pipeline/schedule
prefix=$place/installed DESTDIR='' "$root/pipeline/packaging/install" "$real"
units=$place/installed/lib/systemd/system
cp -r "$units" "$place/units"

if command -v systemd-analyze >/dev/null; then
    # The user is not here, nor is an instance; everything else must be known to systemd.
    sed -i -e '/^User=/d' -e '/^Group=/d' "$place/units/"*.service
    for unit in switchback@ switchback-failed@; do mv "$place/units/$unit.service" "$place/units/${unit}north.service"; done
    mv "$place/units/switchback@.timer" "$place/units/switchback@north.timer"
    expect_exit 0 "systemd knows every line" systemd-analyze verify --man=no "$place/units/"*
    check "systemd has no remark" bash -c "! grep switchback '$place/said'"
else
    printf '%s: SKIPPED in part: systemd-analyze is not here\n' "${0##*/}" >&2
fi
for line in PrivateNetwork=yes ProtectSystem=strict ProtectHome=yes UMask=0077 NoNewPrivileges=yes OnFailure=switchback-failed@%i.service; do
    check "the service has $line" grep -qx "$line" "$units/switchback@.service"
done
check "no condition keeps a run from failing" test -z "$(grep '^Condition\|^Assert' "$units"/*)"

# Five fields, each within its range, then a command.
field_is_good() {
    local field=$1 least=$2 most=$3
    [[ $field == '*' ]] && return
    [[ $field =~ ^[0-9]+$ ]] && ((10#$field >= least && 10#$field <= most))
}

jobs=0
while read -r minute hour day month weekday command; do
    if ! [[ $minute =~ ^[0-9*] ]]; then
        check "a setting: $minute" test "${minute%%=*}" != "$minute"
        continue
    fi
    jobs=$((jobs + 1))
    check "minute $minute" field_is_good "$minute" 0 59
    check "hour $hour" field_is_good "$hour" 0 23
    check "day $day" field_is_good "$day" 1 31
    check "month $month" field_is_good "$month" 1 12
    check "weekday $weekday" field_is_good "$weekday" 0 7
    check "no unescaped percent sign (cron makes it a line end)" test "${command//%/}" = "$command"
    check "the command is bash" bash -n -c "$command"
done < <(grep -v -e '^#' -e '^$' "$schedule/crontab")
check "there are two jobs" test "$jobs" = 2

# The commands themselves, with their paths here, for two programs of one organisation at the same time.
mkdir -p "$place"/{north,south}
for program in north south; do
    cp -r "$place/exports" "$place/$program"
    printf '[report]\nprogram = %s\n' "$program" >"$place/$program.ini"
done
printf '[report]\nkeep_people_lists = 30\n' >"$place/shared.ini"

# execute UNIT PROGRAM: its ExecStart as systemd makes it
execute() {
    local command OPTIONS="--mapping generic --config $place/shared.ini --config $place/$2.ini"
    command=$(sed -n 's/^ExecStart=//p' "$units/$1@.service")
    command=${command//%i/$2} command=${command//\/srv\/switchback/$place} command=${command//\$OPTIONS/$OPTIONS}
    (umask 077 && SWITCHBACK_WORK=$place/work-area/$2 bash -c "exec $command")
}
SWITCHBACK_FAKE_SLOW=estimate_states:2 execute switchback north >"$place/said-north" 2>&1 &
other=$!
expect_exit 0 "the service of south" execute switchback south
check "the service of north, at the same time" wait "$other"
for program in north south; do
    run=$place/$program/reports/latest/run.json
    check "$program: its own ini" grep -q "\"file 2: $program.ini\"" "$run"
    check "$program: the shared one" grep -q '"file 1: shared.ini"' "$run"
done
before=$(picture "$place/south/reports")
echo A9,female >>"$place/north/exports/patients.csv"
expect_exit 0 "north again" execute switchback north
check "south stands as it was" test "$before" = "$(picture "$place/south/reports")"
check "north shares no work" test -z "$(find "$place/work-area/north" -mindepth 2 -maxdepth 2)"

# ---- a failure reaches somebody -----------------------------------------------------------------------------------

mkdir "$place/mailer"
printf '#!/bin/bash\ncat >"%s/mail"\n' "$place" >"$place/mailer/sendmail"
chmod +x "$place/mailer/sendmail"
expect_exit 65 "a run that fails" env SWITCHBACK_FAKE_FAIL=build_episodes:65 bash -c "$(declare -f execute); units=$units place=$place; echo >>$place/north/exports/patients.csv; execute switchback north"
PATH=$place/mailer:$PATH MAILTO=us@example.org MONITOR_SERVICE_RESULT=exit-code MONITOR_EXIT_STATUS=65 \
    expect_exit 0 "who is told" execute switchback-failed north
check "a mail goes out" grep -qx 'To: us@example.org' "$place/mail"
check "its subject says what failed" grep -q '^Subject: Switchback: north: the monthly run failed: the last run failed (20[0-9-]*, [^,]* UTC, build_episodes, exit 65): ' "$place/mail"
check "it says how the unit ended" grep -q 'the unit ended as exit-code, exit 65' "$place/mail"
check "no report is in it" test -z "$(grep -i 'in care' "$place/mail")"
PATH=$place/mailer:$PATH MAILTO=us@example.org MONITOR_SERVICE_RESULT=exit-code MONITOR_EXIT_STATUS=226 \
    expect_exit 0 "who is told of a run that never began" execute switchback-failed south
check "the subject does not begin with the good one before it" \
    grep -q '^Subject: Switchback: south: the monthly run failed: the unit ended as exit-code, exit 226; before it: 20' "$place/mail"
printf '#!/bin/bash\nprintf "%%s\\n" "$*" >"%s/log"\n' "$place" >"$place/mailer/logger"
chmod +x "$place/mailer/logger"
PATH=$place/mailer:$PATH expect_exit 1 "nobody to be told" execute switchback-failed north
check "the log has it as an error" grep -q -e '--priority daemon.err -- switchback: north: nobody is told by mail' "$place/log"
expect_exit 1 "status as a mail" switchback status --reports "$place/north/reports" --mail-to us@example.org
check "the subject is its sentence" said '^Subject: Switchback: the last run failed (.* build_episodes, exit 65)'
expect_exit 0 "a good one" switchback status --reports "$place/south/reports" --mail-to us@example.org,them@example.org
check "the text of the release is in it" grep -qF "$(head -n 1 "$place/south/reports/latest-release/release/report.txt")" "$place/said"
check "no word of the internal one" test -z "$(grep -F internal "$place/said")"
expect_exit 64 "an address that is a header" switchback status --reports "$place/south/reports" --mail-to $'us@example.org\nBcc: x@example.org'
expect_exit 1 "cron's second line" switchback status --quiet --reports "$place/north/reports" --max-age 40d

# ---- cron -----------------------------------------------------------------------------------------------------------

while read -r command; do
    command=${command//\/srv\/switchback/$place}
    command=${command//switchback /$place/pipeline/switchback }
    expect_exit 0 "$command" bash -c "$command"
done < <(grep -E '^[0-9]' "$schedule/crontab" | cut -d ' ' -f 6-)
finish
