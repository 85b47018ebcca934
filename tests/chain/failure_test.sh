#!/bin/bash
# shellcheck disable=SC2119,SC2120,SC2317  # functions called through check and expect_exit
# A run that fails leaves last month's report exactly as it was, and says which stage, why, and with which code.
# shellcheck source-path=SCRIPTDIR source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

expect_exit 0 "last month" switchback run --exports "$place/exports" --mapping generic --reports "$place/reports" \
    --month 2026-08
expect_exit 0 "this month" run_month
before=$(picture "$place/reports")
echo "A3,male" >>"$place/exports/patients.csv"

for fault in ingest_export:1 ingest_export:65 build_episodes:65 build_followup:70 build_reflections:65 clip_spells:65 estimate_retention:65 \
    estimate_incidence:139 estimate_states:65 fit_hazards:70 tabulate_requests:65 tabulate_safety:65 tabulate_rates:65 \
    tabulate_reflections:78 tabulate_seen_again:65 monitor_months:65 \
    protect_cells:70 draw_charts:69 write_report:74; do
    code=${fault#*:}
    ((code <= 128)) || code=70
    SWITCHBACK_FAKE_FAIL=$fault expect_exit "$code" "a fault in $fault" run_month
    check "$fault: the message is the stage's own" said "${fault%:*}: this is a fault made by the test"
    check "$fault: one line says what to do" said "^switchback: .*${fault%:*}.* ended with $code; the reports stand as they were ("
    check "$fault: the reports are as they were" test "$before" = "$(picture "$place/reports")"
    expect_exit 1 "$fault: status says so" switchback status --reports "$place/reports"
    check "$fault: status names the stage and what it said" said \
        "the last run failed (2026-09, 2026-10-26 07:33 UTC, .*${fault%:*}.*, exit $code): ${fault%:*}: this is a fault made by the test"
done

# Programs of another version than the chain: it gives them an option that they do not know, or asks for one that is not there.
cp "$place/stages/monitor_months" "$place/monitor_months"
printf '#!/bin/bash\necho "monitor_months: unrecognized option '"'--followup'"' (try --help)" >&2\nexit 64\n' >"$place/stages/monitor_months"
expect_exit 64 "a program older than the chain" run_month
check "an old program: what to do" said "^switchback: monitor_months.* ended with 64; the reports stand as they were (the programs are older than the chain: run 'make')$"
rm "$place/stages/monitor_months"
expect_exit 69 "a program that the chain has and the build has not" run_month
check "a program that is not there: what to do" said "(the programs are older than the chain: run 'make')$"
mv "$place/monitor_months" "$place/stages/monitor_months"
SWITCHBACK_FAKE_FAIL=monitor_months:64 expect_exit 64 "any other use that is wrong" run_month
check "any other use that is wrong: no word of make" test -z "$(grep "run 'make'" "$place/said")"

kept=$(find "$place/work-area" -name '*.csv' ! -name '*.quarantine.csv')
check "a failed gate keeps the quarantine and no other table" test -z "$kept"
check "a failed gate keeps the quarantine" bash -c "find '$place/work-area' -name '*.quarantine.csv' | grep -q ."
expect_exit 0 "purge" switchback purge
check "purge removes it" no_work_left

expect_exit 0 "the mended run" run_month
expect_exit 0 "status is well again" switchback status --reports "$place/reports"
check "status tells the month" said '^2026-09 published'
SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 36 * 86400)) expect_exit 1 "a report of 36 days is too old" \
    switchback status --reports "$place/reports" --max-age 35d
SOURCE_DATE_EPOCH=$((SOURCE_DATE_EPOCH + 34 * 86400)) expect_exit 0 "a report of 34 days is not" \
    switchback status --reports "$place/reports" --max-age 35d
echo x >>"$place/reports/2026-09/release/report.txt"
expect_exit 1 "a changed file" switchback status --reports "$place/reports"
check "status says that a file was changed" said 'missing or was changed'
for damage in ': >' 'rm'; do
    bash -c "$damage '$place/reports/2026-09/run.json'"
    expect_exit 1 "no record ($damage)" switchback status --reports "$place/reports"
    check "status says that the record is missing ($damage)" said '^switchback: .*run.json is missing or was changed$'
    check "and no more ($damage)" test "$(wc -l <"$place/said")" = 1
done

mkdir "$place/waiting"
printf '#!/bin/bash\necho "make: *** Waiting for unfinished jobs...." >&2\nexit 2\n' >"$place/waiting/make"
chmod +x "$place/waiting/make"
PATH=$place/waiting:$PATH expect_exit 74 "no room for what make says" run_month
check "no room: the message says what to do" said '(make room, '

mkdir "$place/programs"
for program in $(compgen -c | grep -x '[a-z0-9_.-]*' | sort -u); do
    found=$(type -P "$program") && [[ $program != gnuplot* ]] && ln -sf "$found" "$place/programs/$program"
done

# A checkout whose programs were built before a source changed
mkdir -p "$place/checkout/build/release" "$place/checkout/stages"
cp -r "$place/pipeline" "$place/checkout"
ln -s "$place/stages" "$place/checkout/build/release/stages"
touch -d '1 hour ago' "$place/checkout/build/release/made"
find "$place/checkout/pipeline" -exec touch -d '2 hours ago' {} +
in_checkout() { env -u SWITCHBACK_STAGES "$place/checkout/pipeline/switchback" "$@" --exports "$place/exports" --mapping generic; }
expect_exit 0 "built since" in_checkout run --month 2026-09 --reports "$place/built"
touch "$place/checkout/stages/fit_hazards.c"
expect_exit 69 "not built since" in_checkout run --month 2026-09 --reports "$place/unbuilt"
check "what is newer" said "^switchback: the programs are older than stages/fit_hazards.c (run 'make')$"
expect_exit 69 "check too" in_checkout check
rm "$place/checkout/stages/fit_hazards.c"
touch "$place/checkout/pipeline/switchback.ini"
expect_exit 69 "the configuration is compiled in" in_checkout run --month 2026-09 --reports "$place/unbuilt"
check "it is newer" said "older than pipeline/switchback.ini"

PATH=$place/programs expect_exit 69 "no gnuplot" run_month
check "no gnuplot: the message says what to install" said 'gnuplot is missing'
finish
