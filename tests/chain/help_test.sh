#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# Every command and every stage tells its exit codes and two examples; what is mistyped is said with what was meant.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export SWITCHBACK_STAGES=$real
help=$place/pipeline/driver/help

# examples_of FILE: each on one line, continued lines joined.
examples_of() { sed -n '/^Examples: *$/,$p; /^Examples: in /,$p' "$1" | sed 's/^  *//' | sed -e :a -e '/\\$/N; s/\\\n//; ta' | tail -n +2; }

# holds NAME FILE: what every help must have.
holds() {
    check "$1: says how it ends" grep -q '^Exit: ' "$2"
    check "$1: two examples" test "$(examples_of "$2" | grep -c "\b$1\b")" -ge 2
    check "$1: each example is one command" test -z "$(examples_of "$2" | grep -v "\b$1\b")"
    check "$1: no line is wider than a terminal" test -z "$(grep -E '.{81}' "$2")"
}

for file in "$real"/*; do
    stage=${file##*/}
    expect_exit 0 "$stage --help" "$file" --help
    holds "$stage" "$place/said"
    [[ $stage == @(run|launch)_stage ]] && continue # what follows their own words is another's command line
    cp "$place/said" "$place/long"
    expect_exit 0 "$stage -h" "$file" -h
    check "$stage: -h is --help" cmp -s "$place/said" "$place/long"
    expect_exit 64 "$stage: an option twice" "$file" --quiet --quiet
    check "$stage: it is named" test "$(<"$place/said")" = "$stage: --quiet is given twice (try --help)"
    expect_exit 64 "$stage: a slip of the pen" "$file" --quet
    check "$stage: what was meant" test "$(<"$place/said")" = "$stage: unrecognized option '--quet', did you mean '--quiet'? (try --help)"
done

commands=$(sed -n 's/^  \([a-z]*\)  .*/\1/p' "$help/switchback")
check "every command has a help, and every help a command" test \
    "$(ls "$help")" = "$(printf '%s\n' switchback "$commands" | tr ' ' '\n' | LC_ALL=C sort)"
expect_exit 0 "switchback --help" switchback --help
holds switchback "$place/said"
cp "$place/said" "$place/long"
for word in -h help; do
    expect_exit 0 "switchback $word" switchback $word
    check "it is the same" cmp -s "$place/said" "$place/long"
done
for command in $commands; do
    expect_exit 0 "$command --help" switchback "$command" --help
    check "$command: it is its own" cmp -s "$place/said" "$help/$command"
    holds "switchback $command" "$place/said"
    expect_exit 0 "$command -h" switchback "$command" -h
    check "$command: -h is --help" cmp -s "$place/said" "$help/$command"
    expect_exit 0 "help $command" switchback help "$command"
    check "help $command is it too" cmp -s "$place/said" "$help/$command"
    expect_exit 0 "a help in the midst of it" switchback "$command" --wrong --help
    expect_exit 64 "$command: an option that is none" switchback "$command" --zzz
    check "$command: it says so" said "^switchback: $command: unknown option '--zzz' (try 'switchback $command --help')$"
done

# says WORDS ARGUMENT ...: usage, with these words.
says() {
    expect_exit 64 "${*:2}" switchback "${@:2}"
    check "${*:2}: $1" test "$(<"$place/said")" = "switchback: $1"
}
says "'chek' is neither a command nor a stage, did you mean 'check'? (try 'switchback --help')" chek
says "'fit_hazzards' is neither a command nor a stage, did you mean 'fit_hazards'? (try 'switchback --help')" fit_hazzards
says "'jsno' is neither a command nor a stage, did you mean 'json'? (try 'switchback --help')" jsno
says "'rnu' is neither a command nor a stage, did you mean 'run'? (try 'switchback --help')" rnu
says "run: unknown option '--export', did you mean '--exports'? (try 'switchback run --help')" run --export x
says "run: --month is given twice (try 'switchback run --help')" run --month 2026-09 --month=2026-10
says "run: --exports needs a value (found the option --mapping) (try 'switchback run --help')" run --exports --mapping x
says "run: --exports needs a value (try 'switchback run --help')" run --exports
says "run: --exports needs a value (try 'switchback run --help')" run --exports=
says "run: --quiet takes no value (try 'switchback run --help')" run --quiet=yes
says "status: unexpected argument 'reports' (try 'switchback status --help')" status reports
says "--class: 'release,internal' is unknown (expected release, internal or both) (try 'switchback run --help')" run \
    --exports "$place/exports" --mapping generic --reports "$place/none" --month 2026-09 --class release,internal
says "--month: '2026-08,2026-09' is not usable (expected YYYY-MM or previous) (try 'switchback run --help')" run \
    --exports "$place/exports" --mapping generic --reports "$place/none" --month 2026-08,2026-09
expect_exit 66 "two configurations in one word" switchback run --exports "$place/exports" --mapping generic \
    --reports "$place/none" --month 2026-09 --config a.ini,b.ini
check "it says how" said "a.ini,b.ini: cannot be read (of several files each has a --config of its own)"
expect_exit 64 "values after =, and the end of options" switchback explain --reports="$place/none" -- -1 -2
check "the second is one too many" said "unexpected argument '-2'"

# A comma within a value.
printf 'time,event,site\n5,1,"North, upper"\n9,0,"North, upper"\n7,1,South\n' >"$place/commas.csv"
counted() { "$real/estimate_retention" --time time --event event --at 1 "$@" "$place/commas.csv" | awk -F, '$3 == "survival" { print $9 }'; }
check "one value with a comma" test "$(counted --where 'site=North\, upper')" = 2
check "two values" test "$(counted --where 'site=North\, upper,South')" = 3
expect_exit 0 "two values that are none" "$real/estimate_retention" --time time --event event --where 'site=North, upper' "$place/commas.csv"
check "it says what was asked for" said "no rows to use (--where: no row has .*; a comma within a value is written \\\\,)"
finish
