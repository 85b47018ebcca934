/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * cmocka with the headers it needs before it.
 */
#ifndef SWITCHBACK_TESTS_CMOCKA_BEGIN_H
#define SWITCHBACK_TESTS_CMOCKA_BEGIN_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
