/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/told_by.h"

#include <string.h>

const char *const told_by_names[TOLD_BY_COUNT] = {"program", "hospital", "death_index", "not_told"};

enum told_by told_by_of(const char *text) {
    for (int by = TOLD_BY_PROGRAM; by < TOLD_BY_NOT_TOLD; by++)
        if (strcmp(text, told_by_names[by]) == 0)
            return (enum told_by)by;
    return TOLD_BY_NOT_TOLD;
}

enum told_by told_by_first(enum told_by a, enum told_by b) { return a < b ? a : b; }
