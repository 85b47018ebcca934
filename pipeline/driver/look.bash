# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# switchback map, status and explain: look, and change nothing.

# map --exports DIR [-o FILE]: a mapping to start from.
map() {
    local arguments=()
    while (($# > 0)); do
        case $1 in
            --exports) need_value "$@"; exports=$2; shift ;;
            -o) need_value "$@"; arguments+=(-o "$2"); shift ;;
            --show-values | --quiet) arguments+=("$1") ;;
            *) usage_error "map: unexpected argument '$1'" ;;
        esac
        shift
    done
    [[ -n $exports ]] || usage_error "map: --exports is needed"
    [[ -d $exports ]] || fail 66 "$exports: no such directory of exports"
    exec "$stages/draft_mapping" --exports "$exports" --presets "$home/mappings" "${arguments[@]}"
}

# status [--reports DIR] [--max-age 35d]: 0 when the last run published a whole report that is young enough, else 1.
status() {
    local max_age='' problem='' latest released finished age
    while (($# > 0)); do
        case $1 in
            --reports) need_value "$@"; reports=$2; shift ;;
            --max-age) need_value "$@"; max_age=$2; shift ;;
            --quiet) quiet=yes ;;
            *) usage_error "status: unexpected argument '$1'" ;;
        esac
        shift
    done
    [[ -z $max_age || $max_age =~ ^[1-9][0-9]{0,4}d$ ]] || usage_error "--max-age: '$max_age' is not usable (expected 35d)"
    [[ -d ${reports:=reports} ]] || fail 66 "$reports: no such directory of reports"
    problem=$(last_run_problem)
    [[ -z $problem ]] || fail 1 "$problem"
    latest=$(readlink "$reports/latest") || fail 1 "$reports: nothing has been published"
    [[ -r $reports/$latest/run.json || ! -e $reports/$latest/run.json ]] ||
        fail 1 "$reports/$latest/run.json: may not be read by $(id -un 2>/dev/null || echo "$UID") (ask as the user who runs it)"
    finished=$(json_value "$reports/$latest/run.json" run finished_seconds 2>/dev/null) || finished=
    [[ $finished =~ ^[1-9][0-9]{0,11}$ ]] || fail 1 "$reports/$latest/run.json is missing or was changed"
    age=$((($(now) - finished) / 86400))
    released=$(readlink "$reports/latest-release") || released=
    if ! report_is_whole "$reports/$latest"; then
        problem="a file of $reports/$latest is missing or was changed"
    elif [[ -n $released && $released != "$latest" ]] && ! report_is_whole "$reports/$released"; then
        problem="a file of $reports/$released, the latest with a release, is missing or was changed"
    elif [[ -n $max_age ]] && ((age >= ${max_age%d})); then
        problem="the latest report is $age days old (expected under ${max_age%d})"
    fi
    if [[ -n $problem ]]; then
        fail 1 "$problem"
    fi
    [[ $quiet == yes ]] || printf '%s published %s (%s days ago), %s files whole; latest release: %s\n' "$latest" \
        "$(json_value "$reports/$latest/run.json" run finished)" "$age" \
        "$(json_outputs "$reports/$latest/run.json" | wc -l)" "${released:-none}"
}

