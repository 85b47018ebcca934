/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The options every program has, by argp: --help, --version, --quiet, -o FILE.
 *
 * A stage makes its own `struct argp` with `options_children` as children, its own options struct beginning
 * with `struct options_common`, and calls options_parse. Usage errors exit 64 with one line.
 */
#ifndef SWITCHBACK_BASE_OPTIONS_H
#define SWITCHBACK_BASE_OPTIONS_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SWITCHBACK_VERSION "0.2.0"

struct options_common {
    const char *output; /* NULL: standard output */
    bool quiet;         /* no notes */
    bool show_values;   /* data values may appear in messages */
};

/* Keys from 0x100 up to 0x1ff are free for a stage's own long options. */
enum { OPTIONS_FIRST_KEY = 0x100 };

/* Put into `struct argp.children`; the stage's parser must set state->child_inputs[0] to its
 * struct options_common on ARGP_KEY_INIT. */
extern const struct argp_child options_children[];

/* argp_parse with errors of one line (exit 64), argp's own too, and the program's basename. An option given twice is
 * one, unless its line of --help says that it may be given again (option_scan.h). */
void options_parse(const struct argp *argp, int argc, char **argv, void *input);

/* A usage error: `program: text`, then exit 64. */
_Noreturn void options_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* `argument` as the one operand that a program takes, by --help's `name`; a usage error where `taken` is not NULL. */
const char *options_operand(const char *name, const char *taken, const char *argument);

/* The whole number / decimal of an option's argument within [least, most], or a usage error naming the option. */
int32_t options_int(const char *option, const char *argument, int32_t least, int32_t most);
double options_double(const char *option, const char *argument, double least, double most);

/* YYYY-MM-DD or a relative day, or a usage error naming the option. */
int32_t options_day(const char *option, const char *argument);

/* A usage error where the day of an option is behind that of --as-of; CALENDAR_NO_DAY: not given. */
void options_refuse_behind(const char *option, int32_t day, int32_t as_of);

/* A list split at `separator`, empty elements refused (usage error naming the option): NULL-terminated array,
 * freed with options_list_free. A separator behind a backslash is a part of its element, as is a second backslash.
 * *n may be NULL. */
char **options_list(const char *option, const char *argument, char separator, size_t *n);
void options_list_free(char **list);

#endif
