#!/bin/bash
# 84 small programs and early months, clean and dirty: each gets a whole report. `make programs-small` tries 3,360.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.." || exit 1
bin=$(cd "${STAGES:-build/release/stages}/.." && pwd) || exit 1
tests/programs/run --bin "$bin" --seeds 1-6 --months spread
