/* SPDX-License-Identifier: GPL-3.0-or-later */
/* peak_memory OUTPUT COMMAND [ARGUMENT...]: runs a command and appends to OUTPUT, for every process
 * that it started and that ended, one line: program,peak resident set in KiB.
 *
 * Every process below the command is traced (ptrace) and read just before it is gone, so the peak is
 * the kernel's own (VmHWM), and the programs need not know. The exit code is the command's. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

enum { EXIT_USAGE = 64, EXIT_NOT_TRACED = 70, EXIT_NO_OUTPUT = 73, PATH_BYTES = 4096 };

/* The file that the process runs, without its directory; "?" when it cannot be told. */
static void read_program(pid_t process, char program[PATH_BYTES]) {
    char link[64];
    snprintf(link, sizeof link, "/proc/%d/exe", (int)process);
    char path[PATH_BYTES];
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    const char *slash = strrchr(path, '/');
    snprintf(program, PATH_BYTES, "%s", slash != NULL ? slash + 1 : "?");
}

static long read_peak_kib(pid_t process) {
    char path[64], line[256];
    snprintf(path, sizeof path, "/proc/%d/status", (int)process);
    FILE *file = fopen(path, "r");
    long peak_kib = 0;
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        if (sscanf(line, "VmHWM: %ld kB", &peak_kib) == 1) {
            break;
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return peak_kib;
}

static void write_peak(FILE *output, pid_t process) {
    char program[PATH_BYTES];
    read_program(process, program);
    fprintf(output, "%s,%ld\n", program, read_peak_kib(process));
}

/* Lets a stopped process go on. A stop by job control is kept; a signal is passed on. */
static void resume(FILE *output, pid_t process, int status) {
    int event = status >> 16;
    int stop_signal = WSTOPSIG(status);
    if (event == PTRACE_EVENT_EXIT) {
        write_peak(output, process);
    }
    if (event == PTRACE_EVENT_STOP && stop_signal != SIGTRAP) {
        ptrace(PTRACE_LISTEN, process, NULL, NULL);
    } else {
        ptrace(PTRACE_CONT, process, NULL, event == 0 ? (long)stop_signal : 0L);
    }
}

/* Until every process is gone; returns the exit code of the first. */
static int follow(FILE *output, pid_t first) {
    int exit_code = EXIT_NOT_TRACED;
    for (;;) {
        int status;
        pid_t process = waitpid(-1, &status, __WALL);
        if (process < 0 && errno == EINTR) {
            continue;
        }
        if (process < 0) {
            return exit_code;
        }
        if (WIFSTOPPED(status)) {
            resume(output, process, status);
        } else if (process == first) {
            exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
    }
}

/* Waits until it is traced, then becomes the command. */
static _Noreturn void become(char **command, const int gate[2]) {
    char opened;
    close(gate[1]);
    if (read(gate[0], &opened, 1) == 1) {
        close(gate[0]);
        execvp(command[0], command);
        perror(command[0]);
    }
    _exit(EXIT_NOT_TRACED);
}

static pid_t start(char **command) {
    int gate[2];
    if (pipe(gate) != 0) {
        return -1;
    }
    pid_t process = fork();
    if (process == 0) {
        become(command, gate);
    }
    close(gate[0]);
    long options = PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE | PTRACE_O_TRACEEXIT;
    if (process > 0 && (ptrace(PTRACE_SEIZE, process, NULL, options) != 0 || write(gate[1], "", 1) != 1)) {
        process = -1;
    }
    close(gate[1]);
    return process;
}

int main(int n_arguments, char **arguments) {
    if (n_arguments < 3) {
        fputs("usage: peak_memory OUTPUT COMMAND [ARGUMENT...]\n", stderr);
        return EXIT_USAGE;
    }
    FILE *output = fopen(arguments[1], "ae");
    if (output == NULL) {
        perror(arguments[1]);
        return EXIT_NO_OUTPUT;
    }
    pid_t first = start(arguments + 2);
    if (first < 0) {
        perror("peak_memory: the command cannot be traced");
        return EXIT_NOT_TRACED;
    }
    int exit_code = follow(output, first);
    return fclose(output) == 0 ? exit_code : EXIT_NO_OUTPUT;
}
