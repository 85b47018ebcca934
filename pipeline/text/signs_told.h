/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Signs that the program's own data can show before a return to use, and what they are called; alike in section and
 * chart.
 */
#ifndef SWITCHBACK_TEXT_SIGNS_TOLD_H
#define SWITCHBACK_TEXT_SIGNS_TOLD_H

/* `named`: its code among the missed signs of reflections. */
struct sign_told {
    const char *code, *words, *named;
};

enum { SIGNS_TOLD = 4 };

extern const struct sign_told signs_told[SIGNS_TOLD];

#endif
