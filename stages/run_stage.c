/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * run_stage: runs bin/PROGRAM in the work directory of a run and keeps what make would lose. For chain.mk, one process
 * around each of its stages.
 *
 *     run_stage NAME PROGRAM [ARGUMENT ...] [+ ARGUMENT ...]
 *
 * out  commands/NAME  the command line, up to a lone +
 *      logs/NAME      what it said
 *      status/NAME    its own exit code; an empty line while it runs
 *
 * With PROGRESS set, the last line it said goes to standard output. The stage does not outlive this program, and this
 * program not make. Exit: the stage's own; 74 where the work directory has no room, whatever the stage itself said.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text_buffer.h"

enum { NOT_FOUND = 127, KILLED = 128 };

static const char usage[] = "Usage: run_stage NAME PROGRAM [ARGUMENT ...] [+ ARGUMENT ...]\n"
                            "Run bin/PROGRAM in the work directory of a run, for chain.mk, and keep what make\n"
                            "would lose: commands/NAME, logs/NAME and status/NAME. Arguments behind a lone +\n"
                            "are given to the program, and not recorded.\n\n"
                            "Exit: the program's own; 64 usage; 74 the work directory has no room.\n\n"
                            "Examples: in a directory of `switchback run --work DIR`\n"
                            "  bin/run_stage again build_episodes --help\n"
                            "  bin/run_stage months monitor_months --schema";

/* Opens a file of the record; none can be made: exit 74. */
static int open_kept(const char *path, int flags) {
    int descriptor = open(path, flags | O_CREAT | O_CLOEXEC, 0666);

    if (descriptor < 0)
        message_fail(EX_IOERR, "%s: cannot be written: %s", path, strerror(errno));
    return descriptor;
}

static void write_kept(int descriptor, const char *path, const char *text) {
    size_t length = strlen(text);

    if (write(descriptor, text, length) != (ssize_t)length || close(descriptor) != 0)
        message_fail(EX_IOERR, "%s: cannot be written: %s", path, strerror(errno));
}

static void keep(const char *path, const char *text) { write_kept(open_kept(path, O_WRONLY | O_TRUNC), path, text); }

static void make_directories(void) {
    static const char *const names[] = {"commands", "logs", "status"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (mkdir(names[i], 0777) != 0 && errno != EEXIST)
            message_fail(EX_IOERR, "%s: cannot be made: %s", names[i], strerror(errno));
}

/* Another attempt at the same stage, or the same one on another range of people, may write the same line meanwhile: it
 * is there whole at any time. */
static void keep_at_once(const char *path, const char *text) {
    const char *name = strrchr(path, '/') + 1;
    char *part = memory_format("%.*s.%s-XXXXXX", (int)(name - path), path, name);
    int descriptor = mkostemp(part, O_CLOEXEC);

    if (descriptor < 0)
        message_fail(EX_IOERR, "%s: cannot be written: %s", path, strerror(errno));
    write_kept(descriptor, path, text);
    if (rename(part, path) != 0)
        message_fail(EX_IOERR, "%s: cannot be written: %s", path, strerror(errno));
    free(part);
}

static bool is_end(const char *word) { return word == NULL || strcmp(word, "+") == 0; }

static void keep_command(const char *path, char *const words[]) {
    struct text_buffer line = {0};

    for (size_t i = 0; !is_end(words[i]); i++) {
        text_buffer_append_text(&line, i > 0 ? " " : "");
        text_buffer_append_text(&line, words[i]);
    }
    text_buffer_append_text(&line, "\n");
    keep_at_once(path, line.text);
    text_buffer_free(&line);
}

/* Closes the gap where the + stands. */
static void drop_end(char **words) {
    while (!is_end(*words))
        words++;
    for (; *words != NULL; words++)
        words[0] = words[1];
}

/* In the child. A parent that has died already cannot end it any more. */
static _Noreturn void become_stage(const char *log, char *const words[], pid_t parent) {
    char *path = memory_format("bin/%s", words[0]);
    int said = open_kept(log, O_WRONLY | O_TRUNC);

    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(KILLED + SIGTERM);
    if (dup2(said, STDERR_FILENO) < 0)
        _exit(EX_OSERR);
    execv(path, words);
    message_say("%s: cannot be run: %s", path, strerror(errno));
    _exit(NOT_FOUND);
}

static int run_program(const char *log, char *const words[]) {
    pid_t parent = getpid(), child = fork();
    int status = 0;

    if (child < 0)
        message_fail(EX_OSERR, "%s cannot be started: %s", words[0], strerror(errno));
    if (child == 0)
        become_stage(log, words, parent);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : KILLED + WTERMSIG(status);
}

/* The room for a 0 was taken before: what a stage has done well does not fail for want of room afterwards. Any other
 * code takes new room, and so finds out whether there is any. */
static void keep_code(const char *path, int code) {
    char *text = memory_format("%d\n", code);

    if (code == 0)
        write_kept(open_kept(path, O_WRONLY), path, text);
    else
        keep_at_once(path, text);
    free(text);
}

/* The last line of the log, without the program's name before it. */
static void show_progress(const char *name, const char *program, const char *log) {
    char *line = NULL, *last = memory_format("%s", ""), *prefix = memory_format("%s: ", program);
    size_t capacity = 0, skipped;
    FILE *stream = fopen(log, "re");

    while (stream != NULL && getline(&line, &capacity, stream) >= 0) {
        free(last);
        last = memory_format("%.*s", (int)strcspn(line, "\n"), line);
    }
    skipped = strncmp(last, prefix, strlen(prefix)) == 0 ? strlen(prefix) : 0;
    printf("  %-28s %s\n", name, last + skipped);
    if (stream != NULL)
        fclose(stream);
    free(line);
    free(last);
    free(prefix);
}

int main(int argc, char **argv) {
    const char *progress = getenv("PROGRESS");
    char *command, *log, *status;
    int code;

    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return puts(usage) < 0 ? EX_IOERR : 0;
    if (argc < 3)
        message_fail(EX_USAGE, "what to run? (try --help)");
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    command = memory_format("commands/%s", argv[1]);
    log = memory_format("logs/%s", argv[1]);
    status = memory_format("status/%s", argv[1]);
    make_directories();
    keep(status, "\n");
    keep_command(command, argv + 2);
    keep(log, "");
    drop_end(argv + 2);
    code = run_program(log, argv + 2);
    keep_code(status, code);
    if (progress != NULL && *progress != '\0')
        show_progress(argv[1], argv[2], log);
    free(command);
    free(log);
    free(status);
    return code;
}
