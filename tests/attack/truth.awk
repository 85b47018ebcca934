# SPDX-License-Identifier: GPL-3.0-or-later
# Is every released number true? Files: DIR/exact-NAME.csv, the estimates of each release so far, then printed.csv of the
# last one. A number of a period is held against the estimates of the release that first printed it, any other against
# the last.
# Prints what is false, then: told, outside their range, exact limits, outside the likely range, shares of each kind.
BEGIN { FS = "," }
FNR == 1 {
    if (FILENAME ~ /exact-[^\/]*\.csv$/) {
        at = FILENAME
        sub(/.*exact-/, "", at); sub(/\.csv$/, "", at)
        last = at
    } else {
        printed = 1
    }
    next
}
/"/ { next } # a name with a comma or a quote: a fact of the configuration
{ key = $1; for (i = 2; i <= 8; i++) key = key FS $i }
!printed { n[at, key] = $9; estimate[at, key] = $13; low[at, key] = $15; high[at, key] = $16; there[at, key] = 1; next }
$3 == "accepted" { next }
{
    at = $8 == "" ? last : $17
    if ($16 == "too_few") too_few++; else if ($16 == "withheld") withheld++; else if ($11 != "") numbers++; else if ($12 != "") ranges++
    if ($9 != "" && there[at, key]) {
        told++
        if (n[at, key] < $9 || n[at, key] > $10) { false_++; print "people", $0, n[at, key] }
    }
    if ($12 == "" || $16 == "too_few" || $16 == "withheld") next
    if (!there[at, key]) { # a way of leaving that nobody took: none
        told++
        if (($3 == "survival" ? 1 : 0) < $12 || ($3 == "survival" ? 1 : 0) > $13) { false_++; print "nobody", $0 }
        next
    }
    told++
    exact = estimate[at, key]
    if (exact == "" && $3 == "median_days") { if ($13 != "") { false_++; print "median", $0 } next }
    if (exact < $12 - 1e-9 || ($13 != "" && exact > $13 + 1e-9)) { false_++; print "outside", $0, exact }
    if ($14 != "" && low[at, key] != "" && high[at, key] != "") {
        limits++
        if (low[at, key] < $14 - 1e-9 || ($15 != "" && high[at, key] > $15 + 1e-9)) unlikely++
    }
}
END { printf "truth %d %d %d %d %d %d %d %d\n", told, false_, limits, unlikely, numbers, ranges, too_few, withheld }
