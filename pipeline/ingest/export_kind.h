/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What page one says of the kind of export: what it does not hold ([export] without), and the mapping's own lines
 * (says.NAME), as rows of estimates; and which part of a table no file brought, where others did.
 */
#ifndef SWITCHBACK_INGEST_EXPORT_KIND_H
#define SWITCHBACK_INGEST_EXPORT_KIND_H

#include "ingest/export_account.h"
#include "ingest/mapping.h"
#include "settings/settings.h"
#include "table/table_writer.h"

/* table_not_held by table, mapping_says with the text as subgroup, source_without_file with the section as subgroup. */
void export_kind_write(const struct mapping *mapping, const struct settings *settings,
                       const struct export_account *account, struct table_writer *writer);

#endif
