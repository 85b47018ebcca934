/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/output_file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "base/message.h"
#include "child.h"
#include "cmocka_begin.h"
#include "scratch.h"

static int entries_in(const char *directory) {
    DIR *stream = opendir(directory);
    int n = 0;

    for (struct dirent *entry; (entry = readdir(stream)) != NULL;)
        n += entry->d_name[0] != '.';
    closedir(stream);
    return n;
}

static void assert_holds(const char *path, const char *expected) {
    char *text = scratch_read(path);

    assert_string_equal(text, expected);
    free(text);
}

static void a_file_appears_whole_at_commit_and_not_before(void **state) {
    const char *directory = scratch_directory("appears"), *path = scratch_text("appears/table.csv", "old\n");
    struct output_file *output = output_file_open(path);
    (void)state;

    output_file_write_text(output, "a,");
    output_file_write_int(output, -12);
    output_file_write_char(output, ',');
    output_file_write_double(output, 2.385);
    output_file_printf(output, ",%s\n", "b");
    assert_holds(path, "old\n");
    assert_int_equal(entries_in(directory), 2);
    output_file_commit(output);
    assert_holds(path, "a,-12,2.385,b\n");
    assert_int_equal(entries_in(directory), 1);
}

static void a_discarded_file_leaves_the_old_one(void **state) {
    const char *directory = scratch_directory("discards"), *path = scratch_text("discards/table.csv", "old\n");
    struct output_file *output = output_file_open(path);
    (void)state;

    output_file_write_text(output, "new\n");
    output_file_discard(output);
    output_file_discard(NULL);
    assert_holds(path, "old\n");
    assert_int_equal(entries_in(directory), 1);
}

static void megabytes_in_pieces_of_any_size_arrive_whole(void **state) {
    const char *path = scratch_path("pieces");
    char *bytes = malloc(3000000), *back;
    struct output_file *output = output_file_open(path);
    (void)state;

    for (size_t i = 0; i < 3000000; i++)
        bytes[i] = (char)('a' + i * 7919 % 26);
    for (size_t at = 0, size = 1; at < 3000000; at += size, size = size * 3 + 1) {
        size = size < 3000000 - at ? size : 3000000 - at;
        output_file_write(output, bytes + at, size);
    }
    output_file_commit(output);
    back = scratch_read(path);
    assert_memory_equal(back, bytes, 3000000);
    free(back);
    free(bytes);
}

/* In memory, and when it no longer fits, in a file. */
static void scratch_outputs_are_appended_whole(void **state) {
    static const size_t sizes[] = {0, 1, 65536, 3000000, (16 << 20) + 5, 40 << 20};
    const char *path = scratch_path("appended");
    struct output_file *output = output_file_open(path);
    size_t total = 6;
    char *back;
    (void)state;

    output_file_write_text(output, "begin\n");
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        struct output_file *scratch = output_file_open_scratch(path);
        for (size_t at = 0; at < sizes[i]; at++)
            output_file_write_char(scratch, (char)('a' + at % 26));
        output_file_append(output, scratch);
        total += sizes[i];
    }
    output_file_discard(output_file_open_scratch(path));
    output_file_write_text(output, "end\n");
    output_file_commit(output);
    back = scratch_read(path);
    assert_int_equal(strlen(back), total + 4);
    for (size_t i = 0, at = 6; i < sizeof sizes / sizeof sizes[0]; i++)
        for (size_t j = 0; j < sizes[i]; j++)
            if (back[at++] != (char)('a' + j % 26))
                fail_msg("byte %zu of the output of %zu bytes is another", j, sizes[i]);
    assert_string_equal(back + total, "end\n");
    free(back);
}

/* A large file asks for room ahead. */
static void no_more_room_is_kept_than_is_needed(void **state) {
    const char *path = scratch_path("room");
    struct output_file *output = output_file_open(path);
    char block[4096] = {0};
    struct stat status;
    (void)state;

    for (size_t i = 0; i < 1000; i++)
        output_file_write(output, block, sizeof block);
    output_file_write_text(output, "end\n");
    output_file_commit(output);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_size, 1000 * 4096 + 4);
    assert_true((int64_t)status.st_blocks * 512 < status.st_size + (1 << 16));
}

static void a_new_file_has_the_rights_of_the_umask(void **state) {
    const char *path = scratch_path("rights");
    struct stat status;
    mode_t mask = umask(027);
    (void)state;

    output_file_commit(output_file_open(path));
    umask(mask);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

static void write_much(const void *path) {
    struct output_file *output = output_file_open(path);

    for (int i = 0; i < 100000; i++)
        output_file_write_text(output, "0123456789");
    output_file_commit(output);
}

static void write_little(const void *path) {
    struct output_file *output = output_file_open(path);

    output_file_write_text(output, "a\n");
    output_file_commit(output);
}

static void write_little_to_full_stdout(const void *path) {
    dup2(open("/dev/full", O_WRONLY), STDOUT_FILENO);
    write_little(path);
}

static void a_full_device_ends_with_74(void **state) {
    (void)state;
    assert_ends(write_much, "/dev/full", EX_IOERR, "/dev/full: cannot be written: No space left on device");
    assert_ends(write_little, "/dev/full", EX_IOERR, "No space left on device");
    assert_ends(write_little_to_full_stdout, NULL, EX_IOERR, "standard output: cannot be written");
    assert_ends(write_little_to_full_stdout, "-", EX_IOERR, "standard output: cannot be written");
}

static void a_place_that_cannot_be_written_ends_with_73(void **state) {
    (void)state;
    assert_ends(write_little, scratch_path("no/such/directory/x"), EX_CANTCREAT, "cannot be created: No such file");
    assert_ends(write_little, "/proc/x", EX_CANTCREAT, "cannot be created");
    assert_ends(write_little, scratch_directory("a-directory"), EX_CANTCREAT, "Is a directory");
}

static void fail_in_the_middle(const void *path) {
    struct output_file *finished = output_file_open(scratch_path("middle/finished")), *output = output_file_open(path);

    output_file_commit(finished);
    output_file_write_text(output, "half a table");
    message_fail(EX_DATAERR, "line 3 is no record");
}

static void a_program_that_ends_in_the_middle_leaves_no_part_behind(void **state) {
    const char *directory = scratch_directory("middle"), *path = scratch_text("middle/table.csv", "old\n");
    (void)state;

    assert_ends(fail_in_the_middle, path, EX_DATAERR, "line 3");
    assert_holds(path, "old\n");
    assert_int_equal(entries_in(directory), 2);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_appears_whole_at_commit_and_not_before),
        cmocka_unit_test(a_discarded_file_leaves_the_old_one),
        cmocka_unit_test(megabytes_in_pieces_of_any_size_arrive_whole),
        cmocka_unit_test(scratch_outputs_are_appended_whole),
        cmocka_unit_test(no_more_room_is_kept_than_is_needed),
        cmocka_unit_test(a_new_file_has_the_rights_of_the_umask),
        cmocka_unit_test(a_full_device_ends_with_74),
        cmocka_unit_test(a_place_that_cannot_be_written_ends_with_73),
        cmocka_unit_test(a_program_that_ends_in_the_middle_leaves_no_part_behind),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
