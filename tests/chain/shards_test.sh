#!/bin/bash
# Ranges of people worked on apart: the report is that of one machine, to the byte, however many there are; and a stage
# that fails on one of them ends the run as it would on the whole.
set -euo pipefail
# shellcheck source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

export SWITCHBACK_STAGES=$real

# made EXPORTS NAME [OPTION ...]: a report in $place/NAME, and what it holds but for its record, in $place/NAME.picture.
made() {
    local exports=$1 name=$2
    shift 2
    switchback run --exports "$exports" --mapping generic --as-of 2026-10-31 --reports "$place/$name" --quiet "$@" || return
    (cd "$place/$name" && find . -type f ! -name run.json ! -path './.*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) \
        >"$place/$name.picture"
}

alike() { [[ -s $place/$1.picture ]] && cmp "$place/$1.picture" "$place/$2.picture"; }

# ---- the sample ---------------------------------------------------------------------------------------------------

sample=(--config "$root/sample-data/sample.ini")
check "the whole at once" made "$root/sample-data/exports" whole "${sample[@]}"
for n in 2 3 16; do
    check "$n ranges" made "$root/sample-data/exports" "of-$n" "${sample[@]}" --shards "$n" --jobs 3
    check "$n ranges: the same bytes" alike whole "of-$n"
    check "$n ranges: the record says so" grep -q "\"shards\": \"$n\"" "$place/of-$n/2026-10/run.json"
done
check "the record of one says nothing" [ "$(grep -c '"shards"' "$place/whole/2026-10/run.json")" -eq 0 ]
check "the same commands" cmp <(sed -n '/"commands": {/,/}/p' "$place/whole/2026-10/run.json") \
    <(sed -n '/"commands": {/,/}/p' "$place/of-3/2026-10/run.json")

# ---- more ranges than people, people of no table, a table without rows -----------------------------------------------

few=$place/few
mkdir "$few"
printf 'patient_id,birth_year,sex,site\nb,1980,female,North\na,1990,male,South\nc,1985,female,north\n' >"$few/patients.csv"
printf 'patient_id,date,medication\na,2026-03-02,methadone\na,2026-03-03,methadone\nz,2026-03-04,methadone\nb,2026-05-01,methadone\nba,2026-05-02,methadone\n' >"$few/doses.csv"
printf 'patient_id,date,service,status\nc,2026-04-01,counseling,attended\nc,2026-04-09,counseling,attended\n0,2026-04-09,counseling,attended\n' >"$few/visits.csv"
# Of people who are not in patients a run asks; what is accepted is told alike
printf '[accept]\nunknown_people.doses = 2 made up here\nunknown_people.visits = 1 made up here\n' >"$place/few.ini"
expect_exit 0 "three people" made "$few" three --config "$place/few.ini" --class internal
for n in 2 16; do
    expect_exit 0 "three people in $n ranges" made "$few" "three-$n" --config "$place/few.ini" --class internal --shards "$n"
    check "three people in $n ranges: the same bytes" alike three "three-$n"
done

# ---- what stops a run stops it alike ------------------------------------------------------------------------------

said_of() { switchback run --exports "$few" --mapping generic --as-of 2026-10-31 --reports "$place/$1" --quiet "${@:2}"; }
code=0
said_of stopped >"$place/stopped.said" 2>&1 || code=$?
check "unknown people stop the whole" [ "$code" -eq 1 ]
expect_exit 1 "and ranges" said_of stopped-3 --shards 3
check "in the same words" cmp <(sed 's/stopped//g; s/run-[A-Za-z0-9]*//g' "$place/stopped.said") \
    <(sed 's/stopped-3//g; s/run-[A-Za-z0-9]*//g' "$place/said")
check "and nothing is published" [ ! -e "$place/stopped-3/2026-10" ]

# A stage that fails on one range alone
mkdir "$place/broken"
cp "$real"/* "$place/broken"
rm "$place/broken/build_followup"
cat >"$place/broken/build_followup" <<END
#!/bin/bash
[[ \$PWD != */shards/2 ]] || { echo "build_followup: no room here" >&2; exit 74; }
exec "$real/build_followup" "\$@"
END
chmod +x "$place/broken/build_followup"
failing() { SWITCHBACK_STAGES=$place/broken made "$root/sample-data/exports" failed "${sample[@]}" --shards 3; }
kept=$(ls "$place/work-area/switchback-$UID")
expect_exit 74 "one range fails" failing
check "its own message" grep -q '^build_followup: no room here$' "$place/said"
check "its name and its code" grep -q 'build_followup ended with 74; the reports stand as they were' "$place/said"
check "nothing half done" [ ! -e "$place/failed/2026-10" ]
check "no work directory stays" [ "$(ls "$place/work-area/switchback-$UID")" == "$kept" ]

for n in 0 100 x -1; do
    expect_exit 64 "--shards $n" said_of unusable --shards="$n"
done

finish
