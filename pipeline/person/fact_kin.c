/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/fact_kin.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/dictionary.h"
#include "base/memory.h"
#include "base/spelling.h"

struct fact_kin {
    struct dictionary *names;
    long *first, *last; /* by number of the name */
    uint32_t *name;     /* by row; DICTIONARY_NONE: it has no kin */
    long *next;         /* by row */
};

/* What the rows beside each other have in common; NULL: none is beside this one. The caller frees. */
static char *name_of(const struct fact_row *fact) {
    char *folded, *name;

    if (strcmp(fact->fact, "end") == 0 || strcmp(fact->fact, "silent") == 0)
        return memory_format("site %s", fact->site);
    if (strcmp(fact->fact, "delivery") == 0)
        return memory_format("delivery %s", fact->table);
    if (strcmp(fact->fact, "spelling") != 0)
        return NULL;
    folded = memory_alloc(strlen(fact->text) + 1, 1);
    spelling_fold(fact->text, strlen(fact->text), folded);
    name = memory_format("spelling %s %s", fact->subject, folded);
    free(folded);
    return name;
}

static void add_row(struct fact_kin *kin, const struct fact_row *fact, long row) {
    char *name = name_of(fact);
    size_t known = dictionary_count(kin->names);
    uint32_t number = name == NULL ? DICTIONARY_NONE : dictionary_add(kin->names, name, strlen(name));

    kin->name[row] = number;
    kin->next[row] = FACT_KIN_END;
    if (name != NULL && number == known)
        kin->first[number] = row;
    else if (name != NULL)
        kin->next[kin->last[number]] = row;
    if (name != NULL)
        kin->last[number] = row;
    free(name);
}

struct fact_kin *fact_kin_alloc(const struct fact_rows *facts) {
    struct fact_kin *kin = memory_alloc(1, sizeof *kin);

    kin->names = dictionary_alloc();
    kin->first = memory_alloc(facts->n + 1, sizeof *kin->first);
    kin->last = memory_alloc(facts->n + 1, sizeof *kin->last);
    kin->name = memory_alloc(facts->n + 1, sizeof *kin->name);
    kin->next = memory_alloc(facts->n + 1, sizeof *kin->next);
    for (size_t i = 0; i < facts->n; i++)
        add_row(kin, &facts->rows[i], (long)i);
    return kin;
}

void fact_kin_free(struct fact_kin *kin) {
    if (kin == NULL)
        return;
    dictionary_free(kin->names);
    free(kin->first);
    free(kin->last);
    free(kin->name);
    free(kin->next);
    free(kin);
}

long fact_kin_first(const struct fact_kin *kin, size_t at) {
    return kin->name[at] == DICTIONARY_NONE ? FACT_KIN_END : kin->first[kin->name[at]];
}

long fact_kin_next(const struct fact_kin *kin, long row) { return kin->next[row]; }
