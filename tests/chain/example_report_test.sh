#!/bin/bash
# The whole chain on the sample data gives the committed example: text, page, charts and data of both classes, byte for
# byte, whatever the time zone and whoever built the programs; and `make report` leaves a clean tree.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
stages=$(cd "$root" && cd "${STAGES:-build/release/stages}" && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
export SWITCHBACK_STAGES=$stages SWITCHBACK_WORK=$place TZ=Asia/Kathmandu
unset MAKEFLAGS MAKELEVEL MFLAGS

# From the top of the tree: the parameters name the file of configuration as it was given.
(cd "$root" && pipeline/switchback run --exports sample-data/exports --mapping generic --config sample-data/sample.ini \
    --as-of 2026-10-31 --reports "$place/reports" --quiet)

failed=0 passed=0
while read -r file; do
    if diff "$root/$file" "$place/$file" >"$place/diff"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "example: $file is not what the chain makes (make report, look at it, commit it)" >&2
        head -n 10 "$place/diff" >&2
    fi
done < <(cd "$root" && git ls-files reports/2026-10)
for class in internal release; do
    (cd "$root" && git ls-files --error-unmatch "reports/2026-10/$class"/{report.txt,report.html,data/estimates.csv,charts/retention_by_medication.svg} >/dev/null) ||
        failed=$((failed + 1))
done
echo "$passed passed, $failed failed"
((failed == 0))
