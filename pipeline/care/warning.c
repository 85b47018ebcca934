/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/warning.h"

static bool is_within(const struct warning *warning, int32_t day, int32_t days) {
    return day != CARE_NO_DAY && day - warning->warned_on <= days;
}

enum warning_outcome warning_outcome(const struct warning *warning, int32_t days) {
    bool used = is_within(warning, warning->used_on, days), left = is_within(warning, warning->left_on, days);

    if (used && (!left || warning->used_on < warning->left_on))
        return WARNING_USED;
    return left ? WARNING_LEFT : WARNING_NEITHER;
}
