#!/bin/bash
# pipeline/tables.md is what the programs say of their tables.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
stages=$(cd "$root" && cd "${STAGES:-build/release/stages}" && pwd) || exit 1
if diff <("$root/pipeline/write_tables" "$stages") "$root/pipeline/tables.md"; then
    echo "tables: 1 passed"
else
    echo "tables: pipeline/tables.md is not what the programs say (run: make tables)" >&2
    exit 1
fi
