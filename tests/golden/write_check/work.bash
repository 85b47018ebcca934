# shellcheck shell=bash
# work DIR: a work directory as `switchback check` has it, of the export x/ by m.ini. Sourced by the cases.
# shellcheck disable=SC2086,SC2154  # $show is the caller's, and may be nothing
work() {
    local table code
    mkdir -p "$1"/tables "$1"/logs "$1"/status
    stage() {
        code=0
        "${@:2}" 2>"$work/logs/$1" || code=$?
        echo "$code" >"$work/status/$1"
    }
    work=$1
    stage account_files account_files --mapping m.ini --exports x --quiet --summary "$1/tables/files.summary.csv" -o "$1/tables/files.csv"
    for table in patients admissions doses visits drug_tests returns_to_use adverse_events; do
        stage "ingest_export-$table" ingest_export "$table" --mapping m.ini --exports x --as-of 2026-09-30 --quiet \
            --summary "$1/tables/$table.summary.csv" --account "$1/tables/$table.account.csv" $show -o "$1/tables/$table.csv"
    done
    collect_estimates -o "$1/summaries.csv" "$1"/tables/*.summary.csv
}

facts() {
    printf '%s,%s\n' key value export x mapping m.ini as_of 2026-09-30 mapping_file m.ini configuration_file our.ini \
        configuration_note '"our.ini is a file of your own."' check '"switchback check --exports x"' \
        run '"switchback run --exports x"' configuration_options '' check_period '' run_period '" --month 2026-09"'
}
