# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# Is a release made? Two releases that differ by few people tell about these: so a release is renewed by people, not by
# the calendar, and one that was made stands as it is.
#
#   REPORTS/NAME/release/    what may leave the program; its run.json names its files
#   REPORTS/NAME/basis/      for the owner: run.json, the whole record of the run that made it, and cells.csv, what it
#                            knew of people (person/release_cells.h)
#   REPORTS/latest-release   the newest month that has one

# With fewer no release is made: the smallest class of people that is told begins here.
least_changed=12

# What is done about the release of this run's period:
#   first      it is made; there was none before
#   renewed    it is made, since enough people have changed
#   replaced   it is made in the place of one that was false
#   restored   it is made again, byte for byte, since a file of it was lost or changed
#   kept       it stands as it was made
#   waiting    none: too few people have changed
#   unlike     none: most people's days are not as the last one knew them, so nobody can say how many have changed
#   later      none: a later period was released before it
#   damaged    none: the last one is not as it was made
#   undecided  it depends on how many people have changed
#   (nothing)  it was not asked for
release_state='' last_release='' later_release='' counted_since='' changed='' late='' unlike='' known='' reaches_back='' withdraw=no replace_release='' published=no

# release_is_known NAME: was there ever one?
release_is_known() {
    [[ -e $reports/$1/release ]] ||
        { [[ -r $reports/$1/run.json ]] && json_outputs "$reports/$1/run.json" | grep -q '  release/'; }
}

# release_is_whole NAME: is every file that its own record names there as it was made, and what the month's record names?
release_is_whole() {
    local outputs
    report_is_whole "$reports/$1/release" || return 1
    [[ -e $reports/$1/run.json ]] || return 0
    outputs=$(json_outputs "$reports/$1/run.json" | grep -e '  release/' -e '  basis/') || return 1
    (cd "$reports/$1" && sha256sum --check --status --strict <<<"$outputs" 2>/dev/null)
}

