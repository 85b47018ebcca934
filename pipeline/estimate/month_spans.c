/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "estimate/month_spans.h"

#include <stdlib.h>

#include "analysis/catalogue.h"
#include "base/memory.h"

const char *month_span_analysis(int span) {
    return span == 12  ? ANALYSIS_YEARS
           : span == 6 ? ANALYSIS_HALF_YEARS
           : span == 3 ? ANALYSIS_QUARTERS
                       : ANALYSIS_MONTHS;
}

bool month_spans_known(const bool *known, size_t first, size_t n) {
    for (size_t i = 0; known != NULL && i < n; i++)
        if (!known[first + i])
            return false;
    return true;
}

static void write_span(const struct month_rows *everyone, int span) {
    const struct month_frame *months = &everyone->frame;
    int32_t *first_day = memory_alloc(months->n_months + 1, sizeof *first_day);
    bool *seen = memory_alloc(months->n_months + 1, sizeof *seen);
    bool *settled = memory_alloc(months->n_months + 1, sizeof *settled);
    struct month_rows spans = *everyone;
    size_t n = 0;

    for (size_t i = 0; i + (size_t)span <= months->n_months; i++) {
        if (calendar_month_index(months->first_day[i]) % span != 0)
            continue;
        first_day[n] = months->first_day[i];
        first_day[n + 1] = months->first_day[i + (size_t)span];
        seen[n] = month_spans_known(months->seen, i, (size_t)span);
        settled[n] = month_spans_known(months->settled, i, (size_t)span);
        n++;
    }
    spans.span = span;
    spans.charts = NULL;
    spans.frame.first_day = first_day;
    spans.frame.n_months = n;
    spans.frame.seen = seen;
    spans.frame.settled = settled;
    if (n > 0)
        month_rows_write(&spans);
    free(first_day);
    free(seen);
    free(settled);
}

void month_spans_write(const struct month_rows *everyone) {
    static const int spans[] = {3, 6, 12};

    for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++)
        write_span(everyone, spans[i]);
}
