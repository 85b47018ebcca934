/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/part_of_mean.h"

#include <math.h>
#include <stdlib.h>

#include "stats/confidence.h"
#include "stats/distribution.h"
#include "stats/part_of_mean_rows.h"
#include "stats/weighted_incidence.h"

/* The mean of those beside a group: of all, which is the same for each group; of its strata. */
struct mean {
    bool within;
    enum stats_status status;
    struct weighted_incidence found; /* at the time asked for */
    double *person;                  /* sums of influences, */
    double squares;                  /* and of their squares */
    struct interval share;
};

struct part_of_mean_sample {
    struct part_of_mean_request request;
    struct part_of_mean_rows rows;
    struct mean crude, within;
    double *ones, *weights, *influence; /* per row */
    double *room;                       /* per person */
};

/* A group at hand. */
struct group {
    int32_t code;
    struct weighted_incidence found;
    double squares, products; /* sums over people, of the group's influences and of both */
};

/* ---- the mean ---- */

/* The influence of the row, and of its being one more in its stratum. */
static void settle_influences(struct part_of_mean_sample *sample, int32_t group) {
    const struct part_of_mean_request *request = &sample->request;
    struct part_of_mean_rows *rows = &sample->rows;

    for (size_t k = 0; k < rows->beside.n_rows; k++) {
        uint32_t row = rows->ascending[k];
        part_of_mean_stratum(request, rows, true, row)->influence += sample->influence[row];
    }
    for (size_t k = 0; k < rows->beside.n_rows; k++) {
        uint32_t row = rows->ascending[k];
        const struct stratum *stratum = part_of_mean_stratum(request, rows, true, row);
        double shift = stratum->shift[request->group[row] == group];
        sample->influence[row] = stratum->weight * sample->influence[row] + shift * stratum->influence;
    }
}

static double sum_squares(const struct part_of_mean_sample *sample, double *person) {
    const struct part_of_mean_rows *rows = &sample->rows;
    double sum = 0;

    for (int32_t i = 0; i < rows->all.n_people; i++)
        person[i] = 0;
    for (size_t k = 0; k < rows->beside.n_rows; k++)
        person[rows->all.person[rows->ascending[k]]] += sample->influence[rows->ascending[k]];
    for (int32_t i = 0; i < rows->all.n_people; i++)
        sum += person[i] * person[i];
    return sum;
}

static enum stats_status estimate_mean(struct part_of_mean_sample *sample, int32_t group, double time,
                                       struct mean *mean) {
    struct part_of_mean_rows *rows = &sample->rows;
    enum stats_status status;

    for (size_t k = 0; mean->within && k < rows->beside.n_rows; k++) {
        uint32_t row = rows->ascending[k];
        sample->weights[row] = part_of_mean_stratum(&sample->request, rows, true, row)->weight;
    }
    status = weighted_incidence_estimate(&rows->beside, mean->within ? sample->weights : sample->ones,
                                         sample->request.cause, time, sample->influence, &mean->found);
    if (status == STATS_OK && mean->within)
        settle_influences(sample, group);
    if (status == STATS_OK)
        mean->squares = sum_squares(sample, mean->person);
    return status;
}

/* ---- the group ---- */

static enum stats_status estimate_group(struct part_of_mean_sample *sample, double time, const struct mean *mean,
                                        struct group *group) {
    const struct part_of_mean_rows *rows = &sample->rows;
    const size_t *start = &rows->groups.start[group->code];
    struct survival_group members = survival_split_group(&rows->groups, (size_t)group->code);
    enum stats_status status = weighted_incidence_estimate(&members, sample->ones, sample->request.cause, time,
                                                           sample->influence, &group->found);
    double own = 0;

    group->squares = group->products = 0;
    for (size_t k = start[0]; status == STATS_OK && k < start[1]; k++) {
        int32_t person = rows->all.person[rows->members[k]];
        own += sample->influence[rows->members[k]];
        if (k + 1 < start[1] && rows->all.person[rows->members[k + 1]] == person)
            continue;
        group->squares += own * own;
        group->products += own * mean->person[person];
        own = 0;
    }
    return status;
}

