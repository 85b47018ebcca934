/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of exports: substances and results of drug tests; adverse events. */
#include "draft/value_words.h"

static const struct value_rule substance[] = {
    {"oppiac*", "opiates"},
    {"oppioid*", "opioids"},
    {"=sg, nitrite*, temperature, =temp, oxidant", VALUE_OMIT},
    {"hepatitis, hep, hcv, hbv, hiv, tsh, glucose, =alt, =ast, a 1 c, cbc, cmp, bmp, hemoglobin, hba*, cholesterol, "
     "pregnan*, hcg, tuberculosis, quantiferon, syphilis, rpr, creatinine, creat, specific gravity, =ph, urine ph, "
     "oxidant*, bilirubin, platelets, sodium, potassium",
     VALUE_OMIT},
    {"norfentanyl, fent*, fyl, =fen, =fty", "fentanyl"},
    {"benzo*, bzo, bzd, =ben", "benzodiazepines"},
    {"methamph*, meth amphet*, =mamp, =met", "methamphetamine"},
    {"=mam", NULL},
    {"=meth", "?methamphetamine"},
    {"=6 mam, 6 am, 6 mam, 6 monoacetylmorphine, 6 acetylmorphine, heroin*", "heroin"},
    {"amphet*, =amp, =amph, amphetamin*", "amphetamines"},
    {"cocain*, kokain, cocaina, =coc, benzoylecgonine, crack", "cocaine"},
    {"thc, cannabi*, marijuana, marihuana, cannabinoid*", "cannabis"},
    {"buprenorph*, norbup*, =bup, suboxone", "buprenorphine"},
    {"eddp, methadon*, =mtd, =mdn, metadon*", "methadone"},
    {"oxycod*, =oxy", "oxycodone"},
    {"oxymorph*", "oxymorphone"},
    {"hydrocod*", "hydrocodone"},
    {"hydromorph*", "hydromorphone"},
    {"tramadol, =tra, =tram", "tramadol"},
    {"codein*", "codeine"},
    {"morphin*", "morphine"},
    {"opiat*, opiac*, =opi, =op", "opiates"},
    {"opioid*", "opioids"},
    {"etg, ets, ethyl glucuronide, alcohol, alkohol, ethanol, =etoh, =alc, breathalyzer", "alcohol"},
    {"barbit*, =bar, =brb", "barbiturates"},
    {"mdma, ecstasy", "mdma"},
    {"pcp, phencyclidine", "pcp"},
    {"gabapentin", "gabapentin"},
    {"pregabalin", "pregabalin"},
    {"xylazin*", "xylazine"},
    {"ketamin*", "ketamine"},
    {"kratom, mitragynine", "kratom"},
    {"sedativ*", "sedatives"},
    {"=k 2, spice", "synthetic_cannabinoids"},
    {"nitazene*", "nitazenes"},
    {"tricyclic*, =tca", "tricyclics"},
    {"naltrexon*", "naltrexone"},
    {"hallucinogen*", "hallucinogens"},
    {"barb", "barbiturates"},
    {NULL, NULL}};

const struct value_domain_rules value_rules_substance = {
    substance, "metab be cooh acetyl eddp methadone etg ets crack cocaine cannabinoids marijuana cutoff 50 300 urine "
               "screen qual qualitative ql quant metabolite metabolites confirm confirmation lcms test uds drug level "
               "class ur saliva oral fluid presence mass volume immunoassay ng ml cutoff rapid cup panel ethyl "
               "glucuronide analog analogs illicit synthetic delta carboxy 9 11 x serum street"};

static const struct value_rule result[] = {
    {"not give, not provide, not able, no urine", "refused"},
    {"not performed, not collected", VALUE_OMIT},
    {"non reactive, nonreactive, not detect*, nondetect*, non detect*, none detect*, undetect*, not found, not "
     "present, below cutoff, below, absent, =nd, neg*, clean",
     "negative"},
    {"inval*, inconclus*, indeterm*, adulter*, dilut* !pos* !neg*, substitut*, tamper*, insufficient, qns, reject*, "
     "leak*",
     "invalid"},
    {"unable, refus*, declin*, verweigert, no sample, no specimen, shy bladder, did not provide", "refused"},
    {"ungultig, ungueltig", "invalid"},
    {"no show, noshow, miss*", "missed"},
    {"pending, not tested, not done, not performed, cancel*, ordered", VALUE_OMIT},
    {"not pos*", NULL},
    {"pos*, presumptive", "positive"},
    {"=pp", NULL},
    {"detect*, reactive, present, above cutoff, above, dirty, =p", "positive"},
    {"=n", "negative"},
    {"=plus", "positive"},
    {"=minus", "negative"},
    {"=i, =r", NULL},
    {"presump*", "positive"},
    {"abnormal, failed, trace, =abn, =a", "?positive"},
    {"normal, passed, =nl", "?negative"},
    {NULL, NULL}};

const struct value_domain_rules value_rules_result = {
    result, "would did could lc ms gc lcms gcms prescribed rx presump result screen by lab confirmed confirmation "
            "unconfirmed presumptive for "
            "expected unexpected dilute specimen sample client patient to test provide abnormal normal quantity low"};

static const struct value_rule event[] = {
    {"naloxone revers*, narcan revers*", "?overdose"},
    {"medication error*, suicide attempt", VALUE_OMIT},
    {"non fatal overdos*, nonfatal overdos*, non fatal od, overdos*, =od, uberdosis, ueberdosis, surdose, od, "
     "poisoning",
     "overdose"},
    {"death, died, decease*, fatal*, mortality, tod, todesfall, deces", "death"},
    {"fall, injur*, hospital*, er visit, ed visit, emergency, medication error, dosing error, allerg*, rash, assault, "
     "suicid*, diversion, sedation, qt*, nausea, constipation, seizure, theft, infection",
     VALUE_OMIT},
    {NULL, NULL}};

const struct value_domain_rules value_rules_event = {
    event,
    "natural causes ed er visit attempt unknown illness opioid fatal nonfatal accidental drug heroin fentanyl event "
    "patient client reported suspected confirmed naloxone reversed reversal death cause any unintentional poisoning"};

static const struct value_rule fatal[] = {
    {"non fatal, nonfatal, not fatal, no, =n, nein, non, =false, surviv*, recover*, revers*, resolved", "no"},
    {"fatal, yes, =y, ja, oui, =true, died, death, decease*", "yes"},
    {"not known, unknown, unk, =u", "unknown"},
    {NULL, NULL}};

const struct value_domain_rules value_rules_fatal = {fatal, "overdose event outcome known recovered"};
