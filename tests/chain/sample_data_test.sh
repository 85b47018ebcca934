#!/bin/bash
# The generator gives the committed sample data, byte for byte.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$(cd "$root" && cd "${STAGES:-build/release/stages}/.." && pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
generator=$build/sample-data/generate_sample
"$generator" --out "$place/out" >/dev/null
diff -r "$place/out/exports" "$root/sample-data/exports"
diff -r "$place/out/truth" "$root/sample-data/truth"
echo "sample-data: 1 passed"
