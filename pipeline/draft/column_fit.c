/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draft/column_fit.h"

#include <string.h>
#include <strings.h>

#include "base/number.h"
#include "draft/value_words.h"

enum {
    MOST_CODES = 60,
    MOST_SITES = 200,
    FARTHEST_RELATIVE = 20000,
    FIRST_SERIAL = 36526,
    LAST_SERIAL = 60000,
    GROWN_UP = 16,
    BY_DAYS = 46,
    BY_CODES = 55,
    BY_WORDS = 60
};
static const double nearly_all = 0.9, many = 0.7, most = 0.5, some = 0.2;

bool column_fit_is_date(const struct draft_column *column) { return column->days.share >= nearly_all; }

static double share(long part, const struct column_profile *profile) {
    return profile->n == 0 ? 0 : (double)part / (double)profile->n;
}

bool column_fit_is_serial(const struct draft_column *column) {
    const struct column_profile *profile = &column->profile;

    return share(profile->n_number, profile) >= nearly_all && profile->least >= FIRST_SERIAL &&
           profile->greatest <= LAST_SERIAL;
}

bool column_fit_is_relative(const struct draft_column *column) {
    const struct column_profile *profile = &column->profile;

    return share(profile->n_whole, profile) >= nearly_all && profile->least >= -FARTHEST_RELATIVE &&
           profile->greatest <= FARTHEST_RELATIVE;
}

bool column_fit_is_coded(const struct draft_column *column) {
    return column_profile_n_values(&column->profile) <= MOST_CODES;
}

static int fit_day(const struct draft_column *column, bool export_has_dates) {
    if (column_fit_is_date(column))
        return 12;
    if (column->days.share >= most)
        return 0;
    if (export_has_dates && column_fit_is_serial(column))
        return -30;
    return !export_has_dates && column_fit_is_relative(column) ? 8 : COLUMN_FIT_NEVER;
}

/* Where the numbers of a column lie. */
static const struct {
    const char *column;
    double least, greatest, at_least_one_over;
} ranges[] = {{"birth_year", 1900, 2030, 1930},
              {"age", 0, 120, GROWN_UP},
              {"dose_mg", 0, 2000, 0},
              {"days_supply", 0, 366, 0},
              {"planned_days", 0, 3660, 1}};

static bool is_in_range(const char *name, const struct column_profile *profile) {
    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (strcmp(ranges[i].column, name) == 0) {
            long inside = 0, all = 0;
            if (profile->greatest < ranges[i].at_least_one_over)
                return false;
            for (size_t k = 0; k < column_profile_n_values(profile); k++) {
                double value;
                const char *text = dictionary_text(profile->values, (uint32_t)k);
                bool is_number = number_parse_double(text, strcspn(text, ","), &value);
                all += is_number ? profile->counts[k].rows : 0;
                inside +=
                    is_number && value >= ranges[i].least && value <= ranges[i].greatest ? profile->counts[k].rows : 0;
            }
            return all == 0 || (double)inside >= nearly_all * (double)all;
        }
    return true;
}

static int fit_number(const struct column_spec *spec, const struct draft_column *column) {
    const struct column_profile *profile = &column->profile;
    bool is_flag = profile->n > 1 && profile->n_number == profile->n && profile->least >= 0 && profile->greatest <= 1;

    if (column_fit_is_date(column) && strpbrk(column->days.text, "-/.b") != NULL)
        return COLUMN_FIT_NEVER;
    if (share(profile->n_number + profile->n_unit, profile) < nearly_all || !is_in_range(spec->name, profile))
        return COLUMN_FIT_NEVER;
    if (strcmp(spec->name, "days_supply") == 0 && is_flag && header_words_have(&column->words, "takehome"))
        return COLUMN_FIT_NEVER;
    return share(profile->n_number, profile) >= nearly_all ? 10 : 5;
}

static int fit_code(enum value_domain domain, const struct draft_column *column) {
    double known = column_profile_understood(&column->profile, domain);
    double flags = column_words_flag(domain, &column->words).yes == NULL ? 0 : column_profile_yes_no(&column->profile);

    if (column_fit_is_date(column))
        return COLUMN_FIT_NEVER;
    flags = flags >= nearly_all ? flags : 0;
    known = flags > known ? flags : known;
    if (domain == VALUE_KIND && known > 0 && flags < most && column_profile_told(&column->profile, domain) <= 0)
        return COLUMN_FIT_NEVER; /* "oral" says nothing of how it was given */
    if (known < most && domain == VALUE_KIND && share(column->profile.n_number, &column->profile) >= most)
        return COLUMN_FIT_NEVER; /* a count of take-homes, and no word for how */
    if (known < most && !column_fit_is_coded(column))
        return COLUMN_FIT_NEVER;
    if (known >= most)
        return flags >= most || column_profile_kept(&column->profile, domain) >= some ? 20 : 12;
    if (known > 0)
        return known >= some ? 8 : 0;
    return share(column->profile.n_number, &column->profile) > most ? -15 : -25;
}

