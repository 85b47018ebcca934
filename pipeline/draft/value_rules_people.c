/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of exports: sex, the reason of a discharge, the kind of a program. */
#include "draft/value_words.h"

static const struct value_rule sex[] = {
    {"=v, vrouw*", "female"},
    {"mannelijk, uomo", "male"},
    {"donna", "female"},
    {"indeterminate", "other"},
    {"=m", "male"},
    {"=f, =w", "female"},
    {"=h", "male"},
    {"trans*, nonbinary, non binary, non conforming, =nb, =mtf, =ftm, genderqueer, intersex, another, different, "
     "divers*",
     "other"},
    {"male female", NULL},
    {"female*, woman, frau, femme, femenino, feminin, weiblich, mujer, femmina, girl", "female"},
    {"male, man, males, mannlich, maennlich, mann, homme, masculin*, hombre, maschio, boy", "male"},
    {"other, =x, =o, =d", "other"},
    {"=u, unk*, unbekannt, not disclos*, not known, not specif*, not record*, not stat*, not report*, not ask*, "
     "prefer* not, declin*, refus*, undisclosed, inconnu, prefer*, undifferentiated",
     "unknown"},
    {NULL, NULL}};

const struct value_domain_rules value_rules_sex = {
    sex,
    "f m male female man woman cisgender transgender or gender sex identity known asked answer say to identified cis"};

static const struct value_rule reason[] = {
    {"transfer* not custody, transfer* not prison, transfer* not jail", "transferred"},
    {"withdrawn provider, withdrawn clinic, withdrawn program, withdrawn service, withdrawn staff", "administrative"},
    {"withdrawal subject, withdrawal patient, withdrawn consent", "?declined"},
    {"carcere, imprison*, detenzione, cadeia", "jail"},
    {"decesso, overleden, obito, suicide", "death"},
    {"abbandon*, quit, gave up, ceased without, without notice, stopped", "left"},
    {"trasferi*, overgeplaatst", "transferred"},
    {"verhuis*, trasloc*", "moved"},
    {"asked leave, expelled, dismissed, kicked", "administrative"},
    {"ceased against", "declined"},
    {"passed away, fallec*", "death"},
    {"prision, carcel, gaol, incarc, =inc, lockup, correction*", "jail"},
    {"abandono, absent without leave, failed return, failed to return, unable locate, unable contact, loss contact, "
     "ceased contact, ran away, stopped treatment, no response, whereabouts",
     "left"},
    {"disciplin*, non adheren*, non adherence, against rule*", "administrative"},
    {"self terminat*, patient terminated, client terminated, terminated patient, terminated client", "?left"},
    {"financial, insurance, sanction*, diversion, facility discharge*, lack funds, behavioral", "?administrative"},
    {"residential, higher level", "?transferred"},
    {"=trans, =trn, traslad*", "transferred"},
    {"deport*", "?moved"},
    {"alta voluntaria, against clinical", "declined"},
    {"taper*, supervised withdrawal", "?completed"},
    {"death, died, decease*, dead, expired, deces, tod, verstorben, fallecid*, overdose fatal", "death"},
    {"incarcerat*, jail*, prison*, arrest*, detained, custody !not, haft, inhaftiert, haftantritt, incarceration",
     "jail"},
    {"hospital*, spital, krankenhaus, nursing home, medical inpatient", "hospital"},
    {"moved, relocat*, umzug, verzogen, wegzug, demenag*, out area, out state, moving", "moved"},
    {"=ama, ama, against medical, against advice, =asa, =aca, against staff, refus*, declin*, withdrew, withdrawal "
     "consent, patient choice, client choice, self discharge*, eigenen wunsch, wunsch patient*, voluntar* !in*",
     "declined"},
    {"transfer*, xfer*, trf, =tfr, referred, referral, =ref, another program, another provider, another facility, "
     "another clinic, another otp, higher level, other clinic, ubertritt, uebertritt, verlegung, verlegt, wechsel, "
     "transfert",
     "transferred"},
    {"violat*, involuntar*, noncomplian*, non complian*, nonadheren*, administrativ*, admin, terminated facility, "
     "withdrawn provider, withdrawn service, withdrawn clinic, terminated program, terminated clinic, terminated "
     "staff, terminated cause, discharged cause, behavior*, "
     "behaviour*, threat*, violen*, nonpayment, non payment, disziplin*, hausverbot, regelverstoss",
     "administrative"},
    {"lost, =ltfu, =ltf, =ltc, =awol, drop* !not, dropout, abandon*, elop*, abscond*, walked, stopped attending, "
     "stopped coming, no longer attending, disengag*, disappear*, no contact, kontaktabbruch, abbruch, abgebrochen, "
     "perdu, perdid*, no show, noshow, left before, left not, left without, left program, left treatment, left study, "
     "left, incomplete, not complet*, unsuccess*, did complete, before complet*",
     "left"},
    {"complet* !not !did !before !never !un* !partial*, =comp, =cmp, =tc, graduat*, success*, goals met, goals "
     "achieved, finished, abgeschlossen, abschluss, regular, regulaer, planmassig, planmaessig, beendet, termine, fin "
     "traitement",
     "completed"},
    {"complet*", "left"},
    {"still, ongoing, active, unknown, unk, unbekannt, not recorded, not specified, not stated, none, no reason",
     VALUE_MISSING},
    {"other*, sonstige*, andere, autre, otro, =oth", "other"},
    {"inpatient, medical discharge, medical reason*", "?hospital"},
    {"request, choice, dissatisf*", "?declined"},
    {"clinic closure, clinic closed, facility closed, program closed, aged out", "?other"},
    {"=open, enrolled", VALUE_MISSING},
    {NULL, NULL}};

