#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# make install into a directory of its own: programs find their files there, the sample's report is made by an ordinary
# user, pages and completions say what --help says, and uninstall leaves nothing.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
unset SWITCHBACK_STAGES
to=$place/root prefix=/opt/switch-back
at=$to$prefix

in_tree() { DESTDIR=$to prefix=$prefix zshdir='' "$root/pipeline/packaging/$1" "${@:2}"; }

mkdir -p "$to/opt/other"
expect_exit 0 "install" in_tree install "$real"
check "it is silent" silent
expect_exit 0 "install over it" in_tree install "$real"
check "what is named in the list is there" test -z "$(while read -r made; do [[ -e $to$made ]] || echo "$made"; done <"$at/share/switchback/installed")"
check "what is there is named in the list" test "$(cd "$to" && find . -mindepth 1 ! -path ./opt ! -path './opt/other*' | wc -l)" = \
    "$(wc -l <"$at/share/switchback/installed")"
check "nothing names the tree it was built in" test -z "$(grep -rlF "$root" "$to")"
check "nor where it was put" test -z "$(grep -rlF "$place" "$to")"
check "all may read it" test -z "$(find "$to" ! -perm -o+r ! -type l)"

# ---- a run, as somebody who has nothing but the path ------------------------------------------------------------

chmod 755 "$place"
mkdir -m 777 "$place/user"
cp -r "$to" "$place/moved" # what is installed may be read from anywhere
as_user=()
[[ $UID != 0 ]] || as_user=(setpriv --reuid 65534 --regid 65534 --clear-groups)
installed() { (cd "$place/user" && "${as_user[@]}" env -i PATH="$at/bin:/usr/bin:/bin" TMPDIR="$place/user" "$@"); }
if command -v gnuplot >/dev/null; then
    expect_exit 0 "the sample" installed switchback run --exports "$at/share/switchback/sample-data/exports" --mapping generic \
        --month 2026-10 --reports "$place/user/reports" --class internal
    check "its report" test -s "$place/user/reports/2026-10/internal/report.html"
    expect_exit 0 "status" installed switchback status
    expect_exit 0 "a number" installed switchback explain --class internal retention_first
else
    printf '%s: SKIPPED in part: gnuplot is not here\n' "${0##*/}" >&2
fi
for stage in estimate_retention estimate_incidence estimate_recurrence estimate_states fit_hazards compare_groups; do
    while IFS= read -r example; do
        expect_exit 0 "an example of its page: $example" installed bash -euc "${example//$prefix/$at}"
    done < <(zcat "$at/share/man/man1/switchback-$stage.1.gz" | sed -n '/^.SH "EXAMPLES"/,/^.fi/p' | sed 's/\\-/-/g; s/\\e$/\\/; s/\\(aq/'\''/g' |
        grep -v '^\.' | sed -e :a -e '/\\$/N; s/\\\n *//; ta')
done
expect_exit 0 "a stage by name" installed switchback collect_estimates --schema
expect_exit 1 "status of nothing" installed switchback status --reports "$place/user"

# ---- pages and completions --------------------------------------------------------------------------------------

# page NAME: its text, on one line
page() { zcat "$at/share/man/man1/$1.1.gz" | sed 's/ \\e$//; s/^\.[A-Z]* //; s/\\-/-/g; s/\\e/\\/g; s/\\(aq/'\''/g; s/\\&//g' | tr '\n' ' ' | tr -s ' '; }
# lacks PAGE <HELP: words of a help that its page has not, in their order; options, exits and examples among them
lacks() {
    local text line
    text=$(page "$1")
    while IFS= read -r line; do
        line=$(sed 's/^ *//; s/ *\\$//; s/^Usage: //; s/^or:  *//; s/^Exit: //; s/^Examples*:.*//; s/:$//' <<<"$line")
        while IFS= read -r line; do
            [[ -z $line || $text == *"$line"* ]] || echo "$1: $line"
        done < <(awk '{ gsub(/   */, "\n"); print }' <<<"$line")
    done
}
for file in "$real"/*; do
    "$file" --help | sed "s|tests/reference/data/|$prefix/share/doc/switchback/examples/|" | lacks "switchback-${file##*/}" >>"$place/lacking"
