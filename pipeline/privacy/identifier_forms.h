/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The forms of values that identify: each says whether the form begins at `at`. Neighbours count: a form inside a
 * longer run of letters or digits is none.
 */
#ifndef SWITCHBACK_PRIVACY_IDENTIFIER_FORMS_H
#define SWITCHBACK_PRIVACY_IDENTIFIER_FORMS_H

#include <stdbool.h>

struct identifier_span {
    const char *text, *at, *end; /* text <= at < end; the bytes from text up to end can be read */
};

/* The whole cell is two words and more of letters, or has a comma between two ("DOE, J"; "Jane Doe"). */
bool identifier_forms_person_name(struct identifier_span span);
/* The whole cell is one word without a digit ("Smith", "O'Neill", "j.doe"): what no code need be. */
enum { IDENTIFIER_FORMS_SHORTEST_NAME = 5 };
bool identifier_forms_one_name(struct identifier_span span);
bool identifier_forms_email(struct identifier_span span); /* at its @ */
bool identifier_forms_url(struct identifier_span span);
bool identifier_forms_ssn(struct identifier_span span);
bool identifier_forms_phone(struct identifier_span span);
bool identifier_forms_ip_address(struct identifier_span span);
bool identifier_forms_mac_address(struct identifier_span span);
bool identifier_forms_zip(struct identifier_span span); /* ZIP+4, with its hyphen */
/* A year 1900-2099, month and day, or month or day before the year, parted by hyphens, slashes, dots or blanks. */
bool identifier_forms_date(struct identifier_span span);

/* Forms of digits alone, which any long number can hold by chance (identifier_digits.h). */
bool identifier_forms_zip_digits(struct identifier_span span);   /* five that stand alone */
bool identifier_forms_eight_digits(struct identifier_span span); /* in a row, neither more nor all of the text */
bool identifier_forms_date_digits(struct identifier_span span);  /* such eight that are a date */

#endif
