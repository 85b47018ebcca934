# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# What every command of the driver uses: messages, where things are, the clock, digests and records.

say() { printf 'switchback: %s\n' "$*" >&2; }

# fail CODE TEXT
fail() {
    reason=$2
    say "$2"
    exit "$1"
}

usage_error() {
    local of=''
    [[ ! -s $home/driver/help/${command:-none} ]] || of="$command "
    fail 64 "$1 (try 'switchback $of--help')"
}

on_terminal() { [[ -t 2 && $quiet == no ]]; }

# The directory of the stages: given, built here, or installed beside the driver.
find_stages() {
    local candidate
    for candidate in "${SWITCHBACK_STAGES:-}" "$home/../build/release/stages" "$home/../stages/bin" \
        "$home/../../../libexec/switchback"; do
        [[ -n $candidate && -x $candidate/ingest_export ]] && { (cd "$candidate" && pwd); return; }
    done
    fail 69 "the stages are not built (run 'make', or name their directory by SWITCHBACK_STAGES)"
}

# Now, in seconds; SOURCE_DATE_EPOCH stands in for the clock.
now() {
    if [[ -n ${SOURCE_DATE_EPOCH:-} ]]; then
        [[ $SOURCE_DATE_EPOCH =~ ^[0-9]+$ ]] || fail 64 "SOURCE_DATE_EPOCH: '$SOURCE_DATE_EPOCH' is no number of seconds"
        printf '%s\n' "$SOURCE_DATE_EPOCH"
    else
        printf '%(%s)T\n' -1
    fi
}

# csv_cell TEXT: one quoted cell; what cannot be printed, or is no UTF-8, becomes `?`.
csv_cell() {
    [[ $1 == *[^\ -~]* || $1 == *\"* ]] || { printf '"%s"' "$1"; return; }
    local LC_ALL=C.UTF-8
    local text=${1//[^[:print:]]/?}
    printf '"%s"' "${text//\"/\"\"}"
}

# fact KEY VALUE: a row that reports print.
fact() { csv_cell "$1" && printf ',' && csv_cell "$2" && echo; }

# digest_of VARIABLE FILE: sets it to the file's SHA-256.
digest_of() { read -r "$1" _ < <(sha256sum <"$2"); }

# Takes the lock of the reports directory for as long as this process lives, or exits 75 at once.
lock_reports() {
    { exec {lock}>>"$reports/.lock"; } 2>/dev/null || fail 73 "$reports/.lock: cannot be opened"
    flock --nonblock "$lock" || { sleep 0.1 && flock --nonblock "$lock"; } || fail 75 "another run holds $reports (wait for it, or look with 'switchback status')"
}

# json_value FILE SECTION KEY: a value of a run.json (one entry a line, as publish_report writes it).
json_value() {
    sed -n "/^  \"$2\": {\$/,/^  }/s/^    \"$3\": \"\\(.*\\)\",\\{0,1\\}\$/\\1/p" "$1" | head -n 1
}

# The outputs a run.json names, as sha256sum reads them.
json_outputs() {
    sed -n '/^  "outputs": {$/,/^  }/s/^    "\(.*\)": "sha256:\([0-9a-f]\{64\}\) bytes:[0-9]*",\{0,1\}$/\2  \1/p' "$1"
}

# report_is_whole DIR: is every file that run.json names there, with its digest? Lists that name people may have gone.
report_is_whole() {
    [[ -s $1/run.json ]] || return 1
    local outputs list
    outputs=$(json_outputs "$1/run.json")
    while read -r list; do
        [[ -e $1/$list ]] || outputs=$(grep -v "  $list\$" <<<"$outputs")
    done < <(grep -oE 'internal/(data/people_[a-z_]*\.csv|people\.(html|txt|datapackage\.json))$' <<<"$outputs")
    [[ -n $outputs ]] && (cd "$1" && sha256sum --check --status --strict <<<"$outputs" 2>/dev/null)
}
