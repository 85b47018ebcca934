/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text_buffer.h"
#include "text/report_parts.h"
#include "text/wording.h"

static char *read_file(const char *path) {
    struct text_buffer text = {0};
    char block[8192];
    size_t length;
    FILE *file = fopen(path, "rb");

    if (file == NULL && errno == ENOENT)
        return NULL;
    if (file == NULL)
        message_fail(EX_NOINPUT, "%s: %s", path, strerror(errno));
    text_buffer_append_text(&text, "");
    while ((length = fread(block, 1, sizeof block, file)) > 0)
        text_buffer_append(&text, block, length);
    if (ferror(file))
        message_fail(EX_IOERR, "%s: cannot be read", path);
    fclose(file);
    return text.text;
}

/* The page has a policy against scripts; that nothing of the kind gets into it is checked here as well. */
static bool can_act(const char *svg) {
    static const char *const forbidden[] = {"<script",     "<foreignobject", "<iframe",
                                            "javascript:", " onload",        " onclick"};

    for (size_t i = 0; i < sizeof forbidden / sizeof forbidden[0]; i++)
        if (strcasestr(svg, forbidden[i]) != NULL)
            return true;
    return false;
}

/* The <svg> element of DIR/NAME.svg, or NULL where there is no such file. */
static const char *read_svg(struct report *report, const char *name) {
    const char *path = WORDS(report, "%s/%s.svg", report->charts, name), *begin;
    char *text = read_file(path), *end = NULL;

    if (text == NULL)
        return NULL;
    word_pool_keep(report->numbers.pool, text);
    begin = strstr(text, "<svg");
    for (char *at = strstr(text, "</svg>"); at != NULL; at = strstr(at + 1, "</svg>"))
        end = at;
    if (begin == NULL || end == NULL || can_act(text))
        message_fail(EX_DATAERR, "%s: is not a chart that can stand in a page (expected one <svg> without script)",
                     path);
    end[strlen("</svg>")] = '\0';
    return begin;
}

bool report_figure(struct report *report, const char *name, const char *caption) {
    const char *wide = read_svg(report, name), *narrow = read_svg(report, WORDS(report, "%s_narrow", name));

    if (wide == NULL)
        return false;
    document_figure(report->document, name, caption, wide, narrow);
    return true;
}

void report_curve(struct report *report, const char *name, const char *caption, const char *followed,
                  const struct number_key *mark) {
    const struct estimate *row = numbers_find(&report->numbers, mark);

    if (report_figure(report, name, caption) || (row != NULL && row->at_risk >= NUMBERS_LEAST_FOLLOWED))
        return;
    document_note(report->document,
                  WORDS(report, "No curve is drawn: after %s fewer than %d %s are left to follow.",
                        wording_span(&report->numbers, mark->time_days), NUMBERS_LEAST_FOLLOWED, followed));
}
