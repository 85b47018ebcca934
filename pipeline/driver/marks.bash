# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# What `status` knows of the last run: .begun stands in the reports from a run's first moment until it published, found
# nothing changed, or could say in .failed why not. A .begun that no run holds is of one that was killed, or had no room
# to say more.

# Marks the reports as those of a run that has published nothing. An empty file needs no room.
mark_begun() {
    : >>"$reports/.begun" || fail 73 "$reports: cannot be written"
    begun=yes
}

mark_done() { rm -f "$reports/.failed" "$reports/.begun"; }

# note_failure STAGE CODE: why this run published nothing. Where not even this can be written, .begun stays.
note_failure() {
    [[ $begun == yes ]] || return 0
    noted=yes
    if printf 'stage=%s\nexit=%s\nname=%s\nfinished=%s\nreason=%s\n' "$1" "$2" "$name" "$(now)" \
        "${reason//[[:cntrl:]]/?}" 2>/dev/null >"$reports/.failed.part" &&
        mv -f "$reports/.failed.part" "$reports/.failed"; then
        rm -f "$reports/.begun"
    else
        rm -f "$reports/.failed.part"
    fi
}

# What the marks say of the last run; nothing: all is well, or a run is under way.
last_run_problem() {
    if [[ -e $reports/.failed ]]; then
        tell_failed <"$reports/.failed"
    elif [[ -e $reports/.begun ]] && ! reports_are_held; then
        printf 'the last run ended without a word: it was killed, or had no room to say why'
    fi
}

# The sentence of .failed. The stage of a run that failed before its first one is `run` itself.
tell_failed() {
    local key value parts=''
    local -A told=()
    while IFS='=' read -r key value; do [[ -z $key ]] || told[$key]=$value; done
    [[ -z ${told[name]:-} ]] || parts+="${told[name]}, "
    [[ ! ${told[finished]:-} =~ ^[0-9]{1,12}$ ]] || parts+=$(TZ=UTC printf '%(%Y-%m-%d %H:%M)T UTC, ' "${told[finished]}")
    [[ ${told[stage]:-run} == run ]] || parts+="${told[stage]}, "
    printf 'the last run failed (%sexit %s): %s' "$parts" "${told[exit]:-unknown}" "${told[reason]:-it could not say why}"
}

# A run tries its lock twice: this look cannot keep it out.
reports_are_held() {
    local descriptor code=0
    [[ -r $reports/.lock ]] || return 1
    exec {descriptor}<"$reports/.lock"
    flock --shared --nonblock "$descriptor" || code=$?
    exec {descriptor}<&-
    ((code != 0))
}
