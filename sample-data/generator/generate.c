/* SPDX-License-Identifier: GPL-3.0-or-later */
/* generate_sample: seeded exports of an invented program, with the truth that made them.
 *
 *   generate_sample [--seed N] [--patients N] [--months N] [--sites N] [--set NAME=VALUE ...] [--clean] [--dense]
 * [--out DIR]
 *
 * writes DIR/exports/ (the seven input tables) and DIR/truth/. Same options, same bytes.
 * --clean leaves out the deliberate dirt; nothing else changes. For measuring speed: --dense writes more doses and
 * visits a person, --sites makes more sites, --set gives a parameter of the model (truth/parameters.csv) another value:
 * more returns to use, longer lists, more spells. */
#include <getopt.h>
#include <gsl/gsl_rng.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "counts.h"
#include "dirt.h"
#include "life.h"
#include "model.h"
#include "rows.h"
#include "sheets.h"
#include "writer.h"

enum { EXIT_USAGE = 64, MONTHS_BEFORE = 72, LARGEST_PATIENTS = 5000000, LARGEST_SITES = 3000 };

struct settings {
    unsigned long seed;
    unsigned long patients, months, sites;
    bool clean, dense;
    const char *out;
};

static const char usage[] =
    "usage: generate_sample [--seed N] [--patients N] [--months N] [--sites N] [--set NAME=VALUE ...]\n"
    "       [--clean] [--dense] [--out DIR]\n"
    "  --seed N      start of the random numbers (4)\n"
    "  --patients N  people, 1 to 5000000 (1250)\n"
    "  --months N    months up to October 2026, 2 to 120 (36)\n"
    "  --sites N     sites, 3 to 3000 (3): like north, river and hill by turns\n"
    "  --set NAME=V  a parameter of the model (DIR/truth/parameters.csv), at least 0\n"
    "  --clean       without the deliberate dirt\n"
    "  --dense       more doses and visits a person, for measuring speed\n"
    "  --out DIR     writes DIR/exports and DIR/truth (sample-data)\n";

static unsigned long parse_number(const char *option, const char *text, unsigned long low, unsigned long high) {
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end != '\0' || number < low || number > high) {
        fprintf(stderr, "generate_sample: --%s: '%s' is not a whole number from %lu to %lu\n", option, text, low, high);
        exit(EXIT_USAGE);
    }
    return number;
}

static void set_parameter(char *setting) {
    char *equals = strchr(setting, '='), *end;
    double value = equals != NULL ? strtod(equals + 1, &end) : -1;
    if (!(value >= 0) || end == equals + 1 || *end != '\0') {
        fprintf(stderr, "generate_sample: --set: '%s' is not NAME=NUMBER\n", setting);
        exit(EXIT_USAGE);
    }
    *equals = '\0';
    if (!model_set(setting, value)) {
        fprintf(stderr, "generate_sample: --set: no parameter is called '%s'\n", setting);
        exit(EXIT_USAGE);
    }
}

static struct settings parse_options(int n_arguments, char **arguments) {
    static const struct option options[] = {
        {"seed", required_argument, NULL, 's'},   {"patients", required_argument, NULL, 'p'},
        {"months", required_argument, NULL, 'm'}, {"sites", required_argument, NULL, 'n'},
        {"set", required_argument, NULL, 'v'},    {"clean", no_argument, NULL, 'c'},
        {"dense", no_argument, NULL, 'd'},        {"out", required_argument, NULL, 'o'},
        {"help", no_argument, NULL, 'h'},         {NULL, 0, NULL, 0}};
    struct settings settings = {.seed = 4, .patients = 1250, .months = 36, .sites = N_SITES, .out = "sample-data"};
    int option;
    while ((option = getopt_long(n_arguments, arguments, "", options, NULL)) != -1) {
        switch (option) {
        case 's': settings.seed = parse_number("seed", optarg, 0, 0xffffffffUL); break;
        case 'p': settings.patients = parse_number("patients", optarg, 1, LARGEST_PATIENTS); break;
        case 'm': settings.months = parse_number("months", optarg, 2, ROWS_MAX_MONTHS); break;
        case 'n': settings.sites = parse_number("sites", optarg, N_SITES, LARGEST_SITES); break;
        case 'v': set_parameter(optarg); break;
        case 'c': settings.clean = true; break;
        case 'd': settings.dense = true; break;
        case 'o': settings.out = optarg; break;
        case 'h': fputs(usage, stdout); exit(EXIT_SUCCESS);
        default: fputs(usage, stderr); exit(EXIT_USAGE);
        }
    }
    if (optind < n_arguments) {
        fputs(usage, stderr);
        exit(EXIT_USAGE);
    }
    return settings;
}

/* First admissions begin six years before the window, so that it opens on a program at work. */
static int draw_first_day(gsl_rng *random, const struct rows *rows) {
    int first = rows->first_month - MONTHS_BEFORE;
    unsigned long n_months = (unsigned long)(rows->n_months + MONTHS_BEFORE);
    double most = model_value(P_admissions_autumn);
    for (;;) {
        int start = calendar_month_start(first + (int)gsl_rng_uniform_int(random, n_months));
        int length = calendar_month_start(calendar_month(start) + 1) - start;
        int day = start + (int)gsl_rng_uniform_int(random, (unsigned long)length);
        day = calendar_working_day(day);
        if (gsl_rng_uniform(random) * most < model_admission_weight(day) && day <= rows->as_of) {
            return day;
        }
    }
}

static void make_people(const struct settings *settings, struct rows *rows, struct counts *counts) {
    struct generation generation = {.random = gsl_rng_alloc(gsl_rng_mt19937),
                                    .besides = gsl_rng_alloc(gsl_rng_mt19937),
                                    .rows = rows,
                                    .id_offset = (uint32_t)settings->seed * 2654435761u,
                                    .dense = settings->dense,
                                    .n_sites = (int)settings->sites};
    gsl_rng_set(generation.random, settings->seed);
    gsl_rng_set(generation.besides, settings->seed ^ 0x165667b1UL);
    while ((unsigned long)counts->people < settings->patients) {
        life_make(&generation, draw_first_day(generation.random, rows), counts);
    }
    gsl_rng_free(generation.random);
    gsl_rng_free(generation.besides);
}

static void write_all(const struct settings *settings, struct rows *rows, const struct counts *counts) {
    char exports[WRITER_PATH_BYTES], truth[WRITER_PATH_BYTES];
    writer_make_directory(settings->out);
    writer_path(exports, settings->out, "exports");
    writer_path(truth, settings->out, "truth");
    writer_make_directory(exports);
    writer_make_directory(truth);
    writer_write_exports(rows, exports);
    writer_write_truth(rows, counts, truth);
    if (!settings->clean) {
        struct sheets sheets;
        sheets_load(&sheets, exports, rows->first_month, rows->n_months);
        dirt_spoil(&sheets, settings->seed);
        sheets_save(&sheets, exports);
        sheets_write_marks(&sheets, truth);
        sheets_append_counts(&sheets, truth);
        sheets_free(&sheets);
    }
}

int main(int n_arguments, char **arguments) {
    struct settings settings = parse_options(n_arguments, arguments);
    int as_of = calendar_day(2026, 10, 31);
    int window_start = calendar_month_start(calendar_month(as_of) + 1 - (int)settings.months);
    static struct rows rows;
    struct counts counts = {0};
    rows_open(&rows, window_start, as_of);
    make_people(&settings, &rows, &counts);
    write_all(&settings, &rows, &counts);
    rows_close(&rows);
    return EXIT_SUCCESS;
}
