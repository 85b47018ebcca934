#!/bin/bash
# What map drafts of exports that readers described who had not seen its words (tests/fixtures/drafts): nine of ten columns,
# nine of ten values, nothing wrong as a plain line.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

export SWITCHBACK_STAGES=$real
fixtures=$root/tests/fixtures

# measured NAME EXPORT COMMAND ...: the command drafts a mapping of the export.
measured() {
    local name=$1 exports=$2 line
    shift 2
    expect_exit 0 "map $name" "$@" --exports "$exports" --quiet -o "$place/$name.ini"
    awk -f "$fixtures/drafts/measure.awk" -v export="$name" "$fixtures/drafts/$name/expected.csv" "$place/$name.ini" >"$place/measured"
    line=$(tail -n 1 "$place/measured")
    if ! awk '{ exit !($3 >= 0.9 * $4 && $6 >= 0.9 * $7 && $9 == 0) }' <<<"$line"; then
        cat "$place/measured" >&2
        check "the draft of $name: $line" false
    fi
}

for name in clinic-kent clinic-warehouse; do measured $name "$fixtures/drafts/$name/export" switchback map; done
measured otp-dosing "$fixtures/exports/otp-dosing" "$real/draft_mapping"
for name in otp-dosing synthea teds-d ctn0094; do measured $name "$fixtures/exports/$name" switchback map; done
expect_exit 0 "map of a CDM" switchback map --exports "$fixtures/exports/omop"
check "it says what comes first" said 'run mappings/omop.sql'

# Real people, where they are
trials=${SWITCHBACK_REAL_DATA:-}/ctn0094
if [[ -d $trials ]]; then
    expect_exit 0 "map of the trials" "$real/draft_mapping" --exports "$trials"
    check "their days are relative" said '^dates = days'
    check "screens are no doses" said '^\[drug_tests'
    check "they are found by their preset too" switchback map --exports "$trials" --quiet -o "$place/trials.ini"
    expect_exit 0 "map of health records" "$real/draft_mapping" --exports "${SWITCHBACK_REAL_DATA}/synthea"
    for header in SSN FIRST LAST ADDRESS ZIP BIRTHDATE DRIVERS PASSPORT; do
        check "$header is dropped by name" said "^drop = .*\\b$header\\b"
    done
else
    echo "drafts_test.sh: SKIPPED in part: no real people here (SWITCHBACK_REAL_DATA)" >&2
fi
finish
