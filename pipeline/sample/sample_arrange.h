/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of sample_reader that sorts rows by rule and person. */
#ifndef SWITCHBACK_SAMPLE_SAMPLE_ARRANGE_H
#define SWITCHBACK_SAMPLE_SAMPLE_ARRANGE_H

#include <stddef.h>
#include <stdint.h>

#include "sample/sample_rows.h"

/* Sorts rows whose numbers are final. Rows of the same rule and person keep their order; sums over people then do not
 * depend, even in the last bit, on the order of the file. Returns the order taken (at i is what was row order[i]; the
 * caller frees), or NULL when the rows stood so already, which costs no memory. */
uint32_t *sample_arrange(struct sample_rows *rows, size_t n_rules, size_t n_people);

/* Where each rule's rows begin in arranged rows: n_rules + 1 offsets; the caller frees. */
size_t *sample_arrange_rules(const struct sample_rows *rows, size_t n_rules);

#endif
