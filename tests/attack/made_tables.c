/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random programs and their releases: each person has a site, a medication, a way of leaving (or none) and a day of it;
 * nobody is censored, so that every sum is exact, which is what an attacker needs. DIR/NNNNN/ gets exact.csv, an
 * estimates table of what is released of first episodes, and data/estimates.csv, what protect_cells makes of it.
 *
 *     made_tables DIR TABLES SEED [WIDTH [SITES [EXITS [pairs]]]]
 *
 * SITES -1: 2 to 6, EXITS -1: 2 to 8; SITES 0: the worst tables, four sorts by turns. pairs: DIR/NNNNN-0 and
 * DIR/NNNNN-1, between which 12 people or more came. WIDTH other than 11 is for the test that the attack can fail:
 * classes of 5 people, or of 1 (exact numbers).
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "privacy/classify.h"
#include "privacy/release.h"

enum { MOST_SITES = 12, MEDICATIONS = 10, MOST_EXITS = 11, DAYS = 4, MOST_ROWS = 4096 };

static const double days[DAYS] = {30, 90, 180, 365};
static const char *const site_names[MOST_SITES] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
static const char *const medication_names[MEDICATIONS] = {"m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9"};
static const char *const exit_names[MOST_EXITS] = {"left",     "completed",      "transferred", "jail",
                                                   "hospital", "moved",          "death",       "declined",
                                                   "other",    "administrative", "linked"};

struct person {
    int site, medication, exit, day; /* exit -1: none; day: the first of days[] by which it is seen, DAYS: later */
};

static uint64_t seed;

static double draw(void) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(seed >> 11) / 9007199254740992.0;
}

static int pick(const double *weights, int n) {
    double sum = 0, at;

    for (int i = 0; i < n; i++)
        sum += weights[i];
    at = draw() * sum;
    for (int i = 0; i < n - 1; i++)
        if ((at -= weights[i]) < 0)
            return i;
    return n - 1;
}

static size_t draw_people(struct person *people, size_t most, int sites, int exits) {
    double site[MOST_SITES], exit[MOST_EXITS + 1], day[DAYS + 1], medication[MEDICATIONS] = {1, draw(), 0.1 * draw()};
    size_t n = (size_t)exp(log(56) + (log((double)most) - log(56)) * draw());

    for (int i = 0; i < sites; i++)
        site[i] = exp(-3 * draw());
    for (int i = 0; i <= exits; i++)
        exit[i] = exp(-4 * draw());
    for (int i = 0; i <= DAYS; i++)
        day[i] = 0.2 + draw();
    for (size_t i = 0; i < n; i++) {
        int left = pick(exit, exits + 1) - 1;
        people[i] = (struct person){pick(site, sites), pick(medication, MEDICATIONS), left,
                                    left < 0 ? DAYS : pick(day, DAYS + 1)};
    }
    return n;
}

/* The worst there is: nine parts at the lower end of their class, so that the whole, at the upper end of its own,
 * leaves one or two to the tenth. Parts are by turns the people of sites, those who left of sites, ways of leaving, the
 * people of medications. */
static size_t worst_people(struct person *people, int role) {
    enum { PARTS = 10, LEAST = 12, BESIDE = 40 };
    size_t n = 0;

    for (int part = 0; part < PARTS; part++) {
        int few = part < PARTS - 1 ? LEAST : 1 + (int)(2 * draw());
        for (int i = 0; i < few + (role == 1 || role == 2 ? BESIDE : 0); i++) {
            bool leaves = (role == 1 || role == 2) && i < few;
            people[n++] = (struct person){role < 2 ? part : part % 2, role == 3 ? part : 0,
                                          leaves ? (role == 2 ? part : 0) : -1, leaves ? 0 : DAYS};
        }
    }
    return n;
}

struct table {
    struct exact_row rows[MOST_ROWS];
    size_t n;
};

