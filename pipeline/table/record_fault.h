/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Why a line of a CSV file is no record.
 */
#ifndef SWITCHBACK_TABLE_RECORD_FAULT_H
#define SWITCHBACK_TABLE_RECORD_FAULT_H

enum record_fault {
    RECORD_FAULT_NONE,
    RECORD_FAULT_QUOTE,      /* an unclosed or stray quote */
    RECORD_FAULT_LONG_CELL,  /* a cell over 64 KiB */
    RECORD_FAULT_LONG_LINE,  /* a line over 1 MiB */
    RECORD_FAULT_MANY_CELLS, /* over 1,024 cells */
    RECORD_FAULT_NUL,        /* a NUL byte */
    RECORD_FAULT_HOLE,       /* several in a row: what stood there is lost, and it may have been many lines */
    RECORD_FAULT_CONTROL,    /* another control character */
    RECORD_FAULT_UTF8,       /* bytes that are not UTF-8 */
    RECORD_FAULT_ENCODING    /* bytes that the stated encoding does not have */
};

/* A word for the quarantine file ("bad_quote") and a phrase for people. */
const char *record_fault_code(enum record_fault fault);
const char *record_fault_text(enum record_fault fault);

#endif
