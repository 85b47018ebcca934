# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# switchback run: from exports to a published report, or to last month's report as it was.

# Every value is checked before anything is made or read.
check_run() {
    refuse_misuse
    [[ -n $exports && -n $mapping && -n $reports ]] || usage_error "run: --exports, --mapping and --reports are needed"
    [[ -n $as_of || -n $month ]] || usage_error "run: --as-of or --month is needed"
    [[ -z $as_of || -z $month ]] || usage_error "run: --as-of and --month exclude each other"
    case $class in
        both) classes="release internal" ;;
        release | internal) classes=$class ;;
        *) usage_error "--class: '$class' is unknown (expected release, internal or both)" ;;
    esac
    [[ $withdraw == no || -n $replace_release ]] || usage_error "--withdraw: only with --replace-release REASON"
    [[ $jobs =~ ^[1-9][0-9]?$ ]] || usage_error "--jobs: '$jobs' is not usable (expected 1 to 99)"
    [[ $shards =~ ^[1-9][0-9]?$ ]] || usage_error "--shards: '$shards' is not usable (expected 1 to 99)"
    # The launcher's queue decides how many stages run at a time, not the processors here
    [[ -z $launch || -n ${was_given[--jobs]:-} ]] || jobs=32
    [[ $launch != *$'\n'* ]] || usage_error "--launch: a launcher is one line"
    need_exports
    exports=$(cd "$exports" && pwd)
    find_configs
    find_mapping
    find_period
}

check_programs() {
    local program
    for program in make gnuplot sha256sum awk; do
        command -v "$program" >/dev/null ||
            fail 69 "$program is missing (run $home/packages, which installs what is needed)"
    done
    refuse_stale_programs
}

# In a checkout, programs that were built before their sources changed would give numbers that these do not say.
refuse_stale_programs() {
    local top=$home/.. newer
    [[ $stages -ef $top/build/release/stages && -e $top/build/release/made ]] || return 0
    newer=$(find "$top/pipeline" "$top/stages" \( -name '*.[ch]' -o -path "$top/pipeline/switchback.ini" \) \
        -newer "$top/build/release/made" -print -quit)
    [[ -z $newer ]] || fail 69 "the programs are older than ${newer#"$top/"} (run 'make')"
}

