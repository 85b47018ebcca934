# shellcheck shell=bash
# shellcheck disable=SC2154  # set in run
# The package with nothing but what it declares; a user who has its manual pages alone; what purging leaves.

root=package
new_root "$root"
cp "$DEB" "$place/$root/tmp/switchback.deb"
# What it needs, first, so that what it brings itself can be told
see 0 "what it declares can be had" in_root "$root" apt-get satisfy -qq --no-install-recommends "$(dpkg-deb --field "$DEB" Depends)"
files_of "$root" >"$place/without"
see 0 "it installs with what it declares, and nothing else" in_root "$root" dpkg --install /tmp/switchback.deb
in_root "$root" useradd --create-home --shell /bin/bash ann
sample=/usr/share/switchback/sample-data/exports

see 0 "an ordinary user makes the sample's report" as ann "$root" \
    switchback run --exports $sample --mapping generic --month 2026-10 --reports reports
for file in internal/report.html internal/report.txt release/report.html release/report.txt; do
    holds "  $file" test -s "$place/$root/home/ann/reports/2026-10/$file"
done
see 0 "status" as ann "$root" switchback status
says '^2026-10 published .* files whole'
see 0 "a number" as ann "$root" switchback explain --class internal retention_first
see 0 "check" as ann "$root" switchback check --exports $sample
see 0 "a mapping drafted" as ann "$root" switchback map --exports $sample -o my.ini
see 0 "it passes check" as ann "$root" switchback check --exports $sample --mapping my.ini
see 66 "no such export" as ann "$root" switchback run --exports none --mapping generic --month 2026-10 --reports reports
see 66 "a preset that is none" as ann "$root" switchback run --exports $sample --mapping genric --month 2026-10 --reports reports
says 'mappings here: .*generic'
month=$(date -d "$(date +%Y-%m-15) + 2 months" +%Y-%m)
see 64 "a month to come" as ann "$root" switchback run --exports $sample --mapping generic --month "$month" --reports reports
says "$month-.. is in the future"

# ---- pages and completion -------------------------------------------------------------------------------------------

# Programs that a system has before somebody reads or completes; what they bring is no file of ours
see 0 "man, zsh, bash-completion and lintian beside it" in_root "$root" \
    apt-get install -qq --no-install-recommends man-db zsh bash-completion lintian
for page in switchback switchback-estimate_retention switchback.ini switchback-mapping; do
    see 0 "man $page" as ann "$root" env MANWIDTH=80 man "$page"
    holds "  it fits a terminal of 80 columns" test -z "$(LC_ALL=C.UTF-8 grep -E '.{81}' "$place/said")"
done
see 0 "man -k switchback" as ann "$root" man -k switchback
says '^switchback-estimate_retention \(1\)'
as ann "$root" env MANWIDTH=80 man switchback >"$place/page" 2>/dev/null
first=$(awk '/^A FIRST REPORT/ { on = 1 } on && /switchback run/ { shown = 1 } shown && NF == 0 { exit } shown' "$place/page")
see 0 "its first report:$(tr -d '\\\n' <<<"$first" | tr -s ' ')" as ann "$root" bash -euc "${first/reports reports/reports from-page}"
holds "  the report is there" test -s "$place/$root/home/ann/from-page/latest/internal/report.html"

as ann "$root" man -P cat switchback-estimate_retention 2>/dev/null | sed -n '/^EXAMPLES/,$p' |
    awk '/switchback estimate_retention/ { shown = 1 } shown { print } shown && !/\\$/ { exit }' >"$place/example"
see 0 "an example of a stage's page:$(tr -d '\\\n' <"$place/example" | tr -s ' ')" as ann "$root" bash -euc "$(<"$place/example")"
says '^spells,|survival'

cp "$here/complete.zsh" "$place/$root/tmp"
# completes SHELL LINE PATTERN: a tab at the end of the line, typed at a prompt of that shell
completes() {
    see 0 "$1: $2<Tab>" as ann "$root" timeout 60 zsh -f /tmp/complete.zsh "$1" "$2"
    says "$3"
}
for shell in bash zsh; do
    completes $shell 'switchback stat' '(^|> )line: switchback status *$'
    completes $shell 'switchback estimate_ret' '(^|> )line: switchback estimate_retention *$'
    completes $shell 'switchback run --mapp' '(^|> )line: switchback run --mapping *$'
    completes $shell 'switchback run --mapping otp' '(^|> )line: switchback run --mapping otp-dosing *$'
    completes $shell 'switchback run --mapping=ctn' '(^|> )line: switchback run --mapping=ctn0094 *$'
    completes $shell 'switchback run --class=int' '(^|> )line: switchback run --class=internal *$'
    completes $shell 'switchback estimate_retention --event-v' '(^|> )line: switchback estimate_retention --event-value *$'
    completes $shell 'switchback run --exports /usr/share/switchb' '(^|> )line: switchback run --exports /usr/share/switchback/? *$'
    completes $shell 'switchback run --' '--replace-release'
    completes $shell 'switchback ' 'tabulate_rates'
done
see 0 "lintian: no error" in_root "$root" lintian --allow-root --fail-on error \
    --suppress-tags bogus-mail-host,bogus-mail-host-in-debian-changelog /tmp/switchback.deb

# ---- purged ---------------------------------------------------------------------------------------------------------

# shellcheck disable=SC2016  # for the shell there
lock_and_purge='exec 9<"$(ls -d /var/tmp/switchback-1000/run-*)/.switchback-work"; flock 9; apt-get purge -qq switchback'
# What runs have left: one kept, one in which a run works, one of somebody who points elsewhere
see 0 "a run that keeps its work" as ann "$root" switchback run --exports $sample --mapping generic --month 2026-09 \
    --reports other --keep-work
in_root "$root" useradd --create-home eve
# shellcheck disable=SC2016  # for the shell there
in_root "$root" bash -c 'mkdir /srv/theirs && touch /srv/theirs/{a,.switchback-work}
    for trap in /var/tmp/switchback-$(id -u eve); do
        mkdir $trap && ln -s /srv/theirs $trap/run-link && mkdir $trap/run-other && touch $trap/run-other/file && chown -hR eve: $trap
    done
    ln -s /srv/theirs /var/tmp/switchback-0'
see 0 "apt purge" in_root "$root" bash -c "$lock_and_purge"
says 'switchback-1000 is left: a run works in it'
holds "a live run's work stands" test -n "$(find "$place/$root"/var/tmp/switchback-1000/run-* -name '*.csv' -print -quit)"
holds "nothing behind a link is touched" test -e "$place/$root/srv/theirs/a" -a -e "$place/$root/srv/theirs/.switchback-work"
holds "nor what has no mark" test -e "$place/$root/var/tmp/switchback-1001/run-other/file"
rm -r "$place/$root"/var/tmp/switchback-{0,1001} "$place/$root/srv/theirs"
see 0 "installed again, and purged when no run works" in_root "$root" bash -c \
    'dpkg --install /tmp/switchback.deb && apt-get purge -qq switchback'
holds "a user's reports stand" test -s "$place/$root/home/ann/reports/2026-10/internal/report.html"
see 0 "what was beside it goes" in_root "$root" apt-get autopurge -qq man-db zsh bash-completion lintian
files_of "$root" | grep -v -e '^\./home/' -e '^\./var/mail' -e '^\./var/spool/mail' >"$place/purged"
holds "nothing else is left of it" test -z "$(comm -13 "$place/without" "$place/purged" | grep switchback)"
holds "no file but the system's own differs" same_files "$place/without" "$place/purged"
