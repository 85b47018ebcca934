/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is kept of each stage of a run beside its output, in the work directory: commands/NAME, logs/NAME, status/NAME
 * (stages/run_stage.c). A failure ends the program with 74.
 */
#ifndef SWITCHBACK_BASE_STAGE_RECORD_H
#define SWITCHBACK_BASE_STAGE_RECORD_H

/* The directories, where they are not there yet. */
void stage_record_begin(void);

/* Opens one of the files, which is made where it is not. */
int stage_record_open(const char *path, int flags);
void stage_record_write(int descriptor, const char *path, const char *text);
/* What stood there is gone first. */
void stage_record_keep(const char *path, const char *text);
/* Whole at any time: another attempt at the same stage, or the same one on another range of people, may write the same
 * meanwhile. */
void stage_record_replace(const char *path, const char *text);

/* The command line, up to a lone +: what stands behind it is how a thing is done, not what. */
#define STAGE_RECORD_END "+"
void stage_record_command(const char *path, char *const words[]);

/* The last line of the file, without a `program: ` before it; the caller frees. */
char *stage_record_last_line(const char *path, const char *program);
/* The last line of the log to standard output, where PROGRESS is set. */
void stage_record_show(const char *name, const char *program, const char *log);

#endif
