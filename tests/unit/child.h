/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a call that may end the program does: child_run calls it in a child process and gives back the exit code
 * (0 when the call returned) and what it said on stderr. The program's name is cut off: "x: text" becomes "text".
 */
#ifndef SWITCHBACK_TESTS_CHILD_H
#define SWITCHBACK_TESTS_CHILD_H

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
    int code; /* -1: ended by a signal */
    char text[8192];
};

/* Present under the leak sanitizer: what is in memory at exit(65) is no leak. */
void __lsan_disable(void) __attribute__((weak));

static inline struct child child_run(void (*body)(const void *), const void *context) {
    struct child child = {.code = -1};
    FILE *said = tmpfile();
    pid_t pid = (fflush(NULL), fork());
    int status;
    size_t length, prefix = strlen(program_invocation_short_name);

    if (pid == 0) {
        if (__lsan_disable != NULL)
            __lsan_disable();
        dup2(fileno(said), STDERR_FILENO);
        body(context);
        exit(0);
    }
    waitpid(pid, &status, 0);
    child.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    rewind(said);
    length = fread(child.text, 1, sizeof child.text - 1, said);
    child.text[length] = '\0';
    fclose(said);
    if (length > prefix + 2 && strncmp(child.text, program_invocation_short_name, prefix) == 0)
        memmove(child.text, child.text + prefix + 2, length - prefix - 1);
    return child;
}

/* The call ends with `code` and its message holds `part`. */
#define assert_ends(body, context, expected_code, part)                                                                \
    do {                                                                                                               \
        struct child child_ = child_run(body, context);                                                                \
        if (child_.code != (expected_code) || strstr(child_.text, part) == NULL)                                       \
            fail_msg("exit %d and \"%s\", expected %d and \"%s\"", child_.code, child_.text, (int)(expected_code),     \
                     part);                                                                                            \
    } while (0)

#endif
