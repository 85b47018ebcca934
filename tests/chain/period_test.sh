#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# A day behind both the clock and the export's newest row is in the future; a clock behind the rows stops nothing.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

# A clock of our own, for every program that asks.
cat >"$place/clock.c" <<'C'
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
static time_t faked(void) { const char *text = getenv("SWITCHBACK_FAKE_CLOCK"); return text == NULL ? 0 : atol(text); }
time_t time(time_t *at) { if (at != NULL) *at = faked(); return faked(); }
int gettimeofday(struct timeval *restrict at, void *restrict zone) { (void)zone; at->tv_sec = faked(); at->tv_usec = 0; return 0; }
C
"${CC:-gcc}" -shared -fPIC -o "$place/clock.so" "$place/clock.c" || skip "no shared library can be made"
cp "$real/ingest_export" "$place/stages/ingest_export"

# at CLOCK DAY [NAME=VALUE]: a run as of the day, by that clock. The newest row is of 2026-01-03.
at() {
    rm -rf "$place/reports"
    SWITCHBACK_FAKE_CLOCK=$(date -u -d "$1" +%s) LD_PRELOAD=$place/clock.so env "${@:3}" "$place/pipeline/switchback" run \
        --exports "$place/exports" --mapping "$place/map.ini" --reports "$place/reports" --as-of "$2" --class internal
}
printf '[patients]\nfiles = patients.csv\n[doses]\nfiles = doses*.csv\n' >"$place/map.ini"
for table in admissions visits drug_tests returns_to_use adverse_events; do printf '[%s]\nfiles = %s.csv\n' $table $table; done >>"$place/map.ini"
check "the clock can be faked" test "$(SWITCHBACK_FAKE_CLOCK=86400 LD_PRELOAD=$place/clock.so bash -c 'printf "%(%F)T" -1')" = 1970-01-02

expect_exit 0 "a month that is over" at 2026-02-10 2026-01-31
check "silent" silent
expect_exit 0 "over in some place on earth" at "2026-01-30 10:30" 2026-01-31
check "silent there" silent
expect_exit 64 "a month that is not over" at 2026-01-20 2026-01-31
check "both days are said" said "2026-01-31 is in the future: today is 2026-01-20, and the export's newest row is of 2026-01-03"
expect_exit 1 "status knows" switchback status --reports "$place/reports"
expect_exit 0 "its newest day" at 2026-01-02 2026-01-03
expect_exit 64 "years ahead" at 2026-01-20 2031-12-31
expect_exit 64 "SOURCE_DATE_EPOCH is no clock" at 2026-01-20 2026-01-31 SOURCE_DATE_EPOCH=1999999999
expect_exit 0 "nor is an early one" at 2026-02-10 2026-01-31 SOURCE_DATE_EPOCH=1
check "nothing is said of it" silent
expect_exit 0 "a clock years behind" at 2019-05-01 2026-01-31
check "it is said" said "this machine's clock says 2019-05-01 and the export has rows of 2026-01-03: the clock is behind"
expect_exit 0 "a day before the newest row, by that clock" at 2019-05-01 2026-01-02
check "it is said too" said "rows after 2026-01-02: the clock is behind"
expect_exit 64 "a month that the export does not reach, by that clock" at 2019-05-01 2026-02-28
echo A2,2062-01-03,methadone >>"$place/exports/doses with blank.csv"
expect_exit 64 "a mistyped year is no sign that a month is over" at 2026-01-20 2026-02-28
check "the newest row but for it is named" said "2026-02-28 is in the future: today is 2026-01-20, and the export's newest row is of 2026-01-03"
expect_exit 0 "nor that one is not" at 2026-02-10 2026-01-31
cp "$root/tests/chain/fake_stage" "$place/stages/ingest_export"
expect_exit 0 "relative days have no clock" at 2019-05-01 300
finish
