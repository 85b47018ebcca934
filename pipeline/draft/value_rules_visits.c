/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of exports: what an appointment was for, and what became of it. */
#include "draft/value_words.h"

static const struct value_rule service[] = {
    {"psicolog*, couple*, therapist, counselor, counsellor, lcsw, lmhc", "counseling"},
    {"=h p, =gp, =hp", "medical"},
    {"=cm, =tcm, biopsychosocial, admission, discharge, housing", "?other"},
    {"peer, recovery coach*, recovery support, crs", "peer"},
    {"group, groups, grp, gruppe, gruppen*, groupe, grupo", "group"},
    {"case manag*, case mgmt, care coord*, lab, urine, uds, drug screen*, dosing, dose, outreach, education, "
     "vocational, sozial*, social work*",
     "other"},
    {"counsel*, couns, individual, indiv, =ind, therapy, psychotherap*, cbt, family, einzel*, beratung*, psycholog*",
     "counseling"},
    {"medical, =md, md, np, rn, doctor, physician, prescriber, provider, nurs*, med management, medication management, "
     "med mgmt, med check, medication check, induction, physical, exam, psychiat*, arzt*, arztlich*, medecin, medico, "
     "medizinisch*",
     "medical"},
    {"ambulatory, outpatient, wellness, urgentcare, urgent, telehealth, virtual, office", "?medical"},
    {"emergency, inpatient, hospice, snf, homehealth, intake, assess*, orientation, screening", "?other"},
    {"other*, sonstige*, crisis", "other"},
    {"treatment plan*, key worker, keyworker", "?counseling"},
    {"follow up, new patient, return visit, phone check, check in", "?medical"},
    {"relapse prevention, skills, =ed", "?group"},
    {NULL, NULL}};

const struct value_domain_rules value_rules_service = {
    service,
    "one on couns spec phys annual physical exam iop dbt drug screen urine test evaluation eval education check in "
    "session "
    "sessions visit visits therapy counseling appointment appt individual group treatment services service support "
    "follow up followup initial check specialist patient office medical family management recovery substance abuse use "
    "meeting 1 minutes min hour telehealth phone tele video in person sprach* gesprach process new established"};

static const struct value_rule status[] = {
    {"did not come, not come, niet verschenen, afwezig, non presentato, assente", "missed"},
    {"called cancel, afgezegd, afgemeld", "cancelled"},
    {"came, aanwezig, presente, in attendance", "attended"},
    {"no asisti*, no acud*, no present*, miss* no call, no showed, unkept, failed attend, failed show, not here",
     "missed"},
    {"left without, lwbs, turned away", "?missed"},
    {"=cnx, =cncl", "cancelled"},
    {"not cancel*, cancel* no show, cancel* noshow", NULL},
    {"entered error", VALUE_OMIT},
    {"no show, noshow, noshowed, =ns, =n s, =ncns, =dna, =dns, =fta, did not attend, did not show, not attend*, not "
     "kept, not seen, not present, not arrived, failed, miss*, absent*, unexcused, nicht erschienen, gefehlt, "
     "verpasst, no visit, ausente, no asistio",
     "missed"},
    {"cancel*, canc, cncl*, =cx, =cxl, =cxld, =can, resched*, re sched*, =rs, =r s, bumped, excused, abgesagt, "
     "verschoben, annul*, clinic closed",
     "cancelled"},
    {"schedul*, =sched, booked, planned, geplant", "scheduled"},
    {"deleted, void*, pending, proposed, waitlist", VALUE_OMIT},
    {"asisti*, acudi*, attend*, =att", "attended"},
    {"=a", NULL},
    {"kept", "attended"},
    {"=k", NULL},
    {"show*, arriv*, complete*, comp, present, seen, checked in, checked out, check in, check out, fulfilled, "
     "finished, done, in progress, walk in, =visit, erschienen, wahrgenommen, stattgefunden, durchgefuhrt, anwesend, "
     "venu, honore, late",
     "attended"},
    {"left", NULL},
    {NULL, NULL}};

const struct value_domain_rules value_rules_status = {
    status, "called phone telehealth video virtual call unexcused excused advance notice walk patient client clinic "
            "provider staff show call by appointment visit late same day late up excused out in early session pt "
            "arrived completed cancelled canceled cancellation and rescheduled kept weather"};
