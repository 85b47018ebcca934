/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model.h"

#include <string.h>

#include "calendar.h"

#define DAYS_PER_MONTH 30.4375

#define MODEL_ENTRY(name, value, unit, meaning) {#name, value, unit, meaning},
struct parameter_entry model_parameters[N_PARAMETERS] = {MODEL_PARAMETERS(MODEL_ENTRY)};
#undef MODEL_ENTRY

bool model_set(const char *name, double value) {
    for (int i = 0; i < N_PARAMETERS; i++) {
        if (strcmp(model_parameters[i].name, name) == 0) {
            model_parameters[i].value = value;
            return true;
        }
    }
    return false;
}

double model_value(enum parameter parameter) { return model_parameters[parameter].value; }

int model_days(enum parameter parameter) { return (int)model_value(parameter); }

double model_daily(enum parameter parameter) { return model_value(parameter) / DAYS_PER_MONTH; }

double model_leave_base(int day_of_spell) {
    if (day_of_spell < 30) {
        return model_daily(P_leave_days_0_29);
    }
    if (day_of_spell < 90) {
        return model_daily(P_leave_days_30_89);
    }
    return model_daily(day_of_spell < 180 ? P_leave_days_90_179 : P_leave_days_180_on);
}

static enum parameter age_parameter(int age_years) {
    if (age_years < 25) {
        return P_leave_age_18_24;
    }
    if (age_years < 35) {
        return P_leave_age_25_34;
    }
    if (age_years < 45) {
        return P_leave_age_35_44;
    }
    return age_years < 55 ? P_leave_age_45_54 : P_leave_age_55_on;
}

/* The parameters of the medications and of the sites stand in the order of their codes. */
double model_leave_ratio(int medication, int age_years, int site, bool returned) {
    double ratio = model_value((enum parameter)((int)P_leave_methadone + medication)) *
                   model_value(age_parameter(age_years)) *
                   model_value((enum parameter)((int)P_leave_site_north + site));
    return returned ? ratio * model_value(P_leave_returned_spell) : ratio;
}

double model_leave_season(int day, int day_of_spell) {
    struct calendar_date date = calendar_date(day);
    double ratio = 1;
    if (date.month == 12) {
        ratio = model_value(P_leave_december);
    } else if (date.month == 1) {
        ratio = model_value(P_leave_january);
    }
    if (day_of_spell < 30 && date.year * 100 + date.month >= model_days(P_early_support_month)) {
        ratio *= model_value(P_leave_early_support);
    }
    return ratio;
}

double model_admission_weight(int day) {
    int month = calendar_date(day).month;
    if (month == 12) {
        return model_value(P_admissions_december);
    }
    if (month == 1) {
        return model_value(P_admissions_january);
    }
    return month == 9 || month == 10 ? model_value(P_admissions_autumn) : 1;
}
