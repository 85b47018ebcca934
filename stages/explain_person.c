/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * explain_person: one person's days as the episode rules see them, and why each stretch of them counts as it does.
 *
 * in   --tables DIR: the canonical tables; --facts: what survey_tables found of the whole; PERSON: an id of patients
 * out  a page of text, for whoever may read the person's records (text/person_page.h)
 *
 *     explain_person --tables work/tables --facts work/tables/facts.csv \\\n"
        "    --as-of 2026-10-31 A0123
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output_file.h"
#include "person/followup_days.h"
#include "person/recording_lag.h"
#include "person/table_window.h"
#include "person/whole.h"
#include "settings/chain_options.h"
#include "text/person_page.h"

static const struct argp argp = {
    .parser = chain_options_take_file,
    .args_doc = "PERSON",
    .doc =
        "One person's days, and why each stretch of them counts as it does under every rule.\v"
        "PERSON: an id as the table of patients has it; - reads it from standard input, so that it stands in no list "
        "of processes and in no history of a shell. The page is about one person: it stays inside the program.\n\n"
        "Exit: 0 done; 64 usage; 65 a table cannot be used; 66 no such person or input; 78 the configuration is not "
        "understood.\n\nExamples:\n"
        "  explain_person --tables work/tables --facts work/tables/facts.csv \\\n"
        "    --as-of 2026-10-31 A0123\n"
        "  explain_person --tables work/tables --facts work/tables/facts.csv \\\n"
        "    --as-of 2026-10-31 - <id.txt",
    .children = chain_tabulate_children};

static struct chain_options read_options(int argc, char **argv) {
    struct chain_options options = chain_options_none;

    options_parse(&argp, argc, argv, &options);
    if (options.tables == NULL || options.facts == NULL || options.as_of == CALENDAR_NO_DAY || options.file == NULL)
        options_fail("--tables, --facts, --as-of and PERSON are needed");
    return options;
}

/* One line of standard input, without its end. */
static char *read_id(void) {
    char *line = NULL;
    size_t capacity = 0;
    ssize_t length = getline(&line, &capacity, stdin);

    if (length > 0 && line[length - 1] == '\n')
        line[--length] = '\0';
    if (length <= 0)
        message_fail(EX_NOINPUT, "standard input: no id of a person");
    return line;
}

static struct settings *find_settings(const struct chain_options *options, const struct whole *whole) {
    struct settings *settings = settings_read(&options->config);
    struct recording_lag lag = {0};

    settings->care.window_start = whole_window_start(whole);
    if (!table_tells_contacts(options->tables))
        settings->care.silent_days = INT32_MAX;
    if (!whole_recording_lag(whole, &lag))
        lag = recording_lag_measure(&(struct episode_request){.tables = options->tables,
                                                              .settings = settings,
                                                              .whole = whole,
                                                              .as_of = options->as_of,
                                                              .as_of_kind = options->days});
    settings->care.discharge_lag_days = lag.days;
    return settings;
}

static void write_page(const struct chain_options *options, const struct settings *settings,
                       const struct person *person, const struct person_reader *reader) {
    struct care_run *runs = memory_alloc(3 * care_cover_capacity(&person->care) + 1, sizeof *runs);
    struct followup_days days = {0};
    struct care_covers covers;
    struct text_buffer text = {0};
    struct output_file *output;

    care_covers_fill(&person->care, &settings->care.cover, runs, &covers);
    followup_days_fill(&days, person, settings->same_event_days);
    person_page_append(&(struct person_page){.patient_id = person->patient_id,
                                             .person = &person->care,
                                             .covers = &covers,
                                             .settings = settings,
                                             .texts = person_reader_texts(reader),
                                             .site = dictionary_text(person_reader_texts(reader), person->site),
                                             .days = person_reader_days(reader),
                                             .uses = days.uses,
                                             .known = days.known,
                                             .engaging_visits = days.engaging_visits},
                       &text);
    output = output_file_open(options->common.output);
    output_file_write(output, text.text, text.length);
    output_file_commit(output);
    text_buffer_free(&text);
    followup_days_free(&days);
    free(runs);
}

int main(int argc, char **argv) {
    struct chain_options options = read_options(argc, argv);
    char *given = strcmp(options.file, "-") == 0 ? read_id() : NULL;
    const char *id = given != NULL ? given : options.file;
    struct whole *whole = whole_read(options.facts);
    struct settings *settings = find_settings(&options, whole);
    /* The first id behind this one in bytewise order, as no id has a byte below the blank */
    struct patient_range range = {.from = memory_format("%s", id), .until = memory_format("%s\x01", id)};
    struct person_reader *reader = person_reader_open(
        options.tables, &range, settings, (struct person_needs){.doses = true, .visits = true, .returns = true},
        options.as_of, options.common.show_values);
    struct person person;

    person_reader_use(reader, whole);
    person_reader_expect_days(reader, options.days);
    if (!person_reader_next(reader, &person))
        message_fail(EX_NOINPUT, "%s/patients.csv: no such person (expected an id as it stands there)", options.tables);
    write_page(&options, settings, &person, reader);
    person_reader_close(reader);
    free(range.from);
    free(range.until);
    whole_free(whole);
    settings_free(settings);
    free(given);
    return 0;
}
