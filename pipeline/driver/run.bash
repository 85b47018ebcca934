# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# switchback run: from exports to a published report, or to last month's report as it was.

parse_run() {
    while (($# > 0)); do
        case $1 in
            --exports) need_value "$@"; exports=$2; shift ;;
            --mapping) need_value "$@"; mapping=$2; shift ;;
            --as-of) need_value "$@"; as_of=$2; shift ;;
            --month) need_value "$@"; month=$2; shift ;;
            --reports) need_value "$@"; reports=$2; shift ;;
            --work) need_value "$@"; work=$2; keep_work=yes; shift ;;
            --config) need_value "$@"; config=$2; shift ;;
            --class) need_value "$@"; class=$2; shift ;;
            --jobs) need_value "$@"; jobs=$2; shift ;;
            --keep-work) keep_work=yes ;;
            --quiet) quiet=yes ;;
            *) usage_error "run: unexpected argument '$1'" ;;
        esac
        shift
    done
    [[ -n $exports && -n $mapping && -n $reports ]] || usage_error "run: --exports, --mapping and --reports are needed"
    [[ -n $as_of || -n $month ]] || usage_error "run: --as-of or --month is needed"
    [[ -z $as_of || -z $month ]] || usage_error "run: --as-of and --month exclude each other"
    case $class in
        both) classes="release internal" ;;
        release | internal) classes=$class ;;
        *) usage_error "--class: '$class' is unknown (expected release, internal or both)" ;;
    esac
    [[ $jobs =~ ^[1-9][0-9]?$ ]] || usage_error "--jobs: '$jobs' is not usable (expected 1 to 99)"
    [[ -d $exports ]] || fail 66 "$exports: no such directory of exports"
    exports=$(cd "$exports" && pwd)
    [[ -r $config && ! -d $config ]] || fail 66 "$config: cannot be read"
    find_mapping
    find_period
}

find_mapping() {
    [[ $mapping == */* || $mapping == *.ini ]] || mapping=$home/mappings/$mapping.ini
    [[ -r $mapping && ! -d $mapping ]] || fail 66 "$mapping: cannot be read (mappings here: $(mapping_names))"
}

mapping_names() { (cd "$home/mappings" && printf '%s ' *.ini | sed 's/\.ini / /g; s/ $//'); }

# Sets as_of and the report's name from --as-of or --month.
find_period() {
    local year number days=(31 28 31 30 31 30 31 31 30 31 30 31)
    if [[ $month == previous ]]; then
        printf -v month '%(%Y-%m)T' "$(now)"
        year=${month%-*} number=$((10#${month#*-} - 1))
        ((number > 0)) || { number=12; year=$((year - 1)); }
        printf -v month '%04d-%02d' "$year" "$number"
    fi
    if [[ -n $month ]]; then
        [[ $month =~ ^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$ ]] ||
            usage_error "--month: '$month' is not usable (expected YYYY-MM or previous)"
        year=${month%-*} number=$((10#${month#*-}))
        ((number != 2 || year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) || days[1]=29
        as_of=$month-${days[number - 1]}
    fi
    if [[ $as_of =~ ^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$ ]]; then
        name=${as_of%-*}
    elif [[ $as_of =~ ^-?(0|[1-9][0-9]{0,5})$ ]]; then
        name=day-$as_of
    else
        usage_error "--as-of: '$as_of' is not usable (expected YYYY-MM-DD or a relative day)"
    fi
}

check_programs() {
    local program
    for program in make flock gnuplot sha256sum awk; do
        command -v "$program" >/dev/null ||
            fail 69 "$program is missing (install it: $home/packages lists what is needed)"
    done
}

# A killed run may have left a report between two names, or an unfinished one; the lock is ours, so none is alive.
repair_reports() {
    local old place
    for old in "$reports"/.old-*; do
        [[ -d $old ]] || continue
        place=$reports/${old##*/.old-}
        if [[ -e $place ]]; then rm -rf "$old"; else mv "$old" "$place"; fi
    done
    rm -rf "$reports"/.new-* "$reports/latest.part"
}

# Only where there is a report of our name are the digests needed beforehand; a run makes its own.
nothing_changed() {
    [[ $keep_work == no && -s $reports/$name/run.json ]] || return 1
    listing=$("$stages/digest_inputs" "$exports") || fail 66 "$exports: cannot be read"
    digest=$(run_digest)
    [[ $(json_value "$reports/$name/run.json" run digest) == "$digest" ]] || return 1
    [[ -e $reports/latest/run.json ]] && report_is_whole "$reports/$name"
}

# What is large and has been read goes while the report is recorded and written, which waits for the disk.
remove_tables() {
    [[ $keep_work == no ]] || return 0
    find "$work/tables" -type f ! -name '*.summary.csv' -delete &
    rm -rf "$work/spells" &
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
        rm -rf "$work"
    fi
    exit "$code"
}

interrupted() {
    say "interrupted; the reports stand as they were"
    exit $((128 + $1))
}

# The driver's own small files: bash says which, and only here a failure means that there is no room.
cannot_write() {
    ((BASH_SUBSHELL == 0)) || return
    note_failure "work directory" 74
    fail 74 "$work: cannot be written; the reports stand as they were ($(what_to_do 74 ""))"
}

# keep_apart DIR: what is made must not be read as a part of the export.
keep_apart() { [[ $1/ != "$exports"/* ]] || fail 64 "$1: lies in the directory of exports (give one outside)"; }

run() {
    parse_run "$@"
    mkdir -p "$reports" || fail 73 "$reports: cannot be made"
    reports=$(cd "$reports" && pwd)
    keep_apart "$reports"
    lock_reports
    umask 077
    trap clean_up EXIT
    trap 'interrupted 1' HUP
    trap 'interrupted 2' INT
    trap 'interrupted 15' TERM
    check_programs
    # Answered meanwhile; the lock is ours alone
    exec {version_of_gnuplot}< <(exec {lock}>&-; gnuplot --version) {sum_of_programs}< <(exec {lock}>&-; programs_digest)
    repair_reports
    digest_of config_sum "$config"
    digest_of mapping_sum "$mapping"
    read_settings "$config"
    read_settings "$mapping"
    begin_inputs
    find_earlier
    read -r gnuplot <&"$version_of_gnuplot"
    read -r programs <&"$sum_of_programs"
    exec {version_of_gnuplot}<&- {sum_of_programs}<&-
    if nothing_changed; then
        on_terminal && say "nothing has changed since $reports/$name was made"
        rm -f "$reports/.failed"
        return 0
    fi
    make_work
    set -E
    trap cannot_write ERR
    furnish_work
    start_make report
    finish_make || give_up
    inputs_are_the_same
    remove_tables
    listing=$(<"$work/inputs.sha256")
    digest=$(run_digest)
    write_record >"$work/run.csv"
    trap - ERR
    start_make publish
    finish_make || give_up
    wait
    rm -f "$reports/.failed"
    finish_run
}

finish_run() {
    if on_terminal; then
        say "$reports/$name is published"
        [[ $keep_work == no ]] || say "the work directory $work holds person-level files ('switchback purge --work' removes it)"
    fi
    [[ $keep_work == no ]] || touch "$work/.switchback-kept"
}
