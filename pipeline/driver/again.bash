# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# A month again: from the files of an export that its record names, found by their digests, with the text of the
# configuration and the mapping as it was then. `reproduce` holds it against what was published; after an upgrade a run
# tells by it what the program moved.

# Why a month cannot be made again; what the run that made it was given
why='' again_configs=() again_mapping=''

# json_section RECORD SECTION: its entries, key TAB value.
json_section() {
    sed -n "/^  \"$2\": {\$/,/^  }/s/^    \"\\(.*\\)\": \"\\(.*\\)\",\\{0,1\\}\$/\\1\t\\2/p" "$1"
}

# keep_given DIR: the text of each configuration and of the mapping, by the numbers that the record has of them.
keep_given() {
    local file base n=0
    for file in "${configs[@]}" "$mapping"; do
        n=$((n + 1)) base=${file##*/}
        [[ $base =~ ^[A-Za-z0-9_-][A-Za-z0-9._-]*$ ]] || base=given.ini
        mkdir -p "$1/$n"
        cp "$file" "$1/$n/$base"
    done
}

# Beside the internal report: what it was made with, and what the program alone moved in the one before.
lay_out_given() {
    [[ -d $work/report/internal ]] || return 0
    keep_given "$work/report/internal/data/given"
    [[ -z $moved || $moved == 0 ]] || cp "$work/moved_by_program.csv" "$work/report/internal/data/moved_by_program.csv"
}

where_to_give() { [[ $command != reproduce ]] || printf ' (give it by --config, or --mapping)'; }

# find_given REPORT PROGRAM: sets again_configs and again_mapping: kept text, or a file of ours of the same digest.
find_given() {
    local key wanted sum file found files=() theirs
    theirs=$(dirname "$(readlink -f "$2")")/mappings
    while IFS=$'\t' read -r key wanted; do
        [[ $key =~ ^file\ ([0-9]+):\ (.*)$ ]] || continue
        found=''
        for file in "$1/internal/data/given/${BASH_REMATCH[1]}"/* "${configs[@]}" ${mapping:+"$mapping"} \
            "$theirs/${BASH_REMATCH[2]}" "$home/mappings/${BASH_REMATCH[2]}"; do
            [[ -r $file ]] || continue
            digest_of sum "$file"
            [[ $sum != "$wanted" ]] || { found=$file; break; }
        done
        [[ -n $found ]] || { why="the text of ${BASH_REMATCH[2]}, which it was made with, is not there as it was$(where_to_give)"; return 1; }
        files+=("$found")
    done < <(json_section "$1/run.json" configuration)
    ((${#files[@]} > 0)) || { why="its record names no mapping"; return 1; }
    again_mapping=${files[-1]} again_configs=("${files[@]:0:${#files[@]}-1}")
}

# gather_inputs RECORD DIR: links to the files of the export that the record names, under the names it has of them.
gather_inputs() {
    local file sum
    local -A place=()
    while read -r sum file; do place[$sum]=$exports/${file#./}; done < <("$stages/digest_inputs" "$exports")
    while IFS=$'\t' read -r file sum; do
        if [[ -z ${place[$sum]:-} || /$file/ == */../* ]]; then
            why="$file is not in the export as it was"
            return 1
        fi
        mkdir -p "$(dirname "$2/$file")"
        ln -s "${place[$sum]}" "$2/$file"
    done < <(json_section "$1" inputs)
}

# lay_out_earlier INTO: the reports before it, and what of its own release, or of a later one, stood already when it was made.
lay_out_earlier() {
    local other part state
    state=$(json_value "$reports/$name/run.json" release state)
    while read -r other; do
        [[ -z $other ]] || cp -R "$reports/$other" "$1/$other"
    done < <(names_of_kind before "$reports"/*/; [[ $state != later ]] || nearest_release after; echo)
    [[ $state == kept ]] || return 0
    mkdir "$1/$name"
    for part in release basis run.json; do
        [[ ! -e $reports/$name/$part ]] || cp -R "$reports/$name/$part" "$1/$name/$part"
    done
}

# is_ours PROGRAM: another one finds its own stages, whatever ours are told.
is_ours() { [[ $1 -ef $home/switchback ]]; }