const struct value_domain_rules value_rules_reason = {
    reason,
    "in custody incomplete retained custody released commencement onward offered free occasional user abstinent opiate "
    "opiates service services coming stay went ceased service without another notice jail clinical 30 arrested "
    "contact unknown alta "
    "staff against od overdose fatal psychiatric elsewhere taper "
    "detox notice given s x interstate abroad visit successful enrolled natural causes school work tx d c dc "
    "lost treatment left study voluntary withdrawal withdrew drug use program programs client patient pt "
    "facility clinic otp medical advice care services contact follow up followup discharge discharged agency "
    "provider provider's rule rules prison jail incarcerated out area state successfully successful all goals "
    "by therapy plan reasons reason consent choice level away county city behandlung nach therapie patient* "
    "klinik hospital inpatient rehab other another further continued initiated request own requested early "
    "closed closing compliance noncompliance nonpayment attending longer fees"};

static const struct value_rule program[] = {
    {"pharmacotherap*, opioid substitution, agonist", "maintenance"},
    {"detox*, withdrawal, wm, taper*, entzug, entgiftung, sevrage", "detoxification"},
    {"maint*, mmt, mmtp, =otp, otp, ntp, obot, mat, moud, maud, oat, ost, opioid treatment, narcotic treatment, "
     "medication assisted, medication opioid, methadone, buprenorphine, suboxone, substitution*, opioid agonist",
     "maintenance"},
    {"counsel*, drug free, odf, iop, iot, intensive outpatient, psychosocial, non medication, beratung", "counseling"},
    {"bup, oud, opioid use, vivitrol, naltrexone, sublocade", "?maintenance"},
    {NULL, NULL}};

const struct value_domain_rules value_rules_program = {
    program, "prescribing prescription stabilisation stabilization reduction intervention interventions structured "
             "psychosocial pharmacological agonist substitution ost oat standard care service individual group support "
             "interim day days only counselling counseling 1 2 iop odf asam program bup treatment outpatient "
             "ambulatory opioid methadone buprenorphine maintenance medication assisted management office based clinic "
             "otp therapy services moud mat level medically managed monitored medical short long term community home "
             "based ost oat mmt substitution"};
