/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of exports: medications, how a dose was given, and whether it was. */
#include "draft/value_words.h"

static const struct value_rule medication[] = {
    {"methadon* buprenorphin*, methadon* naltrexon*, levomethad*, naltrexon* implant", NULL},
    {"naltrexon* xr, naltrexon* er, naltrexon* lai, naltrexon* inj*, naltrexon* extended, naltrexon* depot, naltrexon* "
     "im, naltrexon* intramuscular, naltrexon* 380, naltrexon* monthly, vivitrol*, xr ntx, =xrntx",
     "naltrexone_xr"},
    {"probuphine, buprenorphin* implant*, bup implant*", "buprenorphine_implant"},
    /* of a weekly injection the days are 7, and buprenorphine_xr has those of a monthly one where none are told */
    {"brixadi* weekly, brixadi* wk*, buvidal weekly, bup* weekly, cam 2038 weekly", "?buprenorphine_xr"},
    {"sublocade, subloc, brixadi, buvidal, cam 2038, bup* xr, bup* er, bup* lai, bup* inj*, bup* extended, bup* depot, "
     "bup* monthly, bup* weekly, bup* sq, bup* sc, bup* subq, bup* subcut*, bup* syringe",
     "buprenorphine_xr"},
    {"bup* patch, bup* transdermal, butrans, belbuca", NULL},
    {"meth liq*, methadon*, methadose, dolophine, diskets, =mtd, =mth, =mmt, metadon*", "methadone"},
    {"buprenorphin*, buprenorfin*, suboxone*, subutex, zubsolv, bunavail, espranor, bup, bupe, bupnx, bupnal",
     "buprenorphine"},
    {"naloxone, narcan, naltrexon*", NULL},
    {"clonidine, hydroxyzine, lofexidine, lucemyra, loperamide, ondansetron, promethazine, dicyclomine, trazodone, "
     "gabapentin, pregabalin, sertraline, fluoxetine, escitalopram, citalopram, venlafaxine, duloxetine, mirtazapine, "
     "bupropion*, quetiapine, olanzapine, aripiprazole, risperidone, lithium, lamotrigine, buspirone, prazosin, "
     "propranolol, lisinopril, losartan, amlodipine, metoprolol, atenolol, hydrochlorothiazide, furosemide, "
     "atorvastatin, simvastatin, metformin, insulin, glipizide, levothyroxine, omeprazole, pantoprazole, famotidine, "
     "ibuprofen, naproxen, acetaminophen, paracetamol, aspirin, diclofenac, cyclobenzaprine, baclofen, tizanidine, "
     "albuterol, fluticasone, montelukast, cetirizine, loratadine, diphenhydramine, amoxicillin, azithromycin, "
     "doxycycline, cephalexin, prednisone, nicotine, varenicline, acamprosate, disulfiram, multivitamin, vitamin, "
     "thiamine, folic, melatonin, polyethylene, docusate, senna, alprazolam, lorazepam, clonazepam, diazepam, zolpidem",
     VALUE_OMIT},
    {NULL, NULL}};

const struct value_domain_rules value_rules_medication = {
    medication,
    "shot pill pills monthly mg ml mcg hcl hydrochloride hydrochlorid hydrochlorure sl sublingual film films tablet "
    "tablets tab tabs oral "
    "lyophilisate solution liquid concentrate conc syrup naloxone naloxon nal nx nlx strip strips sol soln po im sc sq "
    "subq inj "
    "injection injectable injektion xr er lai extended release depot monthly weekly syringe prefilled kit suspension "
    "microspheres susr intramuscular subcutaneous dispersible diskette disket sugar free cherry generic mono combo "
    "brand cups cup unit dose implant once day dissolving intensol subcut maintenance g l tbl tabletten tropfen losung "
    "loesung cam bup ntx buprenorphine naltrexone daily comp"};

static const struct value_rule kind[] = {
    {"=here, sede, =in sede, in the clinic", "administered"},
    {"affido, affidato, takeaway*, mitnahme", "dispensed"},
    {"observed th, observed take", "?dispensed"},
    {"=t h, =t o, bottle*, delivery", "dispensed"},
    {"sub q", "injection"},
    {"consumed, premises, supervised !un", "administered"},
    {"not given, no show, noshow, missed, refused, void*, cancel*, wasted, returned, spilled", VALUE_OMIT},
    {"implant*", "implant"},
    {"inject*, inj, =im, =sc, =sq, =subq, subcut*, intramuscular, depot", "injection"},
    {"take home*, takehome*, take out, takeout, take away, takeaway, =th, =to, carry, carries, mitgabe, rezept, "
     "mitgegeben, unobserved, unsupervised, self administered, dispens*, disp, pick up, pickup, prescri*, script, rx, "
     "fill, home, emporter",
     "dispensed"},
    {"window, observed, supervised, witnessed, directly observed, =dot, =obs, clinic, onsite, on site, in house, in "
     "person, administ*, admin, ingested, sichtbezug, sicht, vor ort, sur place, guest",
     "administered"},
    {"pharmacy, weekend, holiday, split", "?dispensed"},
    {"=oral, =sl, =po, sublingual, =film, =tablet, buccal", "?"},
    {NULL, NULL}};

const struct value_domain_rules value_rules_kind = {
    kind, "directly in weekend holiday sunday saturday monday emergency e home delivery im sc sq inj injection use "
          "pickup supervised dose doses dosing home homes bottle bottles clinic medication visit only at site day days "
          "self daily patient s methadone buprenorphine subcutaneous intramuscular"};

static const struct value_rule dose_row[] = {
    {"not given, not dispens*, not admin*, not done, not dosed, not taken, no show, noshow, =ns, void*, cancel*, "
     "miss*, refus*, held, hold, wast*, spill*, return* !use, revers*, delet*, error, pending, scheduled, ordered, "
     "absent",
     VALUE_OMIT},
    {"vomit*", NULL},
    {"storniert, nicht abgegeben, nicht erschienen, annul*", VALUE_OMIT},
    {"given, admin*, dispens*, complet*, dosed, taken, filled, picked up, active, ok, valid, final, abgegeben, "
     "delivre, posted, normal",
     VALUE_KEEP},
    {NULL, NULL}};

const struct value_domain_rules value_rules_dose_row = {
    dose_row, "dose doses in entered by clinic patient client nurse clinical show home take"};