# A number's row, then the way back to the export; of one person, the days.
explain() {
    local key='' report='' rows record name
    while (($# > 0)); do
        case $1 in
            --work) need_value "$@"; work=$2; shift ;;
            --exports) need_value "$@"; exports=$2; shift ;;
            --mapping) need_value "$@"; mapping=$2; shift ;;
            --config) need_value "$@"; configs+=("$2"); shift ;;
            --as-of) need_value "$@"; as_of=$2; shift ;;
            --month) need_value "$@"; month=$2; shift ;;
            --reports) need_value "$@"; reports=$2; shift ;;
            --report) need_value "$@"; report=$2; shift ;;
            --class) need_value "$@"; class=$2; shift ;;
            -?*) usage_error "explain: unexpected option '$1'" ;;
            *) [[ -z $key ]] || usage_error "explain: one key is explained at a time"; key=$1 ;;
        esac
        shift
    done
    if [[ -n $work || -n $exports ]]; then
        explain_person "$key"
        return
    fi
    [[ -z $mapping && -z $as_of && -z $month && ${#configs[@]} == 0 ]] ||
        usage_error "explain: --mapping, --config, --as-of and --month go with --exports and a person"
    [[ -n $key ]] || usage_error "explain: which number? (the number of its row in data/estimates.csv, or the beginning of its row)"
    [[ $class == both ]] && class=release
    [[ $class == internal ]] || report=${report:-latest-release}
    report=${report:-latest}
    record=${reports:=reports}/$report/run.json
    # A release that stands was made by the run that basis/ tells of
    [[ $class == internal || ! -e $reports/$report/basis/run.json ]] || record=$reports/$report/basis/run.json
    table=$reports/$report/$class/data/estimates.csv
    [[ -r $record && -r $table ]] || fail 66 "$reports/$report: no report of class $class can be read there"
    rows=$(find_rows "$key" "$table")
    [[ -n $rows ]] || fail 66 "no row of $table is or begins with '$key'"
    explain_rows "$rows" "$table" "$record"
}

# explain_person PERSON|-: from the tables of a work directory, or from an export by way of one that nobody keeps. The id
# goes on by standard input: it stands in no list of processes.
explain_person() {
    local person=$1 kept=$work
    [[ -z $work || -z $exports ]] || usage_error "explain: --work and --exports exclude each other"
    [[ -n $person ]] || usage_error "explain: which person? (an id as the table of patients has it, or - to read it from standard input)"
    [[ $person != - ]] || IFS= read -r person || [[ -n $person ]] || fail 66 "standard input: no id of a person"
    if [[ -n $kept ]]; then
        [[ -z $mapping && -z $as_of && -z $month && ${#configs[@]} == 0 ]] ||
            usage_error "explain: --mapping, --config, --as-of and --month go with --exports (a work directory has its own)"
        [[ -r $kept/settings.mk && -r $kept/tables/facts.csv ]] ||
            fail 66 "$kept: no tables of a run can be read there (switchback run --keep-work --work DIR keeps them)"
        as_of=$(sed -n 's/^AS_OF := //p' "$kept/settings.mk")
    else
        work=''
        judge_exports tables/facts.csv
        [[ -r $work/tables/facts.csv ]] ||
            fail 65 "$given_exports: cannot be read as it is (switchback check --exports $(typed "$given_exports") says what is to be mended)"
        kept=$work
    fi
    "$stages/explain_person" --tables "$kept/tables" --facts "$kept/tables/facts.csv" --config "$kept/switchback.ini" \
        --as-of "$as_of" - <<<"$person"
}

# find_rows KEY TABLE: row number KEY, or the rows whose first cells are KEY; at most 20.
find_rows() {
    awk -v key="$1" 'NR == 1 { next }
        key ~ /^[0-9]+$/ ? NR - 1 == key : (index($0, key) == 1 && substr($0, length(key) + 1) ~ /^(,|$)/) || $0 == key {
            print; if (++n == 20) exit }' "$2"
}

explain_rows() {
    local rows=$1 table=$2 record=$3 name
    head -n 1 "$table"
    printf '%s\n' "$rows"
    echo
    print_questions "$rows" "$table"
    # Numbers of summaries and of the months come from the stage itself, all others from the estimator's own run.
    name=$(cells_of "$rows" "$table" analysis rule group_by | head -n 1)
    name=$(sed -n "/^  \"numbers\": {\$/,/^  }/p" "$record" | grep -F -- ": \"$name\"" | head -n 1 | sed 's/^    "\([^ ]*\) .*/\1/') || true
    [[ $class == internal ]] || print_command "$record" protect_cells "protected by"
    if [[ -n $name ]]; then
        print_command "$record" "$name" "estimated by"
    else
        echo "counted by    the stages below, in their summaries"
    fi
    print_command "$record" build_followup "spells"
    print_command "$record" build_episodes "spells"
    sed -n '/^  "commands": {$/,/^  }/s/^    "ingest_export-.*": "\(.*\)",\{0,1\}$/table         \1/p' "$record"
    print_section "$record" inputs input
    print_section "$record" earlier earlier
    print_section "$record" configuration digest
    printf 'made          %s by %s\n' "$(json_value "$record" run finished)" "$(json_value "$record" run version)"
}

# What the analyses of these rows ask; an earlier report may hold one that no longer is.
print_questions() {
    local analysis
    while read -r analysis; do
        printf '%-13s %s\n' question "$("$stages/collect_estimates" --question "$analysis" 2>/dev/null || echo "$analysis")"
    done < <(cells_of "$1" "$2" analysis | LC_ALL=C sort -u)
}

# cells_of ROWS TABLE COLUMN ...: these columns of the rows, by the names in the table's header (none behind a quoted cell).
cells_of() {
    awk -F, -v names="${*:3}" 'NR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; n = split(names, name, " "); next }
        { for (i = 1; i <= n; i++) printf "%s%s", $at[name[i]], i < n ? "," : "\n" }' <(head -n 1 "$2") - <<<"$1"
}

print_command() { printf '%-13s %s\n' "$3" "$(json_value "$1" commands "$2")"; }

print_section() {
    sed -n "/^  \"$2\": {\$/,/^  }/s/^    \"\\(.*\\)\": \"\\(.*\\)\",\\{0,1\\}\$/\\2  \\1/p" "$1" |
        while read -r line; do printf '%-13s %s\n' "$3" "$line"; done
}
