# shellcheck shell=bash
# tables.sh DIR then|later: in DIR/then or DIR/later the tables of README.md, and spells/, as of 2026-03-31 or
# 2026-04-30; in later/then/ the spells of later's tables as of 2026-03-31; DIR/told.csv: what the release of March told,
# nothing of what reflections found
when=$2
{
    echo analysis,rule,measure,group_by,group,subgroup,time_days,period,people_low,people_high,estimate,low,high,likely_low,likely_high,flag,released,closed
    echo months,,people_in_care,,,,,2026-03,,,,12,22,,,,2026-03,yes
    echo months,,returns_to_use,,,,,2026-03,,,,,,,,too_few,2026-03,yes
    echo retention_first,coverage30,survival,site,north,,90,,23,33,,0.4,0.6,0.2,0.8,,2026-03,no
    echo exits_first,coverage30,cumulative_incidence,,,transferred,90,,23,33,,0.4,0.6,0.2,0.8,,2026-03,no
    echo reflections,,share,field,triggers,stress,,,,,,,,,,too_few,2026-03,no
} >"$1/told.csv"
mkdir -p "$1/$when/spells"
cd "$1/$when" || exit
later() { [[ $when != later ]] || printf '%s\n' "$@"; }
{
    echo patient_id,birth_year,sex,site
    for id in A B C D E F; do echo "$id,1980,female,north"; done
    if [[ $when == later ]]; then echo G,1991,female,north; else echo G,1990,female,north; fi
    for id in H I J K; do echo "$id,1980,male,south"; done
} >patients.csv
{
    echo patient_id,event_on,used_on,stage,reflected_on,triggers,plan_changes,plan_due,plan_done
    later E,2026-04-12,2026-04-12,,,,,,
    if [[ $when == later ]]; then
        echo I,2026-03-05,2026-03-05,mental,2026-04-03,stress,therapy_deepened,2026-04-10,2026-04-09
    else
        echo I,2026-03-05,2026-03-05,,,,,,
    fi
    later J,2026-04-20,2026-04-20,,,,,,
    later Z,2026-03-20,2026-03-20,,,,,,
} >returns_to_use.csv

# spells DIR CENSORED: from rows of id,episode,order,start,left_on,time_days,event,exit,site
spells() {
    local header=rule,patient_id,episode,order,start,last_covered,left_on,entry_days,time_days,censored_on,observed_until,event,exit,next_start,after_detoxification,earliest_days,month,site,program,medication,sex,age_band,race_ethnicity
    mkdir -p "$1"
    cat >"$1/rows"
    {
        echo "$header"
        awk -F, -v OFS=, -v C="$2" '{ print "coverage30", $1, $2, $3, $4, $4, $5, 0, $6, C, C, $7, $8, "", 0, "", "", $9, "maintenance", "methadone", "", "", "" }' "$1/rows"
    } >"$1/default_rule.csv"
    {
        echo rule,patient_id,order,start,left_on,entry_days,time_days,event,earliest_days,site,program,medication
        awk -F, -v OFS=, '{ print "coverage7", $1, $3, $4, $5, 0, $6, $7, "", $9, "maintenance", "methadone" }' "$1/rows"
    } >"$1/other_rules.csv"
    rm "$1/rows"
    {
        echo question,rule,patient_id,ordinal,origin,time_days,event,exit,month,site,program,medication,sex,age_band,race_ethnicity
        awk -F, -v OFS=, -v C="$2" '$12 == 1 { print "ever_returned", "coverage30", $2, $3, $7, $9, "", $13, "", $18, "", "", "", "", "" }' "$1/default_rule.csv"
    } >"$1/followup.csv"
}
# in_march FIRST_DAY_OF_F EXIT_OF_K: what could be told on 2026-03-31
in_march() {
    for id in A,10 C,12 E,14 G,16 H,18 I,20 J,22; do echo "${id%,*},1,first,2026-01-${id#*,},,50,0,,north"; done
    echo "D,1,first,2026-01-20,2026-02-10,21,1,left,north"
    echo "F,1,first,$1,,$2,0,,north"
    echo "K,1,first,2026-01-10,2026-02-20,41,1,$3,south"
}
if [[ $when == then ]]; then
    in_march 2026-01-08 51 left | spells spells 2026-03-01
else
    in_march 2026-01-05 54 transferred | spells then 2026-03-01
    {
        for id in A,10 E,14 G,16 H,18 I,20; do echo "${id%,*},1,first,2026-01-${id#*,},,80,0,,north"; done
        echo B,1,first,2026-04-05,,,0,,north
        echo C,1,first,2026-01-12,2026-03-20,67,1,left,north
        echo D,1,first,2026-01-20,2026-02-10,21,1,left,north
        echo D,2,returned,2026-04-10,,,0,,north
        echo F,1,first,2026-01-05,,84,0,,north
        echo J,1,first,2026-01-22,2026-03-25,62,1,left,north
        echo K,1,first,2026-01-10,2026-02-20,41,1,transferred,south
        echo L,,,2026-04-11,2026-04-15,4,1,linked,south
    } | spells spells 2026-03-31
fi
