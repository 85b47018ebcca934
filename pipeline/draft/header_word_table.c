/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The vocabulary of headers: how dosing systems, health records, state reporting and research data of several languages
 * call what we need. A word stands once. An idea of its own also marks what a column is NOT (a provider's id, a cost):
 * such a word takes points away from every column that does not name it.
 */
#include "draft/header_words.h"

const struct header_word header_word_table[] = {
    /* people */
    {"person",
     "utente utenti mbr person persons people patient patients client clients participant participants subject "
     "subjects member serviceuser serviceusers "
     "consumer enrollee resident pat pt pts clnt cl partic subj who individual patienten klient klienten paciente "
     "cliente participante paziente deelnemer proband probanden teilnehmer usager beneficiaire pacient patientin"},
    {"person id",
     "urn urno patid patientid ptid ptno pid clientid clid subjid usubjid subjectid personid cid pseudonym pseudo "
     "patientenid uid upi uci patno patnr"},
    {"id",
     "codice codigo id ids identifier ident identifiant no num nbr nr number numero nummer key ref reference guid uuid "
     "identificador idnr"},
    {"case", "case caseid fall chart dossier expediente record rec fallnummer record"},
    {"study", "study research trial studie etude estudio anon anonymous deidentified masked hash hashed unique link"},
    /* days */
    {"date", "date dates dt day datetime timestamp dttm dtm when datum fecha jour dia tag time on dttime tmstp "
             "datetimestamp ts zeitpunkt uhrzeit daten jahrtag dte stamp"},
    {"start", "commencement ingang start started starting begin began beginning from onset commenced commence first "
              "beginn anfang debut "
              "inicio inizio comienzo strt"},
    {"end",
     "ceased cessation cease end ended ending stop stopped finish finished until to ende fin fine final through thru"},
    {"admit",
     "consent enrl enrolldate admit admits admitted admission admissions adm adms intake enroll enrol enrolled "
     "enrolling enrollment enrolment entry entrance opened open inducted induction registered registration "
     "randomized randomised randomization randomisation aufnahme eintritt entree ingreso admision admitdate ammissione "
     "zugang inscription joined opname consented baseline admsn inclusion einschluss"},
    {"discharge", "discharge discharged discharges disch dischg dschrg dsch disc exit exited exits closed close "
                  "closing closure leave left leaving term terminated termination separation separated dropped dropout "
                  "entlassung austritt sortie egreso alta dimissione ontslag abgang withdrawn dc dis austrittsdatum "
                  "withdrew attrition disenroll disenrolled disenrollment disenrolment"},
    {"request", "request requested requests referral referred applied application inquiry called waitlist anmeldung "
                "demande solicitud anfrage"},
    {"plan", "plan planned expected estimated target anticipated projected geplant prevu previsto est exp"},
    {"authorize", "authorization authorisation authorized authorised auth preauth preauthorization approval approved "
                  "certification certified recertification"},
    {"observe",
     "supervised witnessed observe observed observation followup follow censor censored censoring followed fu"},
    {"birth year", "yob birthyear geburtsjahr birthyr yearofbirth jahrgang"},
    {"birth", "birth dob born geburt naissance nacimiento nascita"},
    {"year", "year yr years yrs jahr annee ano anno"},
    {"month", "month months mon monat mois mes mese"},
    {"age", "age alter edad eta leeftijd"},
    {"time of day", "hour hours minute minutes clocktime"},
    {"length", "length los duration stay dauer duree lengthofstay elapsed"},
    /* people's traits */
    {"sex", "mf morf sexatbirth sex gender geschlecht sexe sexo sesso geslacht gndr sx"},
    {"male", "male man homme mann"},
    {"female", "female woman femme frau"},
    {"race", "race races racial raza rasse"},
    {"ethnic", "ethnicity ethnic ethn hispanic latino etnia ethnie hispanicorigin"},
    /* the names of CDISC's tables of a trial (SDTM) are words of their own */
    {"event type", "aeterm aedecod"},
    {"event status", "aeout"},
    {"severity event", "aeser aesev"},
    {"discharge reason", "dsdecod dsterm"},
    {"discharge date", "dsstdtc rfendtc rfpendtc"},
    {"start date", "rfstdtc stdtc"},
    {"end date", "endtc exendtc"},
    {"drug", "extrt cmtrt"},
    {"dose date", "exstdtc"},
    {"dose", "exdose"},
    {"route", "modalita exroute"},
    {"test date", "lbdtc"},
    {"test", "lbtestcd"},
    {"analyte", "lbtest"},
    {"result", "lborres lbstresc"},
    {"visit date", "svstdtc"},
    {"event date", "aestdtc"},
    {"request date", "refdt refdate"},
    {"primary", "primary main principal choice chief preferred haupt prim presenting"},
    {"concept", "concept conceptid"},
    {"secondary", "secondary tertiary second third"},
    {"site", "ward office hub station building team outlet dispensary pharmacy bureau place ort site sites clinic "
             "clinics location locations facility facilities center centre centers branch loc fac campus standort "
             "klinik zentrum centro sede clinique praxis filiale locale standorte ambulanz etablissement sitio"},
    {"agency", "agency provider providers organization organisation org prov contractor vendor dept department"},
    {"staff", "staff counselor counsellor clinician doctor physician nurse prescriber therapist dispenser employee "
              "worker user operator npi practitioner casemanager arzt medecin medico initials signed signedby "
              "enteredby createdby performer pharmacist supervisor assigned"},
    {"program care", "levelofcare"},
    {"program", "program programme programs prog programm programa programma modality track cohort pgm level asam "
                "behandlungsform"},
    {"care", "care"},
    {"treatment", "prisesencharge priseencharge behandlungen treatment treatments tx trt trtmt behandlung traitement "
                  "tratamiento trattamento therapie episode episodes epi spell admissionepisode"},
    /* doses */
    {"drug", "drug drugs med meds medication medications medicine medicines product agent formulation rx preparation "
             "medikament medikamente praeparat praparat wirkstoff substitut substitutionsmittel medicament medicamento "
             "farmaco farmacia substitution medicationname drugname ingredient moud maud mat medname medicatie "
             "geneesmiddel arzneimittel mittel prescription dispensable compound"},
    {"substance", "sustancia opioid opiate substance substances subst substanz substancia sostanza stoff"},
    {"dose", "dose doses dosing dosage dosed dosis posologie dosificacion dosi dosaggio tagesdosis dosierung"},
    {"mg", "mg milligram milligrams milligramm mgs"},
    {"amount", "amount amt   menge     volume count cnt"},
    {"quantity", "quantity qty quantite cantidad quantita anzahl tablets units dispensedquantity"},
    {"strength", "strength stren potency staerke starke wirkstaerke"},
    {"unit", "unit  uom einheit ml"},
    {"supply", "supply supplied supplies vorrat fourniture"},
    {"days supply", "daysupply dayssupply supplydays daysofsupply ds"},
    {"days", "days tage jours dias giorni numdays nodays daycount dagen"},
    {"takehome", "senthome homedoses doseshome affidati affidate affido mitnahme takehome takehomes takeout th ths "
                 "mitgabe carry carries bottle bottles takeaway takeaways emporter "
                 "unsupervised mitgegeben unobserved"},
    {"give",
     "dispensazione somministrazione verstrekt give given giving administered administer administration admin dispense "
     "dispensed dispensing disp ingested "
     "consumed medicated abgabe abgegeben gegeben verabreicht einnahme delivre delivrance administre dispensacion fill "
     "filled taken received issued pickup pickedup picked ausgabe erogazione vergabe injected verabreichung"},
    {"route", "bezugsart bezug abgabeart abgabeform route roa form via method how applikation setting mode"},
    {"order", "order ordered orders prescribed authored written"},
    {"void", "void voided reversed deleted cancelledflag wasted waste spilled"},
    {"refill", "refill refills lot batch inventory expiration pump balance remaining"},
    /* visits */
    {"visit",
     "visit visits appointment appointments appt appts apt encounter encounters enc session sessions contact contacts "
     "termin termine rendezvous rdv cita citas visita seance besuch konsultation consultation kontakt bezoek afspraak"},
    {"service",
     "proc service services svc svcs activity activities procedure leistung prestation servicio servizio cpt"},
    {"schedule", "scheduled schedule sched booked slot booking"},
    {"attend", "attend attended attendance kept show showed shown arrived checkin checkedin erschienen present "
               "presence asistencia presenza wahrgenommen anwesend seen"},
    {"miss", "noshow noshows missed absent dna nonattendance absence nichterschienen fehlt fta notattended notkept "
             "didnotattend nocallnoshow"},
    {"cancel", "cancel cancelled canceled cancellation cancelation"},
    {"status", "status state stat outcome disposition dispo zustand statut estado stato ergebnisstatus"},
    {"reason", "excuse excuses reason reasons cause why grund motif motivo raison rsn causa reden"},
    {"type", "type types typ class classification kind category cat what art tipo class description descr desc "
             "bezeichnung code cd codes label text display item"},
    {"name", "name names nom nombre nome"},
    /* tests */
    {"test", "test tests testing uds ua uas tox toxicology lab labs screen screens screening assay panel udt urin "
             "analysis drogentest prueba analyse untersuchung laboratory labor immunoassay"},
    {"urine", "urine saliva fluid"},
    {"specimen", "specimen sample collection collected collect drawn draw coll probe probenahme prelevement muestra "
                 "prelievo entnahme entnommen resultdate"},
    {"analyte", "analyte analytes component parameter metabolite analyt drugtested marker"},
    {"result", "result results resultat ergebnis resultado risultato res interpretation finding findings interp befund "
               "esito qualitative qual uitslag"},
    {"positive", "positive pos positiv ispositive detected"},
    {"value", "value val wert valeur valor numeric quant quantitative concentration"},
    {"flag", "flag ind indicator yn is was has bool abnormal abn"},
    {"cutoff", "cutoff threshold range low high creatinine temperature ph"},
    /* returns to use and adverse events */
    {"use", "tlfb timelinefollowback selfreport selfreported use used using uses usage relapse relapsed relapses slip "
            "slips lapse lapsed recurrence return rueckfall ruckfall rechute recaida konsum consommation consumo "
            "ricaduta returntouse rtu dateofuse daysused"},
    {"report", "report reported reporting disclosed disclosure learned notified gemeldet recorded documented logged"},
    {"stage", "stage phase"},
    {"trigger", "trigger triggers precipitant precipitants antecedent antecedents ausloser ausloeser"},
    {"sign", "sign signs missedsigns warning warnings"},
    {"support", "support supports supportsmissing"},
    {"lack", "lacking lack lacked gap gaps"},
    {"change", "change changes changed adjustment action actions"},
    {"due", "due deadline"},
    {"done", "done performed completed complete"},
    {"reflect", "reflect reflected reflection debrief debriefed reviewed review"},
    {"event",
     "event events incident incidents occurrence occurred sentinel ereignis evenement evento happened ae sae vorfall"},
    {"overdose", "overdose overdoses od ods ueberdosis uberdosis surdose sobredosis poisoning"},
    {"death", "death deaths dead deceased died mortality tod verstorben deces muerte decesso dod todesdatum dth"},
    {"fatal", "fatal lethal todlich toedlich fatality"},
    {"severity", "severity serious grade intensity"},
    /* what no column of ours is */
    {"row", "row line seq sequence sequenceno index transaction trans txn lfd claim unnamed rownum"},
    {"money", "cost costs charge charges paid price fee fees payer payor insurance billing copay income coverage "
              "expenses payment revenue"},
    {"diagnosis", "diagnosis diagnoses diag dx icd condition problem snomed"},
    {"update", "entered updated modified created insert inserted edited extract exported lastupdated load loaded"},
    {"last", "last latest previous prior prev next"},
    {"score", "score scale phq gad cows asi basis"},
    {"other", "education educ employ employment employed marital marstat veteran pregnant housing living arrest "
              "arrests psych frequency freq source language insured dependents region country religion height weight "
              "bmi tobacco smoker hiv hcv military occupation"},
    /* neutral */
    {"", "codeableconcept sourcevalue the of for by at in exposure  a an and or s de la le du der die das von zu am el "
         "del di da und et y raw field actual total fld var col column x this per each"},
};
const size_t header_word_count = sizeof header_word_table / sizeof header_word_table[0];