/* ---- shares ---- */

static struct interval share_of(double estimate, double variance, double people, double level) {
    const struct confidence confidence = {CONFIDENCE_LOG_LOG, level};
    struct interval share = {.estimate = estimate, .std_error = confidence_error(estimate, sqrt(variance))};
    struct confidence_limits limits = confidence_incidence(&confidence, estimate, share.std_error, people);

    share.ci_low = limits.low;
    share.ci_high = limits.high;
    return share;
}

/* Of a share that has come to 1 before nobody was left: by what it was just before, if it was anything. */
static void settle_end(const struct weighted_incidence *then, double squares, double people, double level,
                       struct interval *share) {
    const struct confidence confidence = {CONFIDENCE_LOG_LOG, level};
    struct interval before;
    struct confidence_limits limits;

    if (then != NULL)
        before = share_of(then->share, squares, people, level);
    limits = confidence_incidence_end(&confidence, then == NULL ? NULL : &before, people);
    share->ci_low = limits.low;
    share->ci_high = limits.high;
}

static bool is_ended(const struct interval *share, const struct weighted_incidence *found) {
    return !(share->estimate < 1) && found->gone < HUGE_VAL;
}

/* Where nobody was left before the time, the people are those at risk when the last of them went. */
static enum stats_status set_group_share(struct part_of_mean_sample *sample, const struct group *group,
                                         const struct mean *mean, struct interval *share) {
    double time = sample->request.time, level = sample->request.level;
    double people = part_of_mean_rows_count_group(&sample->rows, group->code, fmin(time, group->found.gone));
    struct group then = *group;
    bool any = !isnan(group->found.before);
    enum stats_status status = STATS_OK;

    *share = share_of(group->found.share, group->squares, people, level);
    if (!is_ended(share, &group->found))
        return STATS_OK;
    if (any)
        status = estimate_group(sample, group->found.before, mean, &then);
    if (status == STATS_OK)
        settle_end(any ? &then.found : NULL, then.squares, people, level, share);
    return status;
}

static enum stats_status set_mean_share(struct part_of_mean_sample *sample, int32_t group, struct mean *mean) {
    double time = sample->request.time, level = sample->request.level;
    double people = part_of_mean_rows_count_beside(&sample->rows, fmin(time, mean->found.gone));
    struct mean then = *mean;
    bool any = !isnan(mean->found.before);
    enum stats_status status = STATS_OK;

    mean->share = share_of(mean->found.share, mean->squares, people, level);
    if (!is_ended(&mean->share, &mean->found))
        return STATS_OK;
    then.person = sample->room;
    if (any)
        status = estimate_mean(sample, group, mean->found.before, &then);
    if (status == STATS_OK)
        settle_end(any ? &then.found : NULL, then.squares, people, level, &mean->share);
    return status;
}

static void make_mean(struct part_of_mean_sample *sample, int32_t group, struct mean *mean) {
    part_of_mean_rows_select(&sample->request, mean->within, &sample->rows);
    mean->status = estimate_mean(sample, group, sample->request.time, mean);
    if (mean->status == STATS_OK)
        mean->status = set_mean_share(sample, group, mean);
}

/* ---- the difference ---- */

static double arm(double own, double other, double correlation) {
    return sqrt(fmax(own * own - 2 * correlation * own * other + other * other, 0));
}

