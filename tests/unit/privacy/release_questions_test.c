/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/release_questions.h"

#include <string.h>

#include "analysis/catalogue.h"
#include "cmocka_begin.h"

/* Is the measure asked for by a question, a series, or by classify itself (the mapping's words, totals, the median, the
 * answers of reflections)? */
static bool is_asked(const char *analysis, const char *measure) {
    static const char *const others[] = {"table_not_held", "mapping_says",        "accepted",
                                         "people_started", "people_ever_in_care", "share"};

    if (strcmp(measure, "median_days") == 0) /* read off the survival */
        return is_asked(analysis, "survival");
    for (size_t i = 0; i < release_n_questions; i++)
        if (strcmp(release_questions[i].analysis, analysis) == 0 && strcmp(release_questions[i].measure, measure) == 0)
            return true;
    for (size_t i = 0; i < release_n_series; i++)
        for (size_t level = 0; level < RELEASE_LEVELS; level++)
            if (strcmp(release_series[i].measure, measure) == 0 &&
                strcmp(release_levels[level].analysis, analysis) == 0)
                return true;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (strcmp(others[i], measure) == 0)
            return true;
    return false;
}

static void the_catalogue_says_the_same_of_what_may_be_released(void **state) {
    (void)state;
    for (size_t i = 0; i < catalogue_length; i++)
        for (const struct analysis_measure *measure = catalogue[i].measures; measure->name != NULL; measure++)
            if (is_asked(catalogue[i].name, measure->name) != (measure->release == MEASURE_PROTECTED))
                fail_msg("%s %s: the catalogue and the questions of a release differ", catalogue[i].name,
                         measure->name);
}

static void every_question_is_of_the_catalogue(void **state) {
    (void)state;
    for (size_t i = 0; i < release_n_questions; i++) {
        const struct analysis *analysis = catalogue_find(release_questions[i].analysis);
        assert_non_null(analysis);
        assert_non_null(catalogue_find_measure(analysis, release_questions[i].measure));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_says_the_same_of_what_may_be_released),
        cmocka_unit_test(every_question_is_of_the_catalogue),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
