# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# The files of an export: what changes when one is written, and their digests.

# What changes when a file is written: size, times and inode. A link that leads round in a circle is no file of the export.
trace_inputs() {
    (cd "$exports" && { find -L . -type f -printf '%p %s %T@ %C@ %D %i\n' 2>/dev/null || true; } | LC_ALL=C sort)
}

# Sets $traces, before the first file is read.
begin_inputs() {
    traces=$(trace_inputs)
    [[ -n $traces ]] || fail 66 "$exports: holds no file (is it the right directory, and did the export arrive?)"
}

# The directory of the export must be there, and may be read.
need_exports() {
    [[ -d $exports ]] || fail 66 "$exports: no such directory of exports"
    [[ -r $exports && -x $exports ]] ||
        fail 66 "$exports: may not be read by $(id -un 2>/dev/null || echo "$UID") (its owner must give the right to read the directory)"
}

# What was read must be what the record names.
inputs_are_the_same() {
    local now file
    now=$(trace_inputs)
    [[ $traces != "$now" ]] || return 0
    file=$(LC_ALL=C comm -3 <(printf '%s\n' "$traces") <(printf '%s\n' "$now") | head -n 1 | sed -E 's/^\t?\.\///; s/( [^ ]+){5}$//')
    fail 65 "$exports: changed while it was read, ${file//[[:cntrl:]]/?} at least (run again when it is complete)"
}

# Lines of sha256sum from standard input as `digest TAB name`, in their order. It marks names that it had to escape; those
# that are not printable ASCII are quoted as bash does, so that no two become the same.
input_rows() {
    local line file
    while IFS= read -r line; do
        file=${line#*  ./} line=${line#\\}
        [[ $file != *[^[:print:]]* ]] || file=${file@Q}
        printf '%s\t%s\n' "${line%%  ./*}" "$file"
    done
}
