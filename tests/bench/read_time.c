/* SPDX-License-Identifier: GPL-3.0-or-later */
/* read_time FILE: reads columns time and status as the estimators do, and keeps nothing but their sums: what no
 * estimator can be faster than. Prints rows,sum of times,sum of statuses. */
#include <inttypes.h>
#include <stdio.h>

#include "table/table_reader.h"

int main(int argc, char **argv) {
    if (argc != 2)
        message_fail(EX_USAGE, "FILE expected");
    struct table_reader *reader = table_reader_open(argv[1], false);
    int time = (int)table_reader_require(reader, "time"), status = (int)table_reader_require(reader, "status");
    double times = 0;
    int64_t statuses = 0;

    while (table_reader_next(reader)) {
        times += table_reader_double(reader, time);
        statuses += table_reader_int(reader, status, 0);
    }
    printf("%zu,%.3f,%" PRId64 "\n", table_reader_n_rows(reader), times, statuses);
    table_reader_close(reader);
    return 0;
}
