/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/svg_clean.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output_file.h"
#include "chart/gnuplot_script.h"
#include "chart/svg_path.h"

static char *read_whole(const char *path) {
    FILE *file = fopen(path, "re");
    size_t used = 0, capacity = 0, got;
    char *text = NULL;

    if (file == NULL)
        message_fail(EX_UNAVAILABLE, "%s: cannot be read: %s", path, strerror(errno));
    do {
        text = memory_grow(text, &capacity, used + (1 << 16) + 1, 1);
        got = fread(text + used, 1, 1 << 16, file);
        used += got;
    } while (got > 0);
    text[used] = '\0';
    fclose(file);
    return text;
}

static void write_escaped(struct output_file *output, const char *text) {
    for (; *text != '\0'; text++) {
        const char *entity = *text == '&' ? "&amp;" : *text == '<' ? "&lt;" : *text == '>' ? "&gt;" : NULL;
        output_file_write_text(output, entity != NULL ? entity : (char[]){*text, '\0'});
    }
}

/* Where an id is made or used: what stands behind it gets the chart's name in front. */
static size_t id_mark(const char *at) {
    static const char *const marks[] = {"id=\"", "id='", "href='#", "href=\"#", "url(#"};

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (strncmp(at, marks[i], strlen(marks[i])) == 0)
            return strlen(marks[i]);
    return 0;
}

/* gnuplot's font names as a page needs them: its "Family:Bold" is no family. And what it writes only into its first
 * file, so that a chart is the same bytes whichever one it was. */
static const struct {
    const char *from, *to;
} rewrites[] = {
    {"<g fill=\"none\" color=\"#FFFFFF\" stroke=\"black\"",
     "<g fill=\"none\" color=\"#FFFFFF\" stroke=\"currentColor\""},
    {"font-family=\"Liberation Sans:Bold\"",
     "font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\" font-weight=\"bold\""},
    {"font-family=\"Liberation Sans\"", "font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\""},
};

/* Writes what stands for the text at `at` and returns how long that was; 0 when it stays. */
static size_t rewrite(struct output_file *output, const char *at) {
    for (size_t i = 0; i < sizeof rewrites / sizeof rewrites[0]; i++) {
        size_t length = strlen(rewrites[i].from);
        if (strncmp(at, rewrites[i].from, length) != 0)
            continue;
        output_file_write_text(output, rewrites[i].to);
        return length;
    }
    return 0;
}

/* How long the title is that stands at `at`: gnuplot gives every plot its command as one, and a page would show it as a
 * tooltip. */
static size_t plot_title(const char *at) {
    const char *end = strncmp(at, "<title>", strlen("<title>")) == 0 ? strstr(at, "</title>") : NULL;

    return end == NULL ? 0 : (size_t)(end - at) + strlen("</title>");
}

/* How long the group without anything in it is that stands at `at`: gnuplot begins one for each change of look. */
static size_t empty_group(const char *at) {
    const char *end = strncmp(at, "<g fill=\"none\"", strlen("<g fill=\"none\"")) == 0 ? strchr(at, '>') : NULL;

    if (end == NULL)
        return 0;
    end += 1 + strspn(end + 1, "\r\n\t ");
    if (strncmp(end, "</g>", strlen("</g>")) != 0)
        return 0;
    end += strlen("</g>");
    return (size_t)(end - at) + strspn(end, "\r\n");
}

/* Writes the colour rgb(r, g, b) that stands at `at` as #rrggbb, which a page's style can name, and returns how long it
 * was; 0 when there is none. (sscanf would measure the whole rest of the text each time.) */
static size_t write_colour(struct output_file *output, const char *at) {
    unsigned long parts[3];
    char *end;

    if (strncmp(at, "rgb(", 4) != 0)
        return 0;
    end = (char *)(uintptr_t)at + 4;
    for (size_t i = 0; i < 3; i++) {
        parts[i] = strtoul(end, &end, 10);
        if (*end++ != (i < 2 ? ',' : ')'))
            return 0;
    }
    output_file_printf(output, "#%02lx%02lx%02lx", parts[0] & 255, parts[1] & 255, parts[2] & 255);
    return (size_t)(end - at);
}

/* gnuplot's dots refer to a shape and are coloured by `color`, which the page's style does not name. Writes the one
 * that stands at `at` as a circle, up to its colour, and returns how long that was; 0 when there is none. */
