/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The text of pipeline/switchback.ini, compiled in (the Makefile makes the .c file from it): the one place of every
 * default.
 */
#ifndef SWITCHBACK_SETTINGS_DEFAULT_TEXT_H
#define SWITCHBACK_SETTINGS_DEFAULT_TEXT_H

#include <stddef.h>

extern const unsigned char settings_default_text[];
extern const size_t settings_default_length;

#endif
