/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "text/index_page.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/text_buffer.h"
#include "text/html_form.h"

/* One class: where its pages stand, and where their digests. */
static const struct place {
    const char *index, *heading, *about, *below, *record, *key;
    mode_t mode;
} places[] = {
    [REPORT_RELEASE] = {"index.html", "Releases", "What may leave the program, month by month, as it was published.",
                        "release", "release/run.json", "\"report.html\"", 0644},
    [REPORT_INTERNAL] = {"internal-index.html", "Internal reports",
                         "CONFIDENTIAL, INTERNAL. 42 CFR part 2 prohibits unauthorized use or disclosure of these "
                         "records.",
                         "internal", "run.json", "\"internal/report.html\"", 0600},
};

struct entry {
    char *name, *title; /* title: as in the page, escaped; NULL: the page is not as it was published */
};

struct index {
    struct entry *entries;
    size_t n, capacity;
};

/* The number in day-N; false for a month. */
static bool day_of(const char *name, int32_t *day) {
    return strncmp(name, "day-", 4) == 0 && number_parse_int(name + 4, strlen(name + 4), day);
}

static bool is_report(const char *name) {
    int32_t day;

    if (day_of(name, &day))
        return true;
    return strlen(name) == strlen("2026-10") && strspn(name, "0123456789") == 4 && name[4] == '-' &&
           strspn(name + 5, "0123456789") == 2;
}

/* The newest first; months before days. */
static int newest_first(const void *left, const void *right) {
    const char *a = ((const struct entry *)left)->name, *b = ((const struct entry *)right)->name;
    int32_t day, other;
    bool is_day = day_of(a, &day), other_is_day = day_of(b, &other);

    if (is_day != other_is_day)
        return is_day ? 1 : -1;
    return is_day ? (day < other) - (day > other) : strcmp(b, a);
}

/* NULL where it cannot be read. */
static char *read_whole(const char *path) {
    FILE *file = fopen(path, "rb");
    struct text_buffer text = {0};
    char block[8192];
    size_t length;

    if (file == NULL)
        return NULL;
    text_buffer_append_text(&text, "");
    while ((length = fread(block, 1, sizeof block, file)) > 0)
        text_buffer_append(&text, block, length);
    fclose(file);
    return text.text;
}

/* Does the record name the page with these bytes? */
static bool is_as_published(const char *report, const struct place *place, const char *page) {
    char *path = memory_format("%s/%s", report, place->record), *record = read_whole(path);
    char sum[DIGEST_TEXT_SIZE];
    bool found = false;

    if (record != NULL && digest_file(page, sum)) {
        char *line = memory_format("%s: \"sha256:%s ", place->key, sum);
        found = strstr(record, line) != NULL;
        free(line);
    }
    free(record);
    free(path);
    return found;
}

static char *title_of(const char *page) {
    char *text = read_whole(page), *title = NULL;
    const char *begin = text == NULL ? NULL : strstr(text, "<title>"),
               *end = begin == NULL ? NULL : strchr(begin + 1, '<');

    if (end != NULL)
        title = memory_copy_text(begin + strlen("<title>"), (size_t)(end - begin) - strlen("<title>"));
    free(text);
    return title;
}

static void add_report(struct index *index, const char *reports, const struct place *place, const char *name) {
    char *report = memory_format("%s/%s", reports, name),
         *page = memory_format("%s/%s/report.html", report, place->below);

    if (access(page, R_OK) == 0) {
        index->entries = memory_grow(index->entries, &index->capacity, index->n + 1, sizeof *index->entries);
        index->entries[index->n++] =
            (struct entry){.name = memory_copy_text(name, strlen(name)),
                           .title = is_as_published(report, place, page) ? title_of(page) : NULL};
    }
    free(page);
    free(report);
}

static bool list_reports(struct index *index, const char *reports, const struct place *place) {
    DIR *directory = opendir(reports);

    if (directory == NULL)
        return false;
    for (const struct dirent *entry = readdir(directory); entry != NULL; entry = readdir(directory))
        if (is_report(entry->d_name))
            add_report(index, reports, place, entry->d_name);
    closedir(directory);
    if (index->n > 0)
        qsort(index->entries, index->n, sizeof *index->entries, newest_first);
    return true;
}

static void append_entry(struct text_buffer *out, const struct place *place, const struct entry *entry) {
    char *item = entry->title == NULL
                     ? memory_format("<li>%s: its page is not as it was published</li>\n", entry->name)
                     : memory_format("<li><a href=\"%s/%s/report.html\">%s</a> (<a href=\"%s/%s/report.txt\" "
                                     "aria-label=\"%s as text\">text</a>)</li>\n",
                                     entry->name, place->below, entry->title, entry->name, place->below, entry->name);

    text_buffer_append_text(out, item);
    free(item);
}

static void append_page(struct text_buffer *out, const struct place *place, const struct index *index) {
    html_form_begin(out, place->heading, NULL);
    text_buffer_append_text(out, "<header><h1>");
    html_form_escape(out, place->heading);
    text_buffer_append_text(out, "</h1>\n<p class=\"subtitle\">");
    html_form_escape(out, place->about);
    text_buffer_append_text(out, "</p></header>\n<main id=\"report\">\n<ul>\n");
    for (size_t i = 0; i < index->n; i++)
        append_entry(out, place, &index->entries[i]);
    text_buffer_append_text(out, "</ul>\n</main>\n</body>\n</html>\n");
}

/* Under its name in one step; errno of the first failure. */
static bool write_page(const char *reports, const struct place *place, const struct text_buffer *page) {
    char *path = memory_format("%s/%s", reports, place->index),
         *part = memory_format("%s/.%s.part", reports, place->index);
    FILE *file = fopen(part, "wb");
    bool done = file != NULL;
    int failure;

    done = done && fchmod(fileno(file), place->mode) == 0;
    done = done && fwrite(page->text, 1, page->length, file) == page->length && fflush(file) == 0;
    done = done && fsync(fileno(file)) == 0;
    failure = errno;
    if (file != NULL && fclose(file) != 0 && done) {
        failure = errno;
        done = false;
    }
    if (done && rename(part, path) != 0) {
        failure = errno;
        done = false;
    }
    if (!done)
        unlink(part);
    free(part);
    free(path);
    errno = failure;
    return done;
}

bool index_page_write(const char *reports, enum report_class class) {
    const struct place *place = &places[class];
    struct index index = {.n = 0};
    struct text_buffer page = {0};
    bool done = list_reports(&index, reports, place);
    int failure = errno;

    if (done && index.n > 0) {
        append_page(&page, place, &index);
        done = write_page(reports, place, &page);
        failure = errno;
    }
    for (size_t i = 0; i < index.n; i++) {
        free(index.entries[i].name);
        free(index.entries[i].title);
    }
    free(index.entries);
    text_buffer_free(&page);
    errno = failure;
    return done;
}
