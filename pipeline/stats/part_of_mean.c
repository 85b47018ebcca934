/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stats/part_of_mean.h"

#include <math.h>
#include <stdlib.h>

#include "stats/confidence.h"
#include "stats/distribution.h"
#include "stats/weighted_incidence.h"

/* Rows of a stratum: of all, of the group; and the sum of the mean's influences. */
struct stratum {
    double n, n_group, influence;
};

struct work {
    struct survival_split split;
    struct survival_group all;
    struct stratum *strata;
    struct weighted_incidence group, mean;              /* at the time asked for */
    double *weights, *group_influence, *mean_influence; /* per row */
    double *group_person, *mean_person;                 /* per person */
    size_t n_people;
};

static void work_free(struct work *work) {
    survival_split_free(&work->split);
    free(work->strata);
    free(work->weights);
    free(work->group_influence);
    free(work->mean_influence);
    free(work->group_person);
    free(work->mean_person);
}

static enum stats_status work_alloc(const struct part_of_mean_request *request, struct work *work) {
    size_t n_rows = request->rows->n_rows;
    enum stats_status status = survival_split_build(request->rows, NULL, 1, &work->split);

    if (status != STATS_OK)
        return status;
    work->all = survival_split_group(&work->split, 0);
    work->n_people = (size_t)work->all.n_people;
    work->strata = calloc(request->n_strata + 1, sizeof *work->strata);
    work->weights = calloc(n_rows + 1, sizeof(double));
    work->group_influence = calloc(n_rows + 1, sizeof(double));
    work->mean_influence = calloc(n_rows + 1, sizeof(double));
    work->group_person = calloc(work->n_people + 1, sizeof(double));
    work->mean_person = calloc(work->n_people + 1, sizeof(double));
    return work->strata == NULL || work->weights == NULL || work->group_influence == NULL ||
                   work->mean_influence == NULL || work->group_person == NULL || work->mean_person == NULL
               ? STATS_NO_MEMORY
               : STATS_OK;
}

static struct stratum *stratum_of(const struct part_of_mean_request *request, const struct work *work, size_t row) {
    return &work->strata[request->stratum == NULL ? 0 : request->stratum[row]];
}

/* Without strata all are in one, and the weights are alike. */
static enum stats_status count_strata(const struct part_of_mean_request *request, struct work *work) {
    size_t n_strata = request->stratum == NULL ? 1 : request->n_strata;
    double n_group = 0, n_others = 0;

    for (size_t i = 0; i < request->rows->n_rows; i++) {
        struct stratum *stratum = stratum_of(request, work, i);
        stratum->n += 1;
        stratum->n_group += request->member[i];
    }
    for (size_t s = 0; s < n_strata; s++) {
        n_group += work->strata[s].n_group;
        n_others += work->strata[s].n_group > 0 ? work->strata[s].n - work->strata[s].n_group : 0;
    }
    return !(n_group > 0) ? STATS_EMPTY : !(n_others > 0) ? STATS_NOT_ESTIMABLE : STATS_OK;
}

static enum stats_status estimate_group(const struct part_of_mean_request *request, struct work *work,
                                        struct weighted_incidence *found) {
    enum stats_status status;

    for (size_t i = 0; i < request->rows->n_rows; i++)
        work->weights[i] = request->member[i];
    status = weighted_incidence_estimate(&work->all, work->weights, request->cause, request->time,
                                         work->group_influence, found);
    for (size_t i = 0; status == STATS_OK && i < request->rows->n_rows; i++)
        work->group_influence[i] *= work->weights[i];
    return status;
}

/* The influence of the row, and of its being one more in its stratum. */
static void settle_mean_influences(const struct part_of_mean_request *request, struct work *work) {
    for (size_t i = 0; i < request->rows->n_rows; i++)
        stratum_of(request, work, i)->influence += work->mean_influence[i];
    for (size_t i = 0; i < request->rows->n_rows; i++) {
        const struct stratum *stratum = stratum_of(request, work, i);
        double own = work->weights[i], shift = (request->member[i] - own) / stratum->n;
        work->mean_influence[i] =
            own * work->mean_influence[i] + (request->stratum == NULL ? 0 : shift * stratum->influence);
    }
}

