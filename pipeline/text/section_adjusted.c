/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How fast people leave, among those who are alike in the rest.
 */
#include <math.h>
#include <string.h>

#include "analysis/catalogue.h"
#include "settings/not_held.h"
#include "text/report_parts.h"
#include "text/sites_compared.h"
#include "text/wording.h"

static const double LEVEL = 0.05, WIDEST = 100;

/* The factors of the model that chain.mk fits, in the order of their tables. */
enum { SITE, MEDICATION, AGE, SEX, N_TRAITS };

static const struct trait {
    const char *column, *header, *inside;
} traits[N_TRAITS] = {[SITE] = {"site", "Site", "site"},
                      [MEDICATION] = {"medication", "Medication", "medication"},
                      [AGE] = {"age_band", "Age", "age"},
                      [SEX] = {"sex", "Sex", "sex"}};

/* A range of two powers of ten, as of a model with more groups than it has people for, says nothing. */
static bool says_something(const struct estimate *row) {
    return !estimate_has_flag(row, "too_few") && row->ci_high <= WIDEST * row->ci_low; /* NaN: false */
}

static const char *ratio_words(const struct report *report, const struct estimate *row) {
    if (estimate_has_flag(row, "not_estimable"))
        return "–";
    if (!says_something(row))
        return "too few to say";
    return WORDS(report, "%.2f (%.2f–%.2f)", row->estimate, row->ci_low, row->ci_high);
}

static struct number_key key_of(const struct report *report, const struct trait *trait, const char *measure) {
    return (struct number_key){.analysis = ANALYSIS_LEAVING_ADJUSTED,
                               .rule = numbers_rule(&report->numbers),
                               .measure = measure,
                               .group = trait->column};
}

static struct number_list list_of(const struct report *report, const struct trait *trait, const char *measure) {
    struct number_key key = key_of(report, trait, measure);

    return numbers_list(&report->numbers, &key, NUMBERS_ANY_SUBGROUP);
}

static struct number_list list_levels(const struct report *report, const struct trait *trait) {
    return list_of(report, trait, "ratio_to_average");
}

/* Are there too many sites to be in the model? Each is then told beside what is expected of it. */
static bool sites_are_apart(const struct report *report) {
    struct number_list list = list_of(report, &traits[SITE], "observed_expected_ratio");
    bool any = list.n > 0;

    number_list_free(&list);
    return any;
}

/* What somebody was given is a trait only where doses are known. */
static bool is_told(const struct report *report, size_t trait) {
    return trait != MEDICATION || !not_held(report->numbers.config, "doses");
}

/* Is a site told, in the model or beside what is expected of it? */
static bool has_sites(const struct report *report) {
    struct number_list list = list_levels(report, &traits[SITE]);
    bool any = list.n > 1 || sites_are_apart(report);

    number_list_free(&list);
    return any;
}

/* In what people are alike who are compared. */
static const char *traits_words(const struct report *report) {
    const char *names[N_TRAITS];
    size_t n = 0;

    for (size_t i = 0; i < N_TRAITS; i++)
        if (is_told(report, i) && (i != SITE || !sites_are_apart(report)))
            names[n++] = traits[i].inside;
    return wording_list(&report->numbers, names, n);
}

/* Is there a rate beside the average? */
static bool has_rates(const struct number_list *list) {
    for (size_t i = 0; i < list->n; i++)
        if (number_is_shown(list->rows[i]) && says_something(list->rows[i]))
            return true;
    return false;
}

static bool any_rates(const struct report *report) {
    bool any = sites_are_apart(report);

    for (size_t i = 0; i < N_TRAITS && !any; i++) {
        struct number_list list = list_levels(report, &traits[i]);
        any = has_rates(&list);
        number_list_free(&list);
    }
    return any;
}

/* What is in no name by itself says of what it is. */
static const char *level_name(const struct report *report, size_t trait, const char *level) {
    const char *name = wording_group(&report->numbers, traits[trait].column, level);

    if (trait == AGE && level[0] >= '0' && level[0] <= '9')
        return WORDS(report, "Age %s", name);
    return trait == AGE || trait == SEX
               ? WORDS(report, "%s: %s", traits[trait].header, wording_inside(&report->numbers, name))
               : name;
}

static void add_trait(struct report *report, size_t trait) {
    struct number_list list = list_levels(report, &traits[trait]);
    bool shown = has_rates(&list);

    for (size_t i = 0; i < list.n && shown; i++) {
        const struct estimate *row = list.rows[i];
        document_row(report->document,
                     (const char *[]){level_name(report, trait, row->subgroup), wording_count(&report->numbers, row->n),
                                      wording_count(&report->numbers, row->events), ratio_words(report, row)});
    }
    number_list_free(&list);
}

static void add_table(struct report *report) {
    static const char *const headers[] = {"People alike in the rest", "People", "Left", "Rate of leaving", NULL};

    document_table(report->document,
                   report_is_relative(report)
                       ? "How fast people leave their first episode, beside the average (1)"
                       : WORDS(report, "Leaving a first episode, beside the average (1), %s", report_since(report)),
                   headers);
    for (size_t i = 0; i < N_TRAITS; i++)
        add_trait(report, i);
}

