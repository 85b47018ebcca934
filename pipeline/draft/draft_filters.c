/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_filters.h"

#include <stdlib.h>
#include <string.h>

#include "base/ini_line.h"
#include "base/text_buffer.h"
#include "draft/column_words.h"
#include "draft/value_words.h"

enum { MOST_VALUES = 50 };
static const double half = 0.5, clear = 0.8;

/* Does the column say whether the dose of the row was given? */
static bool tells_given(const struct draft_column *column) {
    static const char *const ideas[] = {"status", "void", "miss", "cancel", "give"};
    double known = column_profile_understood(&column->profile, VALUE_DOSE_ROW);
    double flags =
        column_words_flag(VALUE_DOSE_ROW, &column->words).yes == NULL ? 0 : column_profile_yes_no(&column->profile);

    for (size_t i = 0; i < sizeof ideas / sizeof ideas[0]; i++)
        if (header_words_have(&column->words, ideas[i]) && (known >= half || flags >= half))
            return true;
    return column_profile_n_values(&column->profile) <= MOST_VALUES && known >= clear &&
           column_profile_kept(&column->profile, VALUE_DOSE_ROW) > 0;
}

/* Is a row with the value to be listed: a dose that was not given? */
static bool is_not_given(const struct draft_column *column, const char *raw) {
    struct flag_codes flag = column_words_flag(VALUE_DOSE_ROW, &column->words);
    int is_yes = flag.yes == NULL ? -1 : column_profile_flag(raw);
    const char *target = "";

    if (is_yes >= 0)
        target = is_yes == 1 ? flag.yes : flag.no;
    else if (value_words_read(VALUE_DOSE_ROW, raw, &target) == VALUE_UNKNOWN)
        return false;
    return strcmp(target, VALUE_OMIT) == 0;
}

/* Use of methadone or buprenorphine says nothing: they are prescribed. */
static bool is_opioid(const struct draft_column *column, const char *raw) {
    static const char opioids[] = " heroin fentanyl opioids opiates oxycodone "
                                  "oxymorphone hydrocodone hydromorphone "
                                  "morphine codeine tramadol nitazenes ";
    const char *target = NULL, *at;
    size_t length;

    (void)column;
    if (value_words_read(VALUE_SUBSTANCE, raw, &target) == VALUE_UNKNOWN)
        return false;
    length = strlen(target);
    at = strstr(opioids, target);
    return length > 1 && at != NULL && at[-1] == ' ' && at[length] == ' ';
}

static bool tells_substance(const struct draft_column *column) {
    return column_profile_understood(&column->profile, VALUE_SUBSTANCE) >= half;
}

/* How a table's rows are told apart: by which columns, which values are listed, and under which key. */
struct filter {
    bool (*tells)(const struct draft_column *column);
    bool (*is_listed)(const struct draft_column *column, const char *raw);
    const char *key, *guess;
};

/* The values listed, in the order of the file; nothing where that is none of them, or all. */
static long list_values(const struct filter *filter, const struct draft_column *column, struct text_buffer *list) {
    size_t n = column_profile_n_values(&column->profile), n_listed = 0;
    long rows = 0;

    for (size_t i = 0; i < n; i++) {
        const char *raw = dictionary_text(column->profile.values, (uint32_t)i);
        char *quoted;
        if (!filter->is_listed(column, raw))
            continue;
        quoted = ini_line_quoted(raw);
        text_buffer_append_text(list, n_listed++ > 0 ? ", " : "");
        text_buffer_append_text(list, quoted);
        rows += column->profile.counts[i].rows;
        free(quoted);
    }
    return n_listed == n ? 0 : rows;
}

static int write_filter(const struct plan_section *section, const struct filter *filter, struct output_file *output) {
    for (size_t i = 0; i < section->group->n_columns; i++) {
        const struct draft_column *column = &section->group->columns[i];
        struct text_buffer list = {0};
        long rows = 0;
        if (column->identifier == IDENTIFIER_NONE && !plan_section_uses(section, (int)i) && filter->tells(column))
            rows = list_values(filter, column, &list);
        if (rows > 0) {
            char *header = ini_line_quoted(column->header);
            output_file_printf(output, "%s.%s = %s   ; %s%ld row%s\n", filter->key, header, list.text, filter->guess,
                               rows, rows == 1 ? "" : "s");
            free(header);
        }
        text_buffer_free(&list);
        if (rows > 0)
            return (int)i;
    }
    return -1;
}

int draft_filters_write(const struct plan_section *section, struct output_file *output) {
    static const struct filter given = {tells_given, is_not_given, "omit", ""};
    static const struct filter used = {tells_substance, is_opioid, "keep", "guess: opioids alone; "};

    if (section->choice.table == INPUT_DOSES)
        return write_filter(section, &given, output);
    return section->choice.table == INPUT_RETURNS_TO_USE ? write_filter(section, &used, output) : -1;
}