/* One row: of a site, a medication (-1: any) and a way of leaving (-1: any, as survival). */
static void add_row(struct table *table, const struct person *people, size_t n_people, const int of[3], int day) {
    double n = 0, held = 0;
    struct exact_row *row = &table->rows[table->n];

    for (size_t i = 0; i < n_people; i++)
        if ((of[0] < 0 || people[i].site == of[0]) && (of[1] < 0 || people[i].medication == of[1])) {
            n++;
            held += people[i].day <= day && (of[2] < 0 || people[i].exit == of[2]);
        }
    if (n < 1)
        return;
    double gone = 0;
    for (size_t i = 0; i < n_people; i++)
        gone += (of[0] < 0 || people[i].site == of[0]) && (of[1] < 0 || people[i].medication == of[1]) &&
                people[i].day <= day;
    *row = (struct exact_row){.key = {of[2] < 0 ? "retention_first" : "exits_first", "coverage30",
                                      of[2] < 0 ? "survival" : "cumulative_incidence",
                                      of[0] >= 0   ? "site"
                                      : of[1] >= 0 ? "medication"
                                                   : "",
                                      of[0] >= 0   ? site_names[of[0]]
                                      : of[1] >= 0 ? medication_names[of[1]]
                                                   : "",
                                      of[2] < 0 ? "" : exit_names[of[2]], "", days[day]},
                              .n = n,
                              .at_risk = n - gone,
                              .event_people = held,
                              .estimate = of[2] < 0 ? 1 - held / n : held / n};
    table->n++;
}

static void make_table(struct table *table, const struct person *people, size_t n, int sites, int exits) {
    table->n = 0;
    for (int day = 0; day < DAYS; day++) {
        for (int exit = -1; exit < exits; exit++)
            for (int site = -1; site < sites; site++)
                add_row(table, people, n, (const int[]){site, -1, exit}, day);
        for (int medication = 0; medication < MEDICATIONS; medication++)
            add_row(table, people, n, (const int[]){-1, medication, -1}, day);
    }
    table->rows[table->n++] =
        (struct exact_row){.key = {"data_quality", "", "people_started", "", "", "", "", (double)NAN},
                           .n = (double)NAN,
                           .estimate = (double)n};
}

static struct release_lists lists_of(double width, int sites, int exits) {
    struct release_lists lists = {.default_rule = "coverage30",
                                  .rules = {{"coverage30"}, 1},
                                  .n_landmarks = DAYS,
                                  .width = width,
                                  .grid_days = 400, /* landmarks alone: the data hold no other days */
                                  .last_month = -1};

    memcpy(lists.landmarks, days, sizeof days);
    for (int i = 0; i < MEDICATIONS; i++)
        lists.medications.names[lists.medications.n++] = medication_names[i];
    for (int i = 0; i < sites; i++)
        lists.sites.names[lists.sites.n++] = site_names[i];
    for (int i = 0; i < exits; i++)
        lists.exits.names[lists.exits.n++] = exit_names[i];
    return lists;
}

static FILE *open_file(const char *directory, const char *name, const char *columns) {
    char path[512];
    FILE *file;

    snprintf(path, sizeof path, "%s/%s", directory, name);
    file = fopen(path, "w");
    if (file == NULL)
        exit(1);
    fprintf(file, "analysis,rule,measure,group_by,group,subgroup,time_days,period,%s\n", columns);
    return file;
}

static void print_number(FILE *file, double number) {
    if (isnan(number))
        fputc(',', file);
    else
        fprintf(file, ",%.17g", number);
}

static void print_key(FILE *file, const struct class_key *key) {
    fprintf(file, "%s,%s,%s,%s,%s,%s", key->analysis, key->rule, key->measure, key->group_by, key->group,
            key->subgroup);
    print_number(file, key->time_days);
    fprintf(file, ",%s", key->period);
}