/* The sites have their column in the table of section_sites. */
static void say_expected(struct report *report) {
    struct number_list list = list_of(report, &traits[SITE], "observed_expected_ratio");

    document_note(
        report->document,
        WORDS(
            report,
            "Left / expected, in the table of sites: so many would have left if people at the site left as fast as "
            "people of the same %s do in the whole program, in the time that they were followed. In brackets the 95%% "
            "interval of chance alone (exact Poisson): of %s sites that are all alike about %.0f would not have 1 in "
            "it, so that such a range is no finding by itself. † stands out: outside the solid lines of the chart (see "
            "Definitions). The counts: data/estimates.csv (leaving_adjusted).",
            traits_words(report), wording_count(&report->numbers, (double)list.n), (double)list.n / 20));
    number_list_free(&list);
}

/* The levels without an estimate, in one note for all tables. */
static void add_not_estimable(struct report *report) {
    const char *names[REPORT_MOST_GROUPS];
    size_t n = 0;

    for (size_t i = 0; i < N_TRAITS; i++) {
        struct number_list list = list_levels(report, &traits[i]);
        for (size_t k = 0; k < list.n && n < REPORT_MOST_GROUPS; k++)
            if (estimate_has_flag(list.rows[k], "not_estimable"))
                names[n++] =
                    WORDS(report, "%s (%s)", wording_group(&report->numbers, traits[i].column, list.rows[k]->subgroup),
                          traits[i].inside);
        number_list_free(&list);
    }
    if (n > 0)
        document_note(report->document,
                      WORDS(report,
                            "“–”: the rate cannot be estimated where nobody, or everybody before all others, has left, "
                            "or where a group cannot be told apart from another: %s. All other rates are what they "
                            "are without these people.",
                            wording_list(&report->numbers, names, n)));
}

/* Ratios that do not hold alike for all of the time are averages, and that has to be said. */
static void add_proportionality(struct report *report) {
    const char *uneven[N_TRAITS];
    size_t n = 0;

    for (size_t i = 0; i < N_TRAITS; i++) {
        struct number_key key = key_of(report, &traits[i], "ph_test_p");
        if (numbers_value(&report->numbers, &key) < LEVEL)
            uneven[n++] = traits[i].inside;
    }
    if (n > 0)
        document_note(report->document,
                      WORDS(report,
                            "The differences by %s are larger at some times than at others (test of proportional "
                            "hazards, p < 0.05): their numbers are averages over the time in care.",
                            wording_list(&report->numbers, uneven, n)));
}

/* Under the sites where there are any. */
static void begin(struct report *report) {
    if (document_has_section(report->document, "sites") && has_sites(report)) {
        report_section(report, "sites");
        document_subsection(report->document, "Leaving, among people alike in the rest");
    } else {
        report_section(report, "adjusted");
    }
}

/* Of several sites one line may lie clear by chance: the test over all of them decides. */
static const char *site_caption(const struct report *report) {
    switch (sites_compared_of(&report->numbers).result) {
    case COMPARISON_DIFFER:
        return "Each site beside the program, in the order of their names: look whether its line lies clear of where "
               "there is no difference.";
    case COMPARISON_SIMILAR:
        return "Each site beside the program, in the order of their names. A line that lies clear of 1 is no finding "
               "by itself: over all sites the test finds no difference.";
    case COMPARISON_UNKNOWN: break;
    }
    return "Each site beside the program, in the order of their names. A line that lies clear of 1 is no finding by "
           "itself.";
}

void section_adjusted_add(struct report *report) {
    if (!numbers_have(&report->numbers, ANALYSIS_LEAVING_ADJUSTED))
        return;
    if (!any_rates(report)) {
        begin(report);
        document_paragraph(report->document, "Too few people have left to compare groups of people alike in the rest.");
        return;
    }
    document_aside(report->document, document_has_section(report->document, "sites"));
    begin(report);
    document_paragraph(report->document,
                       WORDS(report,
                             "How fast people leave their first episode, beside the average of all groups of the same "
                             "kind (1), among people of the same %s. At 0.80, of every 5 who would leave in a given "
                             "time 4 do; at 1.25, 5 instead of 4.",
                             traits_words(report)));
    if (sites_are_apart(report))
        say_expected(report);
    report_figure(
        report, "sites",
        sites_are_apart(report)
            ? "Each site beside the program: look at the orange dots, if there are any. All others do not stand "
              "out."
            : site_caption(report));
    add_table(report);
    add_not_estimable(report);
    add_proportionality(report);
    document_note(report->document,
                  WORDS(report,
                        "Cox model of first episodes in maintenance or counseling; in brackets the 95%% interval, "
                        "robust by person. A range without 1 in it is no finding by itself. Alike in what is recorded "
                        "is not alike: %sneed, housing or work are not in "
                        "the data. A difference is a reason to ask, and no ranking.",
                        is_told(report, MEDICATION) ? "which medication somebody gets is not chance, and " : ""));
    document_aside(report->document, false);
}
