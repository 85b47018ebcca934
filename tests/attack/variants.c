/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Variants of an estimates table that have the same class table and differ in every exact number: people, events and
 * followed are drawn anew inside their classes, estimates inside what rounds to the same class, everything that may not
 * pass is any number; rows that no list has come and go, on days and in groups of their own.
 *
 *     variants TABLE.csv DIR N SEED       DIR/NNNN-a.csv and DIR/NNNN-b.csv
 *
 * Classes are worked out here again, not by the code under test.
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CELLS = 17, MOST_ROWS = 1 << 17, LINE = 4096, WIDTH = 11, TRIES = 200 };

enum cell {
    ANALYSIS,
    RULE,
    MEASURE,
    GROUP_BY,
    GROUP,
    SUBGROUP,
    DAY,
    PERIOD,
    N,
    EVENT_PEOPLE,
    AT_RISK,
    EVENTS,
    ESTIMATE,
    STD_ERROR
};

struct row {
    char *cells[CELLS];
    double n, event_people, at_risk, estimate, std_error; /* as given */
    double new_n, new_event_people, new_at_risk, new_held;
    bool is_drawn;
};

static struct row rows[MOST_ROWS];
static size_t n_rows;
static uint64_t seed;

static double draw(void) {
    seed = seed * 6364136223846793005U + 1442695040888963407U;
    return (double)(seed >> 11) / 9007199254740992.0;
}

static int class_of(double count) { return count <= WIDTH ? 0 : (int)ceil(count / WIDTH) - 1; }

/* A whole count of the same class. */
static double alike(double count) {
    int class = class_of(count);
    double low = class == 0 ? 0 : class * WIDTH + 1;

    return low + floor(draw() * ((class + 1) * WIDTH - low + 1));
}

static double number(const struct row *row, enum cell cell) {
    return *row->cells[cell] == '\0' ? (double)NAN : strtod(row->cells[cell], NULL);
}

static bool is(const struct row *row, enum cell cell, const char *text) { return strcmp(row->cells[cell], text) == 0; }

static void read_rows(const char *path) {
    char line[LINE];
    FILE *file = fopen(path, "r");

    if (file == NULL || fgets(line, sizeof line, file) == NULL)
        exit(2);
    for (; fgets(line, sizeof line, file) != NULL; n_rows++) {
        if (n_rows == MOST_ROWS) {
            fprintf(stderr, "variants: more than %d rows\n", MOST_ROWS);
            exit(2);
        }
        char *rest = strdup(line);
        if (strchr(line, '"') != NULL) {
            n_rows--;
            continue;
        }
        rest[strcspn(rest, "\n")] = '\0';
        for (int i = 0; i < CELLS; i++) {
            char *cell = strsep(&rest, ",");
            rows[n_rows].cells[i] = cell == NULL ? (char *)"" : cell;
        }
        rows[n_rows].n = number(&rows[n_rows], N);
        rows[n_rows].event_people = number(&rows[n_rows], EVENT_PEOPLE);
        rows[n_rows].at_risk = number(&rows[n_rows], AT_RISK);
        rows[n_rows].estimate = number(&rows[n_rows], ESTIMATE);
        rows[n_rows].std_error = number(&rows[n_rows], STD_ERROR);
    }
    fclose(file);
}

static bool is_survival(const struct row *row) {
    return is(row, MEASURE, "survival") || is(row, MEASURE, "cohort_retention_90");
}

/* Is it a share of people, which is told as n and round(n x F)? */
static bool is_share(const struct row *row) {
    return is_survival(row) || is(row, MEASURE, "cumulative_incidence") || is(row, ANALYSIS, "reflections");
}

/* A flow, a census or a count of people, told as it is. */
static bool is_count(const struct row *row) {
    static const char *const measures[] = {"people_in_care", "admissions",     "returns",
                                           "leavings",       "returns_to_use", "people_started"};

    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
        if (is(row, MEASURE, measures[i]) && (!is(row, ANALYSIS, "data_quality") || i == 5))
            return true;
    return false;
}

static double held(const struct row *row) {
    return round(row->n * (is_survival(row) ? 1 - row->estimate : row->estimate));
}

static bool same_people(const struct row *a, const struct row *b) {
    return strcmp(a->cells[ANALYSIS], b->cells[ANALYSIS]) == 0 && strcmp(a->cells[RULE], b->cells[RULE]) == 0 &&
           strcmp(a->cells[GROUP_BY], b->cells[GROUP_BY]) == 0 && strcmp(a->cells[GROUP], b->cells[GROUP]) == 0 &&
           strcmp(a->cells[DAY], b->cells[DAY]) == 0 && strcmp(a->cells[MEASURE], b->cells[MEASURE]) == 0;
}

static void draw_one(struct row *row) {
    row->new_n = isnan(row->n) ? (double)NAN : alike(row->n);
    row->new_event_people = isnan(row->event_people) ? (double)NAN : alike(row->event_people);
    row->new_at_risk = isnan(row->at_risk) ? (double)NAN : alike(row->at_risk);
    row->new_held = alike(held(row));
    row->is_drawn = true;
}

/* Codes of the same people on one day: who was seen to have any must stay in their class as well. */
static void draw_codes(size_t first) {
    for (int try = 0; try < TRIES; try++) {
        double before = 0, after = 0, n = alike(rows[first].n), at_risk = alike(rows[first].at_risk);
        for (size_t i = first; i < n_rows; i++) {
            if (!same_people(&rows[i], &rows[first]))
                continue;
            draw_one(&rows[i]);
            rows[i].new_n = n;
            rows[i].new_at_risk = at_risk;
            if (try == TRIES - 1)
                rows[i].new_event_people = rows[i].event_people;
            before += isnan(rows[i].event_people) ? 0 : rows[i].event_people;
            after += isnan(rows[i].event_people) ? 0 : rows[i].new_event_people;
        }
        if (class_of(before) == class_of(after))
            return;
    }
}