# A killed run may have left a report between two names, or an unfinished one; the lock is ours, so none is alive.
repair_reports() {
    local old place
    for old in "$reports"/.old-*; do
        [[ -d $old ]] || continue
        place=$reports/${old##*/.old-}
        if [[ -e $place ]]; then rm -rf "$old"; else mv "$old" "$place"; fi
    done
    rm -rf "$reports"/.new-* "$reports"/latest{,-release}.part
}

# Only where there is a report of our name are the digests needed beforehand; a run makes its own.
nothing_changed() {
    [[ $keep_work == no && -z $replace_release && -s $reports/$name/run.json ]] || return 1
    listing=$("$stages/digest_inputs" "$exports") || fail 66 "$exports: cannot be read"
    digest=$(run_digest)
    [[ $(json_value "$reports/$name/run.json" run digest) == "$digest" ]] || return 1
    report_is_whole "$reports/$name" || return 1
    point_at latest
    [[ ! -e $reports/$name/release ]] || point_at latest-release
}

# point_at LINK: a run that was killed may have published its month and not said that it is the latest.
point_at() {
    local target
    target=$(readlink "$reports/$1") && [[ -e $reports/$target/run.json ]] &&
        [[ -z $(names_of_kind before "$reports/$target/") ]] && return
    ln -s "$name" "$reports/$1.part" && mv -T "$reports/$1.part" "$reports/$1"
}

# What is large and has been read goes while the report is recorded and written, which waits for the disk.
remove_tables() {
    [[ $keep_work == no ]] || return 0
    find "$work/tables" -type f ! -name '*.summary.csv' -delete &
    rm -rf "$work/spells" "$work/then" "$work"/shards/*/{tables,spells,then} &
}

clean_up() {
    local code=$?
    trap - EXIT INT TERM HUP ERR
    set +e
    if [[ -n ${child:-} ]]; then
        kill -TERM -- "-$child" 2>/dev/null
        wait "$child" 2>/dev/null
    fi
    wait
    if [[ -n ${work_lock:-} && $keep_work == no ]]; then
        exec {work_lock}>&- # NFS keeps a file that is open, and so its directory
        rm -rf "$work"
    elif [[ -n ${work_lock:-} ]] && ((code != 0)); then
        touch "$work/.switchback-kept" "$work/.switchback-failed" 2>/dev/null
    fi
    ((code == 0)) || [[ $noted == yes ]] || note_failure run "$code"
    exit "$code"
}

interrupted() {
    reason="interrupted; the reports stand as they were"
    say "$reason"
    exit $((128 + $1))
}

# The driver's own small files: bash says which, and only here a failure means that there is no room.
cannot_write() {
    ((BASH_SUBSHELL == 0)) || return
    note_failure "work directory" 74
    fail 74 "$work: cannot be written; the reports stand as they were ($(what_to_do 74 ""))"
}

# keep_apart DIR: what is made must not be read as a part of the export, by whatever links it is reached.
keep_apart() { [[ $(readlink -m "$1")/ != "$(readlink -m "$exports")"/* ]] || fail 64 "$1: lies in the directory of exports (give one outside)"; }

# Takes the reports, where they are there already, before anything can go wrong: whoever asks for the status is told of
# every run that published nothing. Another run that holds them answers for itself.
begin_run() {
    command -v flock >/dev/null || fail 69 "flock is missing (run $home/packages, which installs what is needed)"
    [[ -n $reports && -d $reports ]] || return 0
    reports=$(cd "$reports" && pwd)
    if [[ -n $wrong_use || ! -d $exports ]] && reports_are_held; then
        return 0
    fi
    lock_reports
    mark_begun
}

# Makes them where they are not.
make_reports() {
    keep_apart "$reports"
    [[ $begun == no ]] || return 0
    mkdir -p "$reports" || fail 73 "$reports: cannot be made"
    reports=$(cd "$reports" && pwd)
    lock_reports
    mark_begun
}

run() {
    take_options run 0 "$@"
    [[ -z $work ]] || keep_work=yes
    trap clean_up EXIT
    begin_run
    check_run
    make_reports
    umask 077
    trap 'interrupted 1' HUP
    trap 'interrupted 2' INT
    trap 'interrupted 15' TERM
    check_programs
    # Answered meanwhile; the lock is ours alone
    exec {version_of_gnuplot}< <(exec {lock}>&-; gnuplot --version) {sum_of_programs}< <(exec {lock}>&-; programs_digest)
    repair_reports
    read_configuration
    begin_inputs
    find_earlier
    judge_release
    read -r gnuplot <&"$version_of_gnuplot" ||
        fail 69 "gnuplot is there, but 'gnuplot --version' says nothing (try it; install gnuplot-nox, or mend the PATH: $PATH)"
    read -r programs <&"$sum_of_programs"
    exec {version_of_gnuplot}<&- {sum_of_programs}<&-
    remove_stale_work
    if nothing_changed; then
        on_terminal && say "nothing has changed since $reports/$name was made"
        end_run
        return 0
    fi
    build_report
}

# Where only a release was asked for and none is made, nothing is.
nothing_is_made() {
    [[ $release_state != undecided && -z $(classes_to_build) ]] || return 1
    case $release_state in
        kept) on_terminal && say "the release of $name stands as it was made" ;;
        waiting) say "$name has no release: fewer than $least_changed people have changed since that of $last_release, which stands ($reports/latest-release)$(late_words)" ;;
        later) say "$name has no release: $later_release was released before it" ;;
    esac
    return 0
}

# From exports to a published report, in a work directory.
build_report() {
    if nothing_is_made; then
        end_run
        return
    fi
    make_work
    set -E
    trap cannot_write ERR
    furnish_work
    attribute_upgrade
    if may_be_in_the_future; then
        start_make all_tables
        finish_make || give_up
        refuse_the_future
    fi
    if [[ $release_state == undecided ]]; then
        start_make changes.csv estimates.csv
        finish_make || give_up
        decide_release
        write_classes >"$work/classes.mk"
    fi
    if nothing_is_made; then
        inputs_are_the_same
        end_run
        return
    fi
    write_reports
    publish_reports
    finish_run
}

write_reports() {
    local class
    if [[ $(told_state) == first ]]; then
        start_make all_tables
        finish_make || give_up
        look_back
    fi
    for class in release internal; do write_given $class >"$work/given-$class.csv"; done
    start_make report
    finish_make || give_up
    say_unmet
    say_lost
    inputs_are_the_same
    refuse_another_release
    remove_tables
}

# A table that the last report had and this one has not: page one says that nothing is told of it, but who scheduled the run
# does not look there.
say_lost() {
    local lost
    [[ $quiet == no && $release_state != unlike ]] || return 0
    lost=$(lost_tables)
    [[ -z $lost ]] || say "the report of $earlier had rows of $lost, of which this export has none: have them delivered, and run this month again"
}

# What the configuration says of nothing: page one tells it too.
say_unmet() {
    local name
    [[ $quiet == no ]] || return 0
    while IFS= read -r name; do
        say "the configuration names something that is not there, or is not missing: $name (a slip of the pen, or no longer needed)"
    done < <(awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next } $at["measure"] == "accept_unmet" { print $at["group"] }' \
        "$work"/tables/*.summary.csv)
}

# An attempt that was lost with its node has left what it was writing, under a name that nobody reads.
remove_lost() { [[ -z $launch ]] || find "$work/report" -type f -name '*.part-??????' -delete; }

publish_reports() {
    remove_lost
    listing=$(<"$work/inputs.sha256")
    digest=$(run_digest)
    write_record >"$work/run.csv"
    lay_out_release
    lay_out_given
    trap - ERR
    start_make publish
    finish_make || give_up
    wait
    published=yes
}

# What names people goes when it is no longer of use: [report] keep_people_lists days after its report was made. The lists
# of a report that was made just now stay for its reader, whatever the clock says.
remove_old_lists() {
    local report made
    : "${keep_people_lists:?}"
    for report in "$reports"/*/; do
        report=${report%/}
        [[ $published == no || $report != "$reports/$name" ]] || continue
        [[ ! -L $report && -n $(place_of "${report##*/}") ]] || continue
        made=$(json_value "$report/run.json" run finished_seconds 2>/dev/null) || continue
        if [[ $made =~ ^[1-9][0-9]{0,11}$ ]] && (($(now) - made > keep_people_lists * 86400)); then
            rm -f "$report"/internal/people.{html,txt,datapackage.json} "$report"/internal/data/people_*.csv
        fi
    done
}

# The run is over, and was a good one.
end_run() {
    mark_done
    remove_old_lists
}

finish_run() {
    end_run
    print_pages
    if on_terminal; then
        say "$reports/$name is published"
        [[ $keep_work == no ]] || say "the work directory $work holds person-level files ('switchback purge --work' removes it)"
    fi
    [[ $keep_work == no ]] || touch "$work/.switchback-kept"
}
