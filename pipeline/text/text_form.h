/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as UTF-8 text of 80 columns, for terminals and mail. Figures are left out: a table or a sentence
 * beside each says the same.
 */
#ifndef SWITCHBACK_TEXT_TEXT_FORM_H
#define SWITCHBACK_TEXT_TEXT_FORM_H

#include "base/text_buffer.h"
#include "text/document.h"

enum { TEXT_FORM_WIDTH = 80 };

void text_form_append(struct text_buffer *out, const struct document *document);

#endif
