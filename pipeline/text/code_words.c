/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "settings/not_held.h"
#include "text/plain_text.h"
#include "text/wording.h"

/* Codes whose own letters do not read well; every other one is printed with blanks for underscores. */
static const struct {
    const char *code, *words;
} words[] = {
    {"left", "Left care, no reason recorded"},
    {"completed", "Completed as planned"},
    {"transferred", "Transferred to other care"},
    {"jail", "Jail or prison"},
    {"hospital", "Hospital or inpatient care"},
    {"administrative", "Administrative discharge"},
    {"moved", "Moved away"},
    {"declined", "Declined further care"},
    {"death", "Died"},
    {"other", "Other recorded reason"},
    {"in_care", "In care, first stay"},
    {"in_care_after_return_to_use", "In care, after a return to use"},
    {"back_in_care", "In care, a later stay"},
    {"out_of_care", "Out of care"},
    {"re_engaged", "Seen again"},
    {"returned", "Returned to care"},
    {"legal", "Legal trouble"},
    {"financial", "Money worries"},
    {"testing_control", "Testing one’s control"},
    {"access_barrier", "Barrier to access"},
    {"bottled_feelings", "Feelings bottled up"},
    {"missed_visits", "Missed appointments"},
    {"sleep_or_eating", "Sleep or eating changed"},
    {"dose_request", "Asked for a dose change"},
    {"test_refusal", "Declined a drug test"},
    {"dose_adequacy", "Adequate dose"},
    {"visit_frequency", "Frequent enough visits"},
    {"peer", "Peer support"},
    {"after_hours_contact", "After-hours contact"},
    {"naloxone", "Naloxone at hand"},
    {"level_of_care_up", "Level of care raised"},
    {"peer_linked", "Linked to a peer"},
    {"unknown", "Not known"},
    {"emotional", "Emotional (feelings)"},
    {"mental", "Mental (thoughts)"},
    {"physical", "Physical (use itself)"},
};

/* Words of names of peoples and places, which have a capital wherever they stand. */
static const char *const proper[] = {"african", "alaska",   "alaskan", "american", "asian",  "hawaiian", "hispanic",
                                     "indian",  "islander", "latina",  "latino",   "latinx", "pacific"};

bool wording_is_proper(const char *text) {
    size_t length = 0;

    while (isalpha((unsigned char)text[length]))
        length++;
    for (size_t i = 0; i < sizeof proper / sizeof proper[0]; i++)
        if (strlen(proper[i]) == length && strncasecmp(proper[i], text, length) == 0)
            return true;
    return false;
}

static void set_capitals(char *text) {
    for (char *c = text; *c != '\0'; c++)
        if ((c == text || c[-1] == ' ') && (c == text || wording_is_proper(c)))
            *c = (char)toupper((unsigned char)*c);
}

/* Of deaths by overdose an export without their column tells none. */
static bool tells_some_deaths(const struct numbers *numbers, const char *code) {
    return strcmp(code, "death") == 0 && numbers->config != NULL && not_held(numbers->config, "adverse_events.fatal") &&
           !not_held_by_kind(numbers->config, "adverse_events");
}

const char *wording_code(const struct numbers *numbers, const char *code) {
    char *text;

    if (tells_some_deaths(numbers, code))
        return "Died, as recorded";
    if (strcmp(code, "left") == 0 && numbers->config != NULL && not_held(numbers->config, "admissions.reason"))
        return "Left care, reasons not in the export";
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i].code, code) == 0)
            return words[i].words;
    text = plain_text_copy(code);
    for (char *c = text; *c != '\0'; c++)
        if (*c == '_')
            *c = ' ';
    set_capitals(text);
    return word_pool_keep(numbers->pool, text);
}

const char *wording_answer(const struct numbers *numbers, const struct estimate *row) {
    if (strcmp(row->group, "plan_change") == 0 && strcmp(row->subgroup, "none") == 0)
        return "No change of plan";
    return wording_code(numbers, row->subgroup);
}
