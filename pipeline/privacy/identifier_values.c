/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdbool.h>
#include <string.h>

#include "privacy/identifier_forms.h"
#include "privacy/identifier_words.h"
#include "privacy/identifiers.h"

struct form {
    bool (*begins)(struct identifier_span span);
    enum identifier_class identifier;
    enum identifier_place only_in;
};

static const struct form forms[] = {
    {identifier_forms_email, IDENTIFIER_EMAIL, IDENTIFIER_ANYWHERE},
    {identifier_forms_url, IDENTIFIER_URL, IDENTIFIER_ANYWHERE},
    {identifier_forms_ssn, IDENTIFIER_SSN, IDENTIFIER_ANYWHERE},
    {identifier_forms_phone, IDENTIFIER_PHONE, IDENTIFIER_ANYWHERE},
    {identifier_forms_mac_address, IDENTIFIER_DEVICE, IDENTIFIER_ANYWHERE},
    {identifier_forms_ip_address, IDENTIFIER_IP_ADDRESS, IDENTIFIER_ANYWHERE},
    {identifier_forms_zip, IDENTIFIER_GEOGRAPHY, IDENTIFIER_IN_PLACES},
    {identifier_forms_date, IDENTIFIER_DATE, IDENTIFIER_IN_IDS},
    {identifier_forms_person_name, IDENTIFIER_NAME, IDENTIFIER_IN_IDS},
    {identifier_forms_person_name, IDENTIFIER_NAME, IDENTIFIER_IN_STAFF},
    {identifier_forms_one_name, IDENTIFIER_NAME, IDENTIFIER_IN_STAFF},
};

static bool has_any(const struct identifier_words *words, const char *const spellings[], size_t n) {
    for (size_t i = 0; i < n; i++)
        if (identifier_words_have(words, spellings[i], strlen(spellings[i])))
            return true;
    return false;
}

bool identifier_column_is(enum identifier_place place, const char *column) {
    static const char *const of_ids[] = {"id", "identifier", "uuid", "guid", "key", "who"};
    static const char *const of_places[] = {"zip",    "zipcode",   "postal",    "postcode", "address",     "city",
                                            "county", "region",    "area",      "location", "place",       "state",
                                            "fips",   "residence", "geography", "district", "neighborhood"};
    static const char *const of_staff[] = {"clinician"};
    struct identifier_words words;

    if (place == IDENTIFIER_ANYWHERE)
        return true;
    if (!identifier_words_split(column, &words))
        return false;
    if (place == IDENTIFIER_IN_PLACES)
        return has_any(&words, of_places, sizeof of_places / sizeof of_places[0]);
    if (place == IDENTIFIER_IN_STAFF)
        return has_any(&words, of_staff, sizeof of_staff / sizeof of_staff[0]);
    return has_any(&words, of_ids, sizeof of_ids / sizeof of_ids[0]) || identifier_words_essence(&words).n == 0;
}

/* No form has fewer than five digits without one of these (a name has a blank or a comma, or no digit at all): most
 * cells of a table end here. */
static bool can_identify(const char *text, size_t length) {
    size_t digits = 0;

    for (size_t i = 0; i < length; i++) {
        if (text[i] == '@' || text[i] == ':' || text[i] == 'w' || text[i] == 'W' || text[i] == '.' || text[i] == ' ' ||
            text[i] == ',')
            return true;
        digits += text[i] >= '0' && text[i] <= '9';
    }
    return digits >= 5 || (digits == 0 && length >= IDENTIFIER_FORMS_SHORTEST_NAME);
}

enum identifier_class identifier_in_value(const char *column, const char *text, size_t length) {
    if (!can_identify(text, length))
        return IDENTIFIER_NONE;
    for (const char *at = text; at < text + length; at++)
        for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
            if (forms[i].begins((struct identifier_span){text, at, text + length}) &&
                identifier_column_is(forms[i].only_in, column))
                return forms[i].identifier;
    return IDENTIFIER_NONE;
}
