/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/value_words.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/spelling.h"
#include "draft/header_words.h"

enum { LONGEST_VALUE = 120, MOST_WORDS = 24 };

struct words {
    char text[2 * LONGEST_VALUE + 2];
    const char *words[MOST_WORDS];
    bool is_explained[MOST_WORDS];
    size_t n;
};

/* The folded value without accents, cut into words; "+" and "-" alone fold to nothing and are told by name. Digits part
 * from letters: "8mg" is "8 mg". */
static void put_character(char *text, size_t *n, char c) {
    bool is_digit = c >= '0' && c <= '9';
    bool was_digit = *n > 0 && text[*n - 1] >= '0' && text[*n - 1] <= '9';

    if (*n > 0 && text[*n - 1] != ' ' && c != ' ' && is_digit != was_digit)
        text[(*n)++] = ' ';
    text[(*n)++] = c;
}

static bool split(const char *raw, struct words *words) {
    char folded[LONGEST_VALUE + 1], plain[2 * LONGEST_VALUE + 2];
    size_t length = strlen(raw), n = 0;

    *words = (struct words){.n = 0};
    if (length == 0 || length > LONGEST_VALUE || strspn(raw, "0123456789 .,:;/<>=%()#") == length)
        return false; /* numbers are codes of a list that nobody has shown */
    if (strcmp(raw, "+") == 0 || strcmp(raw, "-") == 0) {
        snprintf(words->text, sizeof words->text, "%s", *raw == '+' ? "plus" : "minus");
    } else {
        spelling_fold(raw, length, folded);
        header_words_plain(folded, plain);
        for (const char *c = plain; *c != '\0' && n + 2 < sizeof words->text; c++)
            put_character(words->text, &n, *c);
    }
    for (char *at = strtok(words->text, " "); at != NULL && words->n < MOST_WORDS; at = strtok(NULL, " "))
        words->words[words->n++] = at;
    return words->n > 0;
}

/* `pattern` up to `length`: a whole word, or the beginning of one where it ends in `*`. */
static bool word_is(const char *word, const char *pattern, size_t length) {
    if (length > 0 && pattern[length - 1] == '*')
        return strncmp(word, pattern, length - 1) == 0;
    return strlen(word) == length && memcmp(word, pattern, length) == 0;
}

static bool explain(struct words *words, const char *pattern, size_t length) {
    bool found = false;

    for (size_t i = 0; i < words->n; i++) {
        if (word_is(words->words[i], pattern, length)) {
            words->is_explained[i] = true;
            found = true;
        }
    }
    return found;
}

/* Does the rule hold? Marks the words it names. "=ns": the value is these words and no more; "!not": none such. */
static bool rule_holds(const char *rule, size_t rule_length, struct words *words) {
    bool exact = *rule == '=';
    const char *end = rule + rule_length;

    memset(words->is_explained, 0, sizeof words->is_explained);
    for (const char *at = rule + exact; at < end;) {
        size_t length = strcspn(at, " ,");
        bool is_forbidden = *at == '!';
        if (explain(words, at + is_forbidden, length - is_forbidden) == is_forbidden)
            return false;
        at += length + strspn(at + length, " ");
    }
    for (size_t i = 0; exact && i < words->n; i++)
        if (!words->is_explained[i])
            return false;
    return true;
}

static bool is_number(const char *word) { return strspn(word, "0123456789") == strlen(word); }

static bool is_filler(const char *word, const char *fillers) {
    for (const char *at = fillers; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        if (word_is(word, at, length))
            return true;
        at += length;
    }
    return false;
}

static bool is_all_explained(const struct words *words, const char *fillers) {
    static const char everywhere[] = "the a an of by to in at on for and or from with due";

    for (size_t i = 0; i < words->n; i++)
        if (!words->is_explained[i] && !is_number(words->words[i]) && !is_filler(words->words[i], fillers) &&
            !is_filler(words->words[i], everywhere))
            return false;
    return true;
}

/* "Not in custody", "risk of overdose": a word that turns the others, or takes them back, and that no rule has named.
 */
static bool is_turned(const struct words *words, const char *fillers) {
    static const char turning[] = "not no non never none without nicht kein keine nie pas sans sin denie* "
                                  "deny denied risk "
                                  "possibl* probabl* suspected potential* pending threaten* history "
                                  "former* family "
                                  "partner mother father child if unless except";

    for (size_t i = 0; i < words->n; i++)
        if (!words->is_explained[i] && is_filler(words->words[i], turning) && !is_filler(words->words[i], fillers))
            return true;
    return false;
}

static bool one_holds(const char *rules, const char *fillers, struct words *words) {
    for (const char *at = rules; *at != '\0';) {
        size_t length = strcspn(at, ",");
        if (rule_holds(at, length, words) && !is_turned(words, fillers))
            return true;
        at += length + strspn(at + length, ", ");
    }
    return false;
}

static const struct value_domain_rules *const domains[VALUE_DOMAIN_COUNT] = {
    [VALUE_SEX] = &value_rules_sex,         [VALUE_REASON] = &value_rules_reason,
    [VALUE_PROGRAM] = &value_rules_program, [VALUE_MEDICATION] = &value_rules_medication,
    [VALUE_KIND] = &value_rules_kind,       [VALUE_SERVICE] = &value_rules_service,
    [VALUE_STATUS] = &value_rules_status,   [VALUE_SUBSTANCE] = &value_rules_substance,
    [VALUE_RESULT] = &value_rules_result,   [VALUE_EVENT] = &value_rules_event,
    [VALUE_FATAL] = &value_rules_fatal,     [VALUE_DOSE_ROW] = &value_rules_dose_row,
};

enum value_reading value_words_read(enum value_domain domain, const char *raw, const char **target) {
    const struct value_domain_rules *rules = domains[domain];
    struct words words;

    if (rules == NULL || !split(raw, &words))
        return VALUE_UNKNOWN;
    for (const struct value_rule *rule = rules->rules; rule->words != NULL; rule++) {
        if (!one_holds(rule->words, rules->fillers, &words))
            continue;
        *target = rule->target;
        if (rule->target == NULL)
            return VALUE_UNKNOWN;
        *target += *rule->target == '?';
        return *rule->target != '?' && is_all_explained(&words, rules->fillers) ? VALUE_SURE : VALUE_GUESS;
    }
    return VALUE_UNKNOWN;
}
