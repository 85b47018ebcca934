/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/ini_line.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/spelling.h"
#include "base/text_buffer.h"
#include "draft/column_words.h"
#include "draft/value_words.h"

enum { MOST_SHOWN = 50, FEW_KNOWN = 20 };
static const double general = 0.5;

/* One column's values as they are written. */
struct writing {
    const struct column_spec *spec;
    const struct draft_column *column;
    enum value_domain domain;
    bool show_values, all_flags;
    struct output_file *output;
    struct text_buffer omitted, kept; /* lists of raw values */
    bool omits_guess;                 /* one of the omitted is not certain */
    long n_omitted, n_hidden, hidden_rows;
};

struct meaning {
    enum value_reading reading;
    const char *target;
};

/* The code of the column that the value is but for case, blanks and punctuation; NULL: none. */
static const char *own_code(const struct column_spec *spec, const char *raw, char code[64]) {
    for (const char *at = spec->codes == NULL ? "" : spec->codes; *at != '\0'; at += strspn(at, " ")) {
        size_t length = strcspn(at, " ");
        memcpy(code, at, length);
        code[length] = '\0';
        if (spelling_same(code, raw))
            return code;
        at += length;
    }
    return NULL;
}

static struct meaning meaning_of(const struct writing *writing, const char *raw, char code[64]) {
    struct flag_codes flag = column_words_flag(writing->domain, &writing->column->words);
    int is_yes = column_profile_flag(raw);
    struct meaning meaning = {.reading = VALUE_SURE, .target = own_code(writing->spec, raw, code)};

    if (meaning.target != NULL)
        return meaning;
    if (flag.yes != NULL && is_yes >= 0)
        return (struct meaning){VALUE_SURE, is_yes == 1 ? flag.yes : flag.no};
    if (writing->domain == VALUE_RESULT && is_yes >= 0 && writing->all_flags)
        return (struct meaning){VALUE_GUESS, is_yes == 1 ? "positive" : "negative"};
    meaning.reading = value_words_read(writing->domain, raw, &meaning.target);
    return meaning;
}

static void append_value(struct text_buffer *list, const char *raw) {
    char *quoted = ini_line_quoted(raw);

    if (list->length > 0)
        text_buffer_append_text(list, ", ");
    text_buffer_append_text(list, quoted);
    free(quoted);
}

static void write_map(const struct writing *writing, const char *raw, const char *target, long rows, bool is_guess) {
    char *quoted = ini_line_quoted(raw);

    output_file_printf(writing->output, "map.%s.%s =%s%s   ; %s%ld row%s\n", writing->spec->name, quoted,
                       *target == '\0' ? "" : " ", target, is_guess ? "guess; " : "", rows, rows == 1 ? "" : "s");
    free(quoted);
}

static void write_unknown(struct writing *writing, const char *raw, const struct value_count *count) {
    bool is_open = writing->spec->codes == NULL && writing->domain != VALUE_MEDICATION; /* any text may stand there */
    bool is_shown =
        count->n_people >= PROFILE_FEW_PEOPLE && column_profile_n_values(&writing->column->profile) <= MOST_SHOWN;
    char *quoted;

    if (is_open)
        return;
    if (!is_shown && !writing->show_values) {
        writing->n_hidden++;
        writing->hidden_rows += count->rows;
        return;
    }
    quoted = ini_line_quoted(raw);
    output_file_printf(writing->output, "; map.%s.%s = ?   ; %ld row%s\n", writing->spec->name, quoted, count->rows,
                       count->rows == 1 ? "" : "s");
    free(quoted);
}

static void write_value(struct writing *writing, uint32_t number, bool is_general) {
    const char *raw = dictionary_text(writing->column->profile.values, number);
    const struct value_count *count = &writing->column->profile.counts[number];
    char code[64];
    struct meaning meaning = meaning_of(writing, raw, code);

    if (meaning.reading == VALUE_UNKNOWN) {
        if (!is_general)
            write_unknown(writing, raw, count);
        return;
    }
    if (strcmp(meaning.target, VALUE_OMIT) == 0) {
        if (!is_general)
            append_value(&writing->omitted, raw);
        writing->n_omitted += count->rows;
        writing->omits_guess = writing->omits_guess || meaning.reading == VALUE_GUESS;
        return;
    }
    append_value(&writing->kept, raw);
    if (strcmp(meaning.target, raw) != 0)
        write_map(writing, raw, meaning.target, count->rows, meaning.reading == VALUE_GUESS);
}

