#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# An upgrade moves no old number unseen: the first run after it tells what the program alone moved, and reproduce makes a
# month again by the version that made it. The real stages, on the sample.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

sample=$place/sample
cp -r "$root/sample-data/exports" "$sample"
mkdir "$place/later"
mv "$sample"/*-2026-1[01].csv "$place/later"

# The next version: one count of May is another, and all else is the same.
mkdir "$place/next"
cp "$real"/* "$place/next"
rm "$place/next"/{monitor_months,publish_report}
cat >"$place/next/monitor_months" <<SCRIPT
#!/bin/bash
set -e
"$real/monitor_months" "\$@"
while [[ \$1 != -o ]]; do shift; done
awk -F, -v OFS=, '\$3 == "leavings" && \$4 == "" && \$8 == "2026-05" { \$13 += 1 } { print }' "\$2" >"\$2.part"
mv "\$2.part" "\$2"
SCRIPT
cat >"$place/next/publish_report" <<SCRIPT
#!/bin/bash
[[ \$1 != --version ]] || { echo 'publish_report (Switchback) 9.9.0'; exit; }
exec "$real/publish_report" "\$@"
SCRIPT
chmod +x "$place"/next/{monitor_months,publish_report}
# shellcheck disable=SC2016  # for the shell of that
printf '#!/bin/bash\nSWITCHBACK_STAGES=${SWITCHBACK_STAGES:-%q} exec %q "$@"\n' "$real" "$place/pipeline/switchback" >"$place/old-switchback"
chmod +x "$place/old-switchback"

# month STAGES MONTH [OPTION ...]
month() {
    SWITCHBACK_STAGES=$1 switchback run --exports "$sample" --mapping generic --reports "$place/months" --month "$2" \
        --class internal "${@:3}"
}
text() { tr '\n' ' ' <"$place/months/$1/internal/report.txt" | tr -s ' '; }
says() { text "$1" | grep -qF -- "$2"; }
recorded() { sed -n 's/^    "moved_by_program": "\(.*\)",\{0,1\}$/\1/p' "$place/months/$1/run.json"; }
moved=$place/months/2026-10/internal/data/moved_by_program.csv

printf '[report]\nprogram = North\n' >"$place/north.ini"
expect_exit 0 "September, by this version" month "$real" 2026-09 --config "$place/north.ini"
rm "$place/north.ini"
cp "$place/later"/*-2026-10.csv "$sample"
version=$("$place/old-switchback" --version)
numbers=$(($(wc -l <"$place/months/2026-09/internal/data/estimates.csv") - 1))

expect_exit 0 "October, by the next" month "$place/next" 2026-10
check "the run says what moved" said "2026-09 was made by $version, this is switchback 9.9.0: of $numbers numbers it tells 1 otherwise"
check "the record too" test "$(recorded 2026-10)" = "1 of $numbers, made by $version"
check "it is the count of May" test "$(awk -F, 'FNR == 2 { print $1, $3, $8, $22 - $13 }' "$moved")" = "months leavings 2026-05 1"
check "it alone" test "$(wc -l <"$moved")" = 2
check "page one's comparison says so" says 2026-10 "1 of its $numbers numbers are others or gone: the program alone moved them"
check "no record is blamed for it" says 2026-10 "None: no late or corrected record"
check "what has changed besides is said" says 2026-10 "Between the two reports the configuration changed"

# Somebody who left in May, of whom October's export is the first to tell.
cp "$sample"/{patients,admissions,doses-2026-10}.csv "$place"
echo PLATE01,1990,male,white,heroin,river >>"$sample/patients.csv"
echo PLATE01,2026-05-04,,,maintenance,river,, >>"$sample/admissions.csv"
echo PLATE01,2026-05-04,buprenorphine,16,7,dispensed >>"$sample/doses-2026-10.csv"
expect_exit 0 "October, where September's files are no more" month "$place/next" 2026-10
check "the run says that nobody can tell" said "what the program moved cannot be told apart (admissions.csv is not in the export as it was)"
check "so does the page" says 2026-10 "this one cannot make it again: admissions.csv is not in the export as it was"
check "no number is told" test -z "$(recorded 2026-10)" -a ! -e "$moved"
mkdir "$sample/as-it-was"
cp "$place"/{patients,admissions}.csv "$sample/as-it-was"
printf '[accept]\nfile.as-it-was = earlier deliveries\n' >"$place/accept.ini"
expect_exit 0 "October, where they are kept" month "$place/next" 2026-10 --config "$place/accept.ini"
check "the program's part" test "$(recorded 2026-10)" = "1 of $numbers, made by $version"
check "the record's part is by one" says 2026-10 "May 2026, people who left: was 29, now 30: 1 more."

# ---- reproduce -----------------------------------------------------------------------------------------------------

again() { SWITCHBACK_STAGES=$1 switchback reproduce 2026-09 --exports "$sample" --reports "$place/months" "${@:2}"; }
before=$(picture "$place/months")
expect_exit 0 "September again" again "$real"
check "who made it" said "^2026-09 was made by $version, definitions [0-9]*, on "
check "each file is the same" said '^the same, byte for byte: [1-9][0-9]* files$'
expect_exit 69 "by the next" again "$place/next"
check "which version is needed" said "is switchback 9.9.0: give that of $version by --program"
expect_exit 0 "by the next, with the program that made it" again "$place/next" --program "$place/old-switchback" -o "$place/again"
check "it is the same" said '^the same, byte for byte'
check "and kept" cmp -s "$place"/{months,again}/2026-09/internal/report.html
check "the reports stand as they were" test "$before" = "$(picture "$place/months")"
check "no work is left" no_work_left
rm -r "$sample/as-it-was"
expect_exit 65 "without its files" again "$real"
check "the first is named" said "2026-09 cannot be made again: admissions.csv is not in the export as it was"
cp "$place"/{patients,admissions}.csv "$sample"
rm -r "$place/months/2026-09/internal/data/given"
expect_exit 65 "without the text of its configuration" again "$real"
check "it is named" said "the text of north.ini, which it was made with, is not there as it was (give it by --config, or --mapping)"
printf '[report]\nprogram = South\n' >"$place/north.ini"
expect_exit 65 "with another of its name" again "$real" --config "$place/north.ini"
printf '[report]\nprogram = North\n' >"$place/north.ini"
expect_exit 0 "with what has the digest of then" again "$real" --config "$place/north.ini"
check "each file is the same" said '^the same, byte for byte'
expect_exit 66 "with what is not there" again "$real" --config "$place/none.ini"
expect_exit 66 "a month that is not there" switchback reproduce 2020-01 --exports "$sample" --reports "$place/months"
expect_exit 64 "no month" switchback reproduce --exports "$sample" --reports "$place/months"
finish