/* The share of values that speak of tablets, milligrams and the like: a list of medications, whichever. */
static double share_of_preparations(const struct column_profile *profile) {
    static const char *const forms[] = {" mg", "tablet", "capsule", "oral ", "solution", "injection", " ml"};
    size_t n = column_profile_n_values(profile), found = 0;

    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < sizeof forms / sizeof forms[0]; k++)
            if (strcasestr(dictionary_text(profile->values, (uint32_t)i), forms[k]) != NULL) {
                found++;
                break;
            }
    return n == 0 ? 0 : (double)found / (double)n;
}

static int fit_medication(const struct draft_column *column) {
    double known = column_profile_understood(&column->profile, VALUE_MEDICATION);
    double tested = column_profile_understood(&column->profile, VALUE_SUBSTANCE);

    if (column_fit_is_date(column) || tested > known + some)
        return COLUMN_FIT_NEVER;
    if (known > 0)
        return known >= most ? 25 : 15;
    if (share_of_preparations(&column->profile) >= most)
        return 0;
    if (column->profile.has_more || share(column->profile.n_number, &column->profile) > most)
        return -60;
    return column_fit_is_coded(column) ? -8 : -30;
}

static int fit_substance(const struct draft_column *column) {
    double known = column_profile_understood(&column->profile, VALUE_SUBSTANCE);

    if (column_fit_is_date(column))
        return COLUMN_FIT_NEVER;
    if (known > 0)
        return known >= most ? 25 : 10;
    return share(column->profile.n_number, &column->profile) > most || !column_fit_is_coded(column) ? -60 : -15;
}

static int fit_text(const struct column_spec *spec, const struct draft_column *column) {
    bool is_site = strcmp(spec->name, "site") == 0;
    size_t n = column_profile_n_values(&column->profile);

    if (column_fit_is_date(column))
        return COLUMN_FIT_NEVER;
    if (strcmp(spec->name, "primary_substance") == 0)
        return n > MOST_CODES ? -60 : column_profile_understood(&column->profile, VALUE_SUBSTANCE) >= some ? 15 : -15;
    return n > (is_site ? MOST_SITES : MOST_CODES) ? -60 : 0;
}

static int fit_id(const struct draft_column *column) {
    if (column_fit_is_date(column) && strpbrk(column->days.text, "-/.b") != NULL)
        return COLUMN_FIT_NEVER;
    return 0;
}

int column_fit_alone(enum input_table table, const struct column_spec *spec, const struct draft_column *column) {
    enum value_domain domain = column_words_domain(table, spec->name);

    if (column->profile.n == 0)
        return 0;
    if (spec->type == COLUMN_DAY)
        return spec->required && column_fit_is_date(column) && strpbrk(column->days.text, "-/.b") != NULL ? BY_DAYS : 0;
    if (domain == VALUE_NONE || column_fit_is_date(column) ||
        (domain != VALUE_PROGRAM && column_profile_n_values(&column->profile) < 2) ||
        (column_profile_kept(&column->profile, domain) < many &&
         column_profile_told(&column->profile, domain) < nearly_all))
        return 0;
    if (domain == VALUE_PROGRAM && column_profile_kept(&column->profile, VALUE_MEDICATION) >= most)
        return 0; /* medications are programs by their words, too */
    return domain == VALUE_MEDICATION || domain == VALUE_SUBSTANCE ? BY_WORDS : BY_CODES;
}

int column_fit(enum input_table table, const struct column_spec *spec, const struct draft_column *column,
               bool export_has_dates) {
    enum value_domain domain = column_words_domain(table, spec->name);

    if (column->profile.n == 0 || strcasecmp(spec->name, column->header) == 0)
        return 0;
    if (domain == VALUE_MEDICATION)
        return fit_medication(column);
    if (domain == VALUE_SUBSTANCE)
        return fit_substance(column);
    switch (spec->type) {
    case COLUMN_ID: return fit_id(column);
    case COLUMN_DAY: return fit_day(column, export_has_dates);
    case COLUMN_INT:
    case COLUMN_NUMBER: return fit_number(spec, column);
    case COLUMN_CODE: return domain == VALUE_NONE ? 0 : fit_code(domain, column);
    case COLUMN_TEXT: return fit_text(spec, column);
    case COLUMN_CODE_LIST: return column_fit_is_date(column) || !column_fit_is_coded(column) ? COLUMN_FIT_NEVER : 0;
    case COLUMN_DAY_LIST:
    case COLUMN_MONTH: return 0;
    }
    return 0;
}
