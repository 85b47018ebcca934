#!/bin/bash
# Includes go one way: each folder may include the headers of these folders of ours, and no others.
#
#   tests/include_direction.sh [--self-test]
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/.."

declare -A allowed=(
    [base]="base"
    [table]="table base"
    [care]="care base"
    [analysis]="analysis"
    [privacy]="privacy analysis base"
    [stats]="stats"
    [settings]="settings care base"
    [sample]="sample stats table base"
    [estimate]="estimate sample person analysis settings care stats table base"
    [ingest]="ingest analysis settings privacy table base"
    [draft]="draft ingest settings privacy table base"
    [person]="person analysis settings care table base"
    [chart]="chart text analysis settings stats table base"
    [figure]="figure chart text analysis settings table base"
    [text]="text analysis settings care stats table base"
    [contract]="contract text ingest person table base"
    [stages]="contract text figure chart analysis draft privacy ingest person settings care estimate sample stats table base"
)

# "FOLDER FILE:LINE INCLUDED" for every #include "..." of ours below the directory given.
includes() {
    local top=$1
    (cd "$top" && { grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' pipeline stages --include='*.[ch]' || true; }) |
        sed -E 's|^(pipeline/)?([^/]+)/([^:]+):([0-9]+):.*"([^"]*)".*|\2 \1\2/\3:\4 \5|'
}

check() {
    local folder place included to n=0 wrong=0
    while read -r folder place included; do
        n=$((n + 1))
        to=${included%%/*}
        if [[ $included != */* || $included == *..* ]]; then
            echo "$place: \"$included\" (expected a path from pipeline/, as in \"base/message.h\")"
            wrong=$((wrong + 1))
        elif [[ -z ${allowed[$folder]:-} ]]; then
            echo "$place: folder '$folder' has no arrows (say in $0 what it may include)"
            wrong=$((wrong + 1))
        elif [[ " ${allowed[$folder]} " != *" $to "* ]]; then
            echo "$place: $folder includes $to (may include: ${allowed[$folder]})"
            wrong=$((wrong + 1))
        fi
    done < <(includes "$1")
    # stats includes the C library, libm and GSL; stats, care and privacy return a status: they neither print nor exit.
    if (cd "$1" && grep -rnE '#[[:space:]]*include[[:space:]]*<' pipeline/stats |
        grep -vE '<(assert|float|limits|math|stdbool|stddef|stdint|stdlib|string|gsl/[a-z_]+)\.h>'); then
        echo "pipeline/stats includes more than GSL, libm and pure headers of libc"
        wrong=$((wrong + 1))
    fi
    if (cd "$1" && grep -rnE '(^|[^a-z_])(v?f?printf|f?puts|putchar|fopen|fwrite|fread|open|read|write|exit|_exit|abort|getenv)\(|"base/(message|memory|output_file|options|ini_file|tree)\.h"' \
        pipeline/stats pipeline/care pipeline/privacy --include='*.[ch]' | grep -vE ':[[:space:]]*(/?\*|//)'); then
        echo "pipeline/stats, care and privacy are pure (no input, no output, no exit)"
        wrong=$((wrong + 1))
    fi
    # An analysis is called by its name in the catalogue.
    if (cd "$1" && grep -rnE '(analysis = |analysis, )"' pipeline stages --include='*.[ch]' | grep -v 'analysis = ""'); then
        echo "the name of an analysis is a literal (expected the one of pipeline/analysis/catalogue.h)"
        wrong=$((wrong + 1))
    fi
    echo "$((n - wrong)) passed, $wrong failed"
    ((wrong == 0 && n > 0))
}

# A tree with one wrong arrow of each sort must fail.
self_test() {
    local work case n=0 failed=0
    work=$(mktemp -d)
    for case in 'pipeline/stats/x.c "base/message.h"' 'pipeline/table/x.c "settings/settings.h"' 'pipeline/base/x.c "table/header.h"' \
        'pipeline/care/x.c "base/message.h"' 'pipeline/care/x.c "settings/settings.h"' 'pipeline/ingest/x.c "person/supply.h"' 'pipeline/stats/x.c <stdio.h>' \
        'pipeline/new/x.c "base/tree.h"' 'pipeline/person/x.c "../care/cover.h"' 'pipeline/person/x.c "settings.h"' \
        'pipeline/analysis/x.c "base/memory.h"' 'pipeline/privacy/x.c "text/numbers.h"'; do
        rm -rf "$work/tree"
        mkdir -p "$work/tree/stages"
        for folder in "${!allowed[@]}"; do mkdir -p "$work/tree/pipeline/$folder"; done
        mkdir -p "$work/tree/$(dirname "${case%% *}")"
        n=$((n + 1))
        echo '#include "base/memory.h"' >"$work/tree/stages/good.c"
        echo "#include ${case#* }" >"$work/tree/${case%% *}"
        if check "$work/tree" >/dev/null; then
            echo "FAILED self-test: $case went by"
            failed=$((failed + 1))
        fi
    done
    rm "$work/tree/${case%% *}"
    n=$((n + 1))
    check "$work/tree" >/dev/null || { echo "FAILED self-test: a tree without a fault"; failed=$((failed + 1)); }
    echo 'row.analysis = "months";' >"$work/tree/stages/y.c"
    if check "$work/tree" >/dev/null; then
        echo "FAILED self-test: the name of an analysis as a literal went by"
        failed=$((failed + 1))
    fi
    rm -rf "$work"
    echo "$n cases, $failed failed"
    ((failed == 0))
}

if [[ ${1:-} == --self-test ]]; then
    self_test
else
    check .
fi
