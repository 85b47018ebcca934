# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# What a run writes down: settings for make, facts for reports, digests, and the record that is published.

# What make is told besides config.mk; every value was checked, so none can be anything to a shell or to make.
write_settings() {
    local since='' last_as_of=''
    [[ -z $earlier ]] || last_as_of=$(json_value "$reports/$earlier/run.json" run as_of)
    [[ -z $counted_since ]] || since=$(json_value "$reports/$counted_since/release/run.json" run as_of)
    printf '%s := %s\n' AS_OF "$as_of" NAME "$name" LAST_AS_OF "$last_as_of" SINCE "$since" MADE_OF \
        "$(printf '%s\n' "$config_sum" "$mapping_sum" "$programs" | sha256sum | cut -c 1-16)"
}

# Which classes are written is decided when people have been counted: all that comes before does not depend on it.
write_classes() { printf 'CLASSES := %s\n' "$(classes_to_build)"; }

# key,value rows that reports print. Names of export files stay inside the program. The digest of the programs differs
# from one build to the next, and a page is the same wherever it is made: run.json has it.
write_given() {
    local words
    echo key,value
    fact program "${setting[program]}"
    fact period "$name"
    fact as_of "$as_of"
    fact class "$1"
    fact profile "${setting[profile]}"
    fact data_use_agreement "${setting[data_use_agreement]}"
    words=${mapping##*/}
    fact mapping "${words%.ini}"
    fact version "$version"
    fact gnuplot "$gnuplot"
    if [[ $1 == release ]]; then
        fact sha256:configuration "$released_config_sum"
        fact sha256:mapping "$released_mapping_sum"
        return
    fi
    fact sha256:configuration "$config_sum"
    fact sha256:mapping "$mapping_sum"
    if [[ -n $earlier ]]; then
        fact earlier_report "$earlier"
        words=$(earlier_differences)
        write_upgrade_facts
        [[ -z $words ]] || fact earlier_differs "$words"
        fact sha256:earlier_report "$earlier_sum"
    fi
    words=$(month_comment)
    [[ -z $words ]] || fact comment "$words"
    [[ -z $release_state ]] || write_release_facts
}

# What the program itself says of the month: notes/YYYY-MM.txt beside the reports, its lines as one paragraph. It stands
# under the title of the internal report, and in no release.
month_comment() {
    local file=${reports%/*}/notes/$name.txt
    [[ -f $file && -r $file ]] || return 0
    tr -s '[:space:]' ' ' <"$file" | sed 's/^ //; s/ $//'
}

# What the program alone moved in the earlier report (again.bash).
write_upgrade_facts() {
    [[ -n $earlier_version ]] || return 0
    fact earlier_version "$earlier_version"
    fact earlier_compared "$compared"
    fact earlier_moved "$moved"
    fact earlier_unmoved "$unmoved_why"
}

# What page one says of the release; how many people have changed stays inside the program.
write_release_facts() {
    fact release_state "$(told_state)"
    fact release_last "$last_release"
    fact release_later "$later_release"
    fact release_changed "$changed"
    [[ -z $late ]] || fact release_late "$late"
    [[ $release_state != unlike ]] || { fact release_known "$known" && fact release_unlike "$unlike"; }
    fact release_reaches_back "$reaches_back"
}

programs_digest() {
    {
        "$stages/digest_inputs" "$stages"
        cat "$home/switchback" "$home/chain.mk" "$home/input_facts" "$home"/driver/*.bash
    } | sha256sum | cut -d ' ' -f 1
}

run_digest() {
    {
        printf '%s\n' "$listing"
        printf '%s\n' "$config_sum"
        cat "${configs[@]}" "$mapping"
        month_comment
        printf '%s\n' "$as_of" "$name" "$classes" "$programs" "$gnuplot" "${SOURCE_DATE_EPOCH:-}"
        printf '%s %s\n' "$earlier" "$earlier_sum"
        [[ -z $last_release ]] || cat "$reports/$last_release/release/run.json" 2>/dev/null || true
    } | sha256sum | cut -d ' ' -f 1
}

row() { printf '%s,' "$1" && csv_cell "$2" && printf ',' && csv_cell "$3" && echo; }

# The record of the run: section,key,value.
write_record() {
    local file sum words
    echo section,key,value
    row run status published
    row run exit 0
    row run name "$name"
    row run as_of "$as_of"
    row run classes "$classes"
    row run version "$version"
    row run definitions "$("$stages/print_config" --definitions)"
    row run gnuplot "$gnuplot"
    row run finished "$(TZ=UTC printf '%(%Y-%m-%dT%H:%M:%SZ)T' "$(now)")"
    row run finished_seconds "$(now)"
    row run digest "$digest"
    record_release
    record_machine
    record_configuration
    while IFS=$'\t' read -r sum file; do
        row inputs "$file" "$sum"
    done < <(input_rows <<<"$listing")
    [[ -z $earlier ]] || row earlier internal "$earlier $earlier_sum"
    if [[ -n $last_release ]] && release_is_made; then
        digest_of sum "$reports/$last_release/release/run.json"
        row earlier release "$last_release $sum"
    fi
    [[ -z $moved ]] || row earlier moved_by_program "$moved of $compared, made by $earlier_version"
    for file in "$work"/commands/*; do
        IFS= read -r words <"$file"
        row commands "${file##*/}" "$words"
    done
    row_counts "$work"/tables/*.summary.csv
    row_numbers "$work"/estimates/*.csv
}

# How it was done, which changes nothing of the report.
record_machine() {
    local file stage
    ((shards == 1)) || row machine shards "$shards"
    [[ -n $launch ]] || return 0
    row machine launcher "$launch"
    row machine nodes "$(find "$work" -path '*/nodes/*' -type f ! -name '*.lost' ! -name '.*' -exec cat {} + | sort -u | tr '\n' ' ' | sed 's/ $//')"
    for file in "$work"/nodes/*.lost "$work"/shards/*/nodes/*.lost; do
        stage=${file#"$work/"}
        stage=${stage/nodes\//}
        row machine "launched again: ${stage%.lost}" "$(tr '\n' ';' <"$file" | sed 's/;$//')"
    done
}

# What was done about the release, and the digest of the run that made it: this one, or the one whose release stands.
record_release() {
    [[ -n $release_state ]] || return 0
    row release state "$(told_state)"
    if release_is_made; then
        row release made_by_run "$digest"
    elif [[ $release_state == kept ]]; then
        row release made_by_run "$(json_value "$reports/$name/basis/run.json" run digest 2>/dev/null)"
    fi
    [[ -z $changed ]] || row release changed_people "$changed"
    [[ -z $replace_release ]] || row release replaced_because "$replace_release"
    [[ $withdraw == no ]] || row release withdrawn "every earlier one"
}

# The record that a release carries: nothing of the export is in it but the release itself, and no digest that a reason
# or a comment would move.
write_release_record() {
    echo section,key,value
    row run name "$name"
    row run as_of "$as_of"
    row run version "$version"
    row run definitions "$("$stages/print_config" --definitions)"
    row run gnuplot "$gnuplot"
    row run earlier_release "$([[ $withdraw == yes ]] || printf '%s' "$last_release")"
    row configuration settings "$released_config_sum"
    row configuration mapping "$released_mapping_sum"
}

row_counts() {
    awk -F, 'FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["subgroup"] == "" { printf "rows,\"%s.%s\",\"%s\"\n", $at["group"], $at["measure"], $at["estimate"] }' "$@" </dev/null
}

# Which run of an estimator gave which kinds of numbers.
row_numbers() {
    awk -F, 'FNR == 1 {
            for (i = 1; i <= NF; i++) at[$i] = i
            delete seen; n = 0; name = FILENAME; sub(/.*\//, "", name); sub(/\.csv$/, "", name); next }
        { kind = $at["analysis"] "," $at["rule"] "," $at["group_by"] }
        !seen[kind]++ { printf "numbers,\"%s\",\"%s\"\n", name " " ++n, kind }' "$@" </dev/null
}
