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
#include "chart/font_cache.h"

enum { TIME_LIMIT_MS = 30000, SAID_SIZE = 400, NOT_STARTED = 126, NOT_FOUND = 127, MOST_RUNS = 4 };

/* One gnuplot at its charts. */
struct run {
    pid_t child;
    int from; /* its standard error */
    char said[SAID_SIZE];
    int status;
    bool in_time;
};

/* The charts of one gnuplot: those that name it. */
struct share {
    const char *charts;
    struct canvas *const *canvases;
    const size_t *run_of;
    size_t n, run;
    bool with_png;
    const struct font_cache *fonts;
};

/* Slides are wide. */
static bool has_png(const struct canvas *canvas, bool with_png) { return with_png && !canvas_is_narrow(canvas); }

/* Calls each chart's script once a form; each -e is a line. */
static char **list_arguments(const struct share *share) {
    char **arguments = memory_alloc(4 * share->n + 3, sizeof *arguments);
    size_t n = 0;

    arguments[n++] = memory_format("gnuplot");
    arguments[n++] = memory_format("-d");
    for (size_t i = 0; i < share->n; i++)
        for (int form = 0; share->run_of[i] == share->run && form < 1 + has_png(share->canvases[i], share->with_png);
             form++) {
            const char *name = share->canvases[i]->name, *end = form == 0 ? "svg" : "png";
            arguments[n++] = memory_format("-e");
            arguments[n++] = memory_format("call '%s.gp' '%s' '%s.%s'", name, end, name, end);
        }
    return arguments;
}

/* In the child: nothing of the caller but PATH comes along. */
static _Noreturn void become_gnuplot(const struct share *share, int said) {
    const char *path = getenv("PATH");
    char *environment[2 + FONT_CACHE_VARIABLES + 1] = {memory_format("PATH=%s", path != NULL ? path : "/usr/bin:/bin"),
                                                       memory_format("LC_ALL=C.UTF-8")};
    int nothing = open("/dev/null", O_RDWR);

    font_cache_environment(share->fonts, environment + 2);
    setpgid(0, 0);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0 ||
        dup2(said, STDERR_FILENO) < 0 || chdir(share->charts) != 0)
        _exit(NOT_STARTED);
    execvpe("gnuplot", list_arguments(share), environment);
    if (errno == ENOENT)
        _exit(NOT_FOUND);
    dprintf(STDERR_FILENO, "it cannot be started: %s\n", strerror(errno));
    _exit(NOT_STARTED);
}

static long milliseconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* What the child says, until it ends or its time is up; then it is stopped. */
static void listen_to(struct run *run, long deadline) {
    size_t used = 0;

    for (;;) {
        struct pollfd waiting = {.fd = run->from, .events = POLLIN};
        long left = deadline - milliseconds();
        char block[512];
        ssize_t n;
        if (left <= 0 || poll(&waiting, 1, (int)left) == 0) {
            kill(-run->child, SIGKILL);
            return;
        }
        n = read(run->from, block, sizeof block);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        for (ssize_t i = 0; i < n && used + 1 < SAID_SIZE; i++)
            run->said[used++] = block[i];
    }
    run->in_time = true;
}

/* The first line of what was said that is not blank. */
static const char *first_line(char said[SAID_SIZE]) {
    char *start = said + strspn(said, " \t\r\n");

    start[strcspn(start, "\r\n")] = '\0';
    return start;
}

static struct run start(const struct share *share) {
    struct run run = {.status = 0};
    int ends[2];

    if (pipe2(ends, O_CLOEXEC) != 0 || (run.child = fork()) < 0)
        message_fail(EX_SOFTWARE, "gnuplot cannot be started: %s", strerror(errno));
    if (run.child == 0)
        become_gnuplot(share, ends[1]);
    close(ends[1]);
    run.from = ends[0];
    return run;
}

