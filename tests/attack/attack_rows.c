/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the attacker knows of the rows of one release: each of its own, and days of one curve. */
#include <math.h>
#include <string.h>

#include "attack.h"
#include "privacy/count_class.h"
#include "privacy/release_range.h"

bool is_curve(const struct row *row) {
    return is(row, MEASURE, "survival") || is(row, MEASURE, "cumulative_incidence");
}

const char *people_of(const struct row *row) {
    return is(row, ANALYSIS, "exits_first") ? "retention_first" : row->cells[ANALYSIS];
}

bool same_people(const struct row *a, const struct row *b) {
    return strcmp(people_of(a), people_of(b)) == 0 && same(a, b, RULE) && same(a, b, GROUP_BY) && same(a, b, GROUP);
}

/* The leaving of any kind of the same people by the same day; NULL: not in the release. */
static const struct row *any_exit(const struct table *table, const struct row *row) {
    for (size_t i = 0; i < table->n; i++)
        if (is(&table->rows[i], ANALYSIS, "retention_first") && is(&table->rows[i], MEASURE, "survival") &&
            same_people(&table->rows[i], row) && same(&table->rows[i], row, DAY))
            return &table->rows[i];
    return NULL;
}

/* What gives exactly this range: classes of h, parts of n. */
struct read_back {
    int h_first, h_last, at_risk_first, at_risk_last, seen_first, seen_last;
};

static bool gives(const struct row *row, const struct class_row *classes, double width) {
    struct release_range range =
        is(row, MEASURE, "survival") ? release_range_of_rest(classes, width) : release_range_of(classes, width);

    return range.is_told && fabs(range.low - number(row, LOW)) < 1e-6 && fabs(range.high - number(row, HIGH)) < 1e-6 &&
           fabs(range.likely_low - number(row, LIKELY_LOW)) < 1e-6 &&
           fabs(range.likely_high - number(row, LIKELY_HIGH)) < 1e-6;
}

static void include(int value, int *first, int *last) {
    *first = *first < 0 || value < *first ? value : *first;
    *last = value > *last ? value : *last;
}

/* He tries all classes and parts. */
static bool read_range(const struct row *row, double width, struct read_back *back) {
    struct class_row classes = {
        .n = count_class(number(row, PEOPLE_LOW), width), .is_known = true, .is_followed = true};

    *back = (struct read_back){-1, -1, -1, -1, -1, -1};
    for (classes.h = 0; classes.h <= classes.n; classes.h++)
        for (int parts = 0; release_range_is_told(classes.n, classes.h, width) && parts < CLASS_PARTS * CLASS_PARTS;
             parts++) {
            classes.at_risk = (enum class_part)(parts % CLASS_PARTS);
            classes.seen = (enum class_part)(parts / CLASS_PARTS);
            if (classes.seen == CLASS_PART_LESS || classes.seen < classes.at_risk || !gives(row, &classes, width))
                continue;
            include(classes.h, &back->h_first, &back->h_last);
            include((int)classes.at_risk, &back->at_risk_first, &back->at_risk_last);
            include((int)classes.seen, &back->seen_first, &back->seen_last);
        }
    return back->h_first >= 0;
}

/* What parts of n were at risk, and seen to leave as well: 12 at least; each class is rounded down. */
static void know_parts(const struct program *program, const struct row *row, const struct read_back *back) {
    const struct row *any = any_exit(program->released, row);
    double n = number(row, PEOPLE_LOW), width = program->width;
    struct terms at_risk = {0}, seen = {0};

    if (any == NULL)
        return;
    add_term(&at_risk, any->at_risk, 1);
    add_term(&seen, any->at_risk, 1);
    add_term(&seen, any->seen, 1);
    constrain(program->lp, &at_risk, GLP_LO,
              fmax(class_part_share((enum class_part)back->at_risk_first) * n, width + 1), 0);
    constrain(program->lp, &seen, GLP_LO, class_part_share((enum class_part)back->seen_first) * n, 0);
    if (back->at_risk_last + 1 < CLASS_PARTS)
        constrain(
            program->lp, &at_risk, GLP_UP, 0,
            count_class_high(
                count_class(ceil(class_part_share((enum class_part)(back->at_risk_last + 1)) * n) - 1, width), width));
    if (back->seen_last + 1 < CLASS_PARTS)
        constrain(program->lp, &seen, GLP_UP, 0,
                  ceil(class_part_share((enum class_part)(back->seen_last + 1)) * n) - 1 + 2 * width);
}

