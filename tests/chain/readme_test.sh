#!/bin/bash
# shellcheck disable=SC2016,SC2119,SC2120,SC2317  # backquotes of README.md; functions called through check and expect_exit
# Every line of README.md that is a command is run, in a copy of what it speaks of. What stands for something else (DIR,
# FILE, KEY, a path of the installed sample) is put in its place; what cannot be run here is named with what holds it.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
command -v gnuplot >/dev/null || skip "gnuplot is not here"

site=$place/site
mkdir -p "$site/build/release" "$site/bin" "$place/outbox"
cp -r "$root"/{pipeline,README.md,Makefile} "$site"
mkdir -p "$site/sample-data" "$site/tests/reference"
cp -r "$root/sample-data/exports" "$site/sample-data"
cp -r "$root/tests/reference/data" "$site/tests/reference"
ln -s "$real" "$site/build/release/stages"
ln -s ../pipeline/switchback "$site/bin/switchback"
ln -s sample-data/exports "$site/exports"
printf '#!/bin/bash\ncat >"%s/mail"\n' "$place/outbox" >"$site/bin/sendmail"
# A cluster of one node, this machine; a real one: tests/cluster/run
printf '#!/bin/bash\nwhile [[ $1 == --* ]]; do shift; done\nexec "$@"\n' >"$site/bin/srun"
chmod +x "$site/bin/sendmail" "$site/bin/srun"
printf '[report]\nprogram = North\n' | tee "$site/shared.ini" >"$site/north.ini"
# Without DuckDB's own program its library for node runs what stands behind -c
for modules in "$root"/build/{package,bench}-node/node_modules; do
    if ! command -v duckdb >/dev/null && [[ -d $modules/@duckdb/node-api ]] && command -v node >/dev/null; then
        printf '#!/bin/bash\nNODE_PATH="%s" exec node "%s" "$2"\n' "$modules" "$root/tests/package/duckdb.cjs" >"$site/bin/duckdb"
        chmod +x "$site/bin/duckdb"
    fi
done
unset SWITCHBACK_STAGES

# run_line COMMAND: in the copy, as somebody who has installed it.
run_line() {
    expect_exit "${expected:-0}" "$1" env -C "$site" PATH="$site/bin:$real:$PATH" bash -euo pipefail -c "$1"
}

# ---- blocks of indented lines ---------------------------------------------------------------------------------------

# The lines of one that is a script of its own
script=$(awk '/^    PATH=/ { on = 1 } on && !/^    / { exit } on { print substr($0, 5) }' "$root/README.md")
check "there is a script of stages" test -n "$script"
script=${script//grep survival/tee stages.csv | grep survival}
run_line "$script"
check "it tells survival" said survival

first_words=$(cd "$real" && printf '%s|' *)
mapfile -t lines < <(awk '/^    PATH=/ { skip = 1 } !/^    / { skip = 0 } /^    / && !skip { print substr($0, 5) }' "$root/README.md" |
    grep -E "^(pipeline/switchback|switchback|make|systemctl|sudo|apt-get|jq|mlr|sqlite3|duckdb|node|npm|tests/[a-z]*/[a-z_]*|${first_words}\$) ")
check "there are many" test "${#lines[@]}" -ge 15

# Drafts, and what they are checked with, come before what needs them; the order of README.md is that.
for line in "${lines[@]}"; do
    command=$(sed -E 's/   *.*$//' <<<"$line") # what stands behind two blanks explains it
    expected=0
    # What reads our tables need not be here, nor what it is given to
    while read -r tool; do
        PATH="$site/bin:$PATH" command -v "$tool" >/dev/null && continue
        printf 'readme_test.sh: SKIPPED in part: %s is not here, so nobody has run: %s\n' "$tool" "$command" >&2
        continue 2
    done < <(grep -oE '(^|\| )(jq|mlr|sqlite3|duckdb) ' <<<"$command" | tr -d '| ')
    case $command in
        'make report' | 'make test' | 'make deb' | 'make install'*)
            # They build; what they do beside is held by example_report_test, install_test and the run of this suite
            command="make --dry-run --always-make programs $(cut -d ' ' -f 2 <<<"$command") >make.out"
            ;;
        *switchback@north.timer*)
            check "$command: the unit is there" test -s "$site/pipeline/schedule/switchback@.timer"
            continue
            ;;
        *' ... '*) command=${command/.../--exports exports --mapping generic --month 2026-09 --reports north} ;;
    esac
    command=${command//\/usr\/share\/switchback\//}
    command=${command//\/shared\/work/$place/shared-work}
    command=${command//--exports DIR/--exports exports}
    command=${command//--reports DIR/--reports reports}
    command=${command//--mapping FILE/--mapping pipeline/mappings/generic.ini}
    command=${command// KEY/ retention_first}
    [[ $command != *'explain --exports'* ]] || command="head -n 2 exports/patients.csv | tail -n 1 | cut -d , -f 1 | $command"
    # A draft has questions that only people can answer; the sample's own names need none
    [[ $command != *' my.ini'*run* && $command != *'run '*my.ini* ]] || command="cp pipeline/mappings/generic.ini my.ini; $command"
    [[ $command != *'check '*my.ini* ]] || command="cp pipeline/mappings/generic.ini my.ini; $command"
    run_line "$command"
    # A question to which nothing comes back is none that anybody would copy
    [[ ! $command =~ (^|\ )(jq|mlr|sqlite3|duckdb)\  ]] || check "$command: an answer of several rows" test "$(wc -l <"$place/said")" -ge 3
done
check "a mail went out" grep -q '^To: board@example.org$' "$place/outbox/mail"
check "the report of the installed sample's month" test -s "$site/reports/2026-10/internal/report.html"

# ---- commands within a sentence -------------------------------------------------------------------------------------

# `make X`: a target; `switchback COMMAND --option`, `stage --option`: what its --help lists
while read -r target; do
    check "make $target is a target" grep -qE "^([a-z_-]+ )*$target( [a-z_-]+)*:" "$root/Makefile"
done < <(grep -o '`make [a-z][a-z_-]*' "$root/README.md" | cut -d ' ' -f 2 | LC_ALL=C sort -u)
while read -r words; do
    read -r name rest <<<"$words"
    case $name in
        switchback | pipeline/switchback) read -r name rest <<<"$rest"; [[ $name == --* ]] && name=switchback ;;
    esac
    if [[ -s $root/pipeline/driver/help/$name ]]; then
        cp "$root/pipeline/driver/help/$name" "$place/help"
    elif [[ -x $real/$name ]]; then
        "$real/$name" --help >"$place/help"
    else
        continue
    fi
    while read -r option; do
        check "$name has $option" grep -qE -- "(^| )$option\b" "$place/help"
    done < <(grep -oE -- '--[a-z][a-z-]*' <<<"$rest" | grep -v -e '^--help$' -e '^--version$')
done < <(grep -oE '`[a-z/_]+ [^`]*`' "$root/README.md" | tr -d '`')
while read -r file; do
    check "$file is there" test -e "$root/$file"
done < <(grep -oE '`(pipeline|stages|tests|sample-data)/[a-z_./-]*[a-z]`' "$root/README.md" | tr -d '`' | grep -v 'NAME' | LC_ALL=C sort -u)
finish
