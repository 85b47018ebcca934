/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long people stay: the Kaplan-Meier curves of the report. Medications are shown beside each other and never
 * compared; sites and returns are called different only where their intervals have no point in common.
 */
#ifndef SWITCHBACK_FIGURE_RETENTION_H
#define SWITCHBACK_FIGURE_RETENTION_H

#include "chart/canvas.h"
#include "chart/chart_source.h"

/* Each NULL when there is nothing to draw. */
struct canvas *retention_draw_by_medication(const struct chart_source *source);
struct canvas *retention_draw_by_site(const struct chart_source *source);
struct canvas *retention_draw_after_return(const struct chart_source *source);

#endif