static void write_exact(const char *directory, const struct table *table) {
    FILE *file =
        open_file(directory, "exact.csv", "n,event_people,at_risk,events,estimate,std_error,ci_low,ci_high,flag");

    for (size_t i = 0; i < table->n; i++) {
        const struct exact_row *row = &table->rows[i];
        print_key(file, &row->key);
        print_number(file, row->n);
        print_number(file, row->event_people);
        print_number(file, row->at_risk);
        fputc(',', file);
        print_number(file, row->estimate);
        fputs(",,,,\n", file);
    }
    fclose(file);
}

static void write_released(const char *directory, const struct release_rows *rows) {
    FILE *file = open_file(directory, "data/estimates.csv",
                           "people_low,people_high,estimate,low,high,likely_low,likely_high,flag");

    for (size_t i = 0; i < rows->n; i++) {
        const struct release_row *row = &rows->rows[i];
        const double numbers[] = {row->people_low, row->people_high, row->estimate,   row->low,
                                  row->high,       row->likely_low,  row->likely_high};
        print_key(file, &row->key);
        for (size_t k = 0; k < sizeof numbers / sizeof numbers[0]; k++)
            print_number(file, numbers[k]);
        fprintf(file, ",%s\n", row->flag);
    }
    fclose(file);
}

static void make_release(const char *directory, struct table *table, const struct release_lists *lists) {
    const struct release_settings settings = {lists->width, lists->grid_days, lists->default_rule};
    struct class_table classes;
    struct release_rows rows;
    char data[512];

    snprintf(data, sizeof data, "%s/data", directory);
    mkdir(directory, 0777);
    mkdir(data, 0777);
    write_exact(directory, table);
    if (classify(table->rows, table->n, lists, &classes) != PROTECT_OK ||
        release_make(&classes, &settings, NULL, 0, &rows) != PROTECT_OK)
        exit(1);
    write_released(directory, &rows);
    free(rows.rows);
    class_table_free(&classes);
}

struct choice {
    double width;
    int sites, exits;
    bool pairs;
};

/* Between two releases somebody came: 12 people or more. */
static void make_releases(const char *name, const struct choice *choice, const struct person *people, size_t n) {
    static struct table table;
    struct release_lists lists = lists_of(choice->width, choice->sites, choice->exits);
    size_t came = 12 + (size_t)(60 * draw());
    char directory[480];

    for (int last = choice->pairs ? 0 : 1; last < 2; last++) {
        make_table(&table, people, last == 1 ? n : n - (came < n ? came : n - 1), choice->sites, choice->exits);
        snprintf(directory, sizeof directory, "%s%s", name, choice->pairs ? (last == 1 ? "-1" : "-0") : "");
        make_release(directory, &table, &lists);
    }
}

int main(int argc, char **argv) {
    enum { MOST_PEOPLE = 3000, WORST_PARTS = 10 };
    static struct person people[MOST_PEOPLE];
    long tables = argc > 2 ? atol(argv[2]) : 1;
    const struct choice given = {.width = argc > 4 ? atof(argv[4]) : 11,
                                 .sites = argc > 5 ? atoi(argv[5]) : -1,
                                 .exits = argc > 6 ? atoi(argv[6]) : -1,
                                 .pairs = argc > 7 && strcmp(argv[7], "pairs") == 0};

    seed = argc > 3 ? (uint64_t)atoll(argv[3]) : 1;
    for (long t = 0; t < tables; t++) {
        struct choice choice = given;
        char name[400];
        size_t n;
        if (given.sites < 0)
            choice.sites = 2 + (int)(5 * draw());
        if (given.exits < 0)
            choice.exits = 2 + (int)(7 * draw());
        if (given.sites == 0)
            choice.sites = choice.exits = WORST_PARTS;
        n = given.sites == 0 ? worst_people(people, (int)(t % 4))
                             : draw_people(people, MOST_PEOPLE, choice.sites, choice.exits);
        snprintf(name, sizeof name, "%s/%05ld", argv[1], t);
        make_releases(name, &choice, people, n);
    }
    return 0;
}
