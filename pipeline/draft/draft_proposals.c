/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/draft_proposals.h"

#include <stdlib.h>
#include <string.h>

#include "base/ini_line.h"
#include "base/text_buffer.h"
#include "settings/accept.h"

static void write_accepted(const char *name, struct output_file *output) {
    char *key = accept_key("file", name);

    output_file_printf(output, "; %s = say why here\n", key);
    free(key);
}

void draft_proposals_write_group(const struct draft_group *group, struct output_file *output) {
    output_file_printf(output,
                       "\n; %s: no table of ours by its headers. Fill it in:\n; [TABLE]\n; files = %s\n"
                       "; column.patient_id = ?\n; column.date = ?\n; its headers: ",
                       group->names[0], group->files);
    for (size_t i = 0; i < group->n_columns; i++)
        output_file_printf(output, "%s%s", i > 0 ? ", " : "", group->columns[i].header);
    for (size_t i = 0; group->person < 0 && i < group->n_columns; i++)
        if (group->columns[i].identifier == IDENTIFIER_MEDICAL_RECORD)
            output_file_printf(output,
                               "\n; %s leads to the person and is refused: have the export carry a key in its place",
                               group->columns[i].header);
    output_file_write_text(output, "\n; or leave it out, in a configuration (--config):\n; [accept]\n");
    for (size_t i = 0; i < group->n_names; i++)
        write_accepted(group->names[i], output);
}

void draft_proposals_write_stranger(const struct draft_stranger *stranger, struct output_file *output) {
    output_file_printf(output, "\n; %s: %s\n; or, in a configuration (--config):\n; [accept]\n", stranger->name,
                       stranger->why);
    write_accepted(stranger->name, output);
}

static bool has_admissions(const struct draft_plan *plan) {
    for (size_t i = 0; i < plan->n; i++)
        if (plan->sections[i].choice.table == INPUT_ADMISSIONS)
            return true;
    return false;
}

/* The services that are admissions by their words ("Intake", "New admission"), as a list; nothing where none is. */
static struct text_buffer list_intakes(const struct draft_column *service) {
    struct text_buffer list = {0};

    for (size_t i = 0; service->profile.values != NULL && i < dictionary_count(service->profile.values); i++) {
        const char *raw = dictionary_text(service->profile.values, (uint32_t)i);
        struct header_words words = header_words_read(raw);
        char *quoted;
        if (!header_words_have(&words, "admit") || words.n_unknown > 1)
            continue;
        quoted = ini_line_quoted(raw);
        text_buffer_append_text(&list, list.length > 0 ? ", " : "");
        text_buffer_append_text(&list, quoted);
        free(quoted);
    }
    return list;
}

static void write_intakes(const struct plan_section *section, const char *services, struct output_file *output) {
    static const struct {
        size_t column;
        const char *key;
    } lines[] = {{VISITS_PATIENT_ID, "column.patient_id"}, {VISITS_DATE, "column.admitted"}};
    char *service = ini_line_quoted(section->group->columns[section->choice.columns[VISITS_SERVICE].header].header);

    output_file_printf(output, "\n; No file has admissions: are these visits some?\n; [admissions]\n; files = %s\n",
                       section->group->files);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        char *header = ini_line_quoted(section->group->columns[section->choice.columns[lines[i].column].header].header);
        output_file_printf(output, "; %s = %s\n", lines[i].key, header);
        free(header);
    }
    output_file_printf(output, "; keep.%s = %s\n", service, services);
    free(service);
}

void draft_proposals_write_intakes(const struct draft_plan *plan, struct output_file *output) {
    for (size_t i = 0; !has_admissions(plan) && i < plan->n; i++) {
        const struct plan_section *section = &plan->sections[i];
        int service = section->choice.table == INPUT_VISITS ? section->choice.columns[VISITS_SERVICE].header : -1;
        struct text_buffer list = {0};
        if (service >= 0 && section->choice.columns[VISITS_DATE].header >= 0)
            list = list_intakes(&section->group->columns[service]);
        if (list.length > 0)
            write_intakes(section, list.text, output);
        text_buffer_free(&list);
    }
}