/* The numbers of the values, most rows first, then bytewise. */
static uint32_t *order_values(const struct column_profile *profile, size_t n) {
    uint32_t *order = memory_alloc(n, sizeof *order);

    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at > 0; at--) {
            uint32_t before = order[at - 1];
            long more = profile->counts[i].rows - profile->counts[before].rows;
            if (more < 0 || (more == 0 && strcmp(dictionary_text(profile->values, (uint32_t)i),
                                                 dictionary_text(profile->values, before)) > 0))
                break;
            order[at] = before;
        }
        order[at] = (uint32_t)i;
    }
    return order;
}

/* "80 mg" = 80. */
static void write_units(const struct column_spec *spec, const struct draft_column *column, struct output_file *output) {
    size_t n = column_profile_n_values(&column->profile);
    uint32_t *order = order_values(&column->profile, n);

    for (size_t i = 0; i < n; i++) {
        const char *raw = dictionary_text(column->profile.values, order[i]);
        double number = column_profile_unit_number(raw);
        char *quoted = ini_line_quoted(raw), text[NUMBER_TEXT_SIZE];
        size_t digits = strspn(raw, "0123456789."), rest = strcspn(raw + digits, "0123456789");
        number_format_double(number, text);
        if (!isnan(number))
            output_file_printf(output, "map.%s.%s = %s   ; %s%ld rows\n", spec->name, quoted, text,
                               raw[digits + rest] == '\0' ? "" : "guess: the first number; ",
                               column->profile.counts[order[i]].rows);
        free(quoted);
    }
    free(order);
}

/* All of a clinic's medications, all its laboratory's tests, every adverse event: the table's own are few among them.
 */
static bool is_general_list(const struct writing *writing, size_t n) {
    bool is_list = writing->domain == VALUE_MEDICATION || writing->domain == VALUE_SUBSTANCE;

    return ((is_list && n > FEW_KNOWN) || writing->domain == VALUE_EVENT) &&
           column_profile_kept(&writing->column->profile, writing->domain) < general;
}

static void write_codes(struct writing *writing) {
    const struct column_profile *profile = &writing->column->profile;
    size_t n = column_profile_n_values(profile);
    uint32_t *order = order_values(profile, n);
    bool is_general = is_general_list(writing, n);
    char *header = ini_line_quoted(writing->column->header);

    writing->all_flags = column_profile_yes_no(profile) >= 1;
    for (size_t i = 0; i < n; i++)
        write_value(writing, order[i], is_general);
    if (is_general && writing->kept.length > 0)
        output_file_printf(writing->output, "keep.%s = %s   ; of %zu%s values only those that are known\n", header,
                           writing->kept.text, n, profile->has_more ? " and more" : "");
    else if (is_general)
        output_file_printf(writing->output, "; none of its %zu%s values is a %s that is known: keep.%s = ?\n", n,
                           profile->has_more ? " and more" : "", writing->spec->name, header);
    else if (writing->omitted.length > 0)
        output_file_printf(writing->output, "omit.%s = %s   ; %s%ld row%s\n", header, writing->omitted.text,
                           writing->omits_guess ? "guess; " : "", writing->n_omitted,
                           writing->n_omitted == 1 ? "" : "s");
    if (writing->n_hidden > 0)
        output_file_printf(writing->output, "; map.%s: %ld further value%s in %ld row%s: --show-values\n",
                           writing->spec->name, writing->n_hidden, writing->n_hidden == 1 ? "" : "s",
                           writing->hidden_rows, writing->hidden_rows == 1 ? "" : "s");
    free(order);
    free(header);
}

void draft_values_write(const struct plan_section *section, size_t column, bool show_values,
                        struct output_file *output) {
    const struct column_spec *spec = &input_tables[section->choice.table].columns[column];
    int header = section->choice.columns[column].header;
    struct writing writing = {.spec = spec, .show_values = show_values, .output = output};

    if (header < 0)
        return;
    writing.column = &section->group->columns[header];
    writing.domain = column_words_domain(section->choice.table, spec->name);
    if ((spec->type == COLUMN_NUMBER || spec->type == COLUMN_INT) && writing.column->profile.n_unit > 0)
        write_units(spec, writing.column, output);
    if (writing.domain != VALUE_NONE)
        write_codes(&writing);
    text_buffer_free(&writing.omitted);
    text_buffer_free(&writing.kept);
}
