# switchback: completion for bash, made from the --help of its commands and stages (@program@)
_switchback_options='@options@'

# _switchback_value WORD PRESETS: what may stand for a value that the help calls WORD
_switchback_value() {
    case $1 in
        DIR) compgen -d -- "$word" ;;
        NAME\|FILE) compgen -W '@presets@' -- "$word"; compgen -f -- "$word" ;;
        CLASS) compgen -W 'release internal both' -- "$word" ;;
        YYYY-MM*) compgen -W previous -- "$word" ;;
        *FILE*) compgen -f -- "$word" ;;
    esac
}

_switchback() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]} value
    if [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $word == = ]]; then
        word=
    fi
    if ((COMP_CWORD == 1)); then
        mapfile -t COMPREPLY < <(compgen -W '@commands@ help --help --version' -- "$word")
    elif [[ $command == help ]]; then
        mapfile -t COMPREPLY < <(compgen -W '@commands@' -- "$word")
    elif value=$(awk -F '\t' -v c="$command" -v o="$before" '$1 == c && $2 == o && $3 != "" { print $3; n = 1 } END { exit !n }' <<<"$_switchback_options"); then
        mapfile -t COMPREPLY < <(_switchback_value "$value")
        [[ $value != *FILE* && $value != DIR ]] || compopt -o filenames
    elif [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$(awk -F '\t' -v c="$command" '$1 == c { print $2 }' <<<"$_switchback_options")" -- "$word")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
        compopt -o filenames
    fi
}
complete -F _switchback switchback
