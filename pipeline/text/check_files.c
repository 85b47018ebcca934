/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every file of the export and what became of it; files of one kind, one a month, are one line. */
#include <string.h>

#include "text/check_page.h"
#include "text/report_parts.h"
#include "text/wording.h"

static const struct {
    const char *use, *words;
} uses[] = {{"read", "read"},
            {"repeated", "the same bytes as another: read once"},
            {"superseded", "a later full export is there: not read"},
            {"accepted", "left out by name"},
            {"stops", "nobody’s: see below"}};

static const char *use_words(const char *use) {
    for (size_t i = 0; i < sizeof uses / sizeof uses[0]; i++)
        if (strcmp(uses[i].use, use) == 0)
            return uses[i].words;
    return use;
}

/* Rows that were read of a file; -1: its table could not be read. */
static double rows_of(const struct check *check, const struct check_row *file) {
    for (size_t i = 0; i < check->n; i++)
        if (strcmp(check->rows[i].what, "file") == 0 && strcmp(check->rows[i].file, file->file) == 0 &&
            strcmp(check->rows[i].section, file->section) == 0)
            return check->rows[i].rows;
    return -1;
}

static bool is_alike(const struct check_row *a, const struct check_row *b) {
    return strcmp(b->what, "known") == 0 && strcmp(a->section, b->section) == 0 && strcmp(a->reason, b->reason) == 0 &&
           *a->month != '\0' && *b->month != '\0';
}

static void add_line(struct check *check, const struct check_row *files, size_t n) {
    struct report *report = check->report;
    double rows = 0;
    bool is_read = strcmp(files->reason, "read") == 0;
    const char *use = use_words(files->reason);

    for (size_t i = 0; i < n; i++) {
        double more = rows_of(check, &files[i]);
        rows = more < 0 || rows < 0 ? -1 : rows + more;
    }
    if (is_read && *files->table == '\0')
        use = "read with every table";
    else if (is_read && rows < 0)
        use = "cannot be read: see below";
    else if (strcmp(files->reason, "stops") == 0 && *files->section != '\0')
        use = "no table: see below";
    const char *cells[] = {n == 1 ? files->file
                                  : WORDS(report, "%s ... %s (%zu files)", files->file, files[n - 1].file, n),
                           *files->section == '\0' ? "–" : files->section,
                           is_read && rows >= 0 ? wording_count(&report->numbers, rows) : "–", use};
    document_row(report->document, cells);
}

void check_files_add(struct check *check) {
    static const char *const headers[] = {"File", "Section", "Rows", "What becomes of it", NULL};

    document_section(check->report->document, "files", "Files");
    document_table_of_words(check->report->document, "Every file, and the section of the mapping that takes it",
                            headers);
    for (size_t i = 0, n; i < check->n && strcmp(check->rows[i].what, "known") == 0; i += n) {
        for (n = 1; i + n < check->n && is_alike(&check->rows[i], &check->rows[i + n]);)
            n++;
        n = n < 3 ? 1 : n;
        add_line(check, &check->rows[i], n);
    }
}
