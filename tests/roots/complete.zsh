# complete.zsh SHELL LINE: types LINE and a tab at a prompt of bash or zsh on a terminal of its own, and prints what was
# offered, and `line: ` with what stood there then.
zmodload zsh/zpty
typeset shell=$1 line=$2

if [[ $shell == bash ]]; then
    zpty -b terminal 'env TERM=dumb bash --norc --noprofile -i'
    setup='source /usr/share/bash-completion/bash_completion; bind "set show-all-if-ambiguous on"; bind "set page-completions off"; bind "set completion-query-items 0"; PS1="> "'
else
    zpty -b terminal 'env TERM=dumb zsh -f -i'
    setup='autoload -Uz compinit; compinit -u -D; bindkey -e; LISTMAX=10000 PS1="> "'
fi

# read_until WORD: what comes up to it, for ten seconds at most
read_until() {
    local got= chunk= n
    for ((n = 0; n < 200; n++)); do
        if zpty -r -t terminal chunk; then
            got+=$chunk
            [[ $got != *$~1* ]] || break
        else
            sleep 0.05
        fi
    done
    print -r -- $got
}

zpty -w terminal "$setup; stty -echo; echo REA''DY"
read_until READY >/dev/null
zpty -w -n terminal "$line"$'\t'
sleep 2
# The line becomes the argument of an echo
zpty -w -n terminal $'\x01echo "line: \x05"; echo EN\'\'D\n'
read_until 'END' | tr -d '\r\a' | sed $'s/\x1b\\[[0-9?]*[a-zA-Z]//g'
zpty -d terminal