static size_t write_dot(struct output_file *output, const char *at) {
    static const char *const before[] = {"<use xlink:href='#gpPt6' transform='translate(", ",", ") scale("};
    static const char after[] = ")' color='";
    double place[3];
    char *end = (char *)(uintptr_t)at;

    for (size_t i = 0; i < 3; i++) {
        if (strncmp(end, before[i], strlen(before[i])) != 0)
            return 0;
        place[i] = strtod(end + strlen(before[i]), &end);
    }
    if (strncmp(end, after, strlen(after)) != 0)
        return 0;
    output_file_printf(output, "<circle cx='%.2f' cy='%.2f' r='%.2f' stroke='none' fill='", place[0], place[1],
                       place[2]);
    return (size_t)(end - at) + strlen(after);
}

/* How many bytes from `at` on hold nothing that write_body looks for: its marks begin with one of these. */
static size_t plain_length(const char *at) {
    size_t length = strcspn(at, "<ihufrdp");

    return length > 0 ? length : 1;
}

/* Copies the body, prefixing ids, giving fonts a fallback and colours one form. */
static void write_body(struct output_file *output, const char *name, const char *body) {
    while (*body != '\0') {
        size_t left_out = plot_title(body) + empty_group(body), mark = id_mark(body), rewritten = 0;
        if (left_out == 0 && mark == 0)
            rewritten = rewrite(output, body);
        if (left_out == 0 && mark == 0 && rewritten == 0)
            rewritten = write_colour(output, body);
        if (left_out == 0 && mark == 0 && rewritten == 0)
            rewritten = write_dot(output, body);
        if (left_out == 0 && mark == 0 && rewritten == 0)
            rewritten = svg_path_write(output, body);
        if (left_out > 0) {
            mark = left_out;
        } else if (mark > 0) {
            output_file_write(output, body, mark);
            output_file_printf(output, "%s-", name);
        } else if (rewritten == 0) {
            mark = plain_length(body);
            output_file_write(output, body, mark);
        }
        body += mark + rewritten;
    }
}

/* The end of the element that opens at `start`, or `start` when it is not there. */
static char *skip_element(char *text, const char *open, const char *close) {
    char *start = strstr(text, open), *end = start == NULL ? NULL : strstr(start, close);

    return end == NULL ? text : end + strlen(close);
}

/* gnuplot leaves out a series that it cannot draw and ends with 0: the plots are counted. */
static void check_plots(const struct canvas *canvas, const char *path, const char *text) {
    char *mark = memory_format("<g id=\"%s_plot_", canvas->name);
    size_t n = 0, expected = gnuplot_script_n_plots(canvas);

    for (const char *at = strstr(text, mark); at != NULL; at = strstr(at + 1, mark))
        n++;
    if (n != expected)
        message_fail(EX_UNAVAILABLE, "%s: gnuplot drew %zu plots (expected %zu)", path, n, expected);
    free(mark);
}

/* root: gnuplot's <svg element, root_end: its '>'. */
static void write_clean(const struct canvas *canvas, const char *path, const char *root, char *root_end) {
    struct output_file *output = output_file_open(path);

    output_file_write(output, root, (size_t)(root_end - root));
    output_file_printf(output, "\n role=\"img\" aria-labelledby=\"%s-title %s-desc\">\n<title id=\"%s-title\">",
                       canvas->name, canvas->name, canvas->name);
    write_escaped(output, canvas->title);
    output_file_printf(output, "</title>\n<desc id=\"%s-desc\">", canvas->name);
    write_escaped(output, canvas->description);
    output_file_write_text(output, "</desc>\n");
    write_body(output, canvas->name, skip_element(root_end + 1, "<desc>", "</desc>"));
    output_file_commit(output);
}

void svg_clean(const struct canvas *canvas, const char *charts) {
    char *path = memory_format("%s/%s.svg", charts, canvas->name), *text = read_whole(path);
    char *root = strstr(text, "<svg"), *root_end = root == NULL ? NULL : strchr(root, '>');

    if (root != NULL && root_end != NULL) {
        check_plots(canvas, path, text);
        write_clean(canvas, path, root, root_end);
    } else {
        message_fail(EX_UNAVAILABLE, "%s: gnuplot's file is no SVG", path);
    }
    free(text);
    free(path);
}
