/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A document as one HTML file that needs nothing beside it: style and charts inside, no script, nothing fetched
 * (said to the browser by a Content-Security-Policy). Every text is cleaned and escaped here.
 *
 * checked against: vnu-jar (HTML), chromium (light, dark, print).
 */
#ifndef SWITCHBACK_TEXT_HTML_FORM_H
#define SWITCHBACK_TEXT_HTML_FORM_H

#include "base/text_buffer.h"
#include "text/document.h"

void html_form_append(struct text_buffer *out, const struct document *document);

/* A page up to its body, with the style of all; paper: "A4" (NULL) or "Letter". */
void html_form_begin(struct text_buffer *out, const char *title, const char *paper);

/* The text cleaned (plain_text_copy), with & < > " ' as entities: right inside elements and quoted attributes. */
void html_form_escape(struct text_buffer *out, const char *text);

#endif
