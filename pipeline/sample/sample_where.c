/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sample/sample_where.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

struct sample_filter sample_filter_open(const struct sample_options *options, const struct table_reader *reader) {
    struct sample_filter filter = {.options = options};

    filter.columns = memory_alloc(options->n_where, sizeof *filter.columns);
    filter.seen = memory_alloc(options->n_where, sizeof(bool *));
    for (size_t i = 0; i < options->n_where; i++) {
        filter.columns[i] = (int)table_reader_require(reader, options->where[i].column);
        filter.seen[i] = memory_alloc(options->where[i].values.n, sizeof(bool));
        filter.n_not_seen += options->where[i].values.n;
    }
    return filter;
}

void sample_filter_close(struct sample_filter *filter) {
    for (size_t i = 0; i < filter->options->n_where; i++)
        free(filter->seen[i]);
    free(filter->seen);
    free(filter->columns);
}

/* The value that the cell has, or n where it has none of them. */
static size_t find_value(struct record_cell cell, const struct sample_list *values) {
    size_t i = 0;

    while (i < values->n && strcmp(cell.text, values->items[i]) != 0)
        i++;
    return i;
}

/* A value may be given twice. */
static void mark_seen(struct sample_filter *filter, size_t where, size_t found) {
    const struct sample_list *values = &filter->options->where[where].values;

    for (size_t i = found; i < values->n; i++)
        if (strcmp(values->items[i], values->items[found]) == 0) {
            filter->seen[where][i] = true;
            filter->n_not_seen--;
        }
}

/* Once every value was seen the first --where that does not want the row decides. */
bool sample_filter_takes(struct sample_filter *filter, const struct table_reader *reader) {
    bool takes = true;

    for (size_t i = 0; i < filter->options->n_where && (takes || filter->n_not_seen > 0); i++) {
        const struct sample_list *values = &filter->options->where[i].values;
        size_t found = find_value(table_reader_cell(reader, filter->columns[i]), values);
        takes = takes && found < values->n;
        if (found < values->n && !filter->seen[i][found])
            mark_seen(filter, i, found);
    }
    return takes;
}

/* "sex=3, exit=jial" */
static char *name_not_seen(const struct sample_filter *filter) {
    char *text = memory_copy_text("", 0);

    for (size_t i = 0; i < filter->options->n_where; i++)
        for (size_t j = 0; j < filter->options->where[i].values.n; j++) {
            char *longer;
            if (filter->seen[i][j])
                continue;
            longer = memory_format("%s%s%s=%s", text, *text == '\0' ? "" : ", ", filter->options->where[i].column,
                                   filter->options->where[i].values.items[j]);
            free(text);
            text = longer;
        }
    return text;
}

/* "rule=1,place=0" asks for two values of one column: the second names another. */
static const char *advice(const struct sample_filter *filter) {
    for (size_t i = 0; i < filter->options->n_where; i++)
        for (size_t j = 0; j < filter->options->where[i].values.n; j++)
            if (!filter->seen[i][j] && strchr(filter->options->where[i].values.items[j], '=') != NULL)
                return "each column has a --where of its own";
    return "a comma within a value is written \\,";
}

void sample_filter_say_not_seen(const struct sample_filter *filter, size_t n_taken) {
    char *values = name_not_seen(filter);
    bool quiet = filter->options->common.quiet;

    if (filter->n_not_seen > 0 && n_taken > 0)
        message_note(quiet, "--where: no row has %s (%s)", values, advice(filter));
    else if (filter->n_not_seen > 0)
        message_note(quiet, "no rows to use (--where: no row has %s; %s)", values, advice(filter));
    else if (n_taken == 0)
        message_note(quiet, "no rows to use%s",
                     filter->options->n_where == 0 ? "" : " (--where: no row has one of each at once)");
    free(values);
}
