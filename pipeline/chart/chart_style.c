/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/chart_style.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "text/plain_text.h"

const struct chart_hue chart_hues[CHART_MOST_CURVES] = {
    {0x0072B2, 0x005F94, NULL},
    {0xD55E00, 0xA84300, "(11,6)"},
    {0x009E73, 0x006B4E, "(3,5)"},
};

const struct chart_hue chart_fills[CHART_FILLS] = {
    {0x0072B2, 0x005F94, NULL}, {0xF0B347, 0x7A5400, NULL}, {0x008661, 0x006B4E, NULL}, {0xE3B1CC, 0x8A3D68, NULL},
    {0xB34D00, 0xA84300, NULL}, {0x9FD3F2, 0x1F6B94, NULL}, {0x7F7F7F, 0x595959, NULL},
};

const struct chart_hue chart_fill_outside = {0xD9D9D9, 0x595959, NULL};

const struct chart_font_spec chart_fonts[FONT_COUNT] = {
    [FONT_TITLE] = {"title", "Liberation Sans:Bold,18", 18, 1.08},
    [FONT_SUBTITLE] = {"subtitle", "Liberation Sans,15", 15, 1},
    [FONT_LABEL] = {"label", "Liberation Sans:Bold,15", 15, 1.08},
    [FONT_TICK] = {"tick", "Liberation Sans,14", 14, 1},
    [FONT_SMALL] = {"small", "Liberation Sans,13", 13, 1},
    [FONT_SMALL_BOLD] = {"small-bold", "Liberation Sans:Bold,13", 13, 1.08},
    [FONT_NOTE] = {"note", "Liberation Sans,13", 13, 1},
};

/* Thousandths of the font size, from the blank to the tilde. */
static const short widths[] = {278,  278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
                               556,  556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
                               1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
                               667,  778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
                               333,  556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
                               556,  556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584};

static double character_width(uint32_t c) {
    if (c >= ' ' && c <= '~')
        return widths[c - ' '];
    if ((c >= 0xC0 && c <= 0xDE) || c == 0x2026)
        return c == 0x2026 ? 1000 : 722; /* the ellipsis; capitals with accents */
    return c < 0x2E80 ? 600 : 1000;      /* an average letter; ideographs are square */
}

static double width_of_bytes(enum chart_font font, const char *text, size_t n_bytes) {
    double thousandths = 0;
    size_t length;

    for (const char *at = text; *at != '\0' && at < text + n_bytes; at += length)
        thousandths += character_width(plain_text_decode(at, &length));
    return thousandths / 1000 * chart_fonts[font].size * chart_fonts[font].weight;
}

double chart_text_width(enum chart_font font, const char *text) { return width_of_bytes(font, text, strlen(text)); }

/* A number stays with the name before it: "North 1", "October 2026". */
static bool is_of_name(const char *word, size_t length) {
    return length > 0 && isupper((unsigned char)word[0]) && isdigit((unsigned char)word[length + 1]);
}

/* And with what it counts after it: "1 year", "40 of 100". */
static bool is_number(const char *word, size_t length) { return length > 0 && strspn(word, "0123456789,") == length; }

size_t chart_text_fit(enum chart_font font, const char *text, double width) {
    size_t fits = 0, at = 0;

    while (text[at] != '\0') {
        size_t end = at + strcspn(text + at, " ");
        if (text[end] != '\0' && (is_of_name(text + at, end - at) || is_number(text + at, end - at)))
            end += 1 + strcspn(text + end + 1, " ");
        if (fits > 0 && width_of_bytes(font, text, end) > width)
            return fits;
        fits = end;
        at = end + strspn(text + end, " ");
    }
    return strlen(text);
}

size_t chart_text_lines(enum chart_font font, const char *text, double width) {
    size_t n = 0;

    for (const char *at = text; *at != '\0'; n++) {
        at += chart_text_fit(font, at, width);
        at += strspn(at, " ");
    }
    return n;
}

/* A text without its middle: so many characters of its beginning and of its end. */
struct ends {
    const char *head, *tail;
    size_t head_bytes, tail_bytes;
};

static struct ends ends_of(const char *text, size_t head, size_t tail) {
    size_t n = plain_text_width(text), from = plain_text_prefix(text, n - tail);

    return (struct ends){text, text + from, plain_text_prefix(text, head), strlen(text) - from};
}

/* Does another name have the same ends? */
static bool is_ambiguous(const struct ends *ends, const char *text, const struct chart_names *among) {
    for (size_t i = 0; i < among->n; i++) {
        const char *other = among->names[i];
        size_t length = strlen(other);
        if (strcmp(other, text) != 0 && length >= ends->head_bytes + ends->tail_bytes &&
            strncmp(other, ends->head, ends->head_bytes) == 0 &&
            strcmp(other + length - ends->tail_bytes, ends->tail) == 0)
            return true;
    }
    return false;
}

/* The most characters with so large a share of them at the end that fit; "…": none. */
static const char *shorten(struct word_pool *pool, enum chart_font font, const char *text, double width, double share,
                           struct ends *ends) {
    for (size_t kept = plain_text_width(text) - 1; kept > 1; kept--) {
        size_t tail = (size_t)(share * (double)kept);
        const char *shorter;
        *ends = ends_of(text, kept - tail, tail);
        shorter = word_pool_format(pool, "%.*s…%s", (int)ends->head_bytes, text, ends->tail);
        if (chart_text_width(font, shorter) <= width)
            return shorter;
    }
    *ends = ends_of(text, 0, 0);
    return "…";
}

/* Names of places often differ at their end: a third of what fits is kept for it, more or less of it where that third
 * is one that other names have as well. */
const char *chart_name_shorten(struct word_pool *pool, enum chart_font font, const char *text, double width,
                               const struct chart_names *among) {
    static const double shares[] = {1.0 / 3, 0.45, 0.6, 0.75, 0.2, 0.1, 0.9};
    const char *first = NULL;

    if (chart_text_width(font, text) <= width)
        return text;
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        struct ends ends;
        const char *shorter = shorten(pool, font, text, width, shares[i], &ends);
        if (!is_ambiguous(&ends, text, among))
            return shorter;
        first = first == NULL ? shorter : first;
    }
    return first;
}

const char *chart_text_shorten(struct word_pool *pool, enum chart_font font, const char *text, double width) {
    return chart_name_shorten(pool, font, text, width, &(struct chart_names){NULL, 0});
}
