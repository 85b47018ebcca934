/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * launch_stage: runs bin/run_stage by a launcher, which puts it on a node of a cluster, say. For chain.mk of a run with
 * --launch, one process around each of its stages.
 *
 *     launch_stage FILE SECONDS NAME PROGRAM [ARGUMENT ...]
 *
 * in   FILE            the launcher: words of a shell, before which nothing and behind which run_stage is put
 * out  logs/NAME.launch  what the launcher said; nodes/NAME.lost: a line for each time that it
 *                      lost the stage
 *
 * run_stage writes status/NAME last, on the node. Where the launcher ends without it, or a signal has ended the stage,
 * it is launched again, at most twice. The attempt that was lost may still be at work: both make the same bytes under
 * names of their own and put them in place at once. Exit: the stage's own; 69 the launcher never brought it to an end.
 */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/number.h"
#include "base/stage_record.h"
#include "base/text_buffer.h"

enum { ATTEMPTS = 3, KILLED = 128, CANNOT_RUN = 126, NOT_FOUND = 127, GRACE_SECONDS = 10, NO_CODE = -1, TOO_LONG = -2 };

static const char usage[] = "Usage: launch_stage FILE SECONDS NAME PROGRAM [ARGUMENT ...]\n"
                            "Run bin/run_stage NAME PROGRAM ... by the launcher that FILE holds (such as\n"
                            "srun --ntasks=1), for chain.mk of a run with --launch. Where it is lost it is\n"
                            "launched again, at most twice; after SECONDS it is ended.\n\n"
                            "Exit: the program's own; 64 usage; 66 no such file; 69 the launcher never\n"
                            "brought it to an end; 74 the work directory has no room.\n\n"
                            "Examples: in a directory of `switchback run --work DIR`\n"
                            "  launch_stage launcher 3600 again build_episodes --help\n"
                            "  launch_stage launcher 3600 months monitor_months --schema";

struct launch {
    char *command; /* for a shell */
    int32_t seconds;
    char *const *stage; /* NAME PROGRAM [ARGUMENT ...] */
    char *command_line, *log, *said, *status, *losses;
};

static char *read_command(const char *path) {
    struct text_buffer command = {0};
    FILE *stream = fopen(path, "re");
    char *line = NULL;
    size_t capacity = 0;

    if (stream == NULL || getline(&line, &capacity, stream) < 0)
        message_fail(EX_NOINPUT, "%s: no launcher can be read from it", path);
    text_buffer_append(&command, line, strcspn(line, "\n"));
    text_buffer_append_text(&command, " \"$@\"");
    fclose(stream);
    free(line);
    return command.text;
}

/* In the child: a process group of its own, so that whatever the launcher starts here ends with it. */
static _Noreturn void become_launcher(const struct launch *launch, pid_t parent, const sigset_t *signals) {
    static char shell[] = "sh", option[] = "-c", name[] = "launch", run_stage[] = "bin/run_stage";
    char *const first[] = {shell, option, launch->command, name, run_stage};
    size_t n = 0;
    int said = stage_record_open(launch->said, O_WRONLY | O_APPEND), nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    char **words;

    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (getppid() != parent)
        _exit(KILLED + SIGTERM);
    sigprocmask(SIG_UNBLOCK, signals, NULL);
    unsetenv("PROGRESS");
    setenv("SWITCHBACK_LAUNCHED", "yes", 1);
    while (launch->stage[n] != NULL)
        n++;
    words = memory_alloc(n + 6, sizeof *words);
    memcpy(words, first, sizeof first);
    memcpy(words + 5, launch->stage, n * sizeof *words);
    if (dup2(said, STDERR_FILENO) < 0 || dup2(said, STDOUT_FILENO) < 0 || dup2(nothing, STDIN_FILENO) < 0)
        _exit(EX_OSERR);
    execv("/bin/sh", words);
    _exit(NOT_FOUND);
}

/* Waits for one of the signals until then; 0: none came. */
static int wait_signal(const sigset_t *signals, time_t until) {
    time_t left = until - time(NULL);
    int signal;

    do
        signal = sigtimedwait(signals, NULL, &(struct timespec){.tv_sec = left > 0 ? left : 0});
    while (signal < 0 && errno == EINTR);
    return signal > 0 ? signal : 0;
}

/* Has the launcher ended? Then how. */
static bool has_ended(pid_t launcher, int *code) {
    int status;

    if (waitpid(launcher, &status, WNOHANG) != launcher)
        return false;
    *code = WIFEXITED(status) ? WEXITSTATUS(status) : KILLED + WTERMSIG(status);
    return true;
}

static void end_launcher(pid_t launcher, const sigset_t *signals) {
    time_t until = time(NULL) + GRACE_SECONDS;
    int code;

    kill(-launcher, SIGTERM);
    while (!has_ended(launcher, &code) && time(NULL) < until)
        wait_signal(signals, until);
    kill(-launcher, SIGKILL);
}

