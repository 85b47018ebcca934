#!/bin/bash
# map, then check: what is drafted from an export passes every gate where its data allow it, unchanged, for our own sample
# and for exports of other systems.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

export SWITCHBACK_STAGES=$real
drafts=$root/tests/golden/draft_mapping

for exports in "$root/sample-data/exports" "$drafts"/{dosing_system,accents_and_french,camel_case_of_an_app}/export; do
    mapping=$place/$(basename "$(dirname "$exports")").ini
    expect_exit 0 "map $exports" switchback map --exports "$exports" -o "$mapping"
    check "it says how many columns were found" said '^draft_mapping: [0-9]* columns found, [0-9]* guessed, [0-9]* left'
    expect_exit 0 "check $exports" switchback check --exports "$exports" --mapping "$mapping"
    check "it is ready" said '^Ready: '
done

expect_exit 0 "map to standard output" switchback map --exports "$root/sample-data/exports" --quiet
check "it is a mapping" said '^\[export\]$'
expect_exit 64 "map without an export" switchback map
expect_exit 64 "map with a stray argument" switchback map --exports "$place/exports" extra
expect_exit 66 "map of no directory" switchback map --exports "$place/none"
finish
