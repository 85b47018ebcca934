/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ingest/file_kind.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOKED_AT = 16 };

static const struct {
    const char *bytes;
    size_t n;
    enum file_kind kind;
} beginnings[] = {
    {"PK\x03\x04", 4, FILE_KIND_ZIP},
    {"PK\x05\x06", 4, FILE_KIND_ZIP},
    {"\xD0\xCF\x11\xE0", 4, FILE_KIND_OLD_WORKBOOK},
    {"\x1F\x8B", 2, FILE_KIND_COMPRESSED},
    {"BZh", 3, FILE_KIND_COMPRESSED},
    {"\xFD"
     "7zXZ",
     5, FILE_KIND_COMPRESSED},
    {"\x28\xB5\x2F\xFD", 4, FILE_KIND_COMPRESSED},
    {"7z\xBC\xAF", 4, FILE_KIND_COMPRESSED},
    {"<html", 5, FILE_KIND_MARKUP},
    {"<HTML", 5, FILE_KIND_MARKUP},
    {"<!DOCTYPE", 9, FILE_KIND_MARKUP},
    {"<!doctype", 9, FILE_KIND_MARKUP},
    {"<table", 6, FILE_KIND_MARKUP},
    {"<?xml", 5, FILE_KIND_MARKUP},
    {"{\\rtf", 5, FILE_KIND_BINARY},
    {"$FL2", 4, FILE_KIND_BINARY},
    {"HEADER RECORD***", 16, FILE_KIND_BINARY},
    {"PAR1", 4, FILE_KIND_BINARY},
    {"SQLite format 3", 15, FILE_KIND_BINARY},
    {"%PDF-", 5, FILE_KIND_BINARY},
    {"\x89PNG", 4, FILE_KIND_BINARY},
};

static const char *const advice[FILE_KIND_COUNT] = {
    [FILE_KIND_DIRECTORY] = "a directory: what lies in it is not read (put the tables beside the others)",
    [FILE_KIND_PIPE] = "no regular file (write what it gives into one)",
    [FILE_KIND_DEAD_LINK] = "a link that leads nowhere (bring the file itself)",
    [FILE_KIND_UNREADABLE] = "a file that cannot be read (look at its permissions)",
    [FILE_KIND_ZIP] = "a workbook or a zip archive (save each sheet as CSV, UTF-8, or unpack it)",
    [FILE_KIND_OLD_WORKBOOK] = "a workbook (save each sheet as CSV, UTF-8)",
    [FILE_KIND_COMPRESSED] = "compressed (unpack it: gunzip, unxz, unzstd ...)",
    [FILE_KIND_MARKUP] = "a web page or XML (export the table as CSV)",
    [FILE_KIND_BINARY] = "no text (export the table as CSV)",
};

const char *file_kind_advice(enum file_kind kind) { return advice[kind]; }

static enum file_kind kind_of_bytes(const char *bytes, size_t n) {
    for (size_t i = 0; i < sizeof beginnings / sizeof beginnings[0]; i++)
        if (n >= beginnings[i].n && memcmp(bytes, beginnings[i].bytes, beginnings[i].n) == 0)
            return beginnings[i].kind;
    return FILE_KIND_TEXT;
}

/* Of a link, its target. */
enum file_kind file_kind_of(const char *path) {
    char bytes[LOOKED_AT];
    struct stat status;
    ssize_t n;
    int file;

    if (stat(path, &status) != 0)
        return errno == ENOENT || errno == ELOOP ? FILE_KIND_DEAD_LINK : FILE_KIND_UNREADABLE;
    if (!S_ISREG(status.st_mode))
        return S_ISDIR(status.st_mode) ? FILE_KIND_DIRECTORY : FILE_KIND_PIPE;
    file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0)
        return FILE_KIND_UNREADABLE;
    n = read(file, bytes, sizeof bytes);
    close(file);
    return n < 0 ? FILE_KIND_UNREADABLE : kind_of_bytes(bytes, (size_t)n);
}