static enum stats_status estimate_mean(const struct part_of_mean_request *request, struct work *work,
                                       struct weighted_incidence *found) {
    enum stats_status status;

    for (size_t i = 0; i < request->rows->n_rows; i++) {
        const struct stratum *stratum = stratum_of(request, work, i);
        work->weights[i] = request->stratum == NULL ? 1 : stratum->n_group / stratum->n;
    }
    status = weighted_incidence_estimate(&work->all, work->weights, request->cause, request->time, work->mean_influence,
                                         found);
    if (status == STATS_OK)
        settle_mean_influences(request, work);
    return status;
}

/* People with a row at risk just before the time; of the group, or of all. `marks`: room, per person. */
static double count_at_risk(const struct part_of_mean_request *request, const struct work *work, bool of_group,
                            double time, double *marks) {
    const struct survival_sample *rows = request->rows;
    double n = 0;

    for (size_t i = 0; i < work->n_people; i++)
        marks[i] = 0;
    for (size_t i = 0; i < rows->n_rows; i++) {
        size_t person = (size_t)work->all.person[i];
        bool counts = of_group ? request->member[i] : stratum_of(request, work, i)->n_group > 0;
        bool in = (rows->entry == NULL || rows->entry[i] < time) && !(rows->exit[i] < time);
        if (!in || !counts || marks[person] > 0)
            continue;
        marks[person] = 1;
        n += 1;
    }
    return n;
}

/* Sums over people of squares and products. */
struct moments_of_people {
    double group, mean, both;
};

static struct moments_of_people sum_people(const struct part_of_mean_request *request, struct work *work) {
    struct moments_of_people sums = {0};

    for (size_t i = 0; i < work->n_people; i++)
        work->group_person[i] = work->mean_person[i] = 0;
    for (size_t i = 0; i < request->rows->n_rows; i++) {
        work->group_person[work->all.person[i]] += work->group_influence[i];
        work->mean_person[work->all.person[i]] += work->mean_influence[i];
    }
    for (size_t i = 0; i < work->n_people; i++) {
        double group = work->group_person[i], mean = work->mean_person[i];
        sums.group += group * group;
        sums.mean += mean * mean;
        sums.both += group * mean;
    }
    return sums;
}

static struct interval share_of(double estimate, double variance, double people, double level) {
    const struct confidence confidence = {CONFIDENCE_LOG_LOG, level};
    struct interval share = {.estimate = estimate, .std_error = confidence_error(estimate, sqrt(variance))};
    struct confidence_limits limits = confidence_incidence(&confidence, estimate, share.std_error, people);

    share.ci_low = limits.low;
    share.ci_high = limits.high;
    return share;
}

/* Of a share that has come to 1 before nobody was left: by what it was just before. Spends the influences. */
static enum stats_status settle_end(const struct part_of_mean_request *request, struct work *work, bool of_group,
                                    double people, struct interval *share) {
    const struct confidence confidence = {CONFIDENCE_LOG_LOG, request->level};
    const struct weighted_incidence *found = of_group ? &work->group : &work->mean;
    struct part_of_mean_request earlier = *request;
    struct weighted_incidence then;
    struct interval before;
    struct moments_of_people sums;
    struct confidence_limits limits;
    enum stats_status status = STATS_OK;

    if (share->estimate < 1 || !(found->gone < HUGE_VAL))
        return STATS_OK;
    earlier.time = found->before;
    if (!isnan(found->before))
        status = of_group ? estimate_group(&earlier, work, &then) : estimate_mean(&earlier, work, &then);
    if (status != STATS_OK)
        return status;
    if (!isnan(found->before)) {
        sums = sum_people(request, work);
        before = share_of(then.share, of_group ? sums.group : sums.mean, people, request->level);
    }
    limits = confidence_incidence_end(&confidence, isnan(found->before) ? NULL : &before, people);
    share->ci_low = limits.low;
    share->ci_high = limits.high;
    return STATS_OK;
}

