# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# switchback check: the stages of a run up to where anything may stop it, in a work directory that nobody keeps, with
# every gate asked; then one page. What it says is what the run would say: the stages are the same.

given_exports='' given_mapping='' given_period=''

check() {
    take_options check 0 "$@"
    refuse_misuse
    [[ -n $exports ]] || usage_error "check: --exports is needed"
    judge_exports judged
    write_page
}

# judge_exports TARGET: the stages of a run as far as the target, in a work directory that nobody keeps.
judge_exports() {
    [[ -z $as_of || -z $month ]] || usage_error "$command: --as-of and --month exclude each other"
    need_exports
    refuse_stale_programs
    given_exports=$exports given_mapping=$mapping given_period=${as_of:+ --as-of $as_of}${month:+ --month $month}
    exports=$(cd "$exports" && pwd)
    mapping=${mapping:-generic}
    find_configs
    find_mapping
    trap clean_up EXIT
    umask 077
    trap 'interrupted 1' HUP
    trap 'interrupted 2' INT
    trap 'interrupted 15' TERM
    read_configuration
    begin_inputs
    furnish_check
    find_check_period
    judge "$1"
    inputs_are_the_same
}

# What chain.mk expects, as far as the tables.
furnish_check() {
    exec {lock}</dev/null
    remove_stale_work
    make_work
    if ! { ln -s "$stages" "$work/bin" && ln -s "$home/chain.mk" "$work/Makefile" && ln -s "$exports" "$work/inputs" &&
        mkdir "$work/scratch" && write_configuration; }; then
        fail 74 "$work: cannot be written ($(what_to_do 74 ""))"
    fi
}

# judge TARGET: the stages as far as they get. Codes are in status/, reasons in logs/.
judge() {
    local code=0
    printf 'AS_OF := %s\nNAME := %s\n' "$as_of" "$name" >"$work/settings.mk"
    echo 'CLASSES := internal' >"$work/classes.mk"
    export JUDGING=yes SHOW_VALUES=${show_values:+--show-values}
    start_make --ignore-errors "$1"
    finish_make || code=$?
    refuse_other_codes
    ((code == 0)) || give_up
}

# A code that says something else than "mend the export or the mapping" ends the check.
refuse_other_codes() {
    local file code log
    [[ -s $work/status/account_files ]] || give_up
    for file in "$work"/status/{account_files,ingest_export-*}; do
        code=$(<"$file") log=$work/logs/${file##*/}
        case $code in
            0 | 1 | 65) ;;
            *) cat "$log" >&2; fail "${code:-70}" "${file##*/} ended with ${code:-no code} ($(what_to_do "${code:-70}" "" "$log"))" ;;
        esac
    done
}

# The period, where none is given: the newest month that is over, by the clock and by the export's newest dose or visit;
# of relative days the newest one.
find_check_period() {
    local newest today
    if [[ -z $as_of && -z $month ]]; then
        today=$(latest_today)
        as_of=$today
        [[ ${setting[days]} == dates ]] || as_of=100000
        name=check
        judge all_tables
        newest=$(newest_day)
        rm -rf "$work"/{tables,status,logs,commands}
        as_of=''
        [[ -n $newest || ${setting[days]} == dates ]] ||
            usage_error "$command: --as-of is needed: days are relative, and neither doses nor visits tell which is the last"
        case $newest in
            '') month=previous ;;
            ????-??-??) month=${newest%-*} ;;
            *) as_of=$newest ;;
        esac
        find_period
        [[ $name == day-* || ! $as_of > $today ]] || { as_of='' month=previous; find_period; }
        return 0
    fi
    find_period
}

# The newest day of doses and visits; where they have none, of the dates of any table.
newest_day() {
    local newest
    newest=$(newest_of "$work"/tables/{doses,visits}.deliveries.cs[v])
    [[ -n $newest || ${setting[days]} != dates ]] || newest=$(newest_of "$work"/tables/*.deliveries.csv)
    printf '%s' "$newest"
}

newest_of() {
    awk -F, 'FNR == 1 || $6 == "" { next }
        newest == "" || (substr($6, 5, 1) == "-" ? $6 "" > newest "" : $6 + 0 > newest + 0) { newest = $6 }
        END { print newest }' "$@" /dev/null
}

# Does the preset for our own names fit? Then it takes files of patients, which can be read, and of a table of care.
preset_fits() {
    [[ $(<"$work/status/ingest_export-patients") == [01] ]] && grep -q ",patients,[^,]*,[^,]*,read$" "$work/tables/files.csv" &&
        grep -q -e ",doses,doses," -e ",visits,visits," -e ",admissions,admissions," "$work/tables/files.csv"
}

# What the page says of the files and the commands: key,value.
page_facts() {
    local file options=''
    for file in "${configs[@]}"; do options+=" --config $(typed "$file")"; done
    echo key,value
    fact export "$given_exports"
    fact mapping "$(typed "${given_mapping:-generic}")"
    fact as_of "$as_of"
    fact check "switchback check --exports $(typed "$given_exports")"
    fact run "switchback run --exports $(typed "$given_exports")"
    fact configuration_options "$options"
    fact check_period "$given_period"
    if [[ $name == day-* || $given_period == *--as-of* ]]; then
        fact run_period " --as-of $as_of"
    else
        fact run_period " --month $name"
    fi
    if [[ $mapping == "$home"/mappings/* ]]; then
        fact mapping_file my.ini
        fact mapping_note "The mapping is a preset: cp $(typed "$mapping") my.ini, and write into that."
    else
        fact mapping_file "$(typed "$given_mapping")"
    fi
    if ((${#configs[@]} > 0)); then
        fact configuration_file "$(typed "${configs[-1]}")"
    else
        fact configuration_file our.ini
        fact configuration_note "The configuration our.ini is a file of your own, with what differs alone."
    fi
}

write_page() {
    local code=0
    [[ -n $given_mapping ]] || preset_fits ||
        fail 64 "$given_exports: has not our names and headers, and no mapping is given (switchback map --exports $(typed "$given_exports") -o my.ini drafts one: read it, answer what it asks, and check again with --mapping my.ini)"
    page_facts >"$work/page.csv"
    "$stages/collect_estimates" -o "$work/summaries.csv" "$work"/{tables,spells}/*.summary.csv
    "$stages/write_check" --work "$work" --estimates "$work/summaries.csv" --facts "$work/page.csv" \
        --config "$work/switchback.ini" ${show_values:+--show-values} || code=$?
    exit "$code"
}

# A word as it is typed.
typed() { if [[ $1 == *[!A-Za-z0-9_./:+-]* ]]; then printf '%s' "${1@Q}"; else printf '%s' "$1"; fi; }
