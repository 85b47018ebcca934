# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# make, and what is said when a stage of it fails.

# make in a process group of its own, so that Ctrl-C reaches us first; it dies with us, whatever kills us.
start_make() {
    set -m
    become_make "$@" &
    child=$!
    set +m
}

# Only publishing keeps the lock open: a run that was killed holds it no longer than its last stage needs.
become_make() {
    if [[ $1 != publish ]]; then
        exec {lock}>&-
        # A work directory that is not kept need not survive a power cut (output_file.h)
        [[ $keep_work == yes ]] || export SWITCHBACK_UNSYNCED=yes
    fi
    PROGRESS=''
    ! on_terminal || PROGRESS=yes
    export PROGRESS TZ=UTC HOME=$work TMPDIR=$work/scratch
    exec setpriv --pdeathsig TERM make --directory "$work" --no-print-directory --silent --jobs "$jobs" "$@" \
        >&2 2>"$work/make.log" </dev/null
}

finish_make() {
    local code=0
    wait "$child" || code=$?
    child=
    return "$code"
}

# The record of the stage that ended with something else than 0, the first to have done so: status/NAME, or the same of
# a range of people.
failed_stage() {
    local file
    while read -r _ file; do
        [[ $(<"$file") =~ ^0?$ ]] || { printf '%s\n' "${file#"$work/"}"; return; }
    done < <(find "$work/status" "$work"/shards/*/status -type f -printf '%T@ %p\n' | sort -n)
}

# programs_are_old LOG: is it the chain that a program has not understood, or make that has not found one? An option that
# a program does not know, or one that it misses, is none of the user's.
programs_are_old() {
    grep -qE "No rule to make target 'bin/|unrecognized option|unexpected argument|invalid option|(is|are) needed \\(try" "$1"
}

# what_to_do CODE WHERE [LOG]: what was said stands in LOG.
what_to_do() {
    [[ -z ${3:-} || $(head -c 13 "$3") == launch_stage: ]] || ! programs_are_old "$3" || { echo "the programs are older than the chain: run 'make'"; return; }
    case $1 in
        1) echo "a quality gate failed: mend the export, or answer as the message says; see $2" ;;
        64) echo "the message says which option or day does not fit" ;;
        65) echo "mend the export or the mapping ('switchback check' shows both)" ;;
        66) echo "look whether what the message names is there, and may be read by $(id -un 2>/dev/null || echo "$UID")" ;;
        69) echo "install what the message says is missing ($home/packages does), or mend what it says has failed" ;;
        73 | 74) echo "make room, or look at the permissions of the directories" ;;
        78) echo "mend the configuration or the mapping" ;;
        *) echo "an error of Switchback: run again with --keep-work and look at its logs/" ;;
    esac
}

# What a stage has said that could not even be recorded, the first of them; else what make itself has.
say_of_chain() { grep -m 1 -v -E '^make(\[[0-9]+\])?: ' "$work/make.log" >&2 || cat "$work/make.log" >&2; }

# Ends the run with the code of the stage that failed.
give_up() {
    local stage program code=70 where=its\ messages log place=''
    stage=$(failed_stage)
    if [[ -z $stage ]]; then
        say_of_chain
        # Without room make may not even say so, or only that it waits for the other stages and made room again
        grep -qv -e 'Waiting for unfinished jobs' -e 'Deleting file' "$work/make.log" &&
            ! grep -q -e 'Error 74' -e 'No space left' "$work/make.log" || code=74
        ! programs_are_old "$work/make.log" || code=69
        reason=$(tail -n 1 "$work/make.log")
        note_failure make "$code"
        fail "$code" "the chain could not be run in $work; the reports stand as they were ($(what_to_do "$code" "$where" "$work/make.log"))"
    fi
    code=$(<"$work/$stage")
    log=$work/${stage%status/*}logs/${stage##*/}
    stage=${stage##*/}
    ((code < 126 || code > 127)) || code=69 # run_stage could not start it
    ((code <= 128)) || code=70
    # Of no room the last line says all; what the stage has noted before it is nothing to mend
    if ((code == 73 || code == 74)); then
        tail -n 1 "$log"
        place="; it worked in $work"
    else
        cat "$log"
    fi >&2
    reason=$(tail -n 1 "$log")
    program=$(cut -d ' ' -f 1 "$work/commands/$stage")
    [[ $stage == "$program"* ]] || stage="$program ($stage)"
    note_failure "$stage" "$code"
    if [[ $code == 1 && $keep_work == no ]]; then
        keep_quarantine
        where="$work/tables"
    fi
    fail "$code" "$stage ended with $code; the reports stand as they were ($(what_to_do "$code" "$where" "$log")$place)"
}

# The rows that could not be used: file, line and reason, no value. `switchback purge` removes them.
keep_quarantine() {
    find "$work" -mindepth 1 -type f ! -name '*.quarantine.csv' ! -path "$work/logs/*" \
        ! -name .switchback-work -delete
    find "$work" -mindepth 1 -type l -delete
    find "$work" -mindepth 1 -type d -empty -delete
    keep_work=yes
}
