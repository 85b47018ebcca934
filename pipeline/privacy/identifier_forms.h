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

bool identifier_forms_email(struct identifier_span span); /* at its @ */
bool identifier_forms_url(struct identifier_span span);
bool identifier_forms_ssn(struct identifier_span span);
bool identifier_forms_phone(struct identifier_span span);
bool identifier_forms_ip_address(struct identifier_span span);
bool identifier_forms_mac_address(struct identifier_span span);
bool identifier_forms_zip(struct identifier_span span);
/* A year 1900-2099, month and day, or month or day before the year; eight digits alone are none. */
bool identifier_forms_date(struct identifier_span span);

#endif