static void print(FILE *file, double value) {
    if (isnan(value))
        fputc(',', file);
    else
        fprintf(file, ",%.17g", value);
}

static double any(void) { return draw() * 1000; }

/* A share of records, whose error tells for how many people they count: one that gives a number of the same class. */
static bool is_of_records(const struct row *row) { return is(row, ANALYSIS, "reflections"); }

static double new_error(const struct row *row, double estimate) {
    double p = row->estimate, people;

    if (!is_of_records(row) || !(row->std_error > 0) || !(p > 0 && p < 1))
        return any();
    people = alike(floor(p * (1 - p) / (row->std_error * row->std_error))) + 0.5;
    return sqrt(estimate * (1 - estimate) / people);
}

/* F that rounds to the drawn count; NaN and what cannot be stay. */
static double new_estimate(const struct row *row) {
    double share;

    if (isnan(row->estimate))
        return (double)NAN;
    if (is_count(row))
        return isnan(row->n) || is(row, MEASURE, "people_in_care") ? row->new_n : alike(row->estimate);
    if (!is_share(row))
        return any();
    if (row->new_n < 1)
        return draw();
    share = (row->new_held + 0.9 * (draw() - 0.5)) / row->new_n;
    if (is_of_records(row)) /* neither 0 nor 1 where it was neither: else its error would tell nothing */
        return row->estimate > 0 && row->estimate < 1 ? fmin(fmax(share, 0.001), 0.999) : row->estimate;
    return is_survival(row) ? 1 - share : share;
}

/* Rows used are told by the first digit of their sum: so much may be added to it. */
static double rows_to_spare(void) {
    double sum = 0, unit = 1;

    for (size_t i = 0; i < n_rows; i++)
        sum += is(&rows[i], MEASURE, "accepted") && !isnan(rows[i].estimate) ? rows[i].estimate : 0;
    while (sum >= 10 * unit)
        unit *= 10;
    return (floor(sum / unit) + 1) * unit - sum - 1;
}

static void write_row(FILE *file, const struct row *row) {
    bool told = is_share(row) || is_count(row), sized = is(row, MEASURE, "accepted");
    double estimate = new_estimate(row);
    double more = sized && is(row, GROUP, "patients") ? floor(draw() * rows_to_spare()) : 0;

    for (int i = 0; i < N; i++)
        fprintf(file, "%s%s", i > 0 ? "," : "", row->cells[i]);
    print(file, told ? row->new_n : any());
    print(file, is_share(row) && !is(row, ANALYSIS, "reflections") ? row->new_event_people : any());
    print(file, told ? row->new_at_risk : any());
    print(file, any());
    print(file, sized ? row->estimate + more : estimate);
    print(file, new_error(row, estimate));
    for (int i = 0; i < 2; i++)
        print(file, any());
    fprintf(file, ",%s\n", draw() < 0.5 ? "too_few" : "");
}

/* Somebody's day, somebody's site, and few people with a medication that is listed: they may as well be none. */
static void write_strays(FILE *file) {
    static const char numbers[] = "%.0f,%.0f,%.0f,%.0f,%.17g,0.1,0.2,0.3,too_few\n";
    double few = floor(1 + 11 * draw());

    if (draw() < 0.5) {
        fprintf(file, "retention_first,coverage30,survival,medication,buprenorphine_implant,,90,,");
        fprintf(file, numbers, few, few, few, few, draw());
    }
    for (int i = 0, n = (int)(4 * draw()); i < n; i++) {
        double people = floor(1 + 10 * draw());
        fprintf(file, "retention_first,coverage30,survival,,,,%d,,", 31 + i + (int)(20 * draw()));
        fprintf(file, numbers, 40 + any(), people, people, people, draw());
        fprintf(file, "retention_first,coverage30,survival,site,stray%d,,90,,", i);
        fprintf(file, numbers, people, people, people, people, draw());
        fprintf(file, "leaving_adjusted,coverage30,hazard_ratio,,site,stray%d,,,", i);
        fprintf(file, numbers, any(), any(), any(), any(), any());
    }
}

static void write_variant(const char *path) {
    FILE *file = fopen(path, "w");

    if (file == NULL)
        exit(2);
    for (size_t i = 0; i < n_rows; i++)
        rows[i].is_drawn = false;
    for (size_t i = 0; i < n_rows; i++) {
        if (!rows[i].is_drawn && is(&rows[i], MEASURE, "cumulative_incidence"))
            draw_codes(i);
        else if (!rows[i].is_drawn)
            draw_one(&rows[i]);
        /* who is in care are people; one count of people without a row of theirs is its own */
        if (is_count(&rows[i]) && isnan(rows[i].n))
            rows[i].new_n = alike(rows[i].estimate);
    }
    fprintf(file,
            "analysis,rule,measure,group_by,group,subgroup,time_days,period,n,event_people,at_risk,events,estimate,"
            "std_error,ci_low,ci_high,flag\n");
    for (size_t i = 0; i < n_rows; i++)
        write_row(file, &rows[i]);
    write_strays(file);
    fclose(file);
}

int main(int argc, char **argv) {
    char path[600];
    long pairs = argc > 3 ? atol(argv[3]) : 1;

    if (argc < 5)
        return 2;
    seed = (uint64_t)atoll(argv[4]);
    read_rows(argv[1]);
    for (long i = 0; i < pairs; i++)
        for (int side = 0; side < 2; side++) {
            snprintf(path, sizeof path, "%s/%04ld-%c.csv", argv[2], i, 'a' + side);
            write_variant(path);
        }
    return 0;
}
