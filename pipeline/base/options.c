/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/options.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"

enum { KEY_SHOW_VALUES = 0x7001 };

static const struct argp_option common_options[] = {
    {NULL, 'o', "FILE", 0, "Write to FILE (beside it first, then renamed) instead of standard output", 90},
    {"quiet", 'q', NULL, 0, "No notes; errors are still said", 90},
    {"show-values", KEY_SHOW_VALUES, NULL, 0, "Messages may show data values (never in scheduled runs)", 90},
    {0}};

static error_t parse_common(int key, char *argument, struct argp_state *state) {
    struct options_common *common = state->input;

    if (common == NULL)
        return ARGP_ERR_UNKNOWN;
    switch (key) {
    case 'o': common->output = argument; return 0;
    case 'q': common->quiet = true; return 0;
    case KEY_SHOW_VALUES: common->show_values = true; return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp common_argp = {.options = common_options, .parser = parse_common};

const struct argp_child options_children[] = {{&common_argp, 0, NULL, 0}, {0}};

const char *argp_program_version = "switchback " SWITCHBACK_VERSION;

_Noreturn void options_fail(const char *format, ...) {
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = memory_format_list(format, arguments);
    va_end(arguments);
    message_fail(EX_USAGE, "%s (try --help)", text);
}

/* getopt's message comes as a line, and says no word of --help; argp's second one, "Try `NAME --help' ...", says
 * nothing else. */
static ssize_t say_one_line(void *context, const char *text, size_t size) {
    static const char second[] = "Try `";
    size_t length = size > 0 && text[size - 1] == '\n' ? size - 1 : size;

    if (size < sizeof second || memcmp(text, second, sizeof second - 1) != 0)
        fprintf(context, "%.*s (try --help)\n", (int)length, text);
    return (ssize_t)size;
}

/* getopt writes to stderr itself, whatever argp is told: only a stream in its place can make one line of two. */
static FILE *catch_errors(FILE *real) {
    FILE *caught = fopencookie(real, "w", (cookie_io_functions_t){.write = say_one_line});

    if (caught == NULL)
        return real;
    setvbuf(caught, NULL, _IOLBF, BUFSIZ);
    return caught;
}

void options_parse(const struct argp *argp, int argc, char **argv, void *input) {
    FILE *real = stderr, *caught = catch_errors(real);

    argp_err_exit_status = EX_USAGE;
    if (argc > 0)
        argv[0] = program_invocation_short_name;
    stderr = caught;
    argp_parse(argp, argc, argv, 0, NULL, input);
    stderr = real;
    if (caught != real)
        fclose(caught);
}

int32_t options_int(const char *option, const char *argument, int32_t least, int32_t most) {
    int32_t value;

    if (!number_parse_int(argument, strlen(argument), &value) || value < least || value > most)
        options_fail("%s: '%s' is not usable (expected a whole number from %d to %d)", option, argument, least, most);
    return value;
}

double options_double(const char *option, const char *argument, double least, double most) {
    double value;

    if (!number_parse_double(argument, strlen(argument), &value) || value < least || value > most)
        options_fail("%s: '%s' is not usable (expected a number from %g to %g)", option, argument, least, most);
    return value;
}

int32_t options_day(const char *option, const char *argument) {
    size_t length = strlen(argument);
    int32_t day;

    if (!calendar_parse(calendar_kind_of(argument, length), argument, length, &day))
        options_fail("%s: '%s' is not usable (expected YYYY-MM-DD or a relative day)", option, argument);
    return day;
}

char **options_list(const char *option, const char *argument, char separator, size_t *n) {
    const char *start = argument;
    size_t n_elements = 1;
    char **list;

    for (const char *c = argument; *c != '\0'; c++)
        n_elements += *c == separator;
    list = memory_alloc(n_elements + 1, sizeof *list);
    for (size_t i = 0; i < n_elements; i++) {
        const char *end = strchrnul(start, separator);
        if (end == start)
            options_fail("%s: '%s' has an empty element", option, argument);
        list[i] = memory_copy_text(start, (size_t)(end - start));
        start = end + 1;
    }
    if (n != NULL)
        *n = n_elements;
    return list;
}

void options_list_free(char **list) {
    if (list == NULL)
        return;
    for (size_t i = 0; list[i] != NULL; i++)
        free(list[i]);
    free(list);
}
