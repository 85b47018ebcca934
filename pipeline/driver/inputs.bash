# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# The files of an export: what changes when one is written, and their digests.

# What changes when a file is written: size, times and inode. A link that leads round in a circle is no file of the export.
trace_inputs() {
    (cd "$exports" && { find -L . -type f -printf '%p %s %T@ %C@ %D %i\n' 2>/dev/null || true; } | LC_ALL=C sort)
}

# What stands among the files and is none: a pipe would be waited for, of a directory nothing would be read. A look at
# the top alone, where mappings look.
refuse_odd_inputs() {
    local path kind
    while IFS= read -r -d '' kind && IFS= read -r -d '' path; do
        [[ $path != *[^[:print:]]* ]] || path=${path@Q}
        case $kind in
            p) fail 65 "$path: is a pipe (FIFO), not a file (write the export into a file, or take the pipe away)" ;;
            d) fail 65 "$path: is a directory, named like a table (move its files up into $exports, or give it another name)" ;;
            *) fail 65 "$path: is a device, not a file (take it away)" ;;
        esac
    done < <(find -L "$exports" -mindepth 1 -maxdepth 1 \( -type p -o -type s -o -type b -o -type c -o \
        -type d \( -iname '*.csv' -o -iname '*.tsv' -o -iname '*.txt' \) \) -printf '%Y\0%p\0' 2>/dev/null)
}

# Sets $traces, before the first file is read.
begin_inputs() {
    refuse_odd_inputs
    traces=$(trace_inputs)
    [[ -n $traces ]] || fail 66 "$exports: holds no file"
}

# What was read must be what the record names.
inputs_are_the_same() {
    [[ $traces == "$(trace_inputs)" ]] || fail 65 "$exports: changed while it was read (run again when it is complete)"
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
