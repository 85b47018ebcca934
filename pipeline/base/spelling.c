/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/spelling.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { NO_LETTER = 0, FIRST_MARK = 0x300, LAST_MARK = 0x328 };

/* A run of code points, first to last. */
struct run {
    uint32_t first, last;
};

static bool is_within(const struct run runs[], size_t n, uint32_t c) {
    for (size_t i = 0; i < n; i++)
        if (c >= runs[i].first && c <= runs[i].last)
            return true;
    return false;
}

static bool is_blank(uint32_t c) {
    static const struct run runs[] = {{0, 0x20},        {0x7F, 0xA0},     {0x1680, 0x1680}, {0x2000, 0x200A},
                                      {0x2028, 0x2029}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

    return is_within(runs, sizeof runs / sizeof runs[0], c);
}

static bool is_punctuation(uint32_t c) {
    static const struct run runs[] = {{'!', '/'},   {':', '@'},   {'[', '`'},       {'{', '~'},      {0xA1, 0xA9},
                                      {0xAB, 0xB1}, {0xB4, 0xB4}, {0xB6, 0xB8},     {0xBB, 0xBB},    {0xBF, 0xBF},
                                      {0xD7, 0xD7}, {0xF7, 0xF7}, {0x2010, 0x2027}, {0x2030, 0x205E}};

    return is_within(runs, sizeof runs / sizeof runs[0], c);
}

/* Soft hyphens and signs without a width: nobody sees them. */
static bool is_invisible(uint32_t c) { return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF; }

/* Within these runs capital and small letter stand side by side; the small one is odd, or even. */
static uint32_t lower_of_pairs(uint32_t c) {
    static const struct run odd_small[] = {{0x100, 0x12F}, {0x132, 0x137}, {0x14A, 0x177},
                                           {0x460, 0x481}, {0x48A, 0x4BF}, {0x4D0, 0x52F}};
    static const struct run even_small[] = {{0x139, 0x148}, {0x179, 0x17E}, {0x4C1, 0x4CE}};

    if (is_within(odd_small, sizeof odd_small / sizeof odd_small[0], c))
        return c | 1;
    return is_within(even_small, sizeof even_small / sizeof even_small[0], c) ? c + (c & 1) : c;
}

static uint32_t lower_of(uint32_t c) {
    static const struct {
        struct run capitals;
        uint32_t distance; /* of the small letter behind */
    } alphabets[] = {{{'A', 'Z'}, 32},     {{0xC0, 0xDE}, 32},   {{0x386, 0x386}, 38}, {{0x388, 0x38A}, 37},
                     {{0x38C, 0x38C}, 64}, {{0x38E, 0x38F}, 63}, {{0x391, 0x3A1}, 32}, {{0x3A3, 0x3AB}, 32},
                     {{0x3C2, 0x3C2}, 1},  {{0x400, 0x40F}, 80}, {{0x410, 0x42F}, 32}};

    if (c == 0x178)
        return 0xFF;
    if (c == 0x17F)
        return 's';
    for (size_t i = 0; i < sizeof alphabets / sizeof alphabets[0]; i++)
        if (c >= alphabets[i].capitals.first && c <= alphabets[i].capitals.last)
            return c + alphabets[i].distance;
    return lower_of_pairs(c);
}

/* The one character that a small letter and the mark behind it are; NO_LETTER: there is none here. */
static uint32_t composed(uint32_t letter, uint32_t mark) {
    static const struct {
        uint32_t mark;
        const char *letters;
        uint32_t together[12];
    } accents[] = {
        {0x300, "aeiou", {0xE0, 0xE8, 0xEC, 0xF2, 0xF9}},
        {0x301, "aeiouyclnrsz", {0xE1, 0xE9, 0xED, 0xF3, 0xFA, 0xFD, 0x107, 0x13A, 0x144, 0x155, 0x15B, 0x17A}},
        {0x302, "aeioucghjswy", {0xE2, 0xEA, 0xEE, 0xF4, 0xFB, 0x109, 0x11D, 0x125, 0x135, 0x15D, 0x175, 0x177}},
        {0x303, "anoiu", {0xE3, 0xF1, 0xF5, 0x129, 0x169}},
        {0x304, "aeiou", {0x101, 0x113, 0x12B, 0x14D, 0x16B}},
        {0x306, "aegiou", {0x103, 0x115, 0x11F, 0x12D, 0x14F, 0x16D}},
        {0x307, "cegz", {0x10B, 0x117, 0x121, 0x17C}},
        {0x308, "aeiouy", {0xE4, 0xEB, 0xEF, 0xF6, 0xFC, 0xFF}},
        {0x30A, "au", {0xE5, 0x16F}},
        {0x30B, "ou", {0x151, 0x171}},
        {0x30C, "cdelnrstz", {0x10D, 0x10F, 0x11B, 0x13E, 0x148, 0x159, 0x161, 0x165, 0x17E}},
        {0x327, "cgklnrst", {0xE7, 0x123, 0x137, 0x13C, 0x146, 0x157, 0x15F, 0x163}},
        {0x328, "aeiu", {0x105, 0x119, 0x12F, 0x173}},
    };

    for (size_t i = 0; i < sizeof accents / sizeof accents[0]; i++)
        for (size_t k = 0; accents[i].mark == mark && accents[i].letters[k] != '\0'; k++)
            if ((uint32_t)accents[i].letters[k] == letter)
                return accents[i].together[k];
    return NO_LETTER;
}

/* The code point that begins here, and its bytes; a byte that begins none is one of its own, above all of Unicode. */
static uint32_t decode(const char *text, size_t length, size_t *n_bytes) {
    const unsigned char *bytes = (const unsigned char *)text;
    size_t n = bytes[0] < 0x80 ? 1 : bytes[0] >= 0xF0 ? 4 : bytes[0] >= 0xE0 ? 3 : 2;
    uint32_t c = n == 1 ? bytes[0] : bytes[0] & (0x7Fu >> n);
    bool is_whole = n <= length && (n == 1 || (bytes[0] >= 0xC2 && bytes[0] < 0xF5));

    for (size_t i = 1; is_whole && i < n; i++) {
        is_whole = (bytes[i] & 0xC0) == 0x80;
        c = c << 6 | (bytes[i] & 0x3F);
    }
    *n_bytes = is_whole ? n : 1;
    return is_whole ? c : 0x110000u + bytes[0];
}

static size_t encode(uint32_t c, char *out) {
    size_t n = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;

    if (c >= 0x110000u) {
        out[0] = (char)(c - 0x110000u);
        return 1;
    }
    for (size_t i = n - 1; i > 0; i--, c >>= 6)
        out[i] = (char)(0x80 | (c & 0x3F));
    out[0] = (char)(n == 1 ? c : (0xF0u << (4 - n) & 0xFF) | c);
    return n;
}

struct folding {
    char *out;
    size_t n, last_at; /* bytes written; where the last character begins */
    uint32_t last;     /* NO_LETTER: what stands behind it begins a new one */
    bool in_run, run_counts;
};

/* A run at an end counts only where it is more than blanks. */
static void end_run(struct folding *folding, bool at_end) {
    if (folding->in_run && (folding->run_counts || (folding->n > 0 && !at_end)))
        folding->out[folding->n++] = ' ';
    folding->in_run = folding->run_counts = false;
}

static void add_letter(struct folding *folding, uint32_t c) {
    uint32_t together =
        folding->last != NO_LETTER && c >= FIRST_MARK && c <= LAST_MARK ? composed(folding->last, c) : NO_LETTER;

    end_run(folding, false);
    if (together != NO_LETTER) {
        folding->n = folding->last_at;
        c = together;
    }
    folding->last = c;
    folding->last_at = folding->n;
    folding->n += encode(c, folding->out + folding->n);
}

void spelling_fold(const char *text, size_t length, char *folded) {
    struct folding folding = {.out = folded};

    for (size_t at = 0, n_bytes; at < length; at += n_bytes) {
        uint32_t c = decode(text + at, length - at, &n_bytes);
        if (is_invisible(c))
            continue;
        if (is_blank(c) || is_punctuation(c)) {
            folding.in_run = true;
            folding.run_counts = folding.run_counts || !is_blank(c);
            folding.last = NO_LETTER;
        } else {
            add_letter(&folding, lower_of(c));
        }
    }
    end_run(&folding, true);
    folded[folding.n] = '\0';
}

bool spelling_same(const char *a, const char *b) {
    size_t n_a = strlen(a), n_b = strlen(b);
    char *folded = memory_alloc(n_a + n_b + 2, 1);
    bool same;

    spelling_fold(a, n_a, folded);
    spelling_fold(b, n_b, folded + n_a + 1);
    same = strcmp(folded, folded + n_a + 1) == 0;
    free(folded);
    return same;
}
