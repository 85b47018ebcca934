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
 *      nodes/NAME     of one that launch_stage has launched: the node
 *
 * With PROGRESS set, the last line it said goes to standard output. The stage does not outlive this program, and this
 * program not make. Exit: the stage's own; 74 where the work directory has no room, whatever the stage itself said.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/stage_record.h"

enum { NOT_FOUND = 127, KILLED = 128 };

static const char usage[] = "Usage: run_stage NAME PROGRAM [ARGUMENT ...] [+ ARGUMENT ...]\n"
                            "Run bin/PROGRAM in the work directory of a run, for chain.mk, and keep what make\n"
                            "would lose: commands/NAME, logs/NAME and status/NAME. Arguments behind a lone +\n"
                            "are given to the program, and not recorded.\n\n"
                            "Exit: the program's own; 64 usage; 74 the work directory has no room.\n\n"
                            "Examples: in a directory of `switchback run --work DIR`\n"
                            "  bin/run_stage again build_episodes --help\n"
                            "  bin/run_stage months monitor_months --schema";

/* Closes the gap where the + stands. */
static void drop_end(char **words) {
    while (*words != NULL && strcmp(*words, STAGE_RECORD_END) != 0)
        words++;
    for (; *words != NULL; words++)
        words[0] = words[1];
}

/* In the child. A parent that has died already cannot end it any more. */
static _Noreturn void become_stage(const char *log, char *const words[], pid_t parent) {
    char *path = memory_format("bin/%s", words[0]);
    int said = stage_record_open(log, O_WRONLY | O_TRUNC);

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
        stage_record_write(stage_record_open(path, O_WRONLY), path, text);
    else
        stage_record_replace(path, text);
    free(text);
}

/* Where it was done is of interest when somebody else has put it there. */
static void keep_node(const char *stage) {
    const char *of_slurm = getenv("SLURMD_NODENAME");
    char *path = memory_format("nodes/%s", stage), *line, host[HOST_NAME_MAX + 1] = "";

    gethostname(host, sizeof host - 1);
    line = memory_format("%s\n", of_slurm != NULL ? of_slurm : host);
    stage_record_replace(path, line);
    free(line);
    free(path);
}

int main(int argc, char **argv) {
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
    stage_record_begin();
    stage_record_keep(status, "\n");
    stage_record_command(command, argv + 2);
    stage_record_keep(log, "");
    if (getenv("SWITCHBACK_LAUNCHED") != NULL)
        keep_node(argv[1]);
    drop_end(argv + 2);
    code = run_program(log, argv + 2);
    keep_code(status, code);
    stage_record_show(argv[1], argv[2], log);
    free(command);
    free(log);
    free(status);
    return code;
}
