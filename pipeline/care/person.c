/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/person.h"

#include <string.h>

#include "base/sorting.h"

static int compare_numbers(int64_t left, int64_t right) { return (left > right) - (left < right); }

static int compare_supplies(const void *left, const void *right) {
    const struct care_supply *a = left, *b = right;

    if (a->day != b->day)
        return compare_numbers(a->day, b->day);
    if (a->medication != b->medication)
        return compare_numbers(a->medication, b->medication);
    if (a->kind != b->kind)
        return compare_numbers(a->kind, b->kind);
    return a->strength != b->strength ? compare_numbers(a->strength, b->strength) : compare_numbers(a->days, b->days);
}

void care_supplies_sort(struct care_supply *supplies, size_t n) {
    sorting_ensure(supplies, n, sizeof *supplies, compare_supplies);
}

static const char *const exit_names[CARE_EXIT_COUNT] = {
    [CARE_EXIT_NONE] = "",
    [CARE_EXIT_LEFT] = "left",
    [CARE_EXIT_COMPLETED] = "completed",
    [CARE_EXIT_TRANSFERRED] = "transferred",
    [CARE_EXIT_JAIL] = "jail",
    [CARE_EXIT_HOSPITAL] = "hospital",
    [CARE_EXIT_ADMINISTRATIVE] = "administrative",
    [CARE_EXIT_MOVED] = "moved",
    [CARE_EXIT_DECLINED] = "declined",
    [CARE_EXIT_DEATH] = "death",
    [CARE_EXIT_OTHER] = "other",
    [CARE_EXIT_LINKED] = "linked",
};

static const char *const program_names[CARE_PROGRAM_COUNT] = {
    [CARE_PROGRAM_UNKNOWN] = "",
    [CARE_MAINTENANCE] = "maintenance",
    [CARE_DETOXIFICATION] = "detoxification",
    [CARE_COUNSELING] = "counseling",
};

static size_t find_name(const char *const names[], size_t n, const char *name, size_t length, size_t otherwise) {
    for (size_t i = 0; i < n; i++)
        if (strlen(names[i]) == length && memcmp(names[i], name, length) == 0)
            return i;
    return otherwise;
}

const char *care_exit_name(enum care_exit exit) { return exit_names[exit]; }

enum care_exit care_exit_from_name(const char *name, size_t length) {
    return (enum care_exit)find_name(exit_names, CARE_EXIT_COUNT, name, length, CARE_EXIT_OTHER);
}

const char *care_program_name(enum care_program program) { return program_names[program]; }

enum care_program care_program_from_name(const char *name, size_t length) {
    return (enum care_program)find_name(program_names, CARE_PROGRAM_COUNT, name, length, CARE_PROGRAM_UNKNOWN);
}
