/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/column_profile.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/number.h"
#include "base/spelling.h"
#include "draft/header_words.h"

enum { LONGEST_NUMBER = 24, LONGEST_FLAG = 12, MOST_PEOPLE = 1 << 21 };

static const char *const missing_words[PROFILE_MISSING_WORDS] = {
    "NULL", "null", "(null)",  "N/A",        "n/a",        "#N/A",       "NaN",        "nan",       ".",
    "--",   "?",    "(blank)", "0000-00-00", "9999-12-31", "12/31/9999", "00/00/0000", "99/99/9999"};

const char *column_profile_missing_word(size_t i) { return missing_words[i]; }

static int missing_word_of(const char *text) {
    for (size_t i = 0; i < PROFILE_MISSING_WORDS; i++)
        if (strcmp(missing_words[i], text) == 0)
            return (int)i;
    return -1;
}

static void count_value(struct column_profile *profile, const char *text, size_t length, uint32_t person) {
    size_t known;
    uint32_t number;
    struct value_count *count;

    if (profile->values == NULL)
        profile->values = dictionary_alloc();
    known = dictionary_count(profile->values);
    number = known < PROFILE_MOST_VALUES ? dictionary_add(profile->values, text, length)
                                         : dictionary_find(profile->values, text, length);
    if (number == DICTIONARY_NONE) {
        profile->has_more = true;
        return;
    }
    if (number == known) {
        profile->counts = memory_grow(profile->counts, &profile->capacity, known + 1, sizeof *profile->counts);
        profile->counts[number] = (struct value_count){0};
    }
    count = &profile->counts[number];
    count->rows++;
    for (unsigned i = 0; i < count->n_people; i++)
        if (count->people[i] == person)
            return;
    if (person != DICTIONARY_NONE && count->n_people < PROFILE_FEW_PEOPLE)
        count->people[count->n_people++] = person;
}

/* FNV-1a: whether two texts are the same, nothing more. */
static uint32_t hash_of(const char *text, size_t length) {
    uint32_t hash = 2166136261u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)text[i]) * 16777619u;
    return hash == 0 ? 1 : hash;
}

static void compare_within_person(struct column_profile *profile, uint32_t hash, uint32_t person) {
    if (person == DICTIONARY_NONE || person >= MOST_PEOPLE || profile->varies)
        return;
    if (person >= profile->n_first) {
        profile->first =
            memory_grow(profile->first, &profile->first_capacity, (size_t)person + 1, sizeof *profile->first);
        memset(profile->first + profile->n_first, 0, (person + 1 - profile->n_first) * sizeof *profile->first);
        profile->n_first = (size_t)person + 1;
    }
    if (profile->first[person] == 0)
        profile->first[person] = hash;
    profile->varies = profile->first[person] != hash;
}

double column_profile_unit_number(const char *text) {
    size_t digits = strspn(text, "0123456789."), at = digits;
    double value;

    if (digits == 0 || digits >= LONGEST_NUMBER)
        return (double)NAN;
    while (text[at] != '\0' && strchr("-/ 0123456789.", text[at]) != NULL) /* "8-2 mg", "8/2mg": the first is meant */
        at++;
    if (strncasecmp(text + at, "mg", 2) != 0 && strncasecmp(text + at, "ml", 2) != 0 &&
        strncasecmp(text + at, "day", 3) != 0)
        return (double)NAN;
    return number_parse_double(text, digits, &value) ? value : (double)NAN;
}

static void count_number(struct column_profile *profile, const char *text, size_t length) {
    char with_point[LONGEST_NUMBER];
    const char *comma = memchr(text, ',', length);
    double value;
    int32_t whole;

    if (length == 0 || length >= LONGEST_NUMBER)
        return;
    memcpy(with_point, text, length);
    with_point[length] = '\0';
    if (comma != NULL)
        with_point[comma - text] = '.';
    if (!number_parse_double(with_point, length, &value)) {
        profile->n_unit += !isnan(column_profile_unit_number(text));
        return;
    }
    profile->n_comma += comma != NULL;
    profile->n_point += comma == NULL && memchr(text, '.', length) != NULL;
    profile->n_whole += number_parse_int(text, length, &whole);
    if (profile->n_number == 0 || value < profile->least)
        profile->least = value;
    if (profile->n_number == 0 || value > profile->greatest)
        profile->greatest = value;
    profile->n_number++;
}

void column_profile_add(struct column_profile *profile, const char *text, size_t length, uint32_t person) {
    int missing = missing_word_of(text);
    bool is_blank = strspn(text, " \t") == length || (length == 2 && memcmp(text, "NA", 2) == 0);

    compare_within_person(profile, is_blank || missing >= 0 ? 1 : hash_of(text, length), person);
    if (missing >= 0)
        profile->missing[missing] = true;
    if (missing >= 0 || is_blank) {
        profile->n_missing++;
        return;
    }
    profile->n++;
    count_value(profile, text, length, person);
    count_number(profile, text, length);
    day_tally_add(&profile->days, text, length);
}

void column_profile_free(struct column_profile *profile) {
    dictionary_free(profile->values);
    free(profile->counts);
    free(profile->first);
    *profile = (struct column_profile){0};
}

size_t column_profile_n_values(const struct column_profile *profile) {
    return profile->values == NULL ? 0 : dictionary_count(profile->values);
}

/* The share of cells that the domain knows at least so well; those alone that stay in the table where `kept`. */
static double share_of(const struct column_profile *profile, enum value_domain domain, enum value_reading least,
                       bool kept) {
    long rows = 0, all = 0;
    const char *target;

    for (size_t i = 0; i < column_profile_n_values(profile); i++) {
        const char *text = dictionary_text(profile->values, (uint32_t)i);
        all += profile->counts[i].rows;
        if (value_words_read(domain, text, &target) >= least &&
            (!kept || (*target != '\0' && strcmp(target, VALUE_OMIT) != 0)))
            rows += profile->counts[i].rows;
    }
    return all == 0 ? 0 : (double)rows / (double)all;
}

double column_profile_understood(const struct column_profile *profile, enum value_domain domain) {
    return share_of(profile, domain, VALUE_GUESS, false);
}

double column_profile_told(const struct column_profile *profile, enum value_domain domain) {
    return share_of(profile, domain, VALUE_GUESS, true);
}

double column_profile_kept(const struct column_profile *profile, enum value_domain domain) {
    return share_of(profile, domain, VALUE_SURE, true);
}

int column_profile_flag(const char *raw) {
    static const char yes[] = " 1 y yes true t ja j oui si x checked ", no[] = " 0 n no false f nein non unchecked ";
    char folded[LONGEST_FLAG + 1], padded[2 * LONGEST_FLAG + 3], plain[2 * LONGEST_FLAG + 1];
    size_t length = strlen(raw);

    if (length == 0 || length > LONGEST_FLAG)
        return -1;
    spelling_fold(raw, length, folded);
    header_words_plain(folded, plain);
    if (strchr(plain, ' ') != NULL || strlen(plain) > LONGEST_FLAG)
        return -1;
    snprintf(padded, sizeof padded, " %s ", plain);
    return strstr(yes, padded) != NULL ? 1 : strstr(no, padded) != NULL ? 0 : -1;
}

double column_profile_yes_no(const struct column_profile *profile) {
    long rows = 0, all = 0;

    for (size_t i = 0; i < column_profile_n_values(profile); i++) {
        all += profile->counts[i].rows;
        if (column_profile_flag(dictionary_text(profile->values, (uint32_t)i)) >= 0)
            rows += profile->counts[i].rows;
    }
    return all == 0 ? 0 : (double)rows / (double)all;
}
