/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/plan_orders.h"

#include "draft/draft_plan.h"

/* What was ordered, by its name or by its day. */
static bool is_of_orders(const struct plan_section *section) {
    int date = section->choice.columns[DOSES_DATE].header;

    return section->choice.table == INPUT_DOSES &&
           (header_words_have(&section->group->stem_words, "order") ||
            (date >= 0 && header_words_have(&section->group->columns[date].words, "order")));
}

void plan_orders_leave_out(struct draft_plan *plan) {
    size_t n = 0, n_doses = 0, n_orders = 0;

    for (size_t i = 0; i < plan->n; i++) {
        n_doses += plan->sections[i].choice.table == INPUT_DOSES;
        n_orders += is_of_orders(&plan->sections[i]);
    }
    for (size_t i = 0; n_orders > 0 && n_orders < n_doses && i < plan->n; i++) {
        if (is_of_orders(&plan->sections[i]))
            plan->nobodys[plan->n_nobodys++] = plan->sections[i].group;
        else
            plan->sections[n++] = plan->sections[i];
    }
    plan->n = n_orders > 0 && n_orders < n_doses ? n : plan->n;
}
