/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Keys of the configuration that were there in an earlier version, and what to write instead: a file that still names
 * one is refused (78), as its number would no longer mean what it did.
 */
#ifndef SWITCHBACK_SETTINGS_RETIRED_KEYS_H
#define SWITCHBACK_SETTINGS_RETIRED_KEYS_H

/* What to change; NULL: the key is not among them. A key that is still read is asked about nowhere. */
const char *retired_keys_advice(const char *section, const char *key);

#endif
