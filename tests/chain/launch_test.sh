#!/bin/bash
# Stages started by a launcher: the report is that of a run without one, to the byte, whatever the launcher says and
# whatever it loses; where it cannot be used the run ends with one message and publishes nothing.
set -euo pipefail
# shellcheck source=common.bash
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

export SWITCHBACK_STAGES=$real

# launcher NAME: a launcher from standard input; its path is $by/NAME.
by=$place/by
mkdir "$by"
launcher() {
    { echo '#!/bin/bash' && cat; } >"$by/$1"
    chmod +x "$by/$1"
}

# made NAME [OPTION ...]: a report of the sample in $place/NAME; what it holds but for its record in NAME.picture.
made() {
    local name=$1
    shift
    switchback run --exports "$root/sample-data/exports" --mapping generic --config "$root/sample-data/sample.ini" \
        --as-of 2026-10-31 --reports "$place/$name" --quiet "$@" || return
    (cd "$place/$name" && find . -type f ! -name run.json ! -path './.*' -print0 | LC_ALL=C sort -z | xargs -0 sha256sum) \
        >"$place/$name.picture"
}

alike() { [[ -s $place/$1.picture ]] && cmp "$place/$1.picture" "$place/$2.picture"; }

# ---- the same bytes -----------------------------------------------------------------------------------------------

launcher talks <<'END'
echo "launching $2"
echo "and on the other stream" >&2
"$@"
code=$?
echo "it ended with $code"
exit 5
END

# The first attempt at each stage is lost: before it begins, or in its midst with whatever it is writing
launcher loses <<'END'
mark=nodes/.first-$2
[[ ! -e $mark ]] || exec "$@"
: >"$mark"
(($(cksum <<<"$2" | cut -d ' ' -f 1) % 2 == 0)) || exit 1
"$@" &
sleep 0.05
kill -KILL $!
exit 137
END

# The first attempt is lost to its launcher alone: two are at work
launcher abandons <<'END'
mark=nodes/.first-$2
[[ ! -e $mark ]] || exec "$@"
: >"$mark"
setsid bash -c 'sleep 0.1; exec "$@"' late "$@" >/dev/null 2>&1 &
exit 1
END

check "no launcher" made whole
for words in env "$by/talks" "$by/loses" "$by/abandons"; do
    name=by-${words##*/}
    check "$name" made "$name" --launch "$words" --shards 2
    check "$name: the same bytes" alike whole "$name"
    check "$name: the record has it" grep -qF "\"launcher\": \"$words\"" "$place/$name/2026-10/run.json"
    check "$name: and the nodes" grep -q '"nodes": "[^"]' "$place/$name/2026-10/run.json"
done
check "what was lost is on record" grep -q '"launched again: ingest_export-doses": "ended with 1' "$place/by-loses/2026-10/run.json"
check "of ranges, too" grep -q '"launched again: shards/2/build_followup"' "$place/by-loses/2026-10/run.json"
check "nothing was lost by others" [ "$(grep -c 'launched again' "$place/by-talks/2026-10/run.json")" -eq 0 ]

check "two runs at once" eval 'made one --launch "$by/talks" & made two --launch "$by/talks" --shards 3 && wait $!'
check "two runs at once: the same bytes" eval 'alike whole one && alike whole two'

# ---- a launcher that cannot be used -------------------------------------------------------------------------------

printf '[launch]\nlimit_seconds = 1\n' >"$place/short.ini"

# refused CODE NAME WORDS LAUNCHER [OPTION ...]
refused() {
    local code=$1 name=$2 words=$3 command=$4
    shift 4
    expect_exit "$code" "$name" made "$name" --launch "$command" "$@"
    check "$name: its message" grep -q "$words" "$place/said"
    check "$name: once" [ "$(grep -c '^launch_stage: ' "$place/said")" -eq 1 ]
    check "$name: the driver's" grep -q "ended with $code; the reports stand as they were" "$place/said"
    check "$name: nothing is published" [ ! -e "$place/$name/2026-10" ]
    check "$name: no work directory stays" [ -z "$(ls -A "$place/work-area/switchback-$UID")" ]
}

launcher fails <<<'echo "no node will have it" >&2; exit 3'
launcher hangs <<<'sleep 600'
refused 69 missing 'ended with 127 before the stage did.*attempt 1' "$by/nowhere"
refused 69 fails 'ended with 3 before the stage did; its last words: no node will have it (attempt 3' "$by/fails"
refused 69 hangs 'did not end within 1 seconds (\[launch\] limit_seconds)' "$by/hangs" --config "$place/short.ini"
check "what hung is ended" [ -z "$(pgrep -f "$by/hangs")" ]
expect_exit 64 "two lines" made lines --launch $'env\nenv'

# ---- the stage's own code, through a launcher that has another ---------------------------------------------------------

mkdir "$place/gated"
printf 'patient_id,birth_year,sex\na,1990,male\nb,1980,female\n' >"$place/gated/patients.csv"
printf 'patient_id,date,medication\na,2026-03-02,methadone\nz,2026-03-04,methadone\ny,2026-03-04,methadone\n' >"$place/gated/doses.csv"
code=0
switchback run --exports "$place/gated" --mapping generic --as-of 2026-10-31 --reports "$place/g0" --quiet >"$place/said0" 2>&1 || code=$?
expect_exit "$code" "a stage's own code" switchback run --exports "$place/gated" --mapping generic --as-of 2026-10-31 \
    --reports "$place/g1" --quiet --launch "$by/talks"
check "it is one" [ "$code" -eq 1 ]
check "and its own words" cmp <(sed 's/run-[A-Za-z0-9]*//g' "$place/said0") <(sed 's/run-[A-Za-z0-9]*//g' "$place/said")

# ---- interrupted --------------------------------------------------------------------------------------------------

launcher slow <<'END'
echo $$ >>"${0%/*}/started"
sleep 300 &
wait
END
set -m
env --default-signal=HUP,INT,TERM "$place/pipeline/switchback" run --exports "$root/sample-data/exports" --mapping generic \
    --as-of 2026-10-31 --reports "$place/interrupted" --quiet --launch "$by/slow" >"$place/said" 2>&1 &
run=$!
set +m
for ((i = 0; i < 100; i++)); do [[ -s $place/started ]] && break || sleep 0.1; done
kill -TERM "$run"
code=0
wait "$run" || code=$?
check "interrupted: its code" [ "$code" -eq 143 ]
gone() { for ((i = 0; i < 50; i++)); do [[ -n $(pgrep -f "$by/slow") ]] || return 0; sleep 0.1; done; return 1; }
check "interrupted: no launcher is left" gone

finish
