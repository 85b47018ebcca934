/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Direct identifiers: is this column, or this cell, one? Pure; nothing is read, printed or kept.
 *
 * A header is judged by its whole words, before any value is read. Words end at case changes, digits and every
 * character that is no letter, and a spelling matches when some words in a row, written together, are it: `zip`
 * is found in zip, ZIP5, Home-Zip and zipCode, `emailaddress` in "E-mail address"; `ip` is not found in
 * prescription. Some spellings identify only when they are all of the header (`name`, not drug_name; `last`, not
 * last_covered); words for the person (patient, client, ...) and numbers are left out of that comparison.
 * Apostrophes are nothing, a plural s is allowed. A header over 200 bytes is free text: IDENTIFIER_OTHER.
 * Of several matches the longest decides, so that ip_address is an IP address and no address.
 *
 * A value is judged by its form, and one such value is enough where the form has a character of its own: e-mail, web
 * and IP address, telephone number (North American with separators, or + and 8 to 15 digits), SSN with hyphens, device
 * (MAC) address; ZIP+4 only in a geography column; a date with separators only inside a longer id (a column with a word
 * such as id or patient); several words, or one of five letters and more, in a column of clinicians, who have codes.
 * Forms of digits alone are judged by the column (identifier_digits.h): numbers in a row pass
 * through every date. Names have no form: only their header can show them. Nor can nine or ten plain digits be told
 * from an id.
 *
 * source: 45 CFR 164.514(b)(2)(i), (A) to (R): the 18 classes of the Safe Harbor method, in that order.
 * checked against: 216 and more headers and values, and every column name of our own tables (no refusal):
 * tests/unit/privacy/identifiers_test.c.
 */
#ifndef SWITCHBACK_PRIVACY_IDENTIFIERS_H
#define SWITCHBACK_PRIVACY_IDENTIFIERS_H

#include <stdbool.h>
#include <stddef.h>

enum identifier_class {
    IDENTIFIER_NONE,
    IDENTIFIER_NAME,           /* (A) names */
    IDENTIFIER_GEOGRAPHY,      /* (B) anything smaller than a state */
    IDENTIFIER_DATE,           /* (C) birth and death; as a value: a date inside an id */
    IDENTIFIER_PHONE,          /* (D) */
    IDENTIFIER_FAX,            /* (E) */
    IDENTIFIER_EMAIL,          /* (F) */
    IDENTIFIER_SSN,            /* (G) social security and tax numbers */
    IDENTIFIER_MEDICAL_RECORD, /* (H) */
    IDENTIFIER_HEALTH_PLAN,    /* (I) health plan beneficiary numbers */
    IDENTIFIER_ACCOUNT,        /* (J) */
    IDENTIFIER_LICENSE,        /* (K) certificates, licenses, passports */
    IDENTIFIER_VEHICLE,        /* (L) vehicles and plates */
    IDENTIFIER_DEVICE,         /* (M) device identifiers and serial numbers */
    IDENTIFIER_URL,            /* (N) */
    IDENTIFIER_IP_ADDRESS,     /* (O) */
    IDENTIFIER_BIOMETRIC,      /* (P) */
    IDENTIFIER_PHOTO,          /* (Q) */
    IDENTIFIER_OTHER,          /* (R) any other number or text of the person's own: free text, case numbers */
    IDENTIFIER_CLASS_COUNT
};

/* The class a column's name shows, or IDENTIFIER_NONE. */
enum identifier_class identifier_in_header(const char *name);

/* What a form may mean depends on the column, for some of them: does its name say that it holds ids, places, or codes
 * of the staff? */
enum identifier_place { IDENTIFIER_ANYWHERE, IDENTIFIER_IN_IDS, IDENTIFIER_IN_PLACES, IDENTIFIER_IN_STAFF };
bool identifier_column_is(enum identifier_place place, const char *column);

/* The class a cell of the column shows by a form with a character of its own, or IDENTIFIER_NONE. `text` need not end
 * in NUL. */
enum identifier_class identifier_in_value(const char *column, const char *text, size_t length);

/* "a social security number": what messages say, after "looks like"; "no identifier" for IDENTIFIER_NONE. */
const char *identifier_class_name(enum identifier_class identifier);

#endif
