# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# The internal report before this one: the newest of the same kind (months, or relative days) whose name comes before
# ours. Only internal reports are compared: what a released number was before would be a late record.

earlier='' earlier_sum=''

# A report's place among those of its kind, or nothing.
place_of() {
    if [[ $1 =~ ^([0-9]{4})-([0-9]{2})$ ]]; then
        printf 'month %s%s\n' "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}"
    elif [[ $1 =~ ^day-(-?(0|[1-9][0-9]{0,5}))$ ]]; then
        printf 'day %s\n' "${BASH_REMATCH[1]}"
    fi
}

# names_of_kind before|after DIR/ ...: the names of reports before or after ours, the nearest first.
names_of_kind() {
    local directory other ours theirs sign=-1
    [[ $1 == before ]] || sign=1
    ours=$(place_of "$name")
    for directory in "${@:2}"; do
        other=${directory%/} other=${other##*/}
        theirs=$(place_of "$other")
        if [[ -n $theirs && ${theirs% *} == "${ours% *}" ]] && ((sign * (${theirs#* } - ${ours#* }) > 0)); then
            printf '%s\t%s\n' $((sign * ${theirs#* })) "$other"
        fi
    done | sort -n | cut -f 2
}

# Sets earlier to the name and earlier_sum to the digest of the table; a table that is not what was published is not
# compared with.
find_earlier() {
    local other table sum
    [[ " $classes " == *" internal "* ]] || return 0
    while read -r other; do
        table=$reports/$other/internal/data/estimates.csv
        [[ -r $table && -r $reports/$other/run.json ]] || continue
        digest_of sum "$table"
        if json_outputs "$reports/$other/run.json" | grep -xF "$sum  internal/data/estimates.csv" >/dev/null; then
            earlier=$other earlier_sum=$sum
            break
        fi
        say "$table was changed after it was published: the report is not compared with it"
    done < <(names_of_kind before "$reports"/*/)
}

# Whom that report said to call, for what has become of them, where the list still stands as it was published.
copy_last_list() {
    local list=internal/data/people_callable.csv sum
    [[ -n $earlier && -r $reports/$earlier/$list ]] || return 0
    digest_of sum "$reports/$earlier/$list"
    if json_outputs "$reports/$earlier/run.json" | grep -xF "$sum  $list" >/dev/null; then
        cp "$reports/$earlier/$list" "$work/last-callable.csv"
    else
        say "$reports/$earlier/$list was changed after it was published: what became of these people is not told"
    fi
}

# What of the definitions differs from those of the earlier report, in words.
earlier_differences() {
    local record=$reports/$earlier/run.json words=''
    [[ $(json_value "$record" configuration settings) == "$config_sum" ]] || words=configuration
    [[ $(json_value "$record" configuration mapping) == "$mapping_sum" ]] ||
        words+=${words:+ and the }mapping
    [[ -n $moved || $(json_value "$record" run version) == "$version" ]] || words+="${words:+ and the }version of Switchback"
    printf '%s' "$words"
}
