# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# report.pdf beside each page, where Chromium is installed. No run needs it, fails for it or waits for it longer than
# this, and no record names it: its bytes are other each time, so that a run asked for the same bytes makes none.

seconds_to_print=60

find_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# print_page BROWSER PAGE PDF: in a process group of its own, which ends with us.
print_page() {
    local options=(--headless --disable-gpu --no-first-run --disable-background-networking --disable-component-update
        --disable-sync --no-pdf-header-footer "--user-data-dir=$work/scratch/browser" "--print-to-pdf=$3")
    ((EUID != 0)) || options+=(--no-sandbox) # root has none; the page's own policy lets nothing run or load
    exec {lock}>&-
    HOME=$work/scratch exec setpriv --pdeathsig TERM timeout --kill-after=5 "$seconds_to_print" \
        "$1" "${options[@]}" "$2" >"$work/scratch/browser.log" 2>&1 </dev/null
}

print_pages() {
    local browser class directory mode pdf=$work/scratch/report.pdf
    begun=no # the month is published: whatever ends us now is no failure of the run
    [[ -z ${SOURCE_DATE_EPOCH:-} ]] && browser=$(find_browser) || return 0
    for class in release internal; do
        directory=$reports/$name/$class mode=600
        [[ $class == internal ]] || mode=644
        [[ -r $directory/report.html ]] || continue
        rm -f "$pdf"
        set -m
        print_page "$browser" "$directory/report.html" "$pdf" &
        child=$!
        set +m
        wait "$child" || true
        child=
        if [[ -s $pdf ]] && install -m "$mode" "$pdf" "$directory/.report.pdf.part" 2>/dev/null; then
            mv -f "$directory/.report.pdf.part" "$directory/report.pdf"
        else
            rm -f "$directory/.report.pdf.part"
            on_terminal && say "$browser has made no report.pdf of $directory/report.html (not needed)"
        fi
    done
    return 0
}
