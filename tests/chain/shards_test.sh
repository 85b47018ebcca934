#!/bin/bash
# shellcheck disable=SC2317  # functions called through check and expect_exit
# Ranges of people worked on apart: the report is that of one machine, to the byte, however many there are; and a stage
# that fails on one of them ends the run as it would on the whole.
set -euo pipefail
# shellcheck source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

export SWITCHBACK_STAGES=$real

as_of=2026-10-31

# made EXPORTS NAME [OPTION ...]: a report in $place/NAME, and what it holds but for its record, in $place/NAME.picture.
made() {
    local exports=$1 name=$2
    shift 2
    switchback run --exports "$exports" --mapping generic --as-of "$as_of" --reports "$place/$name" --quiet "$@" || return
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

# ---- what the last release would have known ------------------------------------------------------------------------

# since N: the sample with a release before it, in N ranges; its work directory is $place/since-work-N.
since() {
    as_of=2026-03-31 made "$root/sample-data/exports" "since-$1" "${sample[@]}" &&
        made "$root/sample-data/exports" "since-$1" "${sample[@]}" --shards "$1" --work "$place/since-work-$1"
}
check "with a release before, the whole at once" since 1
check "and in ranges" since 3
check "with a release before: the same bytes" alike since-1 since-3
for file in facts default_rule other_rules followup; do
    check "with a release before: $file" cmp "$place/since-work-1/then/$file.csv" "$place/since-work-3/then/$file.csv"
done
check "and that, too, was made by range" [ -s "$place/since-work-3/shards/3/then/followup.csv" ]

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

# ---- one person of nearly all rows, another of a long id, doses in files of another order -----------------------------

mkdir "$place/heavy-exports" "$place/split-exports"
{
    echo patient_id,birth_year,sex,site
    for n in {10..40}; do
        id=p$n
        ((n != 25)) || id=p25$(printf 'x%.0s' {1..200})
        echo "$id,19$((50 + n)),$( ((n % 2)) && echo male || echo female),North"
    done
} >"$place/heavy-exports/patients.csv"
awk -F, 'BEGIN { print "patient_id,date,medication,dose_mg" }
    FNR > 1 { n = FNR == 13 ? 5000 : 20; for (i = 0; i < n; i++)
        printf "%s,202%d-%02d-%02d,methadone,%d\n", $1, 4 + i % 3, 1 + i % 9, 1 + i * 7 % 28, FNR == 13 ? 1 + i % 499 : 60 }' \
    "$place/heavy-exports/patients.csv" >"$place/heavy-exports/doses.csv"
cp "$place/heavy-exports/patients.csv" "$place/split-exports"
tail -n +2 "$place/heavy-exports/doses.csv" | tac | split -l 2000 --additional-suffix=.csv - "$place/split-exports/doses-"
sed -i '1i patient_id,date,medication,dose_mg' "$place/split-exports"/doses-*.csv
for data in heavy split; do
    expect_exit 0 "$data" made "$place/$data-exports" "$data" --class internal
    for n in 4 40; do
        expect_exit 0 "$data in $n ranges" made "$place/$data-exports" "$data-$n" --class internal --shards "$n"
        check "$data in $n ranges: the same bytes" alike "$data" "$data-$n"
    done
done

# ---- interrupted, and run again ---------------------------------------------------------------------------------------

mkdir "$place/slow"
cp "$real"/* "$place/slow"
rm "$place/slow/build_episodes"
cat >"$place/slow/build_episodes" <<END
#!/bin/bash
[[ \$PWD != */shards/3 ]] || { touch "$place/reached"; sleep 60; }
exec "$real/build_episodes" "\$@"
END
chmod +x "$place/slow/build_episodes"
set -m
SWITCHBACK_STAGES=$place/slow env --default-signal=HUP,INT,TERM "$place/pipeline/switchback" run --exports "$root/sample-data/exports" \
    --mapping generic --as-of 2026-10-31 --reports "$place/again" --quiet "${sample[@]}" --shards 3 >"$place/said" 2>&1 &
run=$!
set +m
i=0
until [[ -e $place/reached ]] || ((++i > 300)); do sleep 0.1; done
check "a range is at work" [ -e "$place/reached" ]
kill -TERM "$run"
code=0
wait "$run" || code=$?
check "interrupted: its code" [ "$code" -eq 143 ]
check "interrupted: nothing half done" [ ! -e "$place/again/2026-10" ]
expect_exit 0 "run again, in other ranges" made "$root/sample-data/exports" again "${sample[@]}" --shards 2
check "run again: the same bytes" alike whole again

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
