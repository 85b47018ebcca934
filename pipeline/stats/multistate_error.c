/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Occupation and mean time with their errors: the second half of stats/multistate.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stats/confidence.h"
#include "stats/distribution.h"
#include "stats/multistate.h"

/*
 * The influence of all rows on a target that is linear in what happens after each time: target = p(t_j) R_j, where R_j
 * (n_states x n_states) carries a unit of p_l just after t_j to the target. Row i in state h over the times lo .. hi:
 *   its own move to l at t_j   w_jh (R_j[l] - R_j[h])
 *   being at risk              -sum_j w_jh sum_l dA_hl (R_j[l] - R_j[h]) = -(risk[hi][h] - risk[lo][h])
 * with w_jh = p_h(t_j-) / n_hj; the sums over j are taken from a table of partial sums.
 */
struct target {
    size_t n_used;     /* times up to the target's */
    double *carry;     /* R_j, [(j * n + l) * n + s]; j = 0 .. n_used - 1 */
    double *risk;      /* [(j * n + h) * n + s], j = 0 .. n_used */
    double *influence; /* [s], of the person at hand */
};

/* R_{j} from R_{j+1}: (I + dA_{j+1}) R_{j+1}. */
static void carry_back(const struct multistate *multistate, size_t j, const double *later, double *carry) {
    size_t n = multistate->n_states;
    const double *moves = multistate->moves + (j + 1) * n * n;
    for (size_t h = 0; h < n; h++)
        for (size_t s = 0; s < n; s++) {
            double sum = later[h * n + s];
            for (size_t l = 0; l < n; l++)
                sum += moves[h * n + l] * later[l * n + s];
            carry[h * n + s] += sum;
        }
}

/* What of (begin, end] lies behind `from`. */
static double behind(double from, double begin, double end) { return fmax(end, from) - fmax(begin, from); }

/* `tau` NaN: the target is p at the last used time; else the area from `from` to tau. The area of a unit in l from t_j
 * on is what of t_j to t_{j+1} lies behind `from`, in l itself, then what R carries on. */
static void fill_carry(const struct multistate *multistate, struct target *target, double from, double tau) {
    size_t n = multistate->n_states, used = target->n_used;
    for (size_t j = used; j-- > 0;) {
        double *carry = target->carry + j * n * n;
        double until = j + 1 < used ? multistate->times[j + 1] : tau;
        double own = isnan(tau) ? (j + 1 == used ? 1 : 0) : behind(from, multistate->times[j], until);
        memset(carry, 0, n * n * sizeof *carry);
        for (size_t l = 0; l < n; l++)
            carry[l * n + l] = own;
        if (j + 1 < used)
            carry_back(multistate, j, carry + n * n, carry);
    }
}

static double weight(const struct multistate *multistate, size_t j, size_t h) {
    double rows = multistate->at_risk[j * multistate->n_states + h];
    return rows > 0 ? multistate->occupation[j * multistate->n_states + h] / rows : 0;
}

static void fill_risk(const struct multistate *multistate, struct target *target) {
    size_t n = multistate->n_states;
    memset(target->risk, 0, n * n * sizeof *target->risk);
    for (size_t j = 0; j < target->n_used; j++)
        for (size_t h = 0; h < n; h++)
            for (size_t s = 0; s < n; s++) {
                const double *moves = multistate->moves + (j * n + h) * n, *carry = target->carry + j * n * n;
                double sum = 0; /* the diagonal of moves holds -sum: sum_l dA_hl (R[l] - R[h]) */
                for (size_t l = 0; l < n; l++)
                    sum += moves[l] * carry[l * n + s];
                target->risk[((j + 1) * n + h) * n + s] =
                    target->risk[(j * n + h) * n + s] + weight(multistate, j, h) * sum;
            }
}

static void add_row(const struct multistate *multistate, struct target *target, const struct multistate_row *row) {
    size_t n = multistate->n_states, h = (size_t)row->from, to = (size_t)row->to;
    size_t low = row->n_before < target->n_used ? row->n_before : target->n_used;
    size_t high = row->n_within < target->n_used ? row->n_within : target->n_used;
    const double *before = target->risk + (low * n + h) * n, *after = target->risk + (high * n + h) * n;
    for (size_t s = 0; s < n; s++)
        target->influence[s] -= after[s] - before[s];
    if (to == h || row->n_within > target->n_used) /* it moves behind the target's time, if at all */
        return;
    const double *carry = target->carry + (high - 1) * n * n;
    for (size_t s = 0; s < n; s++)
        target->influence[s] += weight(multistate, high - 1, h) * (carry[to * n + s] - carry[h * n + s]);
}

static enum stats_status target_alloc(const struct multistate *multistate, double time, struct target *target) {
    size_t n = multistate->n_states, used = multistate_find(multistate, time);
    *target = (struct target){.n_used = used};
    target->carry = malloc((used + 1) * n * n * sizeof(double));
    target->risk = malloc((used + 1) * n * n * sizeof(double));
    target->influence = calloc(n + 1, sizeof(double));
    if (target->carry == NULL || target->risk == NULL || target->influence == NULL)
        return STATS_NO_MEMORY;
    return STATS_OK;
}