done
for file in "$root"/pipeline/driver/help/*; do lacks switchback <"$file" >>"$place/lacking"; done
check "pages have every word of every help" test ! -s "$place/lacking" || head -5 "$place/lacking" >&2
# What an editor shows of a file that its page lacks: every word of it, whatever stands between
lacks_words() { grep -oE '[A-Za-z0-9_]+' | sort -u | while read -r word; do grep -qF -- "$word" "$1" || echo "$word"; done; }
zcat "$at/share/man/man5/switchback.ini.5.gz" | sed 's/\\-/-/g' >"$place/ini"
zcat "$at/share/man/man5/switchback-mapping.5.gz" | sed 's/\\-/-/g' >"$place/mapping"
check "switchback.ini(5) has every word of it" test -z "$(grep -v '^; ----' "$root/pipeline/switchback.ini" | lacks_words "$place/ini")"
check "each setting is a line of its own" test "$(sed -n 's/^\([a-z][a-z0-9_]* =\( [^;]*[^; ]\)\{0,1\}\)\( *;.*\| *\)$/\1/p' "$root/pipeline/switchback.ini")" = \
    "$(sed -n 's/^\.B "\([a-z].*\)"$/\1/p' "$place/ini")"
check "switchback-mapping(5) has every word of the header" test -z \
    "$(sed -n '/^ \* \[export\]/,/^ \*\/$/p' "$root/pipeline/ingest/mapping.h" | lacks_words "$place/mapping")"
if command -v man >/dev/null && command -v groff >/dev/null; then
    check "groff has no remark" test -z "$(for page in "$at"/share/man/man?/*; do LC_ALL=C.UTF-8 man --warnings -l "$page" 2>&1 >/dev/null; done)"
    check "no page is wider than a terminal" test -z "$(for page in "$at"/share/man/man?/*; do
        MANWIDTH=80 LC_ALL=C.UTF-8 man -l "$page" 2>/dev/null | LC_ALL=C.UTF-8 grep -E '.{81}' | sed "s|^|${page##*/}: |"; done)"
    check "the first report names where the sample is" grep -qF "$prefix/share/switchback/sample-data/exports" \
        <(MANWIDTH=200 man -l "$at/share/man/man1/switchback.1.gz" 2>/dev/null)
else
    printf '%s: SKIPPED in part: man or groff is not here\n' "${0##*/}" >&2
fi

completed() { # completed WORD ...: what bash offers for the last word
    bash -c 'compopt() { :; }; source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _switchback; printf "%s\n" "${COMPREPLY[@]}"' - \
        "$at/share/bash-completion/completions/switchback" "$@"
}
for command in $(sed -n 's/^  \([a-z]*\)  .*/\1/p' "$root/pipeline/driver/help/switchback") $(cd "$real" && echo *); do
    check "bash knows $command" grep -qx "$command" <(completed switchback "$command")
    wanted=$(switchback_help() { if [[ -s $root/pipeline/driver/help/$1 ]]; then cat "$root/pipeline/driver/help/$1"; else "$real/$1" --help; fi; }
        switchback_help "$command" | grep -oE '^( {6}|  )(-[a-zA-Z?], )?--?[a-z][a-z-]*' | sed 's/^ *//; s/^-[a-zA-Z?], //' | LC_ALL=C sort)
    check "bash offers the options of $command" test "$wanted" = "$(completed switchback "$command" - | LC_ALL=C sort | sed '/^$/d')"
    check "zsh has them" test -z "$(for option in $wanted; do
        grep -qE "(^|')$command"$'\t'"$option"$'\t' "$at/share/zsh/site-functions/_switchback" || echo "$option"; done)"
done
check "a preset" grep -qx otp-dosing <(completed switchback run --mapping otp)
check "a class" grep -qx internal <(completed switchback run --class = int)
! command -v zsh >/dev/null || check "zsh can read it" zsh -n "$at/share/zsh/site-functions/_switchback"

# ---- units --------------------------------------------------------------------------------------------------------

check "units name what is installed" test "$(sed -n 's/^ExecStart=\([^ ]*\).*/\1/p' "$at"/lib/systemd/system/*.service | sort)" = \
    "$(printf '%s\n' "$prefix/bin/switchback" "$prefix/share/switchback/pipeline/schedule/tell_failure" | sort)"
check "nothing is left to fill in" test -z "$(grep -rE '@[a-z_]+@' "$at/lib" "$at/share/switchback/pipeline/schedule")"

# ---- uninstall ----------------------------------------------------------------------------------------------------

touch "$at/share/man/man1/other.1"
expect_exit 0 "uninstall" in_tree uninstall
check "nothing is left but what was there, and what others put" test "$(cd "$to" && find . | LC_ALL=C sort | paste -s)" = \
    "$(printf '%s\n' . ./opt ./opt/other ./opt/switch-back{,/share{,/man{,/man1{,/other.1}}}} | LC_ALL=C sort | paste -s)"
expect_exit 66 "uninstall again" in_tree uninstall
check "it says why" said "nothing is installed there"
finish
