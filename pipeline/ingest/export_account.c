/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/export_account.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/memory.h"
#include "base/message.h"
#include "ingest/file_kind.h"
#include "ingest/file_months.h"
#include "ingest/file_name.h"
#include "ingest/stray_file.h"
#include "settings/accept.h"

const char *export_account_use(enum file_use use) {
    static const char *const names[FILE_USE_COUNT] = {[FILE_READ] = "read",
                                                      [FILE_REPEATED] = "repeated",
                                                      [FILE_SUPERSEDED] = "superseded",
                                                      [FILE_ACCEPTED] = "accepted",
                                                      [FILE_STOPS] = "stops"};

    return names[use];
}

/* What the account is made from. */
struct accounting {
    const struct mapping *mapping;
    const char *directory;
    const struct settings *settings;
    struct export_account *account;
};

static const struct ini_file *config_of(const struct accounting *accounting) { return accounting->settings->file; }

static void add(struct export_account *account, struct accounted_file file) {
    account->files = memory_grow(account->files, &account->capacity, account->n + 1, sizeof *account->files);
    account->files[account->n++] = file;
}

static void stop(struct export_account *account, int code) {
    account->n_stops++;
    account->code = code > account->code ? code : account->code;
}

/* The section that takes the name; NULL: none does. */
static const char *find_section(const struct mapping *mapping, const char *name) {
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++) {
        const char *found = NULL;
        size_t n;
        const char **sections = mapping_sections(mapping, input_tables[table].name, &n);
        for (size_t i = 0; i < n && found == NULL; i++) {
            char **patterns = mapping_list(mapping_value(mapping, sections[i], "files", NULL));
            found = export_files_match(patterns, name) ? sections[i] : NULL;
            mapping_list_free(patterns);
        }
        free(sections);
        if (found != NULL)
            return found;
    }
    return NULL;
}

static int compare_names(const struct dirent **left, const struct dirent **right) {
    return strcmp((*left)->d_name, (*right)->d_name);
}

static void account_stranger(const struct accounting *accounting, const char *name, enum file_kind kind) {
    const char *reason = accept_reason(config_of(accounting), "file", name);

    if (reason == NULL) {
        stray_file_say(accounting->mapping, accounting->directory, name, kind);
        stop(accounting->account, EXIT_GATE_FAILED);
    }
    add(accounting->account, (struct accounted_file){.name = memory_copy_text(name, strlen(name)),
                                                     .table = "",
                                                     .section = "",
                                                     .use = reason == NULL ? FILE_STOPS : FILE_ACCEPTED,
                                                     .reason = reason});
}

/* A file whose name a section takes, known by its name alone: where one of them is no table, none is opened. */
static void add_by_name(const struct accounting *accounting, const char *name, const char *section, bool stops) {
    const struct table_spec *table = mapping_table(section);

    accounting->account->has_file[table - input_tables] = true;
    add(accounting->account, (struct accounted_file){.name = memory_copy_text(name, strlen(name)),
                                                     .table = table->name,
                                                     .section = section,
                                                     .use = stops ? FILE_STOPS : FILE_READ});
}

/* Under a table's name there must be a table: it would be read. */
static void check_kind(const struct accounting *accounting, const char *name, const char *section,
                       enum file_kind kind) {
    const struct message_place place = {.file = name};

    if (file_kind_advice(kind) != NULL) {
        message_say_at(place, "[%s] takes it, but it is %s", section, file_kind_advice(kind));
        add_by_name(accounting, name, section, true);
        stop(accounting->account, EX_DATAERR);
    } else if (file_name_is_unfinished(name)) {
        message_say_at(place,
                       "[%s] takes it, but its name says that it is not yet whole: wait until it is delivered, or "
                       "remove it",
                       section);
        stop(accounting->account, EXIT_GATE_FAILED);
    }
}

/* The file of merged ids is read with every table, and is none itself. */
static bool holds_merges(const struct accounting *accounting, const char *name) {
    const char *merge_ids = mapping_merge_ids(accounting->mapping);

    return merge_ids != NULL && strcmp(name, merge_ids) == 0;
}

/* Calls `take` with every name that is not hidden, what it is, and the section that takes it (NULL: none). */
static void each_name(const struct accounting *accounting,
                      void (*take)(const struct accounting *accounting, const char *name, const char *section,
                                   enum file_kind kind)) {
    struct dirent **entries = NULL;
    int n = scandir(accounting->directory, &entries, NULL, compare_names);

    if (n < 0)
        message_fail(EX_NOINPUT, "%s: cannot be read: %s", accounting->directory, strerror(errno));
    for (int i = 0; i < n; i++) {
        const char *name = entries[i]->d_name;
        if (!file_name_is_hidden(name)) {
            char *path = memory_format("%s/%s", accounting->directory, name);
            take(accounting, name, find_section(accounting->mapping, name), file_kind_of(path));
            free(path);
        }
        free(entries[i]);
    }
    free(entries);
}

/* A file that is not there, and may be missing. */
static void add_accepted(void *context, const char *name, const char *reason) {
    add(context, (struct accounted_file){.name = memory_copy_text(name, strlen(name)),
                                         .table = "",
                                         .section = "",
                                         .use = FILE_ACCEPTED,
                                         .reason = reason});
}

