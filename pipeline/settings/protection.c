/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "settings/protection.h"

#include "base/message.h"
#include "settings/settings_file.h"

static int32_t read_int(const struct ini_file *config, const char *key, long least, long most) {
    const long range[2] = {least, most};

    return (int32_t)ini_file_int(config, "protection", key, range);
}

/* Of two values that do not go together one may be built in: the user is told of the line that can be mended. */
static void check_order(const struct ini_file *config, const char *key, int32_t value, const char *over,
                        int32_t least) {
    const struct ini_entry *entry = ini_file_entry(config, "protection", key);

    if (value >= least)
        return;
    if (settings_file_is_built_in(entry))
        entry = ini_file_entry(config, "protection", over);
    message_fail_at(EX_CONFIG, ini_file_place(entry),
                    "[protection] %s is %d, and %s %s (expected %s = %d or more beside it)", key, value, over,
                    ini_file_value(config, "protection", over), key, least);
}

struct protection_settings protection_read(const struct ini_file *config) {
    struct protection_settings settings = {.class_width = read_int(config, "class", 11, 1000),
                                           .withhold_below = read_int(config, "withhold_below", 12, 1001),
                                           .unreliable_below = read_int(config, "unreliable_below", 12, 10000),
                                           .grid_days = read_int(config, "grid_days", 7, 365)};

    check_order(config, "withhold_below", settings.withhold_below, "class", settings.class_width + 1);
    check_order(config, "unreliable_below", settings.unreliable_below, "withhold_below", settings.withhold_below);
    return settings;
}
