/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * How long people stay: the Kaplan-Meier curves of the report. Medications are shown beside each other and never
 * compared; sites and returns are called different only where their intervals have no point in common.
 */
#ifndef SWITCHBACK_CHART_RETENTION_H
#define SWITCHBACK_CHART_RETENTION_H

#include "chart/canvas.h"
#include "chart/censored.h"
#include "text/numbers.h"

/* Each NULL when there is nothing to draw. With `censored` (else NULL) ticks stand where people were censored. */
struct canvas *retention_draw_by_medication(const struct numbers *numbers, const struct censored *censored);
struct canvas *retention_draw_by_site(const struct numbers *numbers, const struct censored *censored);
struct canvas *retention_draw_after_return(const struct numbers *numbers, const struct censored *censored);

#endif
