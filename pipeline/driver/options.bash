# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# The options of a command are those that help/COMMAND lists: one text is its --help, its man page, its completion, and
# what is read here.

declare -A takes=() may_be_again=() was_given=()
operands=()

commands() { sed -n 's/^  \([a-z]*\)  .*/\1/p' "$home/driver/help/switchback"; }

# show_help [COMMAND]
show_help() { cat "$home/driver/help/${1:-switchback}"; }

# read_options COMMAND: takes[--exports] is the word that stands for its value; of a switch it is empty.
read_options() {
    local line word=''
    takes=() may_be_again=()
    while IFS= read -r line; do
        if [[ $line =~ ^(\ {6}|\ \ |\ \ -[a-z],\ )(--?[a-z-]+)([ =]([A-Z][A-Za-z|-]*))?(\ |$) ]]; then
            word=${BASH_REMATCH[2]}
            takes[$word]=${BASH_REMATCH[4]}
        fi
        [[ -z $word || $line != *'may be given again'* ]] || may_be_again[$word]=yes
        [[ -n $line ]] || word=''
    done <"$home/driver/help/$1"
}

# take_options COMMAND MOST ARGUMENT ...: sets each option's variable (--keep-work: keep_work), and at most MOST operands.
# What is wrong is only noted, as the first of it: `run` must know the reports before it ends.
take_options() {
    local most=$2 taken
    read_options "$1"
    shift 2
    while (($# > 0)); do
        case $1 in
            -h | --help) show_help "$command"; exit 0 ;;
            --) shift; take_operands "$@"; return ;;
            -?*) taken=1; take_option "$@"; shift $((taken - 1)) ;;
            *) take_operands "$1" ;;
        esac
        shift
    done
}

take_operands() {
    local operand
    for operand; do
        operands+=("$operand")
        ((${#operands[@]} <= most)) || misuse "unexpected argument '$operand'"
    done
}

# take_option WORD [NEXT ...]: sets taken to 2 where the next word is its value.
take_option() {
    local option=${1%%=*} given
    [[ -n ${takes[$option]+known} ]] || { misuse "$(unknown_option "$option")"; return; }
    [[ -z ${was_given[$option]:-} || -n ${may_be_again[$option]:-} ]] || misuse "$option is given twice"
    was_given[$option]=yes
    if [[ -z ${takes[$option]} ]]; then
        [[ $1 == "$option" ]] || misuse "$option takes no value"
        given=yes
    elif [[ $1 == "$option" ]]; then
        [[ -n ${2:-} && -z ${takes[${2%%=*}]+known} ]] ||
            { misuse "$option needs a value${2:+ (found the option ${2%%=*})}"; return; }
        given=$2 taken=2
    else
        given=${1#*=}
        [[ -n $given ]] || misuse "$option needs a value"
    fi
    set_option "$option" "$given"
}

set_option() {
    local variable=${1#--}
    case $1 in
        --config) configs+=("$2") ;;
        -o) output=$2 ;;
        *) printf -v "${variable//-/_}" '%s' "$2" ;;
    esac
}

misuse() { wrong_use=${wrong_use:-$command: $1}; }

refuse_misuse() { [[ -z $wrong_use ]] || usage_error "$wrong_use"; }

unknown_option() {
    local near
    near=$(nearest "$1" "${!takes[@]}")
    printf "unknown option '%s'%s" "$1" "${near:+, did you mean '$near'?}"
}

unknown_command() {
    local near
    # shellcheck disable=SC2046  # words
    near=$(cd "$stages" && nearest "$command" $(commands) *)
    printf "'%s' is neither a command nor a stage%s" "$command" "${near:+, did you mean '$near'?}"
}

# nearest WORD NAME ...: the name that was probably meant, or nothing (base/nearest_name.h: a third of the letters may
# differ).
nearest() {
    printf '%s\n' "${@:2}" | LC_ALL=C sort | awk -v word="$1" '
        function least(a, b) { return a < b ? a : b }
        function other(a, i, b, j) { return substr(a, i, 1) != substr(b, j, 1) }
        function distance(a, b,    i, j, d) {
            for (j = 0; j <= length(b); j++) d[0, j] = j
            for (i = 1; i <= length(a); i++) {
                d[i, 0] = i
                for (j = 1; j <= length(b); j++) {
                    d[i, j] = least(d[i - 1, j - 1] + other(a, i, b, j), least(d[i - 1, j], d[i, j - 1]) + 1)
                    if (i > 1 && j > 1 && !other(a, i, b, j - 1) && !other(a, i - 1, b, j))
                        d[i, j] = least(d[i, j], d[i - 2, j - 2] + 1)
                }
            }
            return d[length(a), length(b)]
        }
        BEGIN { best = int(length(word) / 3) + 1 }
        (n = distance($0, word)) < best { best = n; name = $0 }
        END { printf "%s", name }'
}
