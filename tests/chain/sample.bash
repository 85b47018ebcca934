# shellcheck shell=bash
# What tests of single stages on the sample share: its tables and its episodes in $work, and rows held against R's.
#
#   STAGES=DIR   the built stages (default build/release/stages)
#
# The working directory is the top of the tree; $bin holds the stages.
set -euo pipefail
export LC_ALL=C

cd "$(dirname "${BASH_SOURCE[0]}")/../.."
bin=$(cd "${STAGES:-build/release/stages}" && pwd)
as_of=2026-10-31 window=2023-11-01
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

needs_R() { command -v Rscript >/dev/null || { echo "SKIPPED: no Rscript" >&2; exit 77; }; }

# ingest_sample [DIR [AS_OF]]: the canonical tables and their summaries, in $work unless told otherwise.
ingest_sample() {
    local table directory=${1:-$work} day=${2:-$as_of}
    for table in patients admissions doses visits drug_tests returns_to_use adverse_events; do
        "$bin/ingest_export" "$table" --mapping pipeline/mappings/generic.ini --exports sample-data/exports --as-of "$day" \
            --summary "$directory/$table.summary.csv" -o "$directory/$table.csv" --quiet
    done
}

# keep_people: patients.csv becomes what standard input is.
keep_people() {
    cat >"$work/few.csv"
    mv "$work/few.csv" "$work/patients.csv"
}

# first_people N: the first N alone, where R is slow.
first_people() { head -n $(($1 + 1)) "$work/patients.csv" | keep_people; }

# sample_episodes [OPTION ...]: $work/default_rule.csv, and $work/episodes.csv under every rule.
sample_episodes() {
    "$bin/build_episodes" --tables "$work" --as-of "$as_of" --window-start "$window" --quiet \
        --default-rule "$work/default_rule.csv" -o "$work/episodes.csv" "$@"
}

# For awk: the same text, or the same number to 1e-8; an empty cell is no number.
same='function same(a, b) { return a == b || (a != "" && b != "" && (a - b) ^ 2 <= (1e-8 * b) ^ 2) }'

# rows_alike: $work/found has the rows of $work/expected, field by field.
rows_alike() {
    awk -F, "$same"'
        NR == FNR { row[++n] = $0; next }
        { k = split(row[FNR], expected, ",")
          for (i = 1; i <= k || i <= NF; i++) if (!same($i, expected[i])) { print row[FNR] " | " $0; bad++; break } }
        END { if (FNR != n) print "rows: " n " and " FNR; exit bad > 0 || FNR != n || n == 0 }' "$work/expected" "$work/found"
}

# rows_expected N: so many rows, or something was left out before it was compared.
rows_expected() { (($(wc -l <"$work/expected") == $1)) || { wc -l "$work/expected"; return 1; }; }

passed=0 failed=0

# check TEXT COMMAND ...: the command must succeed; one test.
check() {
    local text=$1
    shift
    if "$@"; then passed=$((passed + 1)); else
        printf '%s: FAILED: %s\n' "${0##*/}" "$text" >&2
        failed=$((failed + 1))
    fi
}

finish() {
    echo "$passed passed, $failed failed"
    exit $((failed > 0))
}
