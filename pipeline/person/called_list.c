/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/called_list.h"

#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/dictionary.h"
#include "base/memory.h"
#include "table/people_list.h"
#include "table/table_reader.h"

struct called_list {
    struct dictionary *people;
    int32_t *days;
    size_t capacity;
};

static void read_rows(struct called_list *list, struct table_reader *reader) {
    int at[LISTED_COLUMNS];

    table_reader_match(reader, &people_list_table, at);
    while (table_reader_next(reader)) {
        const char *id = people_list_text(table_reader_cell(reader, at[LISTED_PATIENT_ID]));
        uint32_t person = dictionary_add(list->people, id, strlen(id));
        list->days = memory_grow(list->days, &list->capacity, (size_t)person + 1, sizeof *list->days);
        list->days[person] = table_reader_day(reader, at[LISTED_SINCE]);
    }
}

struct called_list *called_list_read(const char *path, bool show_values) {
    struct called_list *list = memory_alloc(1, sizeof *list);

    list->people = dictionary_alloc();
    if (path != NULL) {
        struct table_reader *reader = table_reader_open(path, show_values);
        read_rows(list, reader);
        table_reader_close(reader);
    }
    return list;
}

void called_list_free(struct called_list *list) {
    if (list == NULL)
        return;
    dictionary_free(list->people);
    free(list->days);
    free(list);
}

size_t called_list_count(const struct called_list *list) { return dictionary_count(list->people); }

int32_t called_list_last_covered(const struct called_list *list, const char *patient_id) {
    uint32_t person = dictionary_find(list->people, patient_id, strlen(patient_id));

    return person == DICTIONARY_NONE ? CALENDAR_NO_DAY : list->days[person];
}
