# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# switchback map, status, json and explain: look, and change nothing.

# map --exports DIR [-o FILE]: a mapping to start from.
map() {
    local arguments=()
    take_options map 0 "$@"
    refuse_misuse
    [[ -n $exports ]] || usage_error "map: --exports is needed"
    [[ -d $exports ]] || fail 66 "$exports: no such directory of exports"
    [[ -z $output ]] || arguments+=(-o "$output")
    [[ -z $show_values ]] || arguments+=(--show-values)
    [[ $quiet == no ]] || arguments+=(--quiet)
    exec "$stages/draft_mapping" --exports "$exports" --presets "$home/mappings" "${arguments[@]}"
}

# json [--schema NAME] [FILE]: a table of ours as JSON Lines.
json() {
    local schema='' arguments=()
    take_options json 1 "$@"
    refuse_misuse
    [[ -z $schema ]] || arguments+=(--schema "$schema")
    [[ -z $output ]] || arguments+=(-o "$output")
    [[ $quiet == no ]] || arguments+=(--quiet)
    exec "$stages/print_json" "${arguments[@]}" -- "${operands[@]}"
}

# status [--reports DIR] [--max-age 35d]: 0 when the last run published a whole report that is young enough, else 1.
status() {
    local max_age='' problem='' latest released finished age
    local mail_to=''
    take_options status 0 "$@"
    refuse_misuse
    if [[ -n $mail_to ]]; then
        mail_status "$mail_to" --reports "${reports:-reports}" ${max_age:+--max-age "$max_age"}
    fi
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

# mail_status ADDRESS OPTION ...: what status says, as a mail; where all is well, with the text of the release.
mail_status() {
    local sentence code=0 text=${reports:-reports}/latest-release/release/report.txt
    [[ $1 =~ ^[^[:space:],]+@[^[:space:],]+(,[^[:space:],]+@[^[:space:],]+)*$ ]] ||
        usage_error "--mail-to: '$1' is not usable (expected an address, or several parted by commas)"
    sentence=$("$home/switchback" status "${@:2}" 2>&1) || code=$?
    sentence=${sentence#switchback: }
    sentence=${sentence//[^ -~]/?}
    printf 'To: %s\nSubject: Switchback: %s\nMIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n' "$1" "${sentence:0:200}"
    printf 'Content-Transfer-Encoding: 8bit\n\n%s\n' "$sentence"
    if ((code == 0)) && [[ -r $text ]]; then
        printf '\n' && cat "$text"
    fi
    exit "$code"
}

# A number's row, then the way back to the export; of one person, the days.
explain() {
    local key='' report='' rows record name
    take_options explain 1 "$@"
    refuse_misuse
    key=${operands[0]:-}
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
    person=${person%$'\r'}
    [[ $person =~ [^[:space:]] ]] || fail 66 "no id of a person is given: the line is empty"
    [[ $person != *[[:cntrl:]]* ]] || usage_error "explain: the id of a person is one line"
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
        ! may_be_in_the_future || refuse_the_future
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
    print_places "$rows" "$table"
    # Numbers of summaries and of the months come from the stage itself, all others from the estimator's own run.
    name=$(cells_of "$rows" "$table" analysis rule group_by | head -n 1)
    name=$(sed -n "/^  \"numbers\": {\$/,/^  }/p" "$record" | grep -F -- ": \"$name\"" | head -n 1 | sed 's/^    "\([^ ]*\) .*/\1/') || true
    [[ $class == internal ]] || print_command "$record" protect_cells "protected by"
    if [[ -n $name ]]; then
        print_command "$record" "$name" "estimated by"
        print_by_hand "$record" "$(json_value "$record" commands "$name")"
    else
        echo "counted by    the stages below, in their summaries"
        print_by_hand "$record" "" "$(head -n 1 <<<"$rows")"
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

# print_by_hand RECORD COMMAND [ROW]: the run that leaves a work directory, and in it the command that makes these rows,
# to standard output; without one, where the row is found.
print_by_hand() {
    local record=$1 words=$2 row=${3:-} files file given=''
    mapfile -t files < <(sed -n '/^  "configuration": {$/,/^  }/s/^    "file [0-9]*: \(.*\)": .*/\1/p' "$record")
    for file in "${files[@]:0:${#files[@]}-1}"; do given+=" --config $(typed "$file")"; done
    printf '%-13s switchback run --exports EXPORTS --mapping %s --as-of %s%s --reports OTHERS --work WORK\n' "by hand" \
        "$(typed "${files[-1]%.ini}")" "$(json_value "$record" run as_of)" "$given"
    [[ -n $words ]] || { printf '%-13s cd WORK && grep -hxF -- %s tables/*.summary.csv spells/*.summary.csv\n' "" "$(typed "$row")"; return; }
    # shellcheck disable=SC2001
    printf '%-13s cd WORK && bin/%s\n' "" "$(sed 's| -o estimates/[a-z_-]*\.csv||' <<<"$words")"
}

# Where these numbers stand in report.txt: the lines that read otherwise when the numbers are others. What the report was
# made from lies beside the internal one.
print_places() {
    local rows=$1 table=$2 data=$reports/$report/internal/data before scratch
    [[ -r $data/facts.csv && -r $data/parameters.ini ]] ||
        { printf '%-13s not told: what the report was made from is not there\n' "stands in"; return; }
    scratch=$(mktemp -d)
    before=$(sed -n 's/^earlier_report,"\{0,1\}\([a-z0-9-]*\).*/\1/p' "$data/facts.csv")
    printf '%s\n' "$rows" >"$scratch/rows"
    make_others "$scratch/rows" "$table" >"$scratch/others.csv"
    if write_again "$table" "$scratch/as_it_is" && write_again "$scratch/others.csv" "$scratch/otherwise"; then
        diff -b "$scratch/as_it_is.txt" "$scratch/otherwise.txt" | sed -n 's/^\([0-9,]*\)[cd].*/\1/p' >"$scratch/lines" || true
        tell_places "$scratch/lines" "$scratch/as_it_is.txt"
    else
        printf '%-13s not told: the report cannot be made again from what lies beside it\n' "stands in"
    fi
    rm -rf "$scratch"
}

# make_others ROWS TABLE: the table with other numbers in these rows (half of what they are; 1 for 0).
make_others() {
    awk -F, 'function other(v) { return v == "" ? v : v == 0 ? 1 : v / 2 }
        FILENAME == ARGV[1] { wanted[$0]; next }
        FNR == 1 { n = split("n event_people events estimate ci_low ci_high people_low people_high low high likely_low likely_high", names, " ")
            for (i = 1; i <= NF; i++) at[$i] = NF - i }
        $0 in wanted { OFS = ","; CONVFMT = OFMT = "%.17g"
            for (i = 1; i <= n; i++) if (names[i] in at) { j = NF - at[names[i]]; $j = other($j) } }
        { print }' "$1" "$2"
}

# write_again TABLE OUT: the report from what lies beside it, with this table of numbers.
write_again() {
    local arguments=(--class "$class" --config "$data/parameters.ini" --estimates "$1" --facts "$data/facts.csv"
        --charts "$reports/$report/$class/charts" --text "$2.txt" --html "$2.html")
    [[ $class != internal ]] || arguments+=(--lists "$data")
    [[ $class != internal || -z $before || ! -r $reports/$before/internal/data/estimates.csv ]] ||
        arguments+=(--earlier "$reports/$before/internal/data/estimates.csv")
    "$stages/write_report" --quiet "${arguments[@]}" 2>/dev/null
}

# tell_places LINES TEXT: under its heading each of these lines of a table, below the table's caption and header, and
# each paragraph.
tell_places() {
    awk 'FILENAME == ARGV[1] { n = split($0, ends, ","); for (i = ends[1]; i <= ends[n]; i++) wanted[i]; next }
        { line[FNR] = $0; last = FNR }
        /^===+$/ { heading[FNR - 1] = line[FNR - 1] }
        END {
            for (i = 1; i <= last; i++) {
                if (i in heading) section = heading[i]
                if (line[i] == "") { top = ""; continue }
                if (top == "" || line[i] ~ /^- /) { top = i; table = 0; told = 0; for (j = i; line[j] != "" && j <= last; j++) if (line[j] ~ /^[- ]+$/) table = j }
                if (!(i in wanted) || line[i] ~ /^[-= ]+$/ || line[i + 1] ~ /^===+$/) continue
                if (section != said) printf "%-13s %s\n", any++ ? "" : "stands in", section
                said = section
                if (!table && !told++) for (j = top; line[j] != "" && (j == top || line[j] !~ /^- /) && j <= last; j++) print "    " line[j]
                if (table && i > table && !told++) for (j = top; j <= table; j++) print "    " line[j]
                if (table && i > table) print "    " line[i]
            }
            if (!any) printf "%-13s no sentence or table of report.txt (only in data/)\n", "stands in"
        }' "$1" "$2"
}

print_command() { printf '%-13s %s\n' "$3" "$(json_value "$1" commands "$2")"; }

print_section() {
    sed -n "/^  \"$2\": {\$/,/^  }/s/^    \"\\(.*\\)\": \"\\(.*\\)\",\\{0,1\\}\$/\\2  \\1/p" "$1" |
        while read -r line; do printf '%-13s %s\n' "$3" "$line"; done
}