/* Where nobody was left before the time, the people are those at risk when the last of them went. */
static enum stats_status set_shares(const struct part_of_mean_request *request, struct work *work,
                                    struct moments_of_people sums, struct part_of_mean *out) {
    double group = count_at_risk(request, work, true, fmin(request->time, work->group.gone), work->group_person);
    double all = count_at_risk(request, work, false, fmin(request->time, work->mean.gone), work->group_person);
    enum stats_status status;

    out->group = share_of(work->group.share, sums.group, group, request->level);
    out->mean = share_of(work->mean.share, sums.mean, all, request->level);
    status = settle_end(request, work, true, group, &out->group);
    return status != STATS_OK ? status : settle_end(request, work, false, all, &out->mean);
}

/* Of shares that are alike in all strata. */
static double correlation_of_likes(const struct part_of_mean_request *request, const struct work *work) {
    size_t n_strata = request->stratum == NULL ? 1 : request->n_strata;
    double n_group = 0, sum = 0;

    for (size_t s = 0; s < n_strata; s++) {
        const struct stratum *stratum = &work->strata[s];
        n_group += stratum->n_group;
        sum += stratum->n > 0 ? stratum->n_group * stratum->n_group / stratum->n : 0;
    }
    return sqrt(sum / n_group);
}

static double arm(double own, double other, double correlation) {
    return sqrt(fmax(own * own - 2 * correlation * own * other + other * other, 0));
}

static void set_difference(const struct part_of_mean_request *request, const struct work *work,
                           struct moments_of_people sums, struct part_of_mean *out) {
    const struct interval *group = &out->group, *mean = &out->mean;
    bool has_errors = group->std_error > 0 && mean->std_error > 0;
    double r = has_errors ? fmin(sums.both / sqrt(sums.group * sums.mean), 1) : correlation_of_likes(request, work);
    double z = distribution_normal_quantile(0.5 + request->level / 2), nearer;
    struct interval *difference = &out->difference;

    difference->estimate = group->estimate - mean->estimate;
    difference->std_error = sqrt(fmax(sums.group - 2 * sums.both + sums.mean, 0));
    difference->ci_low = difference->estimate - arm(group->estimate - group->ci_low, mean->ci_high - mean->estimate, r);
    difference->ci_high =
        difference->estimate + arm(group->ci_high - group->estimate, mean->estimate - mean->ci_low, r);
    nearer = difference->estimate > 0 ? difference->estimate - difference->ci_low
                                      : difference->ci_high - difference->estimate;
    out->p_value = nearer > 0 ? distribution_normal_two_sided(z * difference->estimate / nearer) : 1;
}

static enum stats_status compare(const struct part_of_mean_request *request, struct work *work,
                                 struct part_of_mean *out) {
    struct moments_of_people sums;
    enum stats_status status = count_strata(request, work);

    if (status == STATS_OK)
        status = estimate_group(request, work, &work->group);
    if (status == STATS_OK)
        status = estimate_mean(request, work, &work->mean);
    if (status != STATS_OK)
        return status;
    out->largest_step = work->group.largest_step;
    out->at_risk = count_at_risk(request, work, true, request->time, work->group_person);
    sums = sum_people(request, work);
    status = set_shares(request, work, sums, out);
    if (status == STATS_OK)
        set_difference(request, work, sums, out);
    return status;
}

enum stats_status part_of_mean_compare(const struct part_of_mean_request *request, struct part_of_mean *out) {
    struct work work = {0};
    struct part_of_mean found = {0};
    enum stats_status status;

    if (!(request->level > 0 && request->level < 1) || request->rows->count != NULL)
        return STATS_INVALID;
    if (request->rows->n_rows == 0)
        return STATS_EMPTY;
    status = work_alloc(request, &work);
    if (status == STATS_OK)
        status = compare(request, &work, &found);
    if (status == STATS_OK)
        *out = found;
    work_free(&work);
    return status;
}
