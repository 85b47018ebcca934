/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "person/patient_sites.h"

#include <string.h>

#include "base/memory.h"
#include "table/table_reader.h"

uint32_t *patient_sites_read(const char *path, const struct dictionary *people, struct dictionary *sites,
                             const struct whole *whole, bool show_values) {
    struct table_reader *reader = table_reader_open(path, show_values);
    int patient_at = (int)table_reader_require(reader, "patient_id");
    int site_at = (int)table_reader_require(reader, "site");
    size_t n_people = dictionary_count(people);
    uint32_t *site_of = memory_alloc(n_people, sizeof *site_of);

    for (size_t i = 0; i < n_people; i++)
        site_of[i] = PATIENT_SITES_NONE;
    while (table_reader_next(reader)) {
        struct record_cell patient = table_reader_cell(reader, patient_at), site = table_reader_cell(reader, site_at);
        uint32_t person = dictionary_find(people, patient.text, patient.length);
        const char *shown = whole == NULL ? site.text : whole_shown(whole, "site", site.text, site.length);
        if (person != DICTIONARY_NONE && site.length > 0)
            site_of[person] = dictionary_add(sites, shown, strlen(shown));
    }
    table_reader_close(reader);
    return site_of;
}
