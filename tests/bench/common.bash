# shellcheck shell=bash
# SPDX-License-Identifier: GPL-3.0-or-later
# What the benches share: peers, and measurements as size,round,program,measure,value in $output.
# $work is a directory for what the programs print.
# shellcheck disable=SC2154 # work and output are the bench's
export LC_ALL=C.UTF-8

say() { printf 'bench: %s\n' "$*" >&2; }

stop() {
    say "$*"
    exit 0
}

# install_peers LIBRARY...: the peers come from Debian; without root or a network the bench goes on with what is there.
install_peers() {
    local missing=()
    [ -x /usr/bin/time ] || missing+=(time)
    command -v Rscript >/dev/null || missing+=(r-base-core)
    local library
    for library; do
        Rscript -e "library($library)" >/dev/null 2>&1 || missing+=("r-cran-$library")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "installing ${missing[*]}"
    apt-get install -y -q "${missing[@]}" >/dev/null 2>&1 || say "could not install ${missing[*]}"
}

record() { printf '%s,%s,%s,%s,%s\n' "$1" "$2" "$3" "$4" "$5" >>"$output"; }

# measure SIZE ROUND PROGRAM COMMAND...: wall clock, processor time and peak memory; a failure is a row too.
measure() {
    local size=$1 round=$2 program=$3
    shift 3
    local status=0 begin=${EPOCHREALTIME/./} end
    /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" >"$work/$program.out" 2>"$work/$program.err" || status=$?
    end=${EPOCHREALTIME/./}
    if [ "$status" -ne 0 ]; then
        say "$program: exit $status: $(tail -n 1 "$work/$program.err")"
        record "$size" "$round" "$program" exit "$status"
        return 1
    fi
    local seconds user system peak
    seconds=$(awk -v t="$((end - begin))" 'BEGIN { printf "%.3f", t / 1e6 }')
    read -r user system peak < <(tail -n 1 "$work/time")
    record "$size" "$round" "$program" seconds "$seconds"
    record "$size" "$round" "$program" processor_seconds "$(awk -v u="$user" -v s="$system" 'BEGIN { print u + s }')"
    record "$size" "$round" "$program" peak_kib "$peak"
    say "size $size, round $round, $program: $seconds s"
}
