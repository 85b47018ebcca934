# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# What a run writes down: settings for make, facts for reports, digests, and the record that is published.

# What make is told; every value was checked, so none can be anything to a shell or to make.
write_settings() {
    local landmarks grid default_rule return_rule rule rules others='' words day days=''
    setting grid "$config" protection grid_days 30
    [[ $grid =~ ^[1-9][0-9]{0,2}$ ]] || fail 78 "$config: [protection] grid_days: '$grid' (expected days)"
    setting landmarks "$config" report landmarks "30 90 180 365"
    setting default_rule "$config" report default_rule coverage30
    setting return_rule "$config" report return_rule coverage7
    # A configuration that names no rules keeps the built-in ones
    [[ -n ${rules_of[$config]:-} ]] || read_settings "$home/switchback.ini"
    rules=${rules_of[$config]:-${rules_of[$home/switchback.ini]}}
    [[ $landmarks =~ ^[0-9]+([\ ,]+[0-9]+)*$ ]] || fail 78 "$config: [report] landmarks: '$landmarks' (expected days)"
    while read -r rule; do
        [[ $rule =~ ^[A-Za-z0-9_]+$ ]] || fail 78 "$config: [rules] $rule: only letters, digits and _ name a rule"
        [[ $rule == "$default_rule" ]] || others+=${others:+,}$rule
    done <<<"$rules"
    [[ $'\n'$rules$'\n' == *$'\n'$default_rule$'\n'* ]] || fail 78 "$config: [report] default_rule: no rule '$default_rule'"
    [[ $'\n'$rules$'\n' == *$'\n'$return_rule$'\n'* ]] || fail 78 "$config: [report] return_rule: no rule '$return_rule'"
    read -r -a words <<<"${landmarks//,/ }"
    printf -v landmarks '%s,' "${words[@]}"
    for ((day = grid; day <= 720; day += grid)); do days+=${days:+,}$day; done
    printf '%s := %s\n' AS_OF "$as_of" NAME "$name" CLASSES "$classes" LANDMARKS "${landmarks%,}" GRID "$days" DEFAULT_RULE "$default_rule" RETURN_RULE "$return_rule" OTHER_RULES "$others"
}

# key,value rows that reports print. Names of export files stay inside the program, and so does the digest of the
# programs: it differs from one build to the next, and a released page is the same wherever it is made (run.json has it).
write_given() {
    local words
    echo key,value
    setting words "$config" report program "Outpatient program for opioid use disorder"
    fact program "$words"
    fact period "$name"
    fact as_of "$as_of"
    fact class "$1"
    setting words "$config" report profile limited
    setting words "$mapping" export profile "$words"
    fact profile "$words"
    setting words "$config" report data_use_agreement internal
    fact data_use_agreement "$words"
    words=${mapping##*/}
    fact mapping "${words%.ini}"
    fact version "$version"
    fact gnuplot "$gnuplot"
    fact sha256:configuration "$config_sum"
    fact sha256:mapping "$mapping_sum"
    if [[ -n ${earlier[$1]:-} ]]; then
        fact earlier_report "${earlier[$1]}"
        words=$(earlier_differences "$1")
        [[ -z $words ]] || fact earlier_differs "$words"
        fact sha256:earlier_report "${earlier_sum[$1]}"
    fi
    [[ $1 != internal ]] || fact sha256:programs "$programs"
}

programs_digest() {
    {
        "$stages/digest_inputs" "$stages"
        cat "$home/switchback" "$home/chain.mk" "$home/input_facts" "$home"/driver/*.bash
    } | sha256sum | cut -d ' ' -f 1
}

run_digest() {
    local class
    {
        printf '%s\n' "$listing"
        cat "$config" "$mapping"
        printf '%s\n' "$as_of" "$name" "$classes" "$programs" "$gnuplot" "${SOURCE_DATE_EPOCH:-}"
        for class in $classes; do printf '%s %s\n' "${earlier[$class]}" "${earlier_sum[$class]}"; done
    } | sha256sum | cut -d ' ' -f 1
}

# The record of the run: section,key,value.
write_record() {
    local file sum class words
    row() { printf '%s,' "$1" && csv_cell "$2" && printf ',' && csv_cell "$3" && echo; }
    echo section,key,value
    row run status published
    row run exit 0
    row run name "$name"
    row run as_of "$as_of"
    row run classes "$classes"
    row run version "$version"
    row run gnuplot "$gnuplot"
    row run finished "$(TZ=UTC printf '%(%Y-%m-%dT%H:%M:%SZ)T' "$(now)")"
    row run finished_seconds "$(now)"
    row run digest "$digest"
    row configuration "${config##*/}" "$config_sum"
    row configuration "${mapping##*/}" "$mapping_sum"
    row configuration programs "$programs"
    while IFS=$'\t' read -r sum file; do
        row inputs "$file" "$sum"
    done < <(input_rows <<<"$listing")
    for class in $classes; do
        [[ -z ${earlier[$class]} ]] || row earlier "$class" "${earlier[$class]} ${earlier_sum[$class]}"
    done
    for file in "$work"/commands/*; do
        IFS= read -r words <"$file"
        row commands "${file##*/}" "$words"
    done
    row_counts "$work"/tables/*.summary.csv
    row_numbers "$work"/estimates/*.csv
}

row_counts() {
    awk -F, 'FNR == 1 { delete at; for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["subgroup"] == "" { printf "rows,\"%s.%s\",\"%s\"\n", $at["group"], $at["measure"], $at["estimate"] }' "$@" </dev/null
}

# Which run of an estimator gave which kinds of numbers.
row_numbers() {
    awk -F, 'FNR == 1 { delete seen; n = 0; name = FILENAME; sub(/.*\//, "", name); sub(/\.csv$/, "", name); next }
        !seen[$1, $2, $4]++ { printf "numbers,\"%s\",\"%s\"\n", name " " ++n, $1 "," $2 "," $4 }' "$@" </dev/null
}