# nearest_release before|after: the name of the release of our kind that is nearest to ours in time, or nothing.
nearest_release() {
    local other
    while read -r other; do
        ! release_is_known "$other" || { printf '%s' "$other"; return; }
    done < <(names_of_kind "$1" "$reports"/*/)
}

# What can be told before anything is read. Ends the run where a release is to be replaced that cannot be.
judge_release() {
    last_release=$(nearest_release before)
    later_release=$(nearest_release after)
    if [[ -n $replace_release ]]; then
        judge_replacement
    elif release_is_known "$name"; then
        release_state=kept
        release_is_whole "$name" || { release_state=restored changed=$(json_value "$reports/$name/run.json" release changed_people 2>/dev/null) || true; }
    elif [[ " $classes " != *" release "* ]]; then
        release_state=
    elif [[ -n $later_release ]]; then
        release_state=later
    elif [[ -z $last_release ]]; then
        release_state=first
    elif release_is_whole "$last_release"; then
        release_state=undecided counted_since=$last_release
    else
        release_state=damaged
        say "$reports/$last_release/release is not as it was made, so no release is made after it (put it back from a copy)"
    fi
}

judge_replacement() {
    [[ " $classes " == *" release "* ]] || fail 64 "--replace-release: no release is asked for (leave --class internal out)"
    release_is_known "$name" || fail 64 "--replace-release: $reports/$name has no release"
    [[ -z $later_release ]] || fail 64 "--replace-release: $later_release was released after $name (replace that one)"
    release_state=undecided counted_since=$name
    [[ $withdraw == no ]] || { release_state=replaced; return; }
    [[ -e $reports/$name/basis/cells.csv ]] && release_is_whole "$name" && return
    fail 64 "--replace-release: $reports/$name/release is not as it was made, so nobody can say how many people have changed (put it back, or give --withdraw)"
}

release_is_made() { [[ $release_state =~ ^(first|renewed|replaced|restored)$ ]]; }

# Which classes are built; nothing: none.
classes_to_build() {
    local wanted=()
    ! release_is_made || wanted+=(release)
    [[ " $classes " != *" internal "* ]] || wanted+=(internal)
    printf '%s' "${wanted[*]}"
}

# What the chain needs of earlier releases. A release that was withdrawn binds none: its numbers begin anew.
furnish_release() {
    local since=$reports/$counted_since
    [[ -z $counted_since || ! -e $since/basis/cells.csv ]] || cp "$since/basis/cells.csv" "$work/last-cells.csv"
    [[ -z $counted_since || ! -e $since/release/printed.csv ]] || cp "$since/release/printed.csv" "$work/last-told.csv"
    [[ -z $last_release || $withdraw == yes || ! -e $reports/$last_release/release/printed.csv ]] ||
        cp "$reports/$last_release/release/printed.csv" "$work/printed-before.csv"
}

# people_of KIND: how many of a kind have been counted; nothing: it cannot be told.
people_of() { awk -F, -v kind="$1" '$1 == kind { print $2 }' "$work/changes.csv"; }

# When people have been counted.
decide_release() {
    changed=$(people_of any) unlike=$(people_of unlike) known=$(people_of known)
    late=$(awk -F, '$1 ~ /^late_/ && $1 != "late_or_corrected" && $2 + 0 > most { most = $2 } END { print most }' "$work/changes.csv")
    if [[ -n $changed ]] && ((changed >= least_changed)); then
        release_state=renewed
        [[ -z $replace_release ]] || release_state=replaced
        return
    fi
    release_state=waiting
    [[ -z $unlike || $unlike == 0 ]] || release_state=unlike
    [[ -z $replace_release ]] || refuse_replacement
    [[ $release_state == waiting ]] || say "$(unlike_words "$last_release")"
}

# Tables of which the internal report before this one had rows, and this export has none: "doses, visits".
lost_tables() {
    [[ -s $work/earlier-internal.csv && -s $work/estimates.csv ]] || return 0
    awk -F, 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        $at["measure"] == "accepted" && $at["group_by"] == "table" && $at["estimate"] > 0 {
            if (FILENAME ~ /earlier-internal/) had[$at["group"]] = ++n; else has[$at["group"]] = 1 }
        END { for (i = 1; i <= n; i++) for (table in had) if (had[table] == i && !has[table]) { printf "%s%s", comma, table; comma = ", " } }' \
        "$work/earlier-internal.csv" "$work/estimates.csv"
}

# unlike_words NAME: the release of NAME knew other days.
unlike_words() {
    local lost advice="Where the export has moved (dates shifted, ids mixed up, another program's), mend it"
    lost=$(lost_tables)
    [[ -z $lost ]] || advice="The report of $earlier had rows of $lost, of which this export has none: have them delivered"
    printf '%s' "no release is made: of $known people whom that of $1 knew, at least $unlike have other days in care now." \
        " $advice; where that release was false, take it back (--month or --as-of of $1, --replace-release REASON --withdraw)"
}

# Ends the run: the release of this period stays as it is.
refuse_replacement() {
    [[ $release_state == waiting ]] || fail 1 "--replace-release: $(unlike_words "$name")"
    fail 1 "--replace-release: fewer than $least_changed people have changed since $reports/$name/release was made: it stands (give --withdraw where every copy of it is taken back)$(late_words)$(uncompared_words)"
}

# Who is late can be told only of the same programs, configuration and mapping.
uncompared_words() {
    [[ -n $(people_of late_or_corrected) ]] ||
        printf '%s' "; what it knew cannot be compared: it was made with other programs, another configuration or another mapping"
}

# Where many rows are others and few of them count.
late_words() {
    [[ -z $late ]] || ((late < least_changed)) ||
        printf '%s' "; $late people have other rows now, but too few of them in all that the release tells of them"
}

# What is said of it. A release that is made again is told as it was then: the report is to be what it was.
told_state() {
    [[ $release_state == restored ]] || { printf '%s' "$release_state"; return; }
    json_value "$reports/$name/run.json" release state 2>/dev/null | grep . || printf 'restored'
}

# A first release of a long history: were there others, whose numbers it should repeat?
look_back() {
    local earliest
    [[ $(told_state) == first && $name != day-* ]] || return 0
    earliest=$(awk -F, '$3 == "first_day" && $8 != "" && (first == "" || $8 < first) { first = $8 } END { print first }' \
        "$work"/tables/{doses,visits}.summary.csv)
    [[ -n $earliest && $earliest < $((${as_of%%-*} - 1))-${as_of#*-} ]] || return 0
    reaches_back=${earliest%-*}
    [[ $quiet == yes || $release_state != first ]] ||
        say "no earlier release is in $reports, though the export reaches back to $reaches_back: if there were any, put them back from a copy before this one is handed on (what they printed would be repeated as printed)"
}

# Lays out what is published beside the reports that were built.
lay_out_release() {
    local part
    if [[ $release_state == kept ]]; then
        for part in release basis; do
            [[ ! -e $reports/$name/$part ]] || cp -R "$reports/$name/$part" "$work/report/$part"
            rm -f "$work/report/$part"/{,.}report.pdf{,.part} # made anew, and in no record
        done
    elif release_is_made; then
        mkdir -p "$work/report/basis"
        cp "$work/cells.csv" "$work/report/basis/cells.csv"
        write_release_record >"$work/release.csv"
    fi
}

# A release that was lost or changed comes back only as it was.
refuse_another_release() {
    local outputs
    [[ $release_state == restored ]] || return 0
    outputs=$(json_outputs "$reports/$name/run.json" 2>/dev/null | grep '  release/' | grep -v '  release/run.json$') || outputs=
    [[ -z $outputs ]] || ! (cd "$work/report" && sha256sum --check --status --strict <<<"$outputs" 2>/dev/null) || return 0
    fail 65 "$reports/$name/release is not as it was made, and today's export gives another (put it back from a copy, or give --replace-release REASON)"
}
