/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/person_age.h"

#include <stddef.h>

#include "person/person_reader.h"

int person_age(const struct person *person, int32_t day, enum calendar_kind days) {
    if (person->age >= 0 || days == CALENDAR_RELATIVE || person->birth_year < 0)
        return person->age;
    return calendar_date_from_day(day).year - person->birth_year;
}

const char *person_age_band(int age) {
    static const struct {
        int below;
        const char *band;
    } bands[] = {{0, "unknown"}, {18, "under-18"}, {25, "18-24"}, {35, "25-34"},
                 {45, "35-44"},  {55, "45-54"},    {65, "55-64"}};

    for (size_t i = 0; i < sizeof bands / sizeof bands[0]; i++)
        if (age < bands[i].below)
            return bands[i].band;
    return "65+";
}
