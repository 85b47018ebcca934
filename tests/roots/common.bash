# shellcheck shell=bash
# shellcheck disable=SC2154  # $place and $base are set in run
# Roots of a Debian of their own, and what the parts say of what they see there.

# new_root NAME [PACKAGE ...]: a fresh one as $place/NAME, with these packages and no other.
new_root() {
    cp -a "$base" "$place/$1"
    (($# == 1)) || in_root "$1" apt-get install -qq --no-install-recommends "${@:2}" >"$place/apt.log" 2>&1 ||
        { tail -n 20 "$place/apt.log"; return 1; }
}

# in_root NAME COMMAND ...: as root there, with a process table, terminals and shared memory of its own, which end with it.
# What apt fetches is fetched once for all roots.
in_root() {
    # shellcheck disable=SC2016  # for the other shell
    unshare --mount --pid --fork bash -c '
        mount -t proc proc "$1/proc"
        mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$1/dev/pts"
        mount --bind "$1/dev/pts/ptmx" "$1/dev/ptmx"
        mount -t tmpfs tmpfs "$1/dev/shm"
        mount --bind "$2" "$1/var/cache/apt/archives"
        root=$1
        shift 2
        exec chroot "$root" env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 \
            DEBIAN_FRONTEND=noninteractive "$@"' - "$place/$1" "$place/archives" "${@:2}"
}

# as USER NAME COMMAND ...: as a user of that root, in the directory that is the user's.
as() { in_root "$2" setpriv --reuid "$1" --regid "$1" --init-groups env -C "$(home_of "$1" "$2")" HOME="$(home_of "$1" "$2")" USER="$1" "${@:3}"; }
home_of() { sed -n "s/^$1:.*:\([^:]*\):[^:]*$/\1/p" "$place/$2/etc/passwd"; }

# boot NAME: systemd as the first process of that root, in control groups of its own, until /root/script has ended; what that
# printed is in $place/said. 1: it does not come up here.
boot() {
    local groups=(/sys/fs/cgroup) one code=0 at=$place/$1
    [[ $(stat -f -c %T /sys/fs/cgroup) == cgroup2fs ]] || groups=(/sys/fs/cgroup/{systemd,unified})
    printf '[Unit]\nDefaultDependencies=no\nWants=script.service\n' >"$at/etc/systemd/system/script.target"
    printf '%s\n' '[Unit]' DefaultDependencies=no '[Service]' Type=oneshot 'ExecStart=/bin/bash /root/script' \
        StandardOutput=file:/root/seen StandardError=file:/root/seen 'ExecStopPost=/bin/systemctl exit 0' \
        >"$at/etc/systemd/system/script.service"
    (
        for one in "${groups[@]}"; do
            mkdir "$one/roots-$$" && echo "$BASHPID" >"$one/roots-$$/cgroup.procs" || exit 1
        done
        # shellcheck disable=SC2016  # for the other shell
        exec timeout 600 unshare --mount --pid --fork --uts --ipc --cgroup bash -ec '
            mount --bind "$1" "$1"
            mount -t proc proc "$1/proc"
            mount -t sysfs sysfs "$1/sys" -o ro
            if [[ $2 == cgroup2fs ]]; then
                mount -t cgroup2 cgroup2 "$1/sys/fs/cgroup"
            else
                mount -t tmpfs tmpfs "$1/sys/fs/cgroup"
                mkdir "$1"/sys/fs/cgroup/{systemd,unified}
                mount -t cgroup2 cgroup2 "$1/sys/fs/cgroup/unified"
                mount -t cgroup -o none,name=systemd,xattr systemd "$1/sys/fs/cgroup/systemd"
            fi
            mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
            mount -t tmpfs tmpfs "$1/dev/shm"
            mount -t tmpfs tmpfs "$1/run"
            exec chroot "$1" env -i container=lxc PATH=/usr/sbin:/usr/bin /lib/systemd/systemd --system --unit=script.target' - \
            "$at" "$(stat -f -c %T /sys/fs/cgroup)"
    ) >"$place/said" 2>&1 || code=$?
    for one in "${groups[@]}"; do find "$one/roots-$$" -depth -type d -exec rmdir {} \; 2>/dev/null || true; done
    [[ -s $at/root/seen ]] || return 1
    cp "$at/root/seen" "$place/said"
}

# files_of NAME: every name there, but of what changes with any package and any run.
files_of() {
    (cd "$place/$1" && find . -xdev -mindepth 1 \( -path ./proc -o -path ./var/cache -o -path ./var/log -o -path ./var/lib/dpkg \
        -o -path ./var/lib/apt -o -path ./var/lib/systemd -o -path './dev/*' -o -path './etc/*-' -o -path './tmp/*' \) -prune -o -print | LC_ALL=C sort)
}

# ---- what is seen ---------------------------------------------------------------------------------------------------

passed=0 failed=0

ok() { passed=$((passed + 1)) && printf '  ok      %s\n' "$1"; }

not_ok() {
    failed=$((failed + 1))
    printf '  FAILED  %s\n' "$1"
    sed 's/^/            /' "$place/said" | tail -n 20
}

# see CODE TEXT COMMAND ...: it must end with the code; what it said is in $place/said.
see() {
    local code=0
    "${@:3}" >"$place/said" 2>&1 </dev/null || code=$?
    if ((code == $1)); then ok "$2"; else not_ok "$2: exit $code, expected $1"; fi
}

# says PATTERN: and it said so; the line is shown.
says() {
    local line
    if line=$(grep -m 1 -E -- "$1" "$place/said"); then ok "  it says: ${line#"${line%%[! ]*}"}"; else not_ok "  it does not say: $1"; fi
}

# holds TEXT COMMAND ...: a condition.
holds() {
    : >"$place/said"
    if "${@:2}" >"$place/said" 2>&1; then ok "$1"; else not_ok "$1"; fi
}

is_empty() { [[ ! -s $1 ]] || { head -n 20 "$1"; return 1; }; }

# same_files BEFORE AFTER: two lists of files_of
same_files() { diff "$1" "$2" | grep '^[<>]' | head -n 20 | grep . && return 1 || return 0; }
