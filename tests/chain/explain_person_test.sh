#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# `switchback explain` of a person: from an export as from the work directory of a run, the id typed or on standard
# input, the same page; and one line for what cannot be done.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
export SWITCHBACK_STAGES=$real

people=$root/tests/fixtures/exports/people
id=$(sed -n '2s/,.*//p' "$people/patients.csv")
explain() { switchback explain "$@"; }
of_export() { explain --exports "$people" --mapping generic --as-of 2026-10-31 "$@"; }

expect_exit 0 "a run that keeps its work" switchback run --exports "$people" --mapping generic --as-of 2026-10-31 \
    --reports "$place/reports" --work "$place/work" --keep-work --class internal --quiet
expect_exit 0 "a person of a work directory" explain --work "$place/work" "$id"
explain --work "$place/work" "$id" >"$place/kept"
of_export "$id" >"$place/exported"
of_export - <<<"$id" >"$place/typed"
check "it is the person's page" grep -qx "Person $id" "$place/kept"
check "an export gives the same page" cmp -s "$place/kept" "$place/exported"
check "an id on standard input too" cmp -s "$place/kept" "$place/typed"
check "each episode of the default rule stands there" test \
    "$(awk -F, -v id="$id" '$2 == id && $3 != ""' "$place/work/spells/default_rule.csv" | wc -l)" -eq \
    "$(sed -n '/, the default rule$/,/^coverage7$/p' "$place/kept" | grep -c '^- Episode ')"

of_export - <<<"$id"$'\r' >"$place/carriage"
check "an id that was copied with its carriage return" cmp -s "$place/kept" "$place/carriage"
expect_exit 66 "a blank line on standard input" of_export - <<<' '
check "a blank line: it says so" said "no id of a person is given: the line is empty"
expect_exit 64 "an id of two lines" of_export "$id"$'\n'x
check "two lines: it says so" said "the id of a person is one line"
expect_exit 64 "a month to come" explain --exports "$people" --mapping generic --month 2199-01 "$id"
check "a month to come: it says so" said "2199-01-31 is in the future: today is "
expect_exit 66 "no such person" of_export nobody-has-this-id
expect_exit 66 "no id on standard input" of_export - </dev/null
expect_exit 66 "no tables there" explain --work "$place/reports" "$id"
expect_exit 64 "no person" of_export
expect_exit 64 "both places" of_export --work "$place/work" "$id"
expect_exit 64 "a mapping for a work directory" explain --work "$place/work" --mapping generic "$id"
expect_exit 64 "a mapping for a number" explain --mapping generic 1
finish
