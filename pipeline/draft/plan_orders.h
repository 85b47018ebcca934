/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Orders of medication are no doses: who was prescribed a dose did not always take it.
 */
#ifndef SWITCHBACK_DRAFT_PLAN_ORDERS_H
#define SWITCHBACK_DRAFT_PLAN_ORDERS_H

struct draft_plan;

/* Takes sections of orders out of the plan, where another file has doses that were given: their files are nobody's. */
void plan_orders_leave_out(struct draft_plan *plan);

#endif
