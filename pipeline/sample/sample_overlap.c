/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_overlap.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"

static double begin_of(const struct sample_rows *rows, size_t row) {
    return rows->entry == NULL ? -HUGE_VAL : rows->entry[row];
}

static bool is_same_person(const struct sample_rows *rows, size_t a, size_t b) {
    return rows->person[a] == rows->person[b] && (rows->rule == NULL || rows->rule[a] == rows->rule[b]);
}

/* By begin; of two that begin together, as they stand in the file. */
static int compare_begins(const void *left, const void *right, void *context) {
    const struct sample_rows *rows = context;
    size_t a = *(const size_t *)left, b = *(const size_t *)right;
    double begin_a = begin_of(rows, a), begin_b = begin_of(rows, b);

    if (begin_a < begin_b || begin_a > begin_b)
        return begin_a < begin_b ? -1 : 1;
    return (a > b) - (a < b);
}

/* The rows first .. end - 1 of one person, in any order. */
static bool find_sorted(const struct sample_rows *rows, size_t first, size_t end, struct sample_overlap *overlap) {
    size_t n = end - first, *order = memory_alloc(n, sizeof *order), at = 1;

    for (size_t i = 0; i < n; i++)
        order[i] = first + i;
    qsort_r(order, n, sizeof *order, compare_begins, (void *)(uintptr_t)rows);
    while (at < n && !(begin_of(rows, order[at]) < rows->time[order[at - 1]]))
        at++;
    if (at < n)
        *overlap = (struct sample_overlap){.row = order[at], .before = order[at - 1]};
    free(order);
    return at < n;
}

/* Rows that stand in order need no sorting. */
bool sample_overlap_find(const struct sample_rows *rows, struct sample_overlap *overlap) {
    for (size_t first = 0, end; first < rows->n; first = end) {
        bool is_clear = true;
        for (end = first + 1; end < rows->n && is_same_person(rows, first, end); end++)
            is_clear = is_clear && !(begin_of(rows, end) < rows->time[end - 1]);
        if (!is_clear && find_sorted(rows, first, end, overlap))
            return true;
    }
    return false;
}

static char *describe_stretches(const struct sample_rows *rows, const struct sample_overlap *overlap,
                                const char *person, const char *line) {
    char begin[NUMBER_TEXT_SIZE], end[NUMBER_TEXT_SIZE];

    if (person == NULL)
        return memory_format("begins before the row of the same person%s ends", line);
    number_format_double(begin_of(rows, overlap->row), begin);
    number_format_double(rows->time[overlap->before], end);
    return memory_format("'%s' begins at %s, before the row of the same person%s ends at %s", person, begin, line, end);
}

/* person: NULL unless values may be shown. */
static char *describe(const struct sample_rows *rows, const struct sample_overlap *overlap, const char *person) {
    int number = rows->line[overlap->before];
    char *line = number > 0 ? memory_format(" on line %d", number) : memory_copy_text("", 0), *text;

    if (rows->entry != NULL)
        text = describe_stretches(rows, overlap, person, line);
    else if (person == NULL)
        text = memory_format("a second row of the person%s", line);
    else
        text = memory_format("'%s': a second row of the person%s", person, line);
    free(line);
    return text;
}

static const char *expected(const struct sample_rows *rows) {
    if (rows->entry == NULL)
        return rows->rule == NULL ? "one row a person, or --start naming the column where its rows begin"
                                  : "one row a person and rule, or --start naming the column where its rows begin";
    return rows->rule == NULL ? "rows of one person that do not overlap"
                              : "rows of one person under one rule that do not overlap";
}

void sample_overlap_refuse(const struct sample_reading *reading, const struct sample_ids *ids, const uint32_t *rank) {
    const struct sample_rows *rows = &reading->rows;
    struct message_place place;
    struct sample_overlap overlap;
    const char *person = NULL;

    if (rows->line == NULL || rows->person == NULL || !sample_overlap_find(rows, &overlap))
        return;
    place = table_reader_place(reading->reader, reading->entry >= 0 ? reading->entry : reading->id);
    place.line = rows->line[overlap.row];
    if (reading->options->common.show_values)
        person = sample_ids_text(ids, sample_people_known(&reading->people, rank, ids->n, rows->person[overlap.row]));
    message_fail_at(EX_DATAERR, place, "%s (expected %s%s)", describe(rows, &overlap, person), expected(rows),
                    person == NULL ? "; --show-values names the person" : "");
}