static bool is_always_told(int n, double width) {
    for (int h = 0; h <= n; h++)
        if (!release_range_is_told(n, h, width))
            return false;
    return true;
}

static void know_people(const struct program *program, const struct row *row) {
    double low = number(row, PEOPLE_LOW);

    if (!isnan(low))
        bound(program->lp, row->people, low, number(row, PEOPLE_HIGH));
    else if (is(row, FLAG, "too_few"))
        bound(program->lp, row->people, 0, program->width);
}

/* A row's own numbers, and what a word in the place of a range tells. Those seen to leave and those at risk are among
 * the people; F, with which n is multiplied, is not less than those seen are of n. */
static void know_row(const struct program *program, const struct row *row) {
    struct terms rest = {0}, seen = {0};
    struct read_back back;

    know_people(program, row);
    add_term(&rest, row->people, 1);
    add_term(&rest, row->held, -1);
    constrain(program->lp, &rest, GLP_LO, 0, 0);
    if (row->seen > 0) {
        add_term(&seen, row->held, 1);
        add_term(&seen, row->seen, -1);
        constrain(program->lp, &seen, program->complete ? GLP_FX : GLP_LO, 0, 0);
    }
    if (row->at_risk > 0) {
        struct terms followed = {0};
        add_term(&followed, row->people, 1);
        add_term(&followed, row->seen, -1);
        add_term(&followed, row->at_risk, -1);
        constrain(program->lp, &followed, program->complete ? GLP_FX : GLP_LO, 0, 0);
    }
    if (!isnan(number(row, LOW)) && read_range(row, program->width, &back)) {
        bound(program->lp, row->held, count_class_low(back.h_first, program->width),
              count_class_high(back.h_last, program->width));
        know_parts(program, row, &back);
    } else if (program->complete && row->at_risk > 0 && !isnan(number(row, PEOPLE_LOW)) && !is(row, FLAG, "withheld") &&
               is_always_told(count_class(number(row, PEOPLE_LOW), program->width), program->width)) {
        bound(program->lp, row->at_risk, 0, program->width);
    }
}

const struct row *day_before(const struct table *table, const struct row *row) {
    const struct row *before = NULL;

    for (size_t i = 0; i < table->n; i++) {
        const struct row *other = &table->rows[i];
        if (is_curve(other) && same(other, row, ANALYSIS) && same_people(other, row) && same(other, row, SUBGROUP) &&
            number(other, DAY) < number(row, DAY) && (before == NULL || number(other, DAY) > number(before, DAY)))
            before = other;
    }
    return before;
}

static void know_days(const struct program *program, const struct row *row) {
    const struct row *before = day_before(program->released, row);

    for (int i = 0; i < 2 && before != NULL; i++) {
        struct terms terms = {0};
        if (i == 1 && row->seen == 0)
            break;
        add_term(&terms, i == 0 ? row->held : row->seen, 1);
        add_term(&terms, i == 0 ? before->held : before->seen, -1);
        constrain(program->lp, &terms, GLP_LO, 0, 0);
    }
}

static void name_columns(const struct program *program) {
    struct table *table = program->released;

    for (size_t i = 0; i < table->n; i++) {
        struct row *row = &table->rows[i];
        row->held = row->people = row->seen = row->at_risk = row->beside[0] = row->beside[1] = 0;
        if (!is_curve(row))
            continue;
        row->held = new_column(program);
        if (strcmp(people_of(row), "retention_first") == 0)
            row->seen = new_column(program);
        if (is(row, ANALYSIS, "retention_first"))
            row->at_risk = new_column(program);
        for (size_t k = 0; k < i && row->people == 0; k++)
            if (is_curve(&table->rows[k]) && same_people(&table->rows[k], row))
                row->people = table->rows[k].people;
        if (row->people == 0)
            row->people = new_column(program);
    }
}

void know_rows(const struct program *program) {
    struct table *table = program->released;

    name_columns(program);
    for (size_t i = 0; i < table->n; i++) {
        struct row *row = &table->rows[i];
        if (row->held == 0)
            continue;
        know_row(program, row);
        know_days(program, row);
        know_sums(program, row);
    }
}
