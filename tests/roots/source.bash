# shellcheck shell=bash
# shellcheck disable=SC2154  # set in run
# The tarball of `make dist`, in a root that has make and nothing else: built, tested, installed, uninstalled, without git.

if ! git -C "$top" rev-parse HEAD >/dev/null 2>&1; then
    not_ok "source: there is no history to make a tarball of"
    return 0
fi
root=source
new_root "$root" make
make -C "$top" dist BUILD="$place/dist" >"$place/said" 2>&1
tar -xzf "$place/dist/switchback-$version.tar.gz" -C "$place/$root/root"
holds "the tarball has no git" test ! -e "$place/$root/root/switchback-$version/.git"
# shellcheck disable=SC2206  # words
make=(make -j"$(nproc)" ${MAKE_OPTIONS:-})
in_source() { in_root "$root" env -C "/root/switchback-$version" "$@"; }
see 0 "make help" in_source make help
see 0 "pipeline/packages installs what building needs" in_source pipeline/packages
see 0 "make" in_source "${make[@]}" programs
see 0 "make report" in_source make report
says 'reports/2026-10/internal/report.html'
see 0 "what the tests need" in_source pipeline/packages test
see 0 "their programs" in_source "${make[@]}" test_programs
see 0 "the fast suites" in_source tests/run build/release unit golden arrows once_broken
says '^[0-9]+ passed, 0 failed'

files_of "$root" >"$place/uninstalled"
see 0 "make install DESTDIR=, prefix=/usr" in_source make install DESTDIR=/tmp/stage prefix=/usr
holds "  it is there" test -x "$place/$root/tmp/stage/usr/libexec/switchback/ingest_export"
see 0 "make uninstall of it" in_source make uninstall DESTDIR=/tmp/stage prefix=/usr
holds "  nothing is left" test -z "$(find "$place/$root/tmp/stage" -mindepth 1)"
see 0 "make install, below /usr/local" in_source make install
in_root "$root" useradd --create-home --shell /bin/bash ann
see 0 "an ordinary user makes the sample's report" as ann "$root" switchback run --mapping generic --month 2026-10 \
    --exports /usr/local/share/switchback/sample-data/exports --reports reports
see 0 "and removes what runs leave" as ann "$root" switchback purge
see 0 "make uninstall" in_source make uninstall
files_of "$root" | grep -v -e '^\./home/' -e '^\./var/mail' -e '^\./var/spool/mail' >"$place/again"
holds "  nothing else is left" same_files "$place/uninstalled" "$place/again"
