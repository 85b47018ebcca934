/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/stage_record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text_buffer.h"

static _Noreturn void fail_writing(const char *path) {
    message_fail(EX_IOERR, "%s: cannot be written: %s", path, strerror(errno));
}

void stage_record_begin(void) {
    static const char *const names[] = {"commands", "logs", "status", "nodes"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (mkdir(names[i], 0777) != 0 && errno != EEXIST)
            message_fail(EX_IOERR, "%s: cannot be made: %s", names[i], strerror(errno));
}

int stage_record_open(const char *path, int flags) {
    int descriptor = open(path, flags | O_CREAT | O_CLOEXEC, 0666);

    if (descriptor < 0)
        fail_writing(path);
    return descriptor;
}

void stage_record_write(int descriptor, const char *path, const char *text) {
    size_t length = strlen(text);

    if (write(descriptor, text, length) != (ssize_t)length || close(descriptor) != 0)
        fail_writing(path);
}

void stage_record_keep(const char *path, const char *text) {
    stage_record_write(stage_record_open(path, O_WRONLY | O_TRUNC), path, text);
}

void stage_record_replace(const char *path, const char *text) {
    const char *name = strrchr(path, '/') + 1;
    char *part = memory_format("%.*s.%s-XXXXXX", (int)(name - path), path, name);
    int descriptor = mkostemp(part, O_CLOEXEC);

    if (descriptor < 0)
        fail_writing(path);
    stage_record_write(descriptor, path, text);
    if (rename(part, path) != 0)
        fail_writing(path);
    free(part);
}

void stage_record_command(const char *path, char *const words[]) {
    struct text_buffer line = {0};

    for (size_t i = 0; words[i] != NULL && strcmp(words[i], STAGE_RECORD_END) != 0; i++) {
        text_buffer_append_text(&line, i > 0 ? " " : "");
        text_buffer_append_text(&line, words[i]);
    }
    text_buffer_append_text(&line, "\n");
    stage_record_replace(path, line.text);
    text_buffer_free(&line);
}

char *stage_record_last_line(const char *path, const char *program) {
    char *line = NULL, *last = memory_format("%s", ""), *prefix = memory_format("%s: ", program);
    size_t capacity = 0, skipped;
    FILE *stream = fopen(path, "re");

    while (stream != NULL && getline(&line, &capacity, stream) >= 0) {
        free(last);
        last = memory_format("%.*s", (int)strcspn(line, "\n"), line);
    }
    skipped = strncmp(last, prefix, strlen(prefix)) == 0 ? strlen(prefix) : 0;
    memmove(last, last + skipped, strlen(last) - skipped + 1);
    if (stream != NULL)
        fclose(stream);
    free(line);
    free(prefix);
    return last;
}

void stage_record_show(const char *name, const char *program, const char *log) {
    const char *progress = getenv("PROGRESS");

    if (progress == NULL || *progress == '\0')
        return;
    char *last = stage_record_last_line(log, program);
    printf("  %-28s %s\n", name, last);
    free(last);
}
