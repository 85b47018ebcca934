# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# Work directories hold one row a person: 0700, each with a lock that its run holds, never below reports/.

# Where runs make theirs. A TMPDIR that is no directory to write in is none.
work_area() {
    local place=${SWITCHBACK_WORK:-${TMPDIR:-}}
    [[ -n ${SWITCHBACK_WORK:-} || ($place == /* && -d $place && -w $place) ]] || place=/var/tmp
    printf '%s/switchback-%s\n' "$place" "$UID"
}

# Makes $work, or empties the one given by --work; the run holds its lock.
make_work() {
    local area
    if [[ -n $work ]]; then
        take_given_work
    else
        area=$(work_area)
        mkdir -p "$area" || fail 73 "$area: cannot be made"
        [[ -O $area && ! -L $area ]] || fail 73 "$area: belongs to somebody else (set SWITCHBACK_WORK)"
        keep_apart "$(cd "$area" && pwd)"
        chmod 0700 "$area"
        work=$(mktemp -d "$area/run-XXXXXXXX") || fail 73 "$area: no work directory can be made"
    fi
    exec {work_lock}>"$work/.switchback-work"
    flock --nonblock "$work_lock" || fail 75 "another run works in $work"
}

take_given_work() {
    mkdir -p "$work" || fail 73 "$work: cannot be made"
    work=$(cd "$work" && pwd)
    keep_apart "$work"
    [[ -e $work/.switchback-work || -z $(ls -A "$work") ]] ||
        fail 73 "$work: is not empty and no work directory of switchback (give a new one)"
    [[ $work/ != "$reports"/* ]] || fail 64 "$work: lies in the reports directory (person-level files never do)"
    chmod 0700 "$work"
    empty_work "$work"
}

# empty_work DIR: removes all but the marker.
empty_work() { find "$1" -mindepth 1 -maxdepth 1 ! -name .switchback-work -exec rm -rf {} +; }

# is_live DIR: does a run hold it?
is_live() {
    local descriptor code=0
    [[ -e $1/.switchback-work ]] || return 1
    exec {descriptor}<"$1/.switchback-work"
    flock --shared --nonblock "$descriptor" || code=$?
    exec {descriptor}<&-
    ((code != 0))
}

# A run that was killed has left its directory and no lock on it; one that failed has kept it to be looked at, for a
# week. One that is just being made has no marker yet: it is left alone for a minute.
remove_stale_work() {
    local area directory
    area=$(work_area)
    [[ -d $area && -O $area && ! -L $area ]] || return 0
    for directory in "$area"/run-*; do
        [[ -d $directory && ! -L $directory ]] || continue
        if [[ -e $directory/.switchback-kept ]]; then
            [[ -n $(find "$directory/.switchback-failed" -maxdepth 0 -mtime +6 2>/dev/null) ]] || continue
        elif [[ ! -e $directory/.switchback-work && -n $(find "$directory" -maxdepth 0 -mmin -1) ]]; then
            continue
        fi
        is_live "$directory" || rm -rf "$directory"
    done
}

copy_to_work() {
    ln -s "$stages" "$work/bin" && ln -s "$home/chain.mk" "$work/Makefile" &&
        ln -s "$home/input_facts" "$work/input_facts" && ln -s "$exports" "$work/inputs" &&
        ln -s "$reports" "$work/reports" && mkdir "$work/scratch"
}

# Lays out what chain.mk expects.
furnish_work() {
    local copying
    copy_to_work &
    copying=$!
    write_settings >"$work/settings.mk"
    write_classes >"$work/classes.mk"
    write_configuration
    [[ -z $earlier ]] || cp "$reports/$earlier/internal/data/estimates.csv" "$work/earlier-internal.csv"
    copy_last_list
    furnish_release
    wait "$copying"
    furnish_launcher
    furnish_shards
}

# A launcher is the user's own text for a shell: make sees no more of it than the name of a file.
furnish_launcher() {
    [[ -n $launch ]] || return 0
    printf '%s\n' "$launch" >"$work/launcher"
    echo 'LAUNCHER := launcher' >>"$work/settings.mk"
}

# A directory for each range of people, laid out as chain.mk expects it: what is one for all are links.
furnish_shards() {
    local number shard table
    ((shards > 1)) || return 0
    printf 'SHARDS := %s\n' "$(seq -s ' ' "$shards")" >>"$work/settings.mk"
    mkdir -p "$work/commands"
    for ((number = 1; number <= shards; number++)); do
        shard=$work/shards/$number
        mkdir -p "$shard"/{tables,then}
        ln -s ../../{commands,bin,Makefile,config.mk,switchback.ini,scratch} "$shard/"
        # By the doses and visits of all it is known when the data begin
        for table in facts.csv {doses,visits}.summary.csv; do ln -s "../../../tables/$table" "$shard/tables/"; done
        ln -s ../../../then/facts.csv "$shard/then/"
        { write_settings && printf 'SHARD := %s\n' "$number"; } >"$shard/settings.mk"
        if [[ -n $launch ]]; then
            ln -s ../../launcher "$shard/"
            echo 'LAUNCHER := launcher' >>"$shard/settings.mk"
        fi
        echo 'CLASSES :=' >"$shard/classes.mk"
    done
}

purge() {
    local area directory left=0 removed=0
    take_options purge 0 "$@"
    refuse_misuse
    if [[ -n $work ]]; then
        [[ -e $work/.switchback-work ]] || fail 66 "$work: is no work directory of switchback"
        ! is_live "$work" || fail 75 "a run works in $work"
        rm -rf "$work"
        return
    fi
    area=$(work_area)
    [[ -d $area ]] || return 0
    for directory in "$area"/run-*; do
        [[ -d $directory && ! -L $directory ]] || continue
        if is_live "$directory"; then
            left=$((left + 1))
        else
            rm -rf "$directory"
            removed=$((removed + 1))
        fi
    done
    on_terminal && say "$removed work directories removed"
    ((left == 0)) || say "$left left: runs work in them"
}
