# shellcheck shell=bash
# Tables of a small made-up program for the cases beside: north has 12 people with a dose every second day, hill 8 with
# one a day, from 2025-01-01 to 2025-12-31.
#
#   write_tables [AWK CONDITION]     t/*.csv; doses for which the condition holds are left out: site, n (number of the
#                                    person at the site), day (YYYY-MM-DD)
#   survey [OPTION ...]              survey_tables on them as of 2025-12-31, with t/c.ini; facts of months are left out

write_tables() {
    mkdir -p t
    [[ -e t/c.ini ]] || printf '[rules]\ncoverage30 = 30\n' >t/c.ini
    {
        echo patient_id,site
        for n in {01..08}; do echo "H$n,hill"; done
        for n in {01..12}; do echo "N$n,north"; done
    } >t/patients.csv
    awk -v OFS=, "
        BEGIN {
            print \"patient_id\", \"date\", \"medication\"
            split(\"31 28 31 30 31 30 31 31 30 31 30 31\", length_of, \" \")
            for (person = 1; person <= 20; person++) {
                site = person <= 8 ? \"hill\" : \"north\"
                n = person <= 8 ? person : person - 8
                id = sprintf(\"%s%02d\", site == \"hill\" ? \"H\" : \"N\", n)
                count = 0
                for (month = 1; month <= 12; month++)
                    for (date = 1; date <= length_of[month]; date++) {
                        day = sprintf(\"2025-%02d-%02d\", month, date)
                        if (++count % (site == \"hill\" ? 1 : 2) == 0 && !(${1:-0}))
                            print id, day, \"methadone\"
                    }
            }
        }" >t/doses.csv
}

survey() {
    survey_tables --tables t --config t/c.ini --as-of 2025-12-31 --jobs 1 --summary t/said.csv "$@" >t/facts.csv
    local code=$?
    grep -v '^month,' t/facts.csv
    cut -d , -f 3-6,8,9,13 t/said.csv
    return "$code"
}