/* What is no table's, and what is none under the name of one. */
static void account_name(const struct accounting *accounting, const char *name, const char *section,
                         enum file_kind kind) {
    if (holds_merges(accounting, name))
        add(accounting->account,
            (struct accounted_file){
                .name = memory_copy_text(name, strlen(name)), .table = "", .section = "export", .use = FILE_READ});
    else if (section == NULL)
        account_stranger(accounting, name, kind);
    else
        check_kind(accounting, name, section, kind);
}

static void add_whole(const struct accounting *accounting, const char *name, const char *section, enum file_kind kind) {
    if (section != NULL && file_kind_advice(kind) == NULL && !holds_merges(accounting, name))
        add_by_name(accounting, name, section, false);
}

static void check_months(const struct accounting *accounting, size_t table, const struct export_files *files) {
    const struct file_months months = {.files = files,
                                       .mapping = accounting->mapping,
                                       .config = config_of(accounting),
                                       .table = input_tables[table].name,
                                       .take_accepted = add_accepted,
                                       .context = accounting->account};

    for (size_t n = file_months_say_missing(&months); n > 0; n--)
        stop(accounting->account, EXIT_GATE_FAILED);
}

/* Two files of a table whose names differ by case alone: on most systems that could not be, so one is a copy. */
static void check_twins(const struct accounting *accounting, const struct export_files *files) {
    for (size_t i = 0; i < files->n; i++)
        for (size_t k = i + 1; k < files->n; k++) {
            const char *one = files->files[i].name, *other = files->files[k].name;
            if (strcmp(one, other) == 0 || strcasecmp(one, other) != 0 || !export_file_is_read(&files->files[i]) ||
                !export_file_is_read(&files->files[k]))
                continue;
            message_say_at(
                (struct message_place){.file = other},
                "its name is that of %s but for capital and small letters, and both are read (one is likely a "
                "copy: take it out of the export; else give them names that differ)",
                one);
            stop(accounting->account, EXIT_GATE_FAILED);
        }
}

static void account_table(const struct accounting *accounting, size_t table) {
    struct export_files files = export_files_find(accounting->mapping, input_tables[table].name, accounting->directory);

    for (size_t i = 0; i < files.n; i++) {
        const struct export_file *file = &files.files[i];
        add(accounting->account, (struct accounted_file){.name = memory_copy_text(file->name, strlen(file->name)),
                                                         .table = input_tables[table].name,
                                                         .section = file->section,
                                                         .use = file->is_superseded     ? FILE_SUPERSEDED
                                                                : file->same_as != NULL ? FILE_REPEATED
                                                                                        : FILE_READ});
    }
    accounting->account->has_file[table] = files.n > 0;
    check_months(accounting, table, &files);
    check_twins(accounting, &files);
    export_files_free(&files);
}

static void stop_for_table(const struct accounting *accounting, const char *tables) {
    message_say(
        "no file of %s: the run needs one (patterns of the mapping: `files` of its section; is the directory the "
        "right one, and did everything arrive?)",
        tables);
    stop(accounting->account, EXIT_GATE_FAILED);
}

static bool every_rule_is_recorded(const struct settings *settings) {
    for (size_t i = 0; i < settings->n_rules; i++)
        if (!settings->rules[i].rule.by_discharge)
            return false;
    return true;
}

static void check_required(const struct accounting *accounting) {
    const bool *has = accounting->account->has_file;
    bool visits_count = accounting->settings->care.cover.visits_count;

    if (!has[INPUT_PATIENTS])
        stop_for_table(accounting, "patients");
    if (every_rule_is_recorded(accounting->settings)) {
        if (!has[INPUT_ADMISSIONS])
            stop_for_table(accounting, "admissions");
    } else if (!has[INPUT_DOSES] && !(visits_count && has[INPUT_VISITS])) {
        stop_for_table(accounting, visits_count ? "doses, and none of visits" : "doses");
    }
}

struct export_account export_account_make(const struct mapping *mapping, const char *directory,
                                          const struct settings *settings) {
    struct export_account account = {0};
    const struct accounting accounting = {
        .mapping = mapping, .directory = directory, .settings = settings, .account = &account};

    each_name(&accounting, account_name);
    if (account.code == EX_DATAERR) {
        each_name(&accounting, add_whole);
        return account;
    }
    for (size_t table = 0; table < INPUT_TABLE_COUNT; table++)
        account_table(&accounting, table);
    check_required(&accounting);
    return account;
}

bool export_account_is_unmet(const struct export_account *account, const struct ini_entry *entry) {
    bool is_met =
        strcmp(entry->section, "accept") != 0 || strncmp(entry->key, "file.", 5) != 0 || *entry->value == '\0';

    for (size_t i = 0; !is_met && i < account->n; i++) {
        char *key = accept_key("file", account->files[i].name);
        is_met = account->files[i].use == FILE_ACCEPTED && strcmp(key, entry->key) == 0;
        free(key);
    }
    return !is_met;
}

void export_account_free(struct export_account *account) {
    for (size_t i = 0; i < account->n; i++)
        free(account->files[i].name);
    free(account->files);
    *account = (struct export_account){0};
}
