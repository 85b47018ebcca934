/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/completeness_end.h"

#include <math.h>

#include "base/calendar.h"
#include "care/completeness_days.h"

static const double END_CHANCE = 1e-3;

enum { LEAST_PEOPLE = 3 };

static int32_t last_day_of(const struct completeness_grid *grid, const struct completeness_counts *counts) {
    for (int32_t age = 0; age < grid->n_days; age++)
        if (completeness_row_at(counts, age))
            return grid->as_of - age;
    return CALENDAR_NO_DAY;
}

struct completeness_table completeness_table_of(const struct completeness_grid *grid,
                                                struct completeness_counts *const sites[], size_t n_sites) {
    struct completeness_table table = {.grid = grid, .sites = sites};

    for (size_t site = 0; site < n_sites; site++)
        for (int scale = 0; scale < COMPLETENESS_SCALES; scale++)
            for (int32_t block = grid->first_whole[scale]; block < grid->n_blocks[scale]; block++) {
                table.followed[scale] += sites[site]->followed[scale][block];
                table.vanished[scale] += sites[site]->vanished[scale][block];
            }
    return table;
}

/* Of (row, row) at all sites and times but the site's own last blocks: none in the next. */
static double share_vanished(const struct completeness_table *table, int scale, size_t site, int32_t last_block) {
    uint64_t followed = table->followed[scale], vanished = table->vanished[scale];

    for (int32_t block = table->grid->first_whole[scale]; block <= last_block; block++) {
        followed -= table->sites[site]->followed[scale][block];
        vanished -= table->sites[site]->vanished[scale][block];
    }
    return (double)(vanished + 1) / (double)(followed + 2);
}

static void judge_scale(const struct completeness_table *table, int scale, size_t site,
                        struct completeness_verdict *verdict) {
    int32_t age = table->grid->as_of - verdict->last_day, last_block = table->grid->block_of_day[scale][age];
    uint32_t people = table->sites[site]->last_seen[scale][last_block];

    if (last_block <= table->grid->first_whole[scale] || people < LEAST_PEOPLE ||
        people * log(share_vanished(table, scale, site, last_block)) >= log(END_CHANCE))
        return;
    verdict->has_ended = true;
    if (people > verdict->end_people)
        verdict->end_people = people;
}

void completeness_end(const struct completeness_table *table, size_t site, struct completeness_verdict *verdict) {
    verdict->last_day = last_day_of(table->grid, table->sites[site]);
    for (int scale = 0; scale < COMPLETENESS_SCALES && verdict->last_day != CALENDAR_NO_DAY; scale++)
        judge_scale(table, scale, site, verdict);
}