static void target_free(struct target *target) {
    free(target->carry);
    free(target->risk);
    free(target->influence);
}

/* The squares of everyone's influence: rows come person by person. */
static void add_squares(const struct multistate *multistate, struct target *target, double *squares) {
    size_t n = multistate->n_states, n_rows = multistate->group.n_rows;
    for (size_t i = 0; i < n_rows; i++) {
        if (multistate->rows[i].n_before < target->n_used) /* it begins before the target's last change of state */
            add_row(multistate, target, &multistate->rows[i]);
        if (i + 1 < n_rows && multistate->rows[i + 1].person == multistate->rows[i].person)
            continue;
        for (size_t s = 0; s < n; s++) {
            squares[s] += target->influence[s] * target->influence[s];
            target->influence[s] = 0;
        }
    }
}

/* Standard errors of the target at `time` (from, tau NaN) or of the area between from and tau = time. */
static enum stats_status set_errors(const struct multistate *multistate, double time, double from, double tau,
                                    struct interval *states) {
    struct target target;
    size_t n = multistate->n_states;
    double *squares = calloc(n, sizeof *squares);
    enum stats_status status = target_alloc(multistate, time, &target);
    if (status == STATS_OK && squares != NULL) {
        fill_carry(multistate, &target, from, tau);
        fill_risk(multistate, &target);
        add_squares(multistate, &target, squares);
        for (size_t s = 0; s < n; s++)
            states[s].std_error = sqrt(squares[s]);
    }
    status = squares == NULL ? STATS_NO_MEMORY : status;
    free(squares);
    target_free(&target);
    return status;
}

double multistate_people_at_risk(const struct multistate *multistate, double time) {
    int32_t last = -1;
    double people = 0;
    for (size_t i = 0; i < multistate->group.n_rows; i++) { /* they come person by person */
        const struct multistate_row *row = &multistate->rows[i];
        if (!(row->entry < time && row->exit >= time) || row->person == last)
            continue;
        last = row->person;
        people += 1;
    }
    return people;
}

/* A share that is 0 or 1 comes out of the products with rounding, which the limits would take for knowledge. */
static struct interval settle(double share, double std_error) {
    static const double rounding = 1e-13;
    if (share < rounding)
        return (struct interval){.estimate = 0};
    if (share > 1 - rounding)
        return (struct interval){.estimate = 1};
    return (struct interval){.estimate = share, .std_error = std_error};
}

enum stats_status multistate_occupation(const struct multistate *multistate, double time, double level,
                                        struct interval *states) {
    const struct confidence confidence = {CONFIDENCE_LOG_LOG, level};
    if (!(level > 0 && level < 1) || isnan(time))
        return STATS_INVALID;
    if (time > multistate->last_time)
        return STATS_BEYOND_FOLLOW_UP;
    const double *occupation = multistate->occupation + multistate_find(multistate, time) * multistate->n_states;
    enum stats_status status = set_errors(multistate, time, nan(""), nan(""), states);
    if (status != STATS_OK)
        return status;
    double people = multistate_people_at_risk(multistate, time);
    for (size_t s = 0; s < multistate->n_states; s++) {
        struct interval *state = &states[s];
        *state = settle(occupation[s], state->std_error);
        struct confidence_limits limits = confidence_incidence(&confidence, state->estimate, state->std_error, people);
        state->ci_low = limits.low;
        state->ci_high = limits.high;
    }
    return STATS_OK;
}

/* Area under p_s between from and tau. */
static double area(const struct multistate *multistate, double from, double tau, size_t s) {
    size_t n = multistate->n_states, used = multistate_find(multistate, tau);
    double sum = 0, begin = 0;
    for (size_t j = 0; j <= used; j++) {
        double until = j < used ? multistate->times[j] : tau;
        sum += multistate->occupation[j * n + s] * behind(from, begin, until);
        begin = until;
    }
    return sum;
}

enum stats_status multistate_mean(const struct multistate *multistate, double from, double tau, double level,
                                  struct interval *states) {
    if (!(level > 0 && level < 1) || !(from >= 0) || !(tau > from))
        return STATS_INVALID;
    if (tau > multistate->last_time)
        return STATS_BEYOND_FOLLOW_UP;
    enum stats_status status = set_errors(multistate, tau, from, tau, states);
    if (status != STATS_OK)
        return status;
    double z = distribution_normal_quantile(0.5 + level / 2);
    for (size_t s = 0; s < multistate->n_states; s++) {
        struct interval *state = &states[s];
        state->estimate = area(multistate, from, tau, s);
        state->ci_low = fmax(state->estimate - z * state->std_error, 0);
        state->ci_high = fmin(state->estimate + z * state->std_error, tau - from);
    }
    return STATS_OK;
}
