#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# Whatever the caller's environment holds: not a byte of the report changes, nor what counts as changed.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

arguments=(run --exports "$place/exports" --mapping generic --reports "$place/reports" --month 2026-09)
expect_exit 0 "a run" run_month
before=$(picture "$place/reports")

# What would change it if it came through.
printf 'override AS_OF := 2026-06-30\noverride CLASSES := internal\n' >"$place/other.mk"
printf 'echo noise; set -f; shopt -s nocasematch; as_of=2026-06-30 class=internal; cd() { :; }; export -f cd\n' >"$place/other.bash"
mkdir "$place/closed" && chmod 0500 "$place/closed"
environments=(
    "MAKEFLAGS= -- AS_OF=2026-06-30 CLASSES=internal" MAKEFLAGS=n "MAKEOVERRIDES=AS_OF=2026-06-30" "GNUMAKEFLAGS=AS_OF=2026-06-30"
    "MAKEFILES=$place/other.mk" POSIXLY_CORRECT=1 "CDPATH=/:/usr:$place" "BASH_ENV=$place/other.bash" SHELLOPTS=posix
    SHELLOPTS=noglob:xtrace BASHOPTS=nocasematch:failglob TMPDIR=/nowhere/at/all TMPDIR=here "TMPDIR=$place/closed"
    "TMPDIR=$place/exports/patients.csv" LC_ALL=nonsense)
# The others can be tried all at once
# shellcheck disable=SC2016  # nothing of this may be run
together=("ENV=$place/other.bash" MFLAGS=-n MAKELEVEL=4 MAKE=false AS_OF=2026-06-30 CLASSES=internal NAME=2026-06 LANDMARKS=1 GRID=1
    SHELL=/bin/false .SHELLFLAGS=-x BASH_COMPAT=31 FUNCNEST=1 'GLOBIGNORE=*' 'EXECIGNORE=*' IFS=0123456789 'PS4=$(exit 9)'
    "BASH_FUNC_cd%%=() { :; }" "BASH_FUNC_awk%%=() { :; }" GREP_OPTIONS=-v GREP_COLOR=1 AWKPATH=/ QUOTING_STYLE=shell
    TIME_STYLE=full-iso BLOCK_SIZE=1K _POSIX2_VERSION=199209 OMP_NUM_THREADS=0 OMP_THREAD_LIMIT=1 LANG=de_DE.UTF-8
    LC_NUMERIC=de_DE.UTF-8 TZ=nonsense/nowhere HOME= PROGRESS=yes SWITCHBACK_CLEAN=1 SWITCHBACK_UNSYNCED=yes XDG_CACHE_HOME=/proc
    FONTCONFIG_FILE=/dev/null GNUTERM=x11 stages=/nowhere work=/ class=internal jobs=999 quiet=no options=x configs=/nowhere)
# TMPDIR is where work directories go, unless they have a place of their own
printf '%s\n' '#!/bin/bash -p' "unset SWITCHBACK_WORK" 'exec "$@"' >"$place/unplaced" && chmod +x "$place/unplaced"

same() {
    local inode
    inode=$(stat -c %i "$place/reports/2026-09")
    expect_exit 0 "$1: once more" "${@:2}"
    check "$1: nothing has changed" test "$inode" = "$(stat -c %i "$place/reports/2026-09")"
    rm -rf "$place/reports"
    expect_exit 0 "$1: anew" "${@:2}"
    # bash itself warns of a locale that is not there
    check "$1: not a word" test -z "$(grep -v 'warning: setlocale' "$place/said")"
    check "$1: the same bytes" test "$before" = "$(picture "$place/reports")"
}

for environment in "${environments[@]}"; do
    placed=()
    [[ $environment != TMPDIR=* ]] || placed=("$place/unplaced")
    same "$environment" env "$environment" "${placed[@]}" "$place/pipeline/switchback" "${arguments[@]}"
done
same "all at once" env "${together[@]}" "$place/pipeline/switchback" "${arguments[@]}"
for environment in POSIXLY_CORRECT=1 "CDPATH=/:$place" SHELLOPTS=posix; do
    same "bash, $environment" env "$environment" bash "$place/pipeline/switchback" "${arguments[@]}"
done
for variable in PATH HOME; do same "without $variable" env -u $variable "$place/pipeline/switchback" "${arguments[@]}"; done
same "an empty PATH" env PATH= "$place/pipeline/switchback" "${arguments[@]}"
same "cron's environment" env -i SHELL=/bin/sh HOME=/ LOGNAME=nobody PATH=/usr/bin:/bin SWITCHBACK_STAGES="$SWITCHBACK_STAGES" \
    SWITCHBACK_WORK="$SWITCHBACK_WORK" SOURCE_DATE_EPOCH="$SOURCE_DATE_EPOCH" "$place/pipeline/switchback" "${arguments[@]}"
same "no input and no terminal" bash -c '"$@" <&-' bash "$place/pipeline/switchback" "${arguments[@]}"
printf 'report:\n\t@"%s" run --exports "%s" --mapping generic --reports "%s" --month 2026-09\n' "$place/pipeline/switchback" \
    "$place/exports" "$place/reports" >"$place/outer.mk"
same "an outer make" make -f "$place/outer.mk" -s report AS_OF=2026-06-30 CLASSES=internal NAME=2026-06

# Odd places: blanks, UTF-8, links.
mkdir "$place/ein Verzeichnis é" && cp -r "$place/exports" "$place/ein Verzeichnis é/exporte ü" && ln -s "ein Verzeichnis é" "$place/link"
cp -r "$place/pipeline" "$place/stages" "$place/ein Verzeichnis é"
rm -rf "$place/reports"
SWITCHBACK_STAGES="$place/link/stages" SWITCHBACK_WORK="$place/ein Verzeichnis é/a b" expect_exit 0 "odd places" \
    "$place/link/pipeline/switchback" run --exports "$place/link/exporte ü" --mapping generic --reports "$place/link/berichte ß" --month 2026-09
check "odd places: the same bytes" test "$before" = "$(picture "$place/link/berichte ß")"
ln -s "ein Verzeichnis é/pipeline/switchback" "$place/switchback"
(cd "$place/link" && expect_exit 0 "by a link, from there" ../switchback run --exports "exporte ü" --mapping generic \
    --reports "neue" --month 2026-09 && ((failures == 0))) || failures=$((failures + 1))
check "by a link: the same bytes" test "$before" = "$(picture "$place/link/neue")"
finish
