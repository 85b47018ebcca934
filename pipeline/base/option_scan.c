/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/option_scan.h"

#include <ctype.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/nearest_name.h"

/* getopt's values of long options; below are the letters of short ones */
enum { FIRST_LONG = 0x100 };

/* Every option of an argp and of its children, in getopt's form. */
struct scan {
    struct argp_option *options;
    struct option *names;
    bool *given;
    size_t n, capacity;
    char letters[512];
};

static bool is_end(const struct argp_option *option) {
    return option->name == NULL && option->key == 0 && option->doc == NULL && option->group == 0;
}

static void add_options(struct scan *scan, const struct argp *argp) {
    for (const struct argp_option *option = argp->options; option != NULL && !is_end(option); option++) {
        scan->options = memory_grow(scan->options, &scan->capacity, scan->n + 1, sizeof *scan->options);
        scan->options[scan->n++] = *option;
    }
    for (const struct argp_child *child = argp->children; child != NULL && child->argp != NULL; child++)
        add_options(scan, child->argp);
}

/* Those that argp adds by itself. */
static const struct argp_option own_options[] = {
    {"help", '?', NULL, 0, "", 0}, {"usage", 0, NULL, 0, "", 0}, {"version", 'V', NULL, 0, "", 0}, {0}};

static struct scan scan_begin(const struct argp *argp) {
    struct scan scan = {0};
    size_t n_names = 0, n_letters = 0;

    add_options(&scan, argp);
    add_options(&scan, &(struct argp){.options = own_options});
    scan.names = memory_alloc(scan.n + 1, sizeof *scan.names);
    scan.given = memory_alloc(scan.n, sizeof *scan.given);
    for (size_t i = 0; i < scan.n; i++) {
        const struct argp_option *option = &scan.options[i];
        if (option->name != NULL)
            scan.names[n_names++] = (struct option){option->name, option->arg == NULL ? no_argument : required_argument,
                                                    NULL, FIRST_LONG + (int)i};
        if (option->name != NULL && option->arg != NULL && (option->flags & OPTION_ARG_OPTIONAL) != 0)
            scan.names[n_names - 1].has_arg = optional_argument;
        if (option->key > 0 && option->key < FIRST_LONG && isprint(option->key) &&
            n_letters + 3 < sizeof scan.letters) {
            scan.letters[n_letters++] = (char)option->key;
            if (option->arg != NULL)
                scan.letters[n_letters++] = ':';
        }
    }
    return scan;
}

/* Which option getopt found, or n where it found none. */
static size_t scan_find(const struct scan *scan, int found) {
    if (found >= FIRST_LONG)
        return (size_t)(found - FIRST_LONG);
    for (size_t i = 0; i < scan->n; i++)
        if (scan->options[i].key == found)
            return i;
    return scan->n;
}

static bool may_be_given_again(const struct argp_option *option) {
    return option->doc != NULL && strstr(option->doc, "(may be given again") != NULL;
}

/* "--wher" or "--wher=site=north": is there none of this name, whole or shortened? */
static char *unknown_words(const struct scan *scan, const char *word) {
    size_t length = strcspn(word, "=");
    const char **names = memory_alloc(scan->n, sizeof *names);
    char *name = memory_copy_text(word, length), *words = NULL;
    size_t n = 0;
    bool known = false;

    for (size_t i = 0; i < scan->n; i++) {
        if (scan->options[i].name == NULL)
            continue;
        names[n++] = scan->options[i].name;
        known = known || strncmp(names[n - 1], name + 2, length - 2) == 0;
    }
    if (!known) {
        const char *nearest = nearest_name_find(names, n, name + 2);
        words = nearest == NULL ? memory_format("unrecognized option '%s'", name)
                                : memory_format("unrecognized option '%s', did you mean '--%s'?", name, nearest);
    }
    free(name);
    free(names);
    return words;
}

static char *scan_take(struct scan *scan, int found, const char *word) {
    size_t i = scan_find(scan, found);

    if (found == '?')
        return strncmp(word, "--", 2) == 0 && optopt == 0 ? unknown_words(scan, word) : NULL;
    if (i == scan->n)
        return NULL;
    if (scan->given[i] && !may_be_given_again(&scan->options[i]))
        return scan->options[i].name == NULL ? memory_format("-%c is given twice", found)
                                             : memory_format("--%s is given twice", scan->options[i].name);
    scan->given[i] = true;
    return NULL;
}

char *option_scan(const struct argp *argp, int argc, char *const argv[]) {
    struct scan scan = scan_begin(argp);
    char **words = memory_alloc((size_t)argc + 1, sizeof *words), *wrong = NULL;
    int found;

    /* getopt sorts the words it is given, and argp is to see them as they came */
    memcpy(words, argv, (size_t)argc * sizeof *words);
    optind = 0;
    opterr = 0;
    while (wrong == NULL && (found = getopt_long(argc, words, scan.letters, scan.names, NULL)) != -1)
        wrong = scan_take(&scan, found, words[optind - 1]);
    free(words);
    free(scan.options);
    free(scan.names);
    free(scan.given);
    return wrong;
}
