/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "privacy/identifiers.h"

#include <stdbool.h>
#include <string.h>

#include "privacy/identifier_words.h"

static const char *const class_names[IDENTIFIER_CLASS_COUNT] = {
    [IDENTIFIER_NONE] = "no identifier",
    [IDENTIFIER_NAME] = "a person's name",
    [IDENTIFIER_GEOGRAPHY] = "an address or a place smaller than a state",
    [IDENTIFIER_DATE] = "a date of birth or death, or a date inside an id",
    [IDENTIFIER_PHONE] = "a telephone number",
    [IDENTIFIER_FAX] = "a fax number",
    [IDENTIFIER_EMAIL] = "an e-mail address",
    [IDENTIFIER_SSN] = "a social security or tax number",
    [IDENTIFIER_MEDICAL_RECORD] = "a medical record number",
    [IDENTIFIER_HEALTH_PLAN] = "a health plan number",
    [IDENTIFIER_ACCOUNT] = "an account number",
    [IDENTIFIER_LICENSE] = "a certificate, license or passport number",
    [IDENTIFIER_VEHICLE] = "a vehicle or plate number",
    [IDENTIFIER_DEVICE] = "a device number",
    [IDENTIFIER_URL] = "a web address",
    [IDENTIFIER_IP_ADDRESS] = "an IP address",
    [IDENTIFIER_BIOMETRIC] = "a biometric identifier",
    [IDENTIFIER_PHOTO] = "a photograph",
    [IDENTIFIER_OTHER] = "free text or another personal number",
};

const char *identifier_class_name(enum identifier_class identifier) { return class_names[identifier]; }

static bool is_whole(const struct identifier_words *essence, const char *spelling, size_t length) {
    size_t all = essence->start[essence->n];

    return (all == length || (all == length + 1 && essence->text[length] == 's')) &&
           memcmp(essence->text, spelling, length) == 0;
}

/* The length of the longest spelling of the list that the name matches; 0 for none. */
static size_t longest_match(const char *list, const struct identifier_words *words,
                            const struct identifier_words *essence) {
    size_t longest = 0;

    for (const char *at = list; *at != '\0';) {
        size_t n = strcspn(at, " ");
        bool whole = *at == '=';
        const char *spelling = at + whole;
        size_t length = n - whole;
        if (length > longest &&
            (whole ? is_whole(essence, spelling, length) : identifier_words_have(words, spelling, length)))
            longest = length;
        at += n + (at[n] == ' ');
    }
    return longest;
}

enum identifier_class identifier_in_header(const char *name) {
    struct identifier_words words, essence;
    enum identifier_class best = IDENTIFIER_NONE;
    size_t longest = 0;

    if (!identifier_words_split(name, &words))
        return IDENTIFIER_OTHER;
    essence = identifier_words_essence(&words);
    for (int i = IDENTIFIER_NAME; i < IDENTIFIER_CLASS_COUNT; i++) {
        size_t length = longest_match(identifier_spellings[i], &words, &essence);
        if (length > longest) {
            longest = length;
            best = (enum identifier_class)i;
        }
    }
    return best;
}
