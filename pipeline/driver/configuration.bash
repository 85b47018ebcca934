# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# The configuration and the mapping. Nothing is parsed here: print_config reads them, and says what holds.

declare -A setting=()

# The options of print_config and of `check`'s stages.
config_options() {
    local file
    options=()
    for file in "${configs[@]}"; do options+=(--config "$file"); done
}

find_configs() {
    local file
    for file in "${configs[@]}"; do
        [[ -f $file && -r $file ]] || fail 66 "$file: cannot be read ($([[ $file == *,* ]] &&
            echo "of several files each has a --config of its own" || echo "expected a file of settings"))"
    done
    config_options
}

find_mapping() {
    [[ $mapping == */* || $mapping == *.ini ]] || mapping=$home/mappings/$mapping.ini
    [[ -f $mapping && -r $mapping ]] ||
        fail 66 "$mapping: cannot be read (mappings here: $(mapping_names); a file of your own has a / in its name or ends in .ini)"
}

mapping_names() { (cd "$home/mappings" && printf '%s ' *.ini | sed 's/\.ini / /g; s/ $//'); }

# Sets the digests of what holds, whoever wrote it into which file, of as much of it as a release prints, and of the
# mapping, with and without its comments; ends with what is wrong in them.
read_configuration() {
    local text code=0
    text=$("$stages/print_config" --plain "${options[@]}" --mapping "$mapping") || code=$?
    ((code != 126 && code != 127)) ||
        fail 69 "$stages/print_config cannot be run: the programs are older than this driver (run 'make')"
    ((code == 0)) || refuse_configuration "$code"
    [[ $text =~ $'\n'keep_people_lists\ =\ ([0-9]+)$'\n' ]] && keep_people_lists=${BASH_REMATCH[1]}
    digest_of config_sum /dev/stdin <<<"$text"
    digest_of released_config_sum /dev/stdin < <("$stages/print_config" --released "${options[@]}" --mapping "$mapping")
    digest_of released_mapping_sum /dev/stdin < <("$stages/print_config" --entries --mapping "$mapping")
    digest_of mapping_sum "$mapping"
}

# Ends the run; what `status` tells of it afterwards is the line that names the key.
refuse_configuration() {
    reason=$("$stages/print_config" --plain "${options[@]}" --mapping "$mapping" 2>&1 >/dev/null | tail -n 1) || true
    note_failure configuration "$1"
    fail "$1" "the configuration or the mapping cannot be used; the reports stand as they were"
}

# Writes what the chain needs of them into $work, and what reports print into $setting.
write_configuration() {
    local key value name=${mapping//[[:cntrl:]]/?}
    "$stages/print_config" "${options[@]}" --mapping "$mapping" --exports "$exports" --make "$work/config.mk" \
        --facts "$work/config.facts" -o "$work/switchback.ini"
    while IFS=$'\t' read -r key value; do setting[$key]=$value; done <"$work/config.facts"
    # Messages about the copy name the mapping itself (ini_file.h)
    ((${#name} <= 160)) || name=...${name: -160}
    { printf ';@ 1 %s\n' "$name" && cat "$mapping"; } >"$work/mapping.ini"
}

# The rows of the record: what holds, and each file that was given. Names alone could be the same.
record_configuration() {
    local sum n=0 file
    row configuration settings "$config_sum"
    row configuration mapping "$mapping_sum"
    row configuration programs "$programs"
    for file in "${configs[@]}" "$mapping"; do
        digest_of sum "$file"
        n=$((n + 1))
        row configuration "file $n: ${file##*/}" "$sum"
    done
}
