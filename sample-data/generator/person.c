/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person.h"

#include <stdio.h>

#include "calendar.h"
#include "model.h"
#include "random.h"

enum { ID_CHARACTERS = 6, ID_MASK = 0x3fffffff, MOST_DIGITS_IN_A_ROW = 3, SITE_BYTES = 32 };

struct age_range {
    int low, high;
    double weight;
};

static const struct age_range age_ranges[] = {
    {18, 24, 0.11}, {25, 34, 0.33}, {35, 44, 0.30}, {45, 54, 0.16}, {55, 74, 0.10}};

static int draw_age(gsl_rng *random) {
    double left = gsl_rng_uniform(random);
    int last = (int)(sizeof age_ranges / sizeof age_ranges[0]) - 1;
    int range = 0;
    while (range < last && left >= age_ranges[range].weight) {
        left -= age_ranges[range].weight;
        range++;
    }
    return random_between(random, age_ranges[range].low, age_ranges[range].high);
}

static double draw_frailty(gsl_rng *random) {
    double where = gsl_rng_uniform(random);
    if (where < 0.5) {
        return model_value(P_use_frailty_low);
    }
    return model_value(where < 0.8 ? P_use_frailty_middle : P_use_frailty_high);
}

/* The sites are like north, river and hill by turns. */
static int draw_site_number(const struct generation *generation, int site) {
    if (generation->n_sites == N_SITES) {
        return 0;
    }
    return random_between(generation->random, 1, (generation->n_sites - site + N_SITES - 1) / N_SITES);
}

void person_draw(struct generation *generation, int first_day, struct person *person) {
    gsl_rng *random = generation->random;
    person->birth_year = calendar_date(first_day).year - draw_age(random);
    person->sex = codes_pick(random, &codes_sex);
    person->race = codes_pick(random, &codes_race);
    person->primary_substance = codes_pick(random, &codes_primary_substance);
    person->site = codes_pick(random, &codes_site);
    person->site_number = draw_site_number(generation, person->site);
    person->use_frailty = draw_frailty(random);
}

void person_write_site(struct line *line, const struct person *person) {
    const char *like = codes_site.codes[person->site].name;
    char name[SITE_BYTES];

    if (person->site_number == 0) {
        line_text(line, like);
    } else {
        snprintf(name, sizeof name, "%s_%d", like, person->site_number);
        line_text(line, name);
    }
}

int person_age(const struct person *person, int day) { return calendar_date(day).year - person->birth_year; }

/* A one-to-one mixing of 30-bit numbers (odd multipliers, xor with the upper half), so ids look
 * drawn at random and cannot collide. */
static uint32_t mix(uint32_t number) {
    number = (number * 0x2c1b3c6du) & ID_MASK;
    number ^= number >> 15;
    number = (number * 0x297a2d39u) & ID_MASK;
    number ^= number >> 15;
    return number;
}

/* Crockford's base 32. An id must not read as a word or hold what looks like a date: no A, no E,
 * and no four digits in a row. */
static bool write_id(uint32_t number, char id[PERSON_ID_BYTES]) {
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    int n_digits = 0;
    bool acceptable = true;
    id[0] = 'P';
    for (int i = 1; i <= ID_CHARACTERS; i++) {
        char character = alphabet[number % 32];
        number /= 32;
        id[i] = character;
        n_digits = character <= '9' ? n_digits + 1 : 0;
        acceptable = acceptable && character != 'A' && character != 'E' && n_digits <= MOST_DIGITS_IN_A_ROW;
    }
    id[ID_CHARACTERS + 1] = '\0';
    return acceptable;
}

void person_name(struct generation *generation, struct person *person) {
    do {
        generation->id_counter++;
    } while (!write_id(mix(generation->id_counter + generation->id_offset), person->id));
}

void person_register(struct generation *generation, struct person *person) {
    person->number = rows_add_person(generation->rows, person->id);
    struct line line;
    line_begin(&line);
    line_text(&line, person->id);
    line_number(&line, person->birth_year);
    line_text(&line, codes_sex.codes[person->sex].name);
    line_text(&line, codes_race.codes[person->race].name);
    line_text(&line, codes_primary_substance.codes[person->primary_substance].name);
    person_write_site(&line, person);
    line_end(&line);
    rows_add_short(generation->rows, ROWS_PATIENTS, 0, line.text);
}
