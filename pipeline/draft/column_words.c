/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/column_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum {
    FOREIGN_IDEA = 22,
    OTHER_IDEA = 60,
    UNKNOWN_WORD = 14,
    MOST_UNKNOWN = 3 /* a header of a whole sentence */,
    OWN_NAME = 10,
    STEM_IDEA = 2
};

static bool list_has(const char *list, const char *idea) {
    size_t length = strlen(idea);

    for (const char *at = list; *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (n == length && memcmp(at, idea, n) == 0)
            return true;
        at += n;
    }
    return false;
}

/* Does the header have what the pattern asks for, and nothing that it forbids? */
static bool pattern_holds(const char *ideas, const struct header_words *words) {
    for (const char *at = ideas; *at != '\0'; at += strspn(at, " ")) {
        size_t n = strcspn(at, " "), skip = *at == '?' || *at == '!';
        char idea[HEADER_WORDS_LONGEST] = "";
        bool has;
        memcpy(idea, at + skip, n - skip);
        has = header_words_have(words, idea);
        if ((*at == '!' && has) || (skip == 0 && !has))
            return false;
        at += n;
    }
    return true;
}

/* Is the idea one that the pattern names, as needed or as allowed? */
static bool pattern_names(const char *ideas, const char *idea) {
    char optional[HEADER_WORDS_LONGEST + 1];

    snprintf(optional, sizeof optional, "?%s", idea);
    return list_has(ideas, idea) || list_has(ideas, optional);
}

/* Points that ideas of something else take away. */
static int foreign_points(const struct table_patterns *table, const char *ideas, const struct header_words *words) {
    static const char others[] = "money diagnosis staff update score other refill cutoff row last";
    int points = 0;

    for (size_t i = 0; i < words->n; i++)
        if (!pattern_names(ideas, words->ideas[i]) && !list_has(table->own, words->ideas[i]))
            points += list_has(others, words->ideas[i]) ? OTHER_IDEA : FOREIGN_IDEA;
    return points;
}

int column_words_points(enum input_table table, const char *column, const char *header,
                        const struct header_words *words) {
    const struct table_patterns *patterns = &column_patterns[table];
    struct header_words own = header_words_read(column);
    int best = 0;

    if (strcasecmp(header, column) == 0)
        return COLUMN_WORDS_BEST + OWN_NAME;
    if (own.n_unknown == 0 && own.n == words->n && words->n_unknown == 0 && own.n > 1) {
        bool same = true;
        for (size_t i = 0; i < own.n; i++)
            same = same && strcmp(own.ideas[i], words->ideas[i]) == 0;
        best = same ? COLUMN_WORDS_BEST : 0;
    }
    for (const struct column_pattern *pattern = patterns->patterns; pattern->column != NULL; pattern++) {
        int points;
        if (strcmp(pattern->column, column) != 0 || !pattern_holds(pattern->ideas, words))
            continue;
        points = pattern->points - foreign_points(patterns, pattern->ideas, words) -
                 UNKNOWN_WORD * (int)(words->n_unknown < MOST_UNKNOWN ? words->n_unknown : MOST_UNKNOWN);
        best = points > best ? points : best;
    }
    return best;
}

enum value_domain column_words_domain(enum input_table table, const char *column) {
    static const struct {
        enum input_table table;
        const char *column;
        enum value_domain domain;
    } domains[] = {
        {INPUT_PATIENTS, "sex", VALUE_SEX},
        {INPUT_ADMISSIONS, "reason", VALUE_REASON},
        {INPUT_ADMISSIONS, "program", VALUE_PROGRAM},
        {INPUT_DOSES, "medication", VALUE_MEDICATION},
        {INPUT_DOSES, "kind", VALUE_KIND},
        {INPUT_VISITS, "service", VALUE_SERVICE},
        {INPUT_VISITS, "status", VALUE_STATUS},
        {INPUT_DRUG_TESTS, "substance", VALUE_SUBSTANCE},
        {INPUT_DRUG_TESTS, "result", VALUE_RESULT},
        {INPUT_ADVERSE_EVENTS, "kind", VALUE_EVENT},
        {INPUT_ADVERSE_EVENTS, "fatal", VALUE_FATAL},
    };

    for (size_t i = 0; i < sizeof domains / sizeof domains[0]; i++)
        if (domains[i].table == table && strcmp(domains[i].column, column) == 0)
            return domains[i].domain;
    return VALUE_NONE;
}

int column_words_stem(enum input_table table, const struct header_words *stem) {
    int points = 0;

    for (size_t i = 0; i < stem->n; i++) {
        points += STEM_IDEA * list_has(column_patterns[table].stems, stem->ideas[i]);
        points -= STEM_IDEA * list_has(column_patterns[table].against, stem->ideas[i]);
    }
    return points;
}

struct flag_codes column_words_flag(enum value_domain domain, const struct header_words *words) {
    static const struct {
        enum value_domain domain;
        const char *idea, *yes, *no;
    } flags[] = {
        {VALUE_SEX, "male", "male", "female"},
        {VALUE_SEX, "female", "female", "male"},
        {VALUE_STATUS, "miss", "missed", "attended"},
        {VALUE_STATUS, "cancel", "cancelled", "attended"},
        {VALUE_STATUS, "attend", "attended", "missed"},
        {VALUE_RESULT, "positive", "positive", "negative"},
        {VALUE_KIND, "takehome", "dispensed", "administered"},
        {VALUE_KIND, "observe", "administered", "dispensed"},
        {VALUE_FATAL, "fatal", "yes", "no"},
        {VALUE_FATAL, "death", "yes", "no"},
        {VALUE_DOSE_ROW, "void", VALUE_OMIT, VALUE_KEEP},
        {VALUE_DOSE_ROW, "miss", VALUE_OMIT, VALUE_KEEP},
        {VALUE_DOSE_ROW, "give", VALUE_KEEP, VALUE_OMIT},
    };

    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        if (flags[i].domain == domain && header_words_have(words, flags[i].idea))
            return (struct flag_codes){flags[i].yes, flags[i].no};
    return (struct flag_codes){NULL, NULL};
}
