/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The style sheet that stands inside the page: light and dark, print on A4.
 */
#ifndef SWITCHBACK_TEXT_HTML_STYLE_H
#define SWITCHBACK_TEXT_HTML_STYLE_H

extern const char *const html_style[]; /* its parts; NULL ends them */

#endif
