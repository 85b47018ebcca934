/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Things to mend, one after another, as the stages of a run said them. A stage that ended with 1 has said one reason a
 * line. One that ended with 65 has said the last line, and may have given details of it before.
 */
#ifndef SWITCHBACK_TEXT_CHECK_THINGS_H
#define SWITCHBACK_TEXT_CHECK_THINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "text/check_page.h"

/* Messages of a stage. */
struct check_said {
    char **lines;
    size_t n, capacity;
};

struct check_things {
    const struct check *check;
    struct text_buffer *out;
    bool is_used[2];        /* by mending_file: a line is to be written there */
    struct check_said told; /* things so far */
    size_t n_of_files;      /* of them: said by account_files */
};

/* What account_files said: each line is a thing, but files that are nobody's are one. It comes first. `whole`: what
 * survey_tables said will be told, too. */
void check_things_add_files(struct check_things *things, bool whole);

/* What another stage said. */
void check_things_add_stage(struct check_things *things, const char *stage);

void check_things_free(struct check_things *things);

/* The text in lines of the page's width, the first behind `first`, the others behind `other`, which are as wide. */
void check_words_append(struct text_buffer *out, const char *first, const char *other, const char *text);

#endif
