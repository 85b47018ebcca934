/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/identifier_digits.h"

#include <math.h>

#include "privacy/identifier_forms.h"

enum { FEWEST_HITS = 3 };

static const double too_unlikely = 1e-6;

double identifier_digits_chance(enum identifier_class form) {
    /* YYYYMMDD: 200 years x 12 x 31 texts; MMDDYYYY and DDMMYYYY as many each, but 12 x 12 x 200 are both; none of
     * these is the first, whose month would have to be 19 or 20 */
    return form == IDENTIFIER_DATE ? (3 * 200 * 12 * 31 - 200 * 12 * 12) / 1e8 : 1;
}

struct identifier_digits identifier_digits_begin(const char *column) {
    enum identifier_class form = IDENTIFIER_NONE;

    if (identifier_column_is(IDENTIFIER_IN_IDS, column))
        form = IDENTIFIER_DATE;
    else if (identifier_column_is(IDENTIFIER_IN_PLACES, column))
        form = IDENTIFIER_GEOGRAPHY;
    return (struct identifier_digits){.form = form};
}

void identifier_digits_add(struct identifier_digits *digits, const char *text, size_t length) {
    bool is_date = digits->form == IDENTIFIER_DATE, tried = false, hit = false;

    for (const char *at = text; at < text + length; at++) {
        struct identifier_span span = {text, at, text + length};
        tried = tried || (is_date ? identifier_forms_eight_digits(span) : identifier_forms_zip_digits(span));
        hit = hit || (is_date ? identifier_forms_date_digits(span) : identifier_forms_zip_digits(span));
    }
    digits->n_values++;
    digits->n_tried += tried;
    digits->n_hits += hit;
}

/* Terms from the first on, each from the one before by the ratio of two neighbours; they fall fast beyond n p. */
double identifier_digits_tail(long n, double p, long hits) {
    double k = (double)hits, most = (double)n, term, tail;

    if (hits <= 0 || k <= most * p || p >= 1)
        return hits > n ? 0 : 1;
    if (hits > n)
        return 0;
    term = exp(lgamma(most + 1) - lgamma(k + 1) - lgamma(most - k + 1) + k * log(p) + (most - k) * log1p(-p));
    tail = term;
    for (; k < most && term > tail * 1e-17; k++) {
        term *= (most - k) / (k + 1) * p / (1 - p);
        tail += term;
    }
    return tail;
}

bool identifier_digits_refuse(const struct identifier_digits *digits) {
    if (digits->form == IDENTIFIER_NONE || digits->n_hits < FEWEST_HITS)
        return false;
    return digits->n_hits == digits->n_values ||
           identifier_digits_tail(digits->n_tried, identifier_digits_chance(digits->form), digits->n_hits) <
               too_unlikely;
}