# become_again INTO PROGRAM CLASS: the run itself. Ours is given our stages, another one finds its own.
become_again() {
    local record=$reports/$name/run.json file options=()
    for file in "${again_configs[@]}"; do options+=(--config "$file"); done
    exec {lock}>&-
    export SWITCHBACK_WORK=$1/work TMPDIR=$1/tmp SWITCHBACK_STAGES=$stages
    SOURCE_DATE_EPOCH=$(json_value "$record" run finished_seconds)
    export SOURCE_DATE_EPOCH
    is_ours "$2" || unset SWITCHBACK_STAGES
    exec setpriv --pdeathsig TERM "$2" run --exports "$1/inputs" --mapping "$again_mapping" "${options[@]}" \
        --as-of "$(json_value "$record" run as_of)" --reports "$1/reports" --class "$3" --quiet >"$1/said" 2>&1
}

# remake INTO PROGRAM: the month $name of $reports again, as INTO/reports/$name; 1 and $why: it cannot be made.
remake() {
    local record=$reports/$name/run.json classes code=0
    mkdir -p "$1/inputs" "$1/reports" "$1/work" "$1/tmp"
    gather_inputs "$record" "$1/inputs" || return 1
    find_given "$reports/$name" "$2" || return 1
    lay_out_earlier "$1/reports"
    classes=$(json_value "$record" run classes)
    [[ $classes != *' '* ]] || classes=both
    set -m
    become_again "$1" "$2" "$classes" &
    child=$!
    set +m
    finish_make || code=$?
    ((code == 0)) || { why="the run ended with $code: $(tail -n 1 "$1/said")"; return 1; }
}

# ---- after an upgrade ------------------------------------------------------------------------------------------------

# What the program alone moved in the report before this one: empty where no other program made it
moved='' compared='' unmoved_why='' earlier_version=''

# The report before this one, made again by this program, stands in for it: what is revised then is the records' doing.
attribute_upgrade() {
    local again=$work/again name=$earlier record=$reports/$earlier/run.json
    [[ -n $earlier && -z ${SWITCHBACK_AGAIN:-} ]] || return 0
    [[ $(json_value "$record" configuration programs) != "$programs" ]] || return 0
    earlier_version=$(json_value "$record" run version)
    # It is not asked in its turn what moved in the one before it
    if ! SWITCHBACK_AGAIN=yes remake "$again" "$home/switchback"; then
        unmoved_why=$why
    else
        compare_numbers "$reports/$earlier/internal/data/estimates.csv" "$again/reports/$earlier/internal/data/estimates.csv" \
            >"$work/moved_by_program.csv"
        read -r moved compared <"$work/moved.count"
        cp "$again/reports/$earlier/internal/data/estimates.csv" "$work/earlier-internal.csv"
    fi
    rm -rf "$again"
    [[ $quiet == yes ]] || say_moved
}

say_moved() {
    local what="$earlier was made by $earlier_version, this is $version"
    [[ $earlier_version != "$version" ]] || what="$earlier was made by another build of $version"
    if [[ -n $unmoved_why ]]; then
        say "$what: what the program moved cannot be told apart ($unmoved_why)"
    elif ((moved > 0)); then
        say "$what: of $compared numbers it tells $moved otherwise from the same files ($name/internal/data/moved_by_program.csv)"
    elif on_terminal; then
        say "$what: each of its $compared numbers is the same, made again from its files"
    fi
}

# compare_numbers THEN NOW: numbers of THEN that NOW has otherwise or not at all, and into moved.count how many, of how
# many. The last nine columns are values, and hold no comma. Last digits may depend on the compiler.
compare_numbers() {
    awk -v count="$work/moved.count" '
        function near(a, b,    d, m) {
            if (a == b) return 1
            if (a !~ /[0-9]/ || b !~ /[0-9]/) return 0
            d = a - b; m = (a < 0 ? -a : a) + (b < 0 ? -b : b)
            return (d < 0 ? -d : d) <= 1e-9 * m
        }
        { n = split($0, cell, ","); values = ""; for (i = n - 8; i <= n; i++) values = values "," cell[i]
          key = substr($0, 1, length($0) - length(values)); values = substr(values, 2) }
        FNR == 1 { file++; if (file == 2) {
            m = split(values, cell, ","); line = key
            for (i = 1; i <= m; i++) line = line ",was_" cell[i]
            for (i = 1; i <= m; i++) line = line ",now_" cell[i]
            print line }; next }
        file == 1 { then[key] = values; total++; next }
        { seen[key] = 1; if (!(key in then)) next
          split(then[key], was, ","); split(values, now, ","); same = 1
          for (i = 1; i <= 9; i++) same = same && near(was[i], now[i])
          if (!same) { print key "," then[key] "," values; others++ } }
        END { for (key in then) if (!(key in seen)) { print key "," then[key] ",,,,,,,,,gone" | "LC_ALL=C sort"; others++ }
              print others + 0, total + 0 >count }' "$1" "$2"
}

