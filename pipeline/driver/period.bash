# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154  # the driver's variables are set in ../switchback
# The period of a report: a month or a day, and whether it is over.

# Sets as_of and the report's name from --as-of or --month.
find_period() {
    local year number days=(31 28 31 30 31 30 31 31 30 31 30 31)
    if [[ $month == previous ]]; then
        printf -v month '%(%Y-%m)T' "$(now)"
        year=${month%-*} number=$((10#${month#*-} - 1))
        ((number > 0)) || { number=12; year=$((year - 1)); }
        printf -v month '%04d-%02d' "$year" "$number"
    fi
    if [[ -n $month ]]; then
        [[ $month =~ ^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$ ]] ||
            usage_error "--month: '$month' is not usable (expected YYYY-MM or previous)"
        year=${month%-*} number=$((10#${month#*-}))
        ((number != 2 || year % 4 != 0 || (year % 100 == 0 && year % 400 != 0))) || days[1]=29
        as_of=$month-${days[number - 1]}
    fi
    if [[ $as_of =~ ^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$ ]]; then
        name=${as_of%-*}
    elif [[ $as_of =~ ^-?(0|[1-9][0-9]{0,5})$ ]]; then
        name=day-$as_of
    else
        usage_error "--as-of: '$as_of' is not usable (expected YYYY-MM-DD or a relative day)"
    fi
}

# The day it is by the real clock, wherever on earth it is latest. SOURCE_DATE_EPOCH only stands in for stamps.
latest_today() { TZ=UTC-14 printf '%(%Y-%m-%d)T' -1; }

may_be_in_the_future() { [[ $name != day-* && $as_of > $(latest_today) ]]; }

# Behind the clock may be the clock's fault; behind the newest row too is the future.
refuse_the_future() {
    local newest later today rows
    read -r newest later < <(awk -F, '
        $3 == "last_day" && $8 > newest { newest = $8 }
        $3 == "after_as_of" && $13 > 0 { later = "later" }
        END { print (newest == "" ? "none" : newest), later }' "$work"/tables/*.summary.csv)
    today=$(latest_today)
    [[ $newest != none || -n $later ]] || return 0
    rows="of $newest"
    [[ $newest != none ]] || rows="after $as_of"
    # A clock behind the rows tells nothing; then only a month that no row reaches is in the future. Rows after it are no
    # sign that it is over where others end before it: a year that is mistyped is after any.
    if [[ $newest != none ]] && [[ ! $newest > $today || ${as_of%-*} > ${newest%-*} ]]; then
        fail 64 "$as_of is in the future: today is $today, and the export's newest row is $rows (give --as-of $newest, or a month that is over)"
    fi
    say "this machine's clock says $today and the export has rows $rows: the clock is behind (only stamps and --month previous follow it)"
}
