/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A look at the arguments before argp reads them: an option that does not exist, with the one that was probably meant,
 * and one that is given twice (argp would take the last without a word). An option may be given again where its line of
 * --help says so: "(may be given again".
 */
#ifndef SWITCHBACK_BASE_OPTION_SCAN_H
#define SWITCHBACK_BASE_OPTION_SCAN_H

#include <argp.h>

/* NULL, or what is wrong with the arguments, which the caller frees. Everything else that may be wrong is left to
 * argp. */
char *option_scan(const struct argp *argp, int argc, char *const argv[]);

#endif
