/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/sorting.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

void sorting_ensure(void *items, size_t n, size_t size, int (*compare)(const void *, const void *)) {
    const char *item = items;

    for (size_t i = 1; i < n; i++, item += size)
        if (compare(item, item + size) > 0) {
            qsort(items, n, size, compare);
            return;
        }
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

int sorting_compare_names(const char *a, const char *b) {
    while (*a != '\0' && *b != '\0') {
        if (is_digit(*a) && is_digit(*b)) {
            size_t zeros_a = strspn(a, "0"), zeros_b = strspn(b, "0");
            size_t n_a = strspn(a + zeros_a, "0123456789"), n_b = strspn(b + zeros_b, "0123456789");
            int order = n_a != n_b ? (n_a > n_b) - (n_a < n_b) : memcmp(a + zeros_a, b + zeros_b, n_a);
            if (order == 0) /* 07 stands before 7: the same value, but two names */
                order = (zeros_a < zeros_b) - (zeros_a > zeros_b);
            if (order != 0)
                return order;
            a += zeros_a + n_a;
            b += zeros_b + n_b;
        } else if (*a != *b) {
            break;
        } else {
            a++;
            b++;
        }
    }
    return (unsigned char)*a - (unsigned char)*b;
}