static void finish(struct run *run, long deadline) {
    listen_to(run, deadline);
    close(run->from);
    while (waitpid(run->child, &run->status, 0) < 0 && errno == EINTR)
        continue;
}

static void check(struct run *run, const char *charts) {
    if (!run->in_time)
        message_fail(EX_UNAVAILABLE, "gnuplot did not end within %d seconds (its scripts are kept: %s)",
                     TIME_LIMIT_MS / 1000, charts);
    if (WIFEXITED(run->status) && WEXITSTATUS(run->status) == NOT_FOUND)
        message_fail(EX_UNAVAILABLE, "gnuplot is missing (install gnuplot-nox)");
    if (!WIFEXITED(run->status) || WEXITSTATUS(run->status) != 0 || run->said[0] != '\0')
        message_fail(EX_UNAVAILABLE, "gnuplot failed (%s/all.gp): %s", charts, first_line(run->said));
}

/* How many gnuplots there are: SVG is text, less work than another start. */
static size_t choose_runs(size_t n, bool with_png) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);
    size_t most = !with_png || processors < 1 ? 1 : processors < MOST_RUNS ? (size_t)processors : MOST_RUNS;

    return most < n ? most : n;
}

/* Each chart to the gnuplot that has least to do: a picture's work is its area. */
static void divide(struct canvas *const canvases[], size_t n, size_t n_runs, size_t run_of[]) {
    double work[MOST_RUNS] = {0};

    for (size_t i = 0; i < n; i++) {
        size_t least = 0;
        for (size_t run = 1; run < n_runs; run++)
            if (work[run] < work[least])
                least = run;
        run_of[i] = least;
        work[least] += canvases[i]->height * canvases[i]->width;
    }
}

/* All of them end before a failure is said, so that none is left behind. */
static void run_all(struct share share, size_t n_runs) {
    long deadline = milliseconds() + TIME_LIMIT_MS;
    struct font_cache fonts = font_cache_make();
    struct run runs[MOST_RUNS];

    share.fonts = &fonts;
    for (share.run = 0; share.run < n_runs; share.run++)
        runs[share.run] = start(&share);
    for (size_t i = 0; i < n_runs; i++)
        finish(&runs[i], deadline);
    font_cache_remove(&fonts);
    for (size_t i = 0; i < n_runs; i++)
        check(&runs[i], share.charts);
}

/* One script that calls each chart's, for people who change one. */
static void write_all(const char *charts, struct canvas *const canvases[], size_t n, bool with_png) {
    char *path = memory_format("%s/all.gp", charts);
    struct output_file *script = output_file_open(path);

    output_file_write_text(script, "# every chart: gnuplot -d all.gp\n");
    for (size_t i = 0; i < n; i++) {
        const char *name = canvases[i]->name;
        output_file_printf(script, "call '%s.gp' 'svg' '%s.svg'\n", name, name);
        if (has_png(canvases[i], with_png))
            output_file_printf(script, "call '%s.gp' 'png' '%s.png'\n", name, name);
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

void gnuplot_run(const char *charts, struct canvas *const canvases[], size_t n, bool with_png) {
    size_t n_runs = choose_runs(n, with_png), *run_of = memory_alloc(n, sizeof *run_of);

    write_all(charts, canvases, n, with_png);
    divide(canvases, n, n_runs, run_of);
    run_all((struct share){.charts = charts, .canvases = canvases, .run_of = run_of, .n = n, .with_png = with_png},
            n_runs);
    free(run_of);
    for (size_t i = 0; i < n; i++)
        if (!is_whole(charts, canvases[i]->name, "svg") ||
            (has_png(canvases[i], with_png) && !is_whole(charts, canvases[i]->name, "png")))
            message_fail(EX_UNAVAILABLE,
                         "gnuplot left chart %s unfinished (is the disk full? its script is kept: %s/%s.gp)",
                         canvases[i]->name, charts, canvases[i]->name);
}
