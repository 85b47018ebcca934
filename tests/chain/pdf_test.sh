#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# report.pdf: made where a browser is installed, in no record, and never the reason that a run fails or does not end.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

mkdir "$place/programs"
PATH=$place/programs:$PATH

# A browser: writes the page's name where it is told to print, unless it is one that fails or hangs.
browser() {
    cat >"$place/programs/chromium" <<'END'
#!/bin/bash
pdf= page=${!#}
for argument; do [[ $argument != --print-to-pdf=* ]] || pdf=${argument#*=}; done
END
    printf '%s\n' "$1" >>"$place/programs/chromium"
    chmod +x "$place/programs/chromium"
}
print='echo "$page" >"$pdf"'

pdf_of() { [[ $(<"$place/reports/2026-09/$1/report.pdf") == "$place/reports/2026-09/$1/report.html" && \
    $(stat -c %a "$place/reports/2026-09/$1/report.pdf") == "$2" ]]; }
recorded() { jq -r '.outputs | keys[]' "$place"/reports/2026-09/{run,release/run}.json | grep pdf; }
none_recorded() { ! recorded; }
no_pdf() { ! find "$place/reports" -name '*report.pdf*' | grep . >&2; }

browser "$print"
expect_exit 0 "a run that is asked for the same bytes" run_month
check "it makes none" no_pdf

unset SOURCE_DATE_EPOCH
rm -rf "$place/reports"
expect_exit 0 "a run" run_month
check "the internal page is printed, for the owner only" pdf_of internal 600
check "the release is printed" pdf_of release 644
check "no record names them" none_recorded
sleep 1.1 # the record of the next run says another second
echo changed >>"$place/exports/patients.csv"
sed -i 's/changed/A3,male/' "$place/exports/patients.csv"
expect_exit 0 "a run that keeps the release" run_month
check "the kept release is printed again" pdf_of release 644
check "no record names it" none_recorded

rm -rf "$place/reports"
browser 'exit 3'
expect_exit 0 "a browser that fails" run_month
check "no pdf, and no piece of one" no_pdf

sed -i 's/^seconds_to_print=60$/seconds_to_print=1/' "$place/pipeline/driver/pdf.bash"
rm -rf "$place/reports"
browser 'trap "" TERM; while true; do sleep 0.2; done'
before=$SECONDS
expect_exit 0 "a browser that never ends" run_month
check "it is ended" test $((SECONDS - before)) -lt 60
check "no pdf" no_pdf
finish
