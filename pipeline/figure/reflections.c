/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "figure/reflections.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "chart/bars.h"
#include "text/comparison.h"
#include "text/wording.h"

enum { MOST_BARS = 8, MOST_NAMED = 3 };

struct field_words {
    const char *one, *several, *all;
};

struct field {
    const char *name, *field;
    struct field_words words;
};

static int by_share(const void *left, const void *right) {
    const struct estimate *a = *(const struct estimate *const *)left, *b = *(const struct estimate *const *)right;

    if (a->estimate > b->estimate || a->estimate < b->estimate)
        return a->estimate > b->estimate ? -1 : 1;
    return strcmp(a->subgroup, b->subgroup);
}

/* "Triggers: craving and stress; 3 others are about as frequent" */
static const char *many_ties(const struct numbers *numbers, const struct field_words *words,
                             const struct estimate *const rows[], size_t n_ties) {
    const char *names[MOST_NAMED];
    size_t n = 0;

    while (n < MOST_NAMED && !(rows[n]->estimate < rows[0]->estimate)) {
        names[n] = wording_inside(numbers, wording_answer(numbers, rows[n]));
        n++;
    }
    if (n == n_ties)
        return word_pool_format(numbers->pool, "%s: none stands out", words->all);
    return word_pool_format(numbers->pool,
                            n_ties - n == 1 ? "%s: %s; %zu other is about as frequent"
                                            : "%s: %s; %zu others are about as frequent",
                            words->all, wording_list(numbers, names, n), n_ties - n);
}

/* One is named most often only where its interval lies above those of all others; otherwise those that share a part of
 * it stand beside it, and where these are many they are counted: which of them come first is chance. */
static const char *finding_of(const struct numbers *numbers, const struct field_words *words,
                              const struct estimate *const rows[], size_t n) {
    const char *names[MOST_NAMED];
    size_t n_names = comparison_ties(rows, n);

    if (n_names == 0)
        return word_pool_format(numbers->pool, "%s: too few people to say which most often", words->all);
    if (n_names == n && n > MOST_NAMED)
        return word_pool_format(numbers->pool, "%s: none stands out", words->all);
    if (n_names > MOST_NAMED)
        return many_ties(numbers, words, rows, n_names);
    for (size_t i = 0; i < n_names; i++)
        names[i] = wording_inside(numbers, wording_answer(numbers, rows[i]));
    if (n_names > 1)
        return word_pool_format(numbers->pool, "Among %s: %s", words->several, wording_list(numbers, names, n_names));
    return word_pool_format(numbers->pool, "%s: %s, in %s of the reflections", words->one,
                            wording_inside(numbers, wording_answer(numbers, rows[0])),
                            wording_percent(numbers, rows[0]->estimate));
}

/* What is drawn of a field: shown shares of what somebody named, from the largest. The caller frees the list. */
static struct number_list list_of(const struct numbers *numbers, const char *field) {
    struct number_list list = numbers_list(
        numbers,
        &(struct number_key){.analysis = ANALYSIS_REFLECTIONS, .measure = "share", .group_by = "field", .group = field},
        NUMBERS_ANY_SUBGROUP);
    size_t n = 0;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && list.rows[i]->estimate > 0 &&
            strcmp(list.rows[i]->subgroup, "unknown") != 0)
            list.rows[n++] = list.rows[i];
    list.n = n;
    if (n > 0)
        qsort(list.rows, n, sizeof(void *), by_share);
    return list;
}

static const char *further(const struct numbers *numbers, const struct number_list *list) {
    if (list->n <= MOST_BARS)
        return "";
    return word_pool_format(numbers->pool, " Further %zu, each %s or less, stand in the table.", list->n - MOST_BARS,
                            wording_percent(numbers, list->rows[MOST_BARS]->estimate));
}

static struct canvas *draw_field(const struct chart_source *source, const struct field *field, double x_max) {
    const struct numbers *numbers = source->numbers;
    struct number_list list = list_of(numbers, field->field);
    const char *labels[MOST_BARS];
    struct bars bars = {.name = field->name,
                        .width = source->width,
                        .x_max = x_max,
                        .measure = "Share of the reflections that asked, with 95% interval; several can be named",
                        .note = word_pool_format(numbers->pool,
                                                 "Reflections exist mostly for people who stayed. People who were not "
                                                 "asked are left out.%s",
                                                 further(numbers, &list)),
                        .rows = list.rows,
                        .labels = labels,
                        .n_rows = list.n < MOST_BARS ? list.n : MOST_BARS};
    struct canvas *canvas;

    for (size_t i = 0; i < bars.n_rows; i++)
        labels[i] = wording_answer(numbers, list.rows[i]);
    bars.finding = finding_of(numbers, &field->words, list.rows, list.n);
    canvas = bars_draw(numbers, &bars);
    number_list_free(&list);
    return canvas;
}

size_t reflections_draw(const struct chart_source *source, struct canvas *canvases[REFLECTIONS_MOST]) {
    static const struct field fields[REFLECTIONS_MOST] = {
        {"triggers", "trigger", {"The trigger named most often", "the triggers named most often", "Triggers"}},
        {"missed_signs",
         "missed_sign",
         {"The early sign missed most often", "the early signs missed most often", "Signs that were missed"}},
        {"lacking_supports",
         "lacking_support",
         {"The support lacking most often", "the supports lacking most often", "Supports that were lacking"}},
        {"plan_changes",
         "plan_change",
         {"The most frequent change of plan", "the most frequent changes of plan", "Changes of plan"}},
    };
    double x_max = 0;
    size_t n = 0;

    for (size_t i = 0; i < REFLECTIONS_MOST; i++) {
        struct number_list list = list_of(source->numbers, fields[i].field);
        x_max = bars_axis(x_max, list.rows, list.n);
        number_list_free(&list);
    }
    for (size_t i = 0; i < REFLECTIONS_MOST; i++)
        if ((canvases[n] = draw_field(source, &fields[i], x_max)) != NULL)
            n++;
    return n;
}