static void set_difference(const struct part_of_mean_sample *sample, const struct group *of_group,
                           const struct mean *of_mean, struct part_of_mean *out) {
    const struct interval *group = &out->group, *mean = &out->mean;
    bool has_errors = group->std_error > 0 && mean->std_error > 0;
    double r = has_errors ? fmin(of_group->products / sqrt(of_group->squares * of_mean->squares), 1)
                          : part_of_mean_rows_correlation(&sample->request, &sample->rows, of_mean->within);
    double z = distribution_normal_quantile(0.5 + sample->request.level / 2), nearer;
    struct interval *difference = &out->difference;

    difference->estimate = group->estimate - mean->estimate;
    difference->std_error = sqrt(fmax(of_group->squares - 2 * of_group->products + of_mean->squares, 0));
    difference->ci_low = difference->estimate - arm(group->estimate - group->ci_low, mean->ci_high - mean->estimate, r);
    difference->ci_high =
        difference->estimate + arm(group->ci_high - group->estimate, mean->estimate - mean->ci_low, r);
    nearer = difference->estimate > 0 ? difference->estimate - difference->ci_low
                                      : difference->ci_high - difference->estimate;
    out->p_value = nearer > 0 ? distribution_normal_two_sided(z * difference->estimate / nearer) : 1;
}

enum stats_status part_of_mean_compare(struct part_of_mean_sample *sample, int32_t code, bool within,
                                       struct part_of_mean *out) {
    struct mean *mean = within ? &sample->within : &sample->crude;
    struct group group = {.code = code};
    struct part_of_mean found;
    enum stats_status status = part_of_mean_rows_turn(&sample->request, code, within, &sample->rows);

    if (status != STATS_OK)
        return status;
    if (within)
        make_mean(sample, code, mean);
    status = estimate_group(sample, sample->request.time, mean, &group);
    if (status == STATS_OK)
        status = mean->status;
    if (status != STATS_OK)
        return status;
    found.largest_step = group.found.largest_step;
    found.at_risk = part_of_mean_rows_count_group(&sample->rows, code, sample->request.time);
    found.mean = mean->share;
    status = set_group_share(sample, &group, mean, &found.group);
    if (status != STATS_OK)
        return status;
    set_difference(sample, &group, mean, &found);
    *out = found;
    return STATS_OK;
}

/* ---- what is found once ---- */

static enum stats_status prepare(struct part_of_mean_sample *sample) {
    size_t n_rows = sample->request.rows->n_rows, n_people;
    enum stats_status status = part_of_mean_rows_open(&sample->request, &sample->rows);

    if (status != STATS_OK)
        return status;
    n_people = (size_t)sample->rows.all.n_people;
    sample->ones = calloc(n_rows + 1, sizeof(double));
    sample->weights = calloc(n_rows + 1, sizeof(double));
    sample->influence = calloc(n_rows + 1, sizeof(double));
    sample->room = calloc(n_people + 1, sizeof(double));
    sample->crude.person = calloc(n_people + 1, sizeof(double));
    sample->within.person = calloc(n_people + 1, sizeof(double));
    if (sample->ones == NULL || sample->weights == NULL || sample->influence == NULL || sample->room == NULL ||
        sample->crude.person == NULL || sample->within.person == NULL)
        return STATS_NO_MEMORY;
    for (size_t i = 0; i < n_rows; i++)
        sample->ones[i] = 1;
    sample->within.within = true;
    sample->rows.whole.n_group = 1;
    make_mean(sample, 0, &sample->crude);
    return sample->crude.status == STATS_NO_MEMORY ? STATS_NO_MEMORY : STATS_OK;
}

enum stats_status part_of_mean_open(const struct part_of_mean_request *request, struct part_of_mean_sample **out) {
    struct part_of_mean_sample *sample;
    enum stats_status status;

    if (!(request->level > 0 && request->level < 1) || request->rows->count != NULL)
        return STATS_INVALID;
    if (request->rows->n_rows == 0)
        return STATS_EMPTY;
    sample = calloc(1, sizeof *sample);
    if (sample == NULL)
        return STATS_NO_MEMORY;
    sample->request = *request;
    status = prepare(sample);
    if (status == STATS_OK)
        *out = sample;
    else
        part_of_mean_close(sample);
    return status;
}

void part_of_mean_close(struct part_of_mean_sample *sample) {
    if (sample == NULL)
        return;
    part_of_mean_rows_close(&sample->rows);
    free(sample->ones);
    free(sample->weights);
    free(sample->influence);
    free(sample->room);
    free(sample->crude.person);
    free(sample->within.person);
    free(sample);
}