# ---- reproduce -------------------------------------------------------------------------------------------------------

reproduce() {
    local program='' record
    take_options reproduce 1 "$@"
    refuse_misuse
    name=${operands[0]:-}
    [[ -n $(place_of "$name") ]] || usage_error "reproduce: which month? (the name of a report, YYYY-MM or day-N)"
    [[ -n $exports ]] || usage_error "reproduce: --exports is needed"
    [[ -d ${reports:=reports} ]] || fail 66 "$reports: no such directory of reports"
    reports=$(cd "$reports" && pwd)
    record=$reports/$name/run.json
    [[ -r $record ]] || fail 66 "$record: cannot be read (no report of that name?)"
    [[ -z $output || ! -e $output/$name ]] || fail 73 "$output/$name: is there already"
    need_exports
    exports=$(cd "$exports" && pwd)
    find_configs
    [[ -z $mapping ]] || find_mapping
    find_program "$record"
    trap clean_up EXIT
    umask 077
    trap 'interrupted 1' HUP
    trap 'interrupted 2' INT
    trap 'interrupted 15' TERM
    exec {lock}</dev/null
    make_work
    remake "$work/again" "$program" || fail 65 "$name cannot be made again: $why"
    compare_reports "$record" "$work/again/reports/$name"
}

# Says which version made it, and ends the run where the program is another.
find_program() {
    local made_by its
    made_by=$(json_value "$1" run version)
    program=$(readlink -f "${program:-$home/switchback}")
    its=$(is_ours "$program" || unset SWITCHBACK_STAGES; "$program" --version 2>/dev/null) ||
        fail 69 "$program: cannot be run (expected the 'switchback' of $made_by)"
    [[ $quiet == yes ]] || printf '%s was made by %s, definitions %s, on %s\n' "$name" "$made_by" \
        "$(json_value "$1" run definitions)" "$(json_value "$1" run finished)"
    [[ $its == "$made_by" ]] || fail 69 "$program is $its: give that of $made_by by --program (dpkg-deb -x switchback_${made_by##* }_ARCH.deb DIR has it as DIR/usr/bin/switchback; in a checkout of v${made_by##* }, built by make, it is pipeline/switchback)"
}

# same_parameters THEN NOW: but for the lines that say in which directory a configuration lay.
same_parameters() { [[ $1 == */parameters.ini ]] && cmp -s <(grep -v '^;@ ' "$1") <(grep -v '^;@ ' "$2"); }

# compare_reports RECORD DIR: each file that the record names, but the records of the runs themselves.
compare_reports() {
    local sum file now n=0 others=0
    while read -r sum file; do
        [[ $file != */run.json ]] || continue
        n=$((n + 1)) now=''
        [[ ! -r $2/$file ]] || digest_of now "$2/$file"
        [[ $now == "$sum" ]] || same_parameters "$reports/$name/$file" "$2/$file" || { others=$((others + 1)); printf 'differs: %s\n' "$file"; }
    done < <(json_outputs "$1")
    if [[ -n $output ]]; then
        mkdir -p "$output" && cp -R "$2" "$output/$name" || fail 74 "$output: cannot be written"
    fi
    [[ $(json_value "$1" configuration programs) == "$(json_value "$2/run.json" configuration programs)" ]] ||
        say "another build of the same version made it here"
    ((others == 0)) || fail 1 "$others of $n files of $name are others"
    [[ $quiet == yes ]] || printf 'the same, byte for byte: %s files\n' "$n"
}
