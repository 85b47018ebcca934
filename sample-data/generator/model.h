/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The truth: every hazard, probability and effect that the generator uses.
 *
 * One table gives each parameter its name, value, unit and meaning; the code reads the value
 * by the enumeration made from it, truth/parameters.csv is written from it, so the two cannot
 * differ. Hazards are per person-month of 30.4375 days and act as one chance a day, hazard /
 * 30.4375. Ratios multiply the hazard of UNPLANNED leaving unless they say otherwise.
 * A ratio of 1 is a truth too: an estimate should find nothing there. */
#ifndef GENERATOR_MODEL_H
#define GENERATOR_MODEL_H

#include <stdbool.h>

/* clang-format off */
#define MODEL_PARAMETERS(X) \
  X(leave_days_0_29, 0.255, "per person-month", "unplanned leaving, days 0-29 of a spell") \
  X(leave_days_30_89, 0.145, "per person-month", "unplanned leaving, days 30-89") \
  X(leave_days_90_179, 0.080, "per person-month", "unplanned leaving, days 90-179") \
  X(leave_days_180_on, 0.046, "per person-month", "unplanned leaving, from day 180") \
  X(leave_methadone, 0.80, "hazard ratio", "leaving, spell started on methadone") \
  X(leave_buprenorphine, 1.10, "hazard ratio", "leaving, spell started on buprenorphine") \
  X(leave_buprenorphine_xr, 0.75, "hazard ratio", "leaving, spell started on buprenorphine injections (takes effect when the injection runs out)") \
  X(leave_naltrexone_xr, 1.50, "hazard ratio", "leaving, spell started on naltrexone injections (takes effect when the injection runs out)") \
  X(leave_no_medication, 1.30, "hazard ratio", "leaving, counseling without medication") \
  X(leave_age_18_24, 1.40, "hazard ratio", "leaving, aged 18-24") \
  X(leave_age_25_34, 1.15, "hazard ratio", "leaving, aged 25-34") \
  X(leave_age_35_44, 1.00, "hazard ratio", "leaving, aged 35-44 (reference)") \
  X(leave_age_45_54, 0.85, "hazard ratio", "leaving, aged 45-54") \
  X(leave_age_55_on, 0.75, "hazard ratio", "leaving, aged 55 and over") \
  X(leave_site_north, 1.00, "hazard ratio", "leaving, site north (reference)") \
  X(leave_site_river, 1.00, "hazard ratio", "leaving, site river: no true difference from north") \
  X(leave_site_hill, 1.50, "hazard ratio", "leaving, site hill: a true difference") \
  X(leave_december, 1.50, "hazard ratio", "leaving, in December") \
  X(leave_january, 1.30, "hazard ratio", "leaving, in January") \
  X(leave_returned_spell, 1.20, "hazard ratio", "leaving, in the second and later spells of a person") \
  X(leave_after_use, 2.00, "hazard ratio", "leaving, in the days after a return to use") \
  X(leave_after_use_days, 30, "days", "how long that lasts") \
  X(leave_plan_therapy_deepened, 0.55, "hazard ratio", "leaving, after a reflection that deepened therapy") \
  X(leave_plan_medication_reassessed, 0.60, "hazard ratio", "leaving, after a reflection that reassessed the medication") \
  X(leave_plan_other, 1.00, "hazard ratio", "leaving, after any other plan change: no true effect") \
  X(leave_plan_days, 90, "days", "how long the effect of a plan change lasts") \
  X(leave_trigger_housing, 1.60, "hazard ratio", "leaving, after a reflection that named housing; other triggers have no effect") \
  X(leave_trigger_days, 90, "days", "how long that lasts") \
  X(leave_early_support, 0.50, "hazard ratio", "leaving, days 0-29, once every site called each new person weekly") \
  X(early_support_month, 202510, "YYYYMM", "month in which those calls began") \
  X(share_administrative, 0.09, "share", "of unplanned leaving, recorded as administrative") \
  X(share_declined, 0.06, "share", "of unplanned leaving, recorded as declined") \
  X(share_moved, 0.05, "share", "of unplanned leaving, recorded as moved") \
  X(exit_transferred, 0.0060, "per person-month", "transfer to another program") \
  X(exit_jail, 0.0080, "per person-month", "leaving for jail") \
  X(exit_hospital, 0.0020, "per person-month", "leaving for an inpatient stay") \
  X(exit_completed, 0.0090, "per person-month", "planned end of maintenance, from day 180") \
  X(exit_death, 0.0007, "per person-month", "death in care, other than by overdose") \
  X(started_probability, 0.96, "probability", "an admission to maintenance or counseling has any cover at all") \
  X(detoxification_probability, 0.07, "probability", "an admission from outside is to detoxification") \
  X(detoxification_completes, 0.78, "probability", "a detoxification reaches its planned end") \
  X(detoxification_links, 0.52, "probability", "a completed detoxification is followed by maintenance within 14 days") \
  X(return_left, 0.026, "per person-month", "return after leaving unplanned without a reason") \
  X(return_administrative, 0.023, "per person-month", "return after an administrative discharge") \
  X(return_declined, 0.014, "per person-month", "return after declining more care") \
  X(return_moved, 0.007, "per person-month", "return after moving") \
  X(return_transferred, 0.006, "per person-month", "return after a transfer") \
  X(return_jail, 0.045, "per person-month", "return after jail") \
  X(return_hospital, 0.060, "per person-month", "return after an inpatient stay") \
  X(return_completed, 0.012, "per person-month", "return after a planned end") \
  X(return_first_days, 31, "days", "no return before this many days after the last covered day") \
  X(return_early, 1.80, "hazard ratio", "return, up to day 120 after the last covered day") \
  X(use_early, 0.145, "per person-month", "return to use in care, days 0-89") \
  X(use_later, 0.075, "per person-month", "return to use in care, from day 90") \
  X(use_frailty_low, 0.45, "rate ratio", "return to use, half of all people") \
  X(use_frailty_middle, 1.00, "rate ratio", "return to use, three of ten people") \
  X(use_frailty_high, 2.375, "rate ratio", "return to use, one of five people") \
  X(use_recorded, 0.62, "probability", "a return to use is told and recorded, if still in care on that day") \
  X(use_report_lag_days, 9, "days", "most days between use and report (uniform from 0)") \
  X(warning_rate, 0.026, "per person-month", "early warning recognised before use") \
  X(warning_to_use, 0.40, "probability", "a warning goes on to use within 30 days, without therapy deepened in between") \
  X(warning_to_use_deepened, 0.15, "probability", "a warning goes on to use within 30 days when therapy was deepened") \
  X(warning_emotional, 0.56, "probability", "a warning was recognised in the emotional stage (else the mental)") \
  X(reflected, 0.72, "probability", "a recorded return to use or warning is reflected on, if still in care on that day") \
  X(reflection_lag_days, 14, "days", "most days between report and reflection (uniform from 1)") \
  X(reflection_not_asked, 0.04, "probability", "one list of a reflection is not_asked") \
  X(reflection_unknown, 0.05, "probability", "one list of a reflection is unknown") \
  X(reflection_no_plan, 0.16, "probability", "a reflection ends without a plan change (none)") \
  X(plan_done, 0.70, "probability", "a plan change is carried out, if still in care on that day") \
  X(second_item, 0.55, "probability", "a list of a reflection has a second code") \
  X(third_item, 0.40, "probability", "a list with two codes has a third") \
  X(interruption_rate, 0.090, "per person-month", "gap in cover followed by more cover of the same spell") \
  X(interruption_daily_end, 0.13, "probability", "an interruption ends, each day after the first two (at most 28 days)") \
  X(interruption_readmission, 0.30, "probability", "an interruption of 15 days or more is a discharge (jail, hospital) and readmission") \
  X(pickup_late, 0.12, "probability", "a supply is picked up 1-3 days late") \
  X(pickup_late_before_use, 0.34, "probability", "the same in the 14 days before a return to use") \
  X(pickup_early, 0.06, "probability", "a supply is picked up 1-2 days early") \
  X(daily_dose_missed, 0.05, "probability", "an observed daily dose is missed") \
  X(daily_dose_missed_before_use, 0.20, "probability", "the same in the 14 days before a return to use") \
  X(visit_missed, 0.13, "probability", "a planned visit is missed") \
  X(visit_missed_before_use, 0.42, "probability", "the same in the 14 days before a return to use") \
  X(visit_missed_uncovered, 0.80, "probability", "the same in an interruption") \
  X(visit_cancelled, 0.05, "probability", "a planned visit is cancelled") \
  X(group_member, 0.45, "probability", "a spell includes weekly groups (to day 365)") \
  X(peer_member, 0.25, "probability", "a spell includes a peer every two weeks (to day 180)") \
  X(visit_after_report, 0.60, "probability", "an extra attended counseling visit within 7 days of reporting a return to use") \
  X(test_taken, 0.88, "probability", "a planned drug test is taken (else recorded as missed), before a return to use as at any time: no sign") \
  X(positive_first_month, 0.17, "probability", "an opioid test is positive, days 0-29") \
  X(positive_later, 0.04, "probability", "an opioid test is positive, from day 30") \
  X(positive_after_use_7, 0.86, "probability", "an opioid test is positive within 7 days of use") \
  X(positive_after_use_14, 0.45, "probability", "an opioid test is positive 8-14 days after use") \
  X(other_tested, 0.55, "probability", "a second substance is reported from a test day") \
  X(other_positive, 0.20, "probability", "a second substance is positive") \
  X(overdose_in_care, 0.0022, "per person-month", "overdose known to the program, in care") \
  X(overdose_after_use, 8.0, "hazard ratio", "overdose, in the 28 days after a return to use") \
  X(overdose_after_exit, 0.0120, "per person-month", "overdose known to the program, to day 28 after leaving") \
  X(overdose_out_later, 0.0035, "per person-month", "overdose known to the program, later out of care") \
  X(overdose_fatal_in_care, 0.04, "probability", "an overdose in care is fatal") \
  X(overdose_fatal_out, 0.13, "probability", "an overdose out of care is fatal") \
  X(death_out, 0.0009, "per person-month", "death out of care known to the program, other than by overdose") \
  X(discharge_never_closed, 0.05, "probability", "an admission is never closed") \
  X(discharge_lag_planned_days, 7, "days", "most days between the last covered day and a planned or documented discharge") \
  X(discharge_lag_unplanned_days, 30, "days", "most days between the last covered day and the discharge of a person who left") \
  X(same_day_request, 0.40, "probability", "admitted on the day of the request") \
  X(request_lag_days, 14, "days", "most days from request to admission otherwise") \
  X(request_missing, 0.06, "probability", "the day of the request is not recorded") \
  X(first_dose_same_day, 0.82, "probability", "cover begins on the day of admission (else 1-3 days later)") \
  X(oral_before_injection, 0.55, "probability", "buprenorphine injections begin after 4-7 days of oral buprenorphine") \
  X(switch_to_injection, 0.50, "probability", "oral buprenorphine becomes injections after a reflection that changed the formulation") \
  X(admissions_december, 0.55, "rate ratio", "admissions, in December") \
  X(admissions_january, 0.70, "rate ratio", "admissions, in January") \
  X(admissions_autumn, 1.12, "rate ratio", "admissions, in September and October") \
  X(overdose_in_interruption, 0.0120, "per person-month", "overdose, from the second uncovered day of an interruption (as after leaving); whoever comes back lived through it") \
  X(hospital_tells_in_care, 0.15, "probability", "of an overdose in care that is not fatal the hospital tells (else the program itself)") \
  X(hospital_tells_out, 0.55, "probability", "the same out of cover") \
  X(death_index_tells_out, 0.70, "probability", "of a death out of care the death index tells (else the program itself)") \
  X(scheduled_days, 28, "days", "appointments to come are in the calendar for so long")
/* clang-format on */

#define MODEL_INDEX(name, value, unit, meaning) P_##name,
enum parameter { MODEL_PARAMETERS(MODEL_INDEX) N_PARAMETERS };
#undef MODEL_INDEX

struct parameter_entry {
    const char *name;
    double value;
    const char *unit;
    const char *meaning;
};

extern struct parameter_entry model_parameters[N_PARAMETERS];

/* False: no parameter has that name. Before anything is drawn; the truth then tells the new value. */
bool model_set(const char *name, double value);

double model_value(enum parameter parameter);

/* A parameter that counts days, as a whole number. */
int model_days(enum parameter parameter);

/* The chance of one day under a hazard per person-month. */
double model_daily(enum parameter parameter);

/* Unplanned leaving by the day of the spell, per day. */
double model_leave_base(int day_of_spell);

/* The parts of the hazard ratio that stay the same for a spell. */
double model_leave_ratio(int medication, int age_years, int site, bool returned);

/* The part that follows the calendar: season, and the calls to new people. */
double model_leave_season(int day, int day_of_spell);

/* Relative admissions in the calendar month that holds the day. */
double model_admission_weight(int day);

#endif
