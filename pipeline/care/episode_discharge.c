/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Episodes by recorded admissions and discharges: the rule `discharge`. */
#include "care/contacts.h"
#include "care/episode_parts.h"

static int32_t larger(int32_t a, int32_t b) { return a > b ? a : b; }
static int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

/* Admissions that follow one another within a day, as one stay. */
struct stay {
    int32_t first, last;
    size_t admission; /* the first of them */
};

static int32_t end_of_record(const struct care_person *person) {
    return person->death != CARE_NO_DAY ? smaller(person->death, person->end_of_observation)
                                        : person->end_of_observation;
}

/* The next stay from admission *at on; false: none is left. */
static bool take_stay(const struct care_part *part, size_t *at, struct stay *stay) {
    int32_t end = end_of_record(part->person);
    bool is_begun = false;

    for (; *at < part->person->n_admissions; (*at)++) {
        const struct care_admission *admission = &part->person->admissions[*at];
        int32_t last = admission->discharged != CARE_NO_DAY ? smaller(admission->discharged, end) : end;
        if ((admission->program == CARE_DETOXIFICATION) != part->is_detoxification || admission->admitted > last)
            continue; /* discharged before admitted, or admitted past the end: nothing seen */
        if (is_begun && (int64_t)admission->admitted - stay->last > 1)
            return true;
        *stay = is_begun ? (struct stay){stay->first, larger(stay->last, last), stay->admission}
                         : (struct stay){admission->admitted, last, *at};
        is_begun = true;
    }
    return is_begun;
}

/* The days without contact between two of them that count: known ones, since the window opened. */
static int32_t silence_between(const struct care_part *part, int32_t before, int32_t after) {
    int32_t opening = part->settings->window_start;

    return care_known_days_between(part->person, opening != CARE_NO_DAY ? larger(before, opening - 1) : before, after);
}

/* The reason of the admission that ended in silence on `last`, if the next contact was not in it, too. */
static enum care_exit own_reason(const struct care_part *part, int32_t last, int32_t next_contact) {
    const struct care_admission *own = NULL;

    for (size_t i = 0; i < part->person->n_admissions; i++) {
        const struct care_admission *admission = &part->person->admissions[i];
        if ((admission->program == CARE_DETOXIFICATION) == part->is_detoxification && admission->admitted <= last)
            own = admission;
    }
    if (own == NULL ||
        (next_contact != CARE_NO_DAY && (own->discharged == CARE_NO_DAY || own->discharged >= next_contact)))
        return CARE_EXIT_NONE;
    return own->reason;
}

/* The discharge recorded last between the last contact and `until`, of an admission that was not silent up to it: where
 * an earlier admission was never closed, the later one's discharge ends care all the same. CARE_NO_DAY: none. */
static int32_t recorded_end(const struct care_part *part, int32_t last_contact, int32_t until) {
    int32_t end = CARE_NO_DAY;

    for (size_t i = 0; i < part->person->n_admissions; i++) {
        const struct care_admission *admission = &part->person->admissions[i];
        if ((admission->program == CARE_DETOXIFICATION) == part->is_detoxification &&
            admission->admitted <= last_contact && admission->discharged >= last_contact &&
            admission->discharged < until && admission->discharged <= end_of_record(part->person) &&
            silence_between(part, last_contact, admission->discharged + 1) <= part->settings->silent_days)
            end = end == CARE_NO_DAY ? admission->discharged : larger(end, admission->discharged);
    }
    return end;
}

/* The piece of a stay at hand: an episode whose last covered day is, while it is built, the last contact. */
struct piece {
    const struct care_part *part;
    struct care_episode *episode;
    bool is_seen; /* since the window opened */
};

static struct piece begin_piece(const struct care_part *part, struct care_episode *episode, size_t admission,
                                const struct care_contact *contact) {
    *episode = (struct care_episode){.start = contact->first,
                                     .first_covered = contact->first,
                                     .last_covered = contact->last,
                                     .stretch = contact->stretch,
                                     .medication = CARE_NO_MEDICATION,
                                     .admission = admission};
    return (struct piece){.part = part, .episode = episode};
}

/* Care from before the window enters with the first contact seen in it. */
static void see(struct piece *piece, const struct care_contact *contact) {
    int32_t opening = piece->part->settings->window_start;
    struct care_episode *episode = piece->episode;

    episode->last_covered = larger(episode->last_covered, contact->last);
    if (piece->is_seen || opening == CARE_NO_DAY || episode->start >= opening || contact->last < opening)
        return;
    piece->is_seen = true;
    episode->first_covered = larger(contact->first, opening);
    episode->entry_days = episode->first_covered - episode->start;
}

