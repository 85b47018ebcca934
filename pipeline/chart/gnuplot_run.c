/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "chart/gnuplot_run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output_file.h"

enum { TIME_LIMIT_MS = 30000, SAID_SIZE = 400, NOT_FOUND = 127 };

/* In the child: nothing of the caller but PATH comes along. */
static _Noreturn void become_gnuplot(const char *charts, int said) {
    const char *path = getenv("PATH");
    char *environment[] = {memory_format("PATH=%s", path != NULL ? path : "/usr/bin:/bin"),
                           memory_format("LC_ALL=C.UTF-8"), NULL};
    char *arguments[] = {memory_format("gnuplot"), memory_format("-d"), memory_format("all.gp"), NULL};
    int nothing = open("/dev/null", O_RDWR);

    setpgid(0, 0);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0 ||
        dup2(said, STDERR_FILENO) < 0 || chdir(charts) != 0)
        _exit(NOT_FOUND);
    execvpe("gnuplot", arguments, environment);
    _exit(NOT_FOUND);
}

static long milliseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What the child says, until it ends or its time is up; false when it had to be stopped. */
static bool listen_to(pid_t child, int from, char said[SAID_SIZE]) {
    long deadline = milliseconds() + TIME_LIMIT_MS;
    size_t used = 0;

    for (;;) {
        struct pollfd waiting = {.fd = from, .events = POLLIN};
        long left = deadline - milliseconds();
        char block[512];
        ssize_t n;
        if (left <= 0 || poll(&waiting, 1, (int)left) == 0) {
            kill(-child, SIGKILL);
            return false;
        }
        n = read(from, block, sizeof block);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        for (ssize_t i = 0; i < n && used + 1 < SAID_SIZE; i++)
            said[used++] = block[i];
    }
    said[used] = '\0';
    return true;
}

/* The first line of what was said that is not blank. */
static const char *first_line(char said[SAID_SIZE]) {
    char *start = said + strspn(said, " \t\r\n");

    start[strcspn(start, "\r\n")] = '\0';
    return start;
}

static void run_all(const char *charts) {
    char said[SAID_SIZE] = "";
    int ends[2], status = 0;
    pid_t child;
    bool in_time;

    if (pipe2(ends, O_CLOEXEC) != 0 || (child = fork()) < 0)
        message_fail(EX_SOFTWARE, "gnuplot cannot be started: %s", strerror(errno));
    if (child == 0)
        become_gnuplot(charts, ends[1]);
    close(ends[1]);
    in_time = listen_to(child, ends[0], said);
    close(ends[0]);
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!in_time)
        message_fail(EX_UNAVAILABLE, "gnuplot did not end within %d seconds (its scripts are kept: %s)",
                     TIME_LIMIT_MS / 1000, charts);
    if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND)
        message_fail(EX_UNAVAILABLE, "gnuplot is missing (install gnuplot-nox)");
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || said[0] != '\0')
        message_fail(EX_UNAVAILABLE, "gnuplot failed (%s/all.gp): %s", charts, first_line(said));
}

/* One script that calls each chart's, so that gnuplot starts once. */
static void write_all(const char *charts, const char *const names[], size_t n, bool with_png) {
    char *path = memory_format("%s/all.gp", charts);
    struct output_file *script = output_file_open(path);

    output_file_write_text(script, "# every chart: gnuplot -d all.gp\n");
    for (size_t i = 0; i < n; i++) {
        output_file_printf(script, "call '%s.gp' 'svg' '%s.svg'\n", names[i], names[i]);
        if (with_png)
            output_file_printf(script, "call '%s.gp' 'png' '%s.png'\n", names[i], names[i]);
    }
    output_file_commit(script);
    free(path);
}

/* Does the file end as a whole file of its kind does? */
static bool is_whole(const char *charts, const char *name, const char *form) {
    char *path = memory_format("%s/%s.%s", charts, name, form), end[16] = "";
    FILE *file = fopen(path, "re");
    size_t n = 0;

    free(path);
    if (file == NULL)
        return false;
    if (fseek(file, -12, SEEK_END) == 0)
        n = fread(end, 1, 12, file);
    fclose(file);
    if (strcmp(form, "svg") == 0)
        return n == 12 && memmem(end, n, "</svg>", 6) != NULL;
    return n == 12 && memcmp(end + 4, "IEND", 4) == 0;
}

void gnuplot_run(const char *charts, const char *const names[], size_t n, bool with_png) {
    write_all(charts, names, n, with_png);
    run_all(charts);
    for (size_t i = 0; i < n; i++)
        if (!is_whole(charts, names[i], "svg") || (with_png && !is_whole(charts, names[i], "png")))
            message_fail(EX_UNAVAILABLE,
                         "gnuplot left chart %s unfinished (is the disk full? its script is kept: %s/%s.gp)", names[i],
                         charts, names[i]);
}
