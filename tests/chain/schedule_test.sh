#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# The examples for the schedule are well-formed, and their commands are commands that the driver understands.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

schedule=$root/pipeline/schedule
mkdir "$place/units"
cp "$schedule"/switchback.{service,timer} "$place/units"

if command -v systemd-analyze >/dev/null; then
    # The program and the user are not here; everything else must be known to systemd.
    sed -i -e 's|^ExecStart=[^ ]*|ExecStart=/bin/true|' -e '/^User=/d' -e '/^Group=/d' "$place/units/switchback.service"
    expect_exit 0 "systemd knows every line" systemd-analyze verify --man=no "$place/units/switchback.service" \
        "$place/units/switchback.timer"
    check "systemd has no remark" bash -c "! grep -E 'switchback\.(service|timer)' '$place/said'"
else
    printf '%s: SKIPPED in part: systemd-analyze is not here\n' "${0##*/}" >&2
fi
for line in PrivateNetwork=yes ProtectSystem=strict UMask=0077 NoNewPrivileges=yes; do
    check "the service has $line" grep -qx "$line" "$schedule/switchback.service"
done

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

# The commands themselves, with their paths here.
while read -r command; do
    command=${command//\/srv\/switchback/$place}
    command=${command//switchback /$place/pipeline/switchback }
    command=${command//\/usr\/local\/bin\//}
    expect_exit 0 "$command" bash -c "$command"
done < <(sed -n 's/^ExecStart=//p' "$schedule/switchback.service"; grep -E '^[0-9]' "$schedule/crontab" | cut -d ' ' -f 6-)
finish
