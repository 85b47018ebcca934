/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What spreadsheets and slow copies do to an export. */
#include <sysexits.h>

#include "base/memory.h"
#include "ingest/export.h"
#include "ingest/export_files.h"

#define SHORT "patient_id,date,medication\n"

static void begin(void) {
    export_begin();
    export_mapping("[doses]\nfiles = d*.csv\n");
}

static void refuse_changed(const void *file) { export_file_refuse_changed(file); }

static void a_file_that_is_written_while_it_is_read_ends_with_65(void **state) {
    struct export_file file = {.name = "d.csv", .size = 1, .modified = 1};
    (void)state;

    begin();
    export_file("d.csv", SHORT "a,2024-01-01,m\n");
    file.path = memory_format("%s/d.csv", scratch_path(export_directory));
    assert_ends(refuse_changed, &file, EX_DATAERR, "d.csv: was written while it was read (wait until");
    free(file.path);
}

static void ids_that_a_spreadsheet_rounded_are_counted(void **state) {
    struct ingested ingested;
    (void)state;

    begin();
    export_file("d.csv", SHORT "1.23E+05,2024-01-01,m\n12e+7,2024-01-01,m\n1E5,2024-01-01,m\nE+5,2024-01-01,m\n"
                               "1.2E+5x,2024-01-01,m\n12E+,2024-01-01,m\n1e-5,2024-01-01,m\n");
    ingested = export_ingest(INPUT_DOSES);
    assert_int_equal(ingested.result.rounded_ids, 2);
    ingested_free(&ingested);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_that_is_written_while_it_is_read_ends_with_65),
        cmocka_unit_test(ids_that_a_spreadsheet_rounded_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
