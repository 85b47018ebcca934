/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/definitions.h"

#include <string.h>

#include "base/message.h"
#include "base/number.h"

void definitions_check(const struct ini_entry *entry) {
    int32_t version;

    if (!number_parse_int(entry->value, strlen(entry->value), &version) || version < 1)
        message_fail_at(EX_CONFIG, ini_file_place(entry), "version: '%s' is no version (expected version = %d)",
                        entry->value, SETTINGS_DEFINITIONS);
    if (version > SETTINGS_DEFINITIONS)
        message_fail_at(
            EX_CONFIG, ini_file_place(entry),
            "version: %d is of a newer Switchback (expected %d: install that one, or write the file for this)", version,
            SETTINGS_DEFINITIONS);
    if (version < SETTINGS_DEFINITIONS)
        message_fail_at(
            EX_CONFIG, ini_file_place(entry),
            "version: %d is of older definitions (compare with pipeline/switchback.ini, then write version = %d)",
            version, SETTINGS_DEFINITIONS);
}
