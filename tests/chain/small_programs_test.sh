#!/bin/bash
# 84 small programs and early months, clean and dirty: each gets a whole report. `make programs-small` tries 3,360.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
bin=$(cd "${STAGES:-build/release/stages}/.." && pwd) || exit 1
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
if [[ ! -x $bin/sample-data/generate_sample ]]; then
    mkdir -p "$place/bin/sample-data"
    gcc -std=c11 -D_GNU_SOURCE -O2 -ffp-contract=off -o "$place/bin/sample-data/generate_sample" \
        sample-data/generator/*.c -lgsl -lgslcblas -lm || exit 1
    ln -s "$bin/stages" "$place/bin/stages"
    bin=$place/bin
fi
tests/programs/run --bin "$bin" --seeds 1-6 --months spread
