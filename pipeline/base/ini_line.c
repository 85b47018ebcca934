/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/ini_line.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text_buffer.h"

static const char NOT_UNDERSTOOD[] = "not understood (expected [section], key = value or ; comment)";
static const char NOT_CLOSED[] = "a quote is not closed (expected \"...\" within the line; a quote within it stands "
                                 "twice)";

static bool is_blank(char c) { return c == ' ' || c == '\t'; }

static const char *skip_blanks(const char *text) { return text + strspn(text, " \t"); }

/* Does a comment begin here, behind a blank? (`text` is not the start of the line.) */
static bool is_comment(const char *text) { return *text == ';' && is_blank(text[-1]); }

/* `text` is at an opening quote: puts what it encloses into `out` (NULL: nowhere) and returns where the text goes on
 * behind the closing one; NULL: there is none. */
static const char *take_quoted(const char *text, struct text_buffer *out) {
    for (text++; *text != '\0'; text++) {
        if (*text == '"' && text[1] != '"')
            return text + 1;
        text += *text == '"';
        if (out != NULL)
            text_buffer_append_char(out, *text);
    }
    return NULL;
}

static struct ini_line wrong(struct ini_line *line, const char *why) {
    ini_line_free(line);
    return (struct ini_line){.kind = INI_LINE_WRONG, .why = why};
}

static struct ini_line read_section(const char *text) {
    struct ini_line line = {.kind = INI_LINE_SECTION};
    const char *end = ++text, *behind;

    while (*end != ']' && *end != '\0' && !is_comment(end))
        end++;
    if (*end != ']')
        return wrong(&line, NOT_UNDERSTOOD);
    behind = skip_blanks(end + 1);
    if (*behind != '\0' && *behind != ';' && *behind != '#')
        return wrong(&line, "something stands behind the ']' (expected the next key in a line of its own)");
    line.name = memory_copy_text(text, (size_t)(end - text));
    return line;
}

/* The key up to its `=`, which *text then is behind; a reason where there is none. */
static const char *read_key(const char **text, struct text_buffer *key) {
    const char *at = *text;
    size_t quoted = 0; /* up to there blanks count */
    bool is_start = true;

    text_buffer_append_text(key, "");
    for (; *at != '='; at++) {
        if (is_start && *skip_blanks(at) == '"') {
            at = take_quoted(skip_blanks(at), key);
            if (at == NULL)
                return NOT_CLOSED;
            quoted = key->length;
            at = skip_blanks(at);
            if (*at != '=' && *at != '.')
                return "something stands behind a closing quote in the key (expected '.' or '=')";
        }
        if (*at == '=')
            break;
        if (*at == '\0' || (at > *text && is_comment(at)))
            return NOT_UNDERSTOOD;
        if (*at == ':')
            return "a ':' stands before the '=' (expected key = value; a text with ':' or '=' in it goes into \"...\")";
        is_start = *at == '.';
        text_buffer_append_char(key, *at);
    }
    while (key->length > quoted && is_blank(key->text[key->length - 1]))
        key->text[--key->length] = '\0';
    *text = at + 1;
    return NULL;
}

/* Where the value ends: at a comment or the end of the line. NULL, and a reason, where its quotes are not right. */
static const char *find_value_end(const char *text, const char **why) {
    bool is_start = true;

    for (; *text != '\0' && !is_comment(text); text++) {
        if (is_start && *text == '"') {
            text = take_quoted(text, NULL);
            *why = text == NULL ? NOT_CLOSED : *why;
            if (text == NULL)
                return NULL;
            const char *behind = skip_blanks(text);
            if (*behind == '\0' || is_comment(behind))
                return behind;
            *why = "something stands behind a closing quote (expected a comma, or the end)";
            if (*behind != ',')
                return NULL;
            text = behind;
        }
        is_start = *text == ',' || (is_start && is_blank(*text));
    }
    return text;
}

/* Is all of it one quoted text? */
static bool is_one_quoted(const char *written) {
    const char *behind = *written == '"' ? take_quoted(written, NULL) : NULL;

    return behind != NULL && *behind == '\0';
}

static struct ini_line read_entry(const char *text) {
    struct ini_line line = {.kind = INI_LINE_ENTRY};
    struct text_buffer key = {0};
    const char *why = read_key(&text, &key), *end;

    line.name = key.text;
    if (why != NULL)
        return wrong(&line, why);
    end = find_value_end(text, &why);
    if (end == NULL)
        return wrong(&line, why);
    text = skip_blanks(text);
    while (end > text && is_blank(end[-1]))
        end--;
    line.written = memory_copy_text(text, end > text ? (size_t)(end - text) : 0);
    line.value = is_one_quoted(line.written) ? ini_line_element(line.written, strlen(line.written))
                                             : memory_copy_text(line.written, strlen(line.written));
    return line;
}

struct ini_line ini_line_read(const char *text) {
    struct ini_line line = {.kind = INI_LINE_NOTHING};
    size_t length = strcspn(text, "\r\n");
    const char *start = text + strspn(text, " \t\r\n");
    char *copy;

    if (*start == '\0' || *start == ';' || *start == '#')
        return line;
    if (text[length] == '\r' && text[length + 1] != '\0' && strcmp(text + length, "\r\n") != 0)
        return wrong(&line, "a carriage return stands within the line (expected lines that end with LF or CR LF)");
    if (start != text)
        return wrong(&line, "the line begins with a blank (expected [section] or key = value)");
    copy = memory_copy_text(text, length);
    line = *copy == '[' ? read_section(copy) : read_entry(copy);
    free(copy);
    return line;
}

void ini_line_free(struct ini_line *line) {
    free(line->name);
    free(line->written);
    free(line->value);
    *line = (struct ini_line){0};
}

size_t ini_line_element_length(const char *text) {
    const char *start = skip_blanks(text), *behind = *start == '"' ? take_quoted(start, NULL) : start;

    return (size_t)((behind != NULL ? behind : start) - text) + strcspn(behind != NULL ? behind : start, ",");
}

char *ini_line_element(const char *text, size_t length) {
    struct text_buffer out = {0};

    while (length > 0 && is_blank(*text))
        text++, length--;
    while (length > 0 && is_blank(text[length - 1]))
        length--;
    text_buffer_append_text(&out, "");
    if (length == 0 || *text != '"' || take_quoted(text, &out) == NULL) {
        text_buffer_clear(&out);
        text_buffer_append(&out, text, length);
    }
    return out.text;
}

char *ini_line_quoted(const char *text) {
    size_t length = strlen(text);
    struct text_buffer out = {0};

    if (length > 0 && strpbrk(text, ":=;,#\"[]") == NULL && !is_blank(*text) && !is_blank(text[length - 1]))
        return memory_copy_text(text, length);
    text_buffer_append_char(&out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"')
            text_buffer_append_char(&out, '"');
        text_buffer_append_char(&out, *text);
    }
    text_buffer_append_char(&out, '"');
    return out.text;
}
