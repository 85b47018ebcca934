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
#include "base/option_scan.h"

enum { KEY_SHOW_VALUES = 0x7001, KEY_HELP = 'h' };

static const struct argp_option common_options[] = {
    {NULL, 'o', "FILE", 0, "Write to FILE (beside it first, then renamed) instead of standard output", 90},
    {"quiet", 'q', NULL, 0, "No notes; errors are still said", 90},
    {"show-values", KEY_SHOW_VALUES, NULL, 0, "Messages may show data values (never in scheduled runs)", 90},
    {NULL, KEY_HELP, NULL, OPTION_HIDDEN, "", 90},
    {0}};

static error_t parse_common(int key, char *argument, struct argp_state *state) {
    struct options_common *common = state->input;

    if (common == NULL)
        return ARGP_ERR_UNKNOWN;
    switch (key) {
    case 'o': common->output = argument; return 0;
    case 'q': common->quiet = true; return 0;
    case KEY_SHOW_VALUES: common->show_values = true; return 0;
    case KEY_HELP: argp_state_help(state, stdout, ARGP_HELP_STD_HELP); return 0;
    default: return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp common_argp = {.options = common_options, .parser = parse_common};

const struct argp_child options_children[] = {{&common_argp, 0, NULL, 0}, {0}};

static void print_version(FILE *stream, struct argp_state *state) {
    (void)state;
    fprintf(stream, "%s (Switchback) %s\n", program_invocation_short_name, SWITCHBACK_VERSION);
}

void (*argp_program_version_hook)(FILE *stream, struct argp_state *state) = print_version;

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
    FILE *real = stderr, *caught;
    char *wrong = option_scan(argp, argc, argv);

    if (wrong != NULL)
        options_fail("%s", wrong);
    caught = catch_errors(real);
    argp_err_exit_status = EX_USAGE;
    if (argc > 0)
        argv[0] = program_invocation_short_name;
    stderr = caught;
    argp_parse(argp, argc, argv, 0, NULL, input);
    stderr = real;
    if (caught != real)
        fclose(caught);
}

const char *options_operand(const char *name, const char *taken, const char *argument) {
    if (taken != NULL)
        options_fail("unexpected argument '%s' (one %s is read)", argument, name);
    return argument;
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

void options_refuse_behind(const char *option, int32_t day, int32_t as_of) {
    if (day != CALENDAR_NO_DAY && as_of != CALENDAR_NO_DAY && day > as_of)
        options_fail("%s is behind --as-of (expected an earlier day)", option);
}

/* Is the character behind a backslash a part of the element? */
static bool is_escaped(const char *c, char separator) { return c[0] == '\\' && (c[1] == separator || c[1] == '\\'); }

/* The element at `start`, without the backslashes that protect what stands behind them; *end is behind it. */
static char *list_element(const char *start, char separator, const char **end) {
    char *element = memory_copy_text(start, strlen(start)), *to = element;

    for (; *start != '\0' && *start != separator; start++) {
        start += is_escaped(start, separator);
        *to++ = *start;
    }
    *to = '\0';
    *end = start;
    return element;
}

char **options_list(const char *option, const char *argument, char separator, size_t *n) {
    const char *start = argument;
    size_t n_elements = 1;
    char **list;

    for (const char *c = argument; *c != '\0'; c++)
        n_elements += *c == separator; /* at most */
    list = memory_alloc(n_elements + 1, sizeof *list);
    n_elements = 0;
    for (bool more = true; more; start++) {
        list[n_elements] = list_element(start, separator, &start);
        if (*list[n_elements] == '\0')
            options_fail("%s: '%s' has an empty element", option, argument);
        n_elements++;
        more = *start != '\0';
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
