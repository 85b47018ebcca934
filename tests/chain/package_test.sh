#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# make_deb makes a whole package or none, and says why not; what `apt` is told of it. Installed, upgraded and purged it is
# in a root of its own: `make root-test`.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"
{ command -v dpkg-deb && command -v dpkg-shlibdeps; } >/dev/null || skip "dpkg-deb or dpkg-shlibdeps is not here (apt-get install dpkg-dev)"

# lintian of the test: it takes what $LINTIAN says
mkdir "$place/bin"
# shellcheck disable=SC2016  # for the other shell
printf '#!/bin/bash\nexit "${LINTIAN:-0}"\n' >"$place/bin/lintian"
chmod +x "$place/bin/lintian"
pack() { env PATH="$place/bin:$PATH" "${@:2}" "$root/pipeline/packaging/make_deb" "$1" "$place/out"; }
is_empty() { [[ -z $(ls -A "$place/out" 2>/dev/null) ]]; }

for wrong in 'Nobody' 'Nobody <nobody>' '<a@b.c>' $'A <a@b.c>\nDepends: x' $'A\tB <a@b.c>'; do
    expect_exit 64 "MAINTAINER='$wrong'" pack "$real" MAINTAINER="$wrong"
    check "it says what is expected" said 'MAINTAINER: .* is not usable (expected Name <address>)'
done
mkdir "$place/broken"
cp "$real"/{digest_inputs,print_config} "$place/broken"
expect_exit 65 "a package that lintian refuses" pack "$place/broken" LINTIAN=2
check "it says so" said '^make_deb: lintian does not take it$'
check "nothing half is left" is_empty
head -c 20000 "$real/digest_inputs" >"$place/broken/digest_inputs" # a link that was cut short
expect_exit 70 "a program that is none" pack "$place/broken"
check "it says where it ended" said '^make_deb: line [0-9]*: .*(no package is made)$'
check "nothing half is left" is_empty
printf '#!/bin/sh\necho dpkg-shlibdeps: error: no such thing >&2\nexit 2\n' >"$place/bin/dpkg-shlibdeps"
chmod +x "$place/bin/dpkg-shlibdeps"
cp "$real/digest_inputs" "$place/broken"
expect_exit 65 "libraries that cannot be told" pack "$place/broken"
check "it says what was said" said '^make_deb: dpkg-shlibdeps: dpkg-shlibdeps: error: no such thing$'
check "nothing half is left" is_empty
rm "$place/bin/dpkg-shlibdeps"

expect_exit 0 "a package" pack "$real" MAINTAINER='Jo Doe <jo@example.org>'
package=$(find "$place/out" -name '*.deb')
check "it is all that is there" test "$(ls -A "$place/out")" = "${package##*/}"
check "its name was printed" test "$(<"$place/said")" = "$package"
field() { dpkg-deb --field "$package" "$1"; }
version=$(sed -n 's/^#define SWITCHBACK_VERSION "\(.*\)"/\1/p' "$root/pipeline/base/options.h")
check "who answers for it" test "$(field Maintainer)" = 'Jo Doe <jo@example.org>'
check "its version" test "$(field Version)" = "$version"
check "CHANGELOG.md begins with it" test "$(sed -n 's/^## \([^ ]*\) .*/\1/p' "$root/CHANGELOG.md" | head -n 1)" = "$version"
check "the changelog names who answers" grep -q "^ -- Jo Doe <jo@example.org>  " \
    <(dpkg-deb --fsys-tarfile "$package" | tar -xO ./usr/share/doc/switchback/changelog.gz | gzip -d)
for needed in libcsv libgsl libssl make; do
    check "it needs $needed" grep -q "\b$needed" <(field Depends)
done
for script in postinst prerm postrm; do
    check "$script" sh -n <(dpkg-deb --ctrl-tarfile "$package" | tar -xO "./$script")
done
cp "$package" "$place/first.deb"
expect_exit 0 "again" pack "$real" MAINTAINER='Jo Doe <jo@example.org>'
check "it is the same, byte for byte" cmp -s "$package" "$place/first.deb"
finish
