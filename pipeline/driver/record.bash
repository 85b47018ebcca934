# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# What a run writes down: settings for make, facts for reports, digests, and the record that is published.

# What make is told besides config.mk; every value was checked, so none can be anything to a shell or to make.
write_settings() { printf '%s := %s\n' AS_OF "$as_of" NAME "$name" CLASSES "$classes"; }

# key,value rows that reports print. Names of export files stay inside the program, and so does the digest of the
# programs: it differs from one build to the next, and a released page is the same wherever it is made (run.json has it).
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
        printf '%s\n' "$config_sum"
        cat "${configs[@]}" "$mapping"
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
    row run definitions "$("$stages/print_config" --definitions)"
    row run gnuplot "$gnuplot"
    row run finished "$(TZ=UTC printf '%(%Y-%m-%dT%H:%M:%SZ)T' "$(now)")"
    row run finished_seconds "$(now)"
    row run digest "$digest"
    record_configuration
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