/* Never seen since the window opened: at risk of nothing, unless no table says who was seen. */
static void enter_unseen(struct piece *piece) {
    int32_t opening = piece->part->settings->window_start;
    struct care_episode *episode = piece->episode;

    if (opening == CARE_NO_DAY || episode->start >= opening || piece->is_seen || episode->is_continued)
        return;
    episode->first_covered = smaller(opening, episode->last_covered);
    episode->entry_days = opening - episode->start;
    episode->prevalent = piece->part->settings->silent_days < INT32_MAX;
}

/* The stay went on in silence: the piece ended with a recorded discharge, else with its last contact. */
static void end_in_silence(const struct care_part *part, struct care_episode *episode, int32_t until,
                           int32_t next_contact) {
    int32_t end = recorded_end(part, episode->last_covered, until);

    if (end != CARE_NO_DAY)
        episode->last_covered = end;
    else
        episode->own_reason = own_reason(part, episode->last_covered, next_contact);
}

/* Another row: a new episode after silence, or the same one behind unknown days. */
static struct piece continue_stay(struct piece *piece, const struct care_contact *contact, bool is_silent) {
    const struct care_episode *before = piece->episode;
    struct piece next = begin_piece(piece->part, piece->episode + 1, before->admission, contact);

    if (!is_silent) {
        next.episode->is_continued = true;
        next.episode->start = before->start;
        next.episode->entry_days = contact->first - before->start;
        next.episode->prevalent = before->prevalent;
        piece->episode->last_covered =
            larger(before->last_covered, care_observed_until(piece->part->person, before->stretch));
    } else {
        end_in_silence(piece->part, piece->episode, contact->first, contact->first);
    }
    return next;
}

static size_t split_stay(const struct care_part *part, const struct care_covers *covers, const struct stay *stay,
                         struct care_episode episodes[]) {
    struct care_contacts contacts = care_contacts_between(part->person, covers, stay->first, stay->last);
    struct care_contact contact;
    struct piece piece = {.part = part};
    size_t n = 0;

    while (care_contacts_next(&contacts, &contact)) {
        int32_t silence = n > 0 ? silence_between(part, piece.episode->last_covered, contact.first) : 0;
        bool is_silent = silence > part->settings->silent_days;
        if (n == 0 || is_silent || contact.stretch > piece.episode->stretch) {
            if (n > 0)
                enter_unseen(&piece);
            piece = n == 0 ? begin_piece(part, episodes, stay->admission, &contact)
                           : continue_stay(&piece, &contact, is_silent);
            n++;
        }
        see(&piece, &contact);
    }
    if (silence_between(part, piece.episode->last_covered, stay->last + 1) > part->settings->silent_days)
        end_in_silence(part, piece.episode, stay->last + 1, CARE_NO_DAY);
    else
        piece.episode->last_covered = stay->last;
    enter_unseen(&piece);
    return n;
}

/* The medication of a covered day: of the run that begins on it, else the last one given before it, a long-acting one
 * before another of that day. */
static uint32_t medication_on(const struct care_person *person, const struct care_covers *covers, int32_t day) {
    const struct care_supply *given = NULL;
    bool is_covered = false;

    for (size_t i = 0; i < covers->n_all; i++) {
        const struct care_run *run = &covers->all[i];
        if (run->first == day)
            return run->medication;
        is_covered = is_covered || (run->first < day && day <= run->last && !run->visits_only);
    }
    for (size_t i = 0; is_covered && i < person->n_supplies && person->supplies[i].day <= day; i++) {
        const struct care_supply *supply = &person->supplies[i];
        if (given == NULL || supply->day > given->day || supply->kind >= CARE_INJECTION)
            given = supply;
    }
    return given == NULL ? CARE_NO_MEDICATION : given->medication;
}

/* Events before the window are not followed: what ended before it is no observed episode. */
static size_t drop_unobserved(const struct care_part *part, struct care_episode episodes[], size_t n) {
    int32_t opening = part->settings->window_start;
    size_t n_kept = 0;

    for (size_t i = 0; i < n; i++)
        if (opening == CARE_NO_DAY || episodes[i].last_covered >= opening)
            episodes[n_kept++] = episodes[i];
    return n_kept;
}

size_t care_episodes_by_discharge(const struct care_part *part, const struct care_covers *covers,
                                  struct care_episode episodes[]) {
    struct stay stay = {0};
    size_t n = 0;

    for (size_t at = 0; take_stay(part, &at, &stay);)
        n += drop_unobserved(part, episodes + n, split_stay(part, covers, &stay, episodes + n));
    for (size_t i = 0; i < n; i++) {
        struct care_episode *episode = &episodes[i];
        episode->medication = episode->is_continued ? episodes[i - 1].medication
                                                    : medication_on(part->person, covers, episode->first_covered);
        episode->observed_until = care_observed_until(part->person, episode->stretch);
        care_episode_decide(episode, episode->observed_until - part->settings->discharge_lag_days);
    }
    return n;
}