/* The launcher's exit code, or TOO_LONG. */
static int run_launcher(const struct launch *launch, const sigset_t *signals) {
    pid_t parent = getpid(), launcher = fork();
    time_t until = time(NULL) + launch->seconds;
    int code;

    if (launcher < 0)
        message_fail(EX_OSERR, "the launcher cannot be started: %s", strerror(errno));
    if (launcher == 0)
        become_launcher(launch, parent, signals);
    while (!has_ended(launcher, &code)) {
        int signal = wait_signal(signals, until);
        if (signal != SIGCHLD) {
            end_launcher(launcher, signals);
            if (signal != 0)
                exit(KILLED + signal);
            return TOO_LONG;
        }
    }
    kill(-launcher, SIGTERM);
    return code;
}

/* What run_stage wrote last; NO_CODE: it did not come to that, or a signal ended the stage. */
static int read_status(const char *path) {
    char *line = stage_record_last_line(path, "");
    int32_t code = NO_CODE;

    if (!number_parse_int(line, strlen(line), &code) || code > KILLED)
        code = NO_CODE;
    free(line);
    return code;
}

static char *how_it_ended(const struct launch *launch, int code) {
    char *words = stage_record_last_line(launch->said, ""),
         *how = code == TOO_LONG
                    ? memory_format("did not end within %d seconds ([launch] limit_seconds)", (int)launch->seconds)
                    : memory_format("ended with %d before the stage did", code),
         *all = memory_format("%s%s%s", how, *words != '\0' ? "; its last words: " : "", words);

    free(words);
    free(how);
    return all;
}

static void keep_loss(const struct launch *launch, const char *how) {
    char *line = memory_format("%s\n", how);

    stage_record_write(stage_record_open(launch->losses, O_WRONLY | O_APPEND), launch->losses, line);
    free(line);
}

/* Launched again, the same would come of it: there is no launcher, no room, or it takes too long. */
static bool is_final(int code) {
    return code == TOO_LONG || code == CANNOT_RUN || code == NOT_FOUND || code == EX_IOERR;
}

static int give_up(const struct launch *launch, int code, int attempts, const char *how) {
    int own = code == EX_IOERR ? EX_IOERR : EX_UNAVAILABLE;
    char *text = memory_format("launch_stage: the launcher of --launch %s (attempt %d; nodes must share the work "
                               "directory: --work or SWITCHBACK_WORK)\n",
                               how, attempts),
         *line = memory_format("%d\n", own);

    stage_record_keep(launch->log, text);
    stage_record_replace(launch->status, line);
    free(text);
    free(line);
    return own;
}

/* A node that has died is still given out for a while: the second attempt is at once, the third when a scheduler has
 * found out. A signal meanwhile ends it. */
static void pause_before(int attempt, const sigset_t *signals) {
    static const int seconds[ATTEMPTS + 1] = {0, 0, 1, 30};
    time_t until = time(NULL) + seconds[attempt];

    while (time(NULL) < until) {
        int signal = wait_signal(signals, until);
        if (signal != 0 && signal != SIGCHLD)
            exit(KILLED + signal);
    }
}

static int do_nothing(const char *path, const struct stat *status, int type, struct FTW *where) {
    (void)path, (void)status, (void)type, (void)where;
    return 0;
}

/* The stage wrote on another node. NFS goes on for up to a minute to say of a name that was not there that it is not,
 * until the directory is opened. */
static void look_again(void) { nftw(".", do_nothing, 8, FTW_PHYS); }

static int launch_until_done(const struct launch *launch, const sigset_t *signals) {
    for (int attempt = 1;; attempt++) {
        int code = run_launcher(launch, signals), own;
        look_again();
        own = read_status(launch->status);
        if (own != NO_CODE)
            return own;
        char *how = how_it_ended(launch, code);
        keep_loss(launch, how);
        if (attempt == ATTEMPTS || is_final(code)) {
            own = give_up(launch, code, attempt, how);
            free(how);
            return own;
        }
        free(how);
        pause_before(attempt + 1, signals);
    }
}

static sigset_t block_signals(void) {
    static const int all[] = {SIGCHLD, SIGTERM, SIGINT, SIGHUP};
    sigset_t signals;

    sigemptyset(&signals);
    for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
        sigaddset(&signals, all[i]);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    return signals;
}

int main(int argc, char **argv) {
    struct launch launch = {.stage = argv + 3};
    sigset_t signals;
    int code;

    if (argc == 2 && strcmp(argv[1], "--help") == 0)
        return puts(usage) < 0 ? EX_IOERR : 0;
    if (argc < 5 || !number_parse_int(argv[2], strlen(argv[2]), &launch.seconds) || launch.seconds < 1)
        message_fail(EX_USAGE, "what to launch, and for how long at most? (try --help)");
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    launch.command = read_command(argv[1]);
    launch.command_line = memory_format("commands/%s", argv[3]);
    launch.log = memory_format("logs/%s", argv[3]);
    launch.said = memory_format("logs/%s.launch", argv[3]);
    launch.status = memory_format("status/%s", argv[3]);
    launch.losses = memory_format("nodes/%s.lost", argv[3]);
    stage_record_begin();
    stage_record_keep(launch.status, "\n");
    stage_record_keep(launch.said, "");
    stage_record_command(launch.command_line, argv + 4);
    signals = block_signals();
    code = launch_until_done(&launch, &signals);
    stage_record_show(argv[3], argv[4], launch.log);
    free(launch.command);
    free(launch.command_line);
    free(launch.log);
    free(launch.said);
    free(launch.status);
    free(launch.losses);
    return code;
}
