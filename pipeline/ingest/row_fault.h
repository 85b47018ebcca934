/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a row of an export cannot be used, as a word for the quarantine file and as a phrase for people.
 */
#ifndef SWITCHBACK_INGEST_ROW_FAULT_H
#define SWITCHBACK_INGEST_ROW_FAULT_H

enum row_fault {
    ROW_FAULT_NONE,
    ROW_FAULT_RAGGED,         /* not as many cells as the header */
    ROW_FAULT_MISSING_KEY,    /* no patient_id or no key date */
    ROW_FAULT_MISSING_EVENT,  /* neither of the two days that the key date comes from */
    ROW_FAULT_MISSING_VALUE,  /* a required cell is missing */
    ROW_FAULT_BAD_DATE,       /* not in the stated format, or not a real date in 1900-2199 */
    ROW_FAULT_BAD_NUMBER,     /* not a number */
    ROW_FAULT_OUT_OF_RANGE,   /* a number or length that cannot be */
    ROW_FAULT_UNKNOWN_CODE,   /* not one of the column's codes */
    ROW_FAULT_OTHER_LENGTH,   /* a list of days that is not as long as the list whose days they are */
    ROW_FAULT_IMPOSSIBLE_DAY, /* one that cannot be, as other days of the row stand (day_order.h) */
    ROW_FAULT_UNKNOWN_WORD,   /* neither kept nor omitted, where the mapping does both */
    ROW_FAULT_IDENTIFIER,     /* a value that looks like a direct identifier */
    ROW_FAULT_CONFLICT,       /* another row with the same key says otherwise */
    ROW_FAULT_COUNT
};

const char *row_fault_code(enum row_fault fault);
const char *row_fault_text(enum row_fault fault);

#endif
