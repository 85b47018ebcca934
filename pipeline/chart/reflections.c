/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/reflections.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "chart/bars.h"
#include "text/comparison.h"
#include "text/wording.h"

enum { MOST_BARS = 10, MOST_NAMED = 3 };

struct field_words {
    const char *one, *several, *all;
};

struct field {
    const char *name, *field;
    struct field_words words;
    unsigned colour;
};

static int by_share(const void *left, const void *right) {
    const struct estimate *a = *(const struct estimate *const *)left, *b = *(const struct estimate *const *)right;

    if (a->estimate > b->estimate || a->estimate < b->estimate)
        return a->estimate > b->estimate ? -1 : 1;
    return strcmp(a->subgroup, b->subgroup);
}

/* One is named most often only where its interval lies above those of all others; otherwise those that share a part of
 * it stand beside it, and where these are many, which of them come first is chance. */
static const char *finding_of(const struct numbers *numbers, const struct field_words *words,
                              const struct estimate *const rows[], size_t n) {
    const char *names[MOST_NAMED];
    size_t n_names = comparison_ties(rows, n);

    if (n_names == 0)
        return word_pool_format(numbers->pool, "%s: too few people to say which most often", words->all);
    if (n_names > MOST_NAMED)
        return word_pool_format(numbers->pool, "%s: none stands out", words->all);
    for (size_t i = 0; i < n_names; i++)
        names[i] = wording_inside(numbers, wording_answer(numbers, rows[i]));
    if (n_names > 1)
        return word_pool_format(numbers->pool, "Among %s: %s", words->several, wording_list(numbers, names, n_names));
    return word_pool_format(numbers->pool, "%s: %s, in %s of the reflections", words->one,
                            wording_inside(numbers, wording_answer(numbers, rows[0])),
                            wording_percent(numbers, rows[0]->estimate));
}

static struct canvas *draw_field(const struct numbers *numbers, const struct field *field) {
    struct number_list list = numbers_list(
        numbers,
        &(struct number_key){
            .analysis = ANALYSIS_REFLECTIONS, .measure = "share", .group_by = "field", .group = field->field},
        NUMBERS_ANY_SUBGROUP);
    struct bars bars = {.name = field->name,
                        .colour = field->colour,
                        .measure = "Share of reflections that name it, with 95% interval; several can be named",
                        .note =
                            "Reflections exist mostly for people who stayed. People who were not asked are left out."};
    struct canvas *canvas = NULL;
    size_t n = 0;

    for (size_t i = 0; i < list.n; i++)
        if (number_is_shown(list.rows[i]) && list.rows[i]->estimate > 0 &&
            strcmp(list.rows[i]->subgroup, "unknown") != 0)
            list.rows[n++] = list.rows[i];
    if (n > 0) {
        qsort(list.rows, n, sizeof(void *), by_share);
        bars.rows = list.rows;
        bars.n_rows = n < MOST_BARS ? n : MOST_BARS;
        bars.finding = finding_of(numbers, &field->words, list.rows, n);
        canvas = bars_draw(numbers, &bars);
    }
    number_list_free(&list);
    return canvas;
}

size_t reflections_draw(const struct numbers *numbers, struct canvas *canvases[REFLECTIONS_MOST]) {
    static const struct field fields[REFLECTIONS_MOST] = {
        {"triggers",
         "trigger",
         {"The trigger named most often", "the triggers named most often", "Triggers"},
         0x0072B2},
        {"missed_signs",
         "missed_sign",
         {"The early sign missed most often", "the early signs missed most often", "Signs that were missed"},
         0xE69F00},
        {"lacking_supports",
         "lacking_support",
         {"The support lacking most often", "the supports lacking most often", "Supports that were lacking"},
         0x009E73},
        {"plan_changes",
         "plan_change",
         {"The most frequent change of plan", "the most frequent changes of plan", "Changes of plan"},
         0xCC79A7},
    };
    size_t n = 0;

    for (size_t i = 0; i < REFLECTIONS_MOST; i++)
        if ((canvases[n] = draw_field(numbers, &fields[i])) != NULL)
            n++;
    return n;
}
