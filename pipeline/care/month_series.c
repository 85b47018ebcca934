/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "care/month_series.h"

#include "care/in_care.h"

enum { RETURN_DAYS = 365 };

static int32_t later(int32_t a, int32_t b) { return a > b ? a : b; }

static int32_t earlier(int32_t a, int32_t b) { return a < b ? a : b; }

bool month_series_ends(const struct listed_episode *episodes, size_t n, struct month_frame *frame) {
    bool undecided = false;

    frame->censored_on = frame->observed_until = CARE_NO_DAY;
    for (size_t i = 0; i < n; i++) {
        frame->censored_on = later(frame->censored_on, episodes[i].care.censored_on);
        frame->observed_until = later(frame->observed_until, episodes[i].observed_until);
        undecided = undecided || episodes[i].care.left_on == CARE_NO_DAY;
    }
    return undecided;
}

/* The month of the day; n_months when it is none of them. Months are about as long as each other: it is near to where
 * the day stands between the first and the last. */
static size_t month_of(const struct month_frame *frame, int32_t day) {
    const int32_t *first_day = frame->first_day;
    size_t n = frame->n_months, month;

    if (day < first_day[0] || day >= first_day[n])
        return n;
    month = (size_t)(day - first_day[0]) * n / (size_t)(first_day[n] - first_day[0]);
    while (first_day[month] > day)
        month--;
    while (first_day[month + 1] <= day)
        month++;
    return month;
}

/* Points without counts; a month is decided when its last day is not past `end` and its rows are known. */
static void start_points(const struct month_frame *frame, int32_t end, const bool *known, struct month_point *points) {
    for (size_t i = 0; i < frame->n_months; i++)
        points[i] = (struct month_point){.decided = frame->first_day[i + 1] - 1 <= end && (known == NULL || known[i]),
                                         .last_person = -1};
}

static void count(const struct month_frame *frame, int32_t day, int32_t person, struct month_point *points) {
    size_t month = month_of(frame, day);

    if (month == frame->n_months)
        return;
    points[month].events += 1;
    points[month].people += points[month].last_person != person;
    points[month].last_person = person;
}

void month_series_in_care(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                          struct month_point *points) {
    start_points(frame, frame->censored_on, frame->settled, points);
    for (size_t i = 0; i < n; i++)
        for (size_t month = 0; month < frame->n_months; month++)
            points[month].people += listed_episode_in_care(&episodes[i], frame->first_day[month + 1] - 1);
}

/* Unknown days within a gap of the month may have held the cover that makes an absence none: nobody knows who returned.
 */
void month_series_starts(const struct month_frame *frame, const struct listed_episode *episodes, size_t n, bool first,
                         struct month_point *points) {
    start_points(frame, frame->observed_until, first ? frame->seen : frame->settled, points);
    for (size_t i = 0; i < n; i++)
        if (first ? listed_episode_is_admission(&episodes[i]) : listed_episode_is_return(&episodes[i]))
            count(frame, episodes[i].care.start, episodes[i].person, points);
}

void month_series_leavings(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                           struct month_point *points) {
    start_points(frame, frame->censored_on, frame->settled, points);
    for (size_t i = 0; i < n; i++)
        if (episodes[i].care.left_on != CARE_NO_DAY)
            count(frame, episodes[i].care.left_on, episodes[i].person, points);
}

void month_series_events(const struct month_frame *frame, const struct month_event *events, size_t n,
                         struct month_point *points) {
    start_points(frame, frame->observed_until, frame->seen, points);
    for (size_t i = 0; i < n; i++)
        count(frame, events[i].day, events[i].person, points);
}

/* The days [first, last] to the months in which they lie. */
static void add_days(const struct month_frame *frame, int32_t first, int32_t last, struct month_point *points) {
    size_t month;

    first = later(first, frame->first_day[0]);
    last = earlier(last, frame->first_day[frame->n_months] - 1);
    if (first > last)
        return;
    for (month = month_of(frame, first); month < frame->n_months && frame->first_day[month] <= last; month++)
        points[month].trials +=
            (double)earlier(last, frame->first_day[month + 1] - 1) - later(first, frame->first_day[month]) + 1;
}

static void add_days_in_care(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                             struct month_point *points) {
    int32_t first, last;

    for (size_t i = 0; i < n; i++) {
        const struct care_episode care = listed_episode_care(&episodes[i]);
        if (care_in_care_days(&care, &first, &last))
            add_days(frame, first, last, points);
    }
}

void month_series_leaving_rate(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                               struct month_point *points) {
    month_series_leavings(frame, episodes, n, points);
    add_days_in_care(frame, episodes, n, points);
}

/* The days at risk of one row in care, and the uses that end them; events [from, to): all of the person. */
static void add_risk(const struct month_frame *frame, const struct listed_episode *episode,
                     const struct month_event *events, size_t from, size_t to, struct month_point *points) {
    const struct care_episode care = listed_episode_care(episode);
    struct care_risk_span span;
    int32_t first, last;

    if (!care_in_care_days(&care, &first, &last))
        return;
    for (size_t i = from; i <= to; i++) {
        int32_t before = i == from ? CARE_NO_DAY : events[i - 1].day, next = i == to ? CARE_NO_DAY : events[i].day;
        if (!care_risk_span_between(first, last, before, next, frame->same_event_days, &span))
            continue;
        add_days(frame, span.first, span.last, points);
        if (span.last == next)
            count(frame, next, episode->person, points);
    }
}

void month_series_event_rate(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                             const struct month_event *events, size_t n_events, struct month_point *points) {
    size_t from = 0, to = 0;

    start_points(frame, frame->censored_on, frame->settled, points);
    for (size_t i = 0; i < n; i++) {
        while (from < n_events && events[from].person < episodes[i].person)
            from++;
        for (to = to < from ? from : to; to < n_events && events[to].person == episodes[i].person;)
            to++;
        add_risk(frame, &episodes[i], events, from, to, points);
    }
}

/* The person's next row: rows are sorted. NULL: there is none. */
static const struct listed_episode *next_of(const struct listed_episode *episodes, size_t n, size_t i) {
    return i + 1 < n && episodes[i + 1].person == episodes[i].person ? &episodes[i + 1] : NULL;
}

void month_series_return_rate(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                              struct month_point *points) {
    int32_t wait = frame->observed_until - frame->censored_on;

    start_points(frame, frame->observed_until, frame->settled, points);
    for (size_t i = 0; i < n; i++) {
        const struct listed_episode *next = next_of(episodes, n, i);
        int32_t left_on = episodes[i].care.left_on, last;
        if (left_on == CARE_NO_DAY || episodes[i].care.exit == CARE_EXIT_DEATH)
            continue;
        last = earlier(left_on + RETURN_DAYS - 1, episodes[i].observed_until);
        if (next != NULL)
            last = earlier(last, next->care.start);
        add_days(frame, left_on + wait, last, points);
        if (next != NULL && listed_episode_is_return(next) && next->care.start - left_on < RETURN_DAYS)
            count(frame, next->care.start, next->person, points);
    }
}

void month_series_retained(const struct month_frame *frame, const struct listed_episode *episodes, size_t n,
                           int32_t day, struct month_point *points) {
    start_points(frame, frame->observed_until, frame->seen, points);
    for (size_t i = 0; i < n; i++) {
        const struct listed_care *care = &episodes[i].care;
        size_t month = month_of(frame, care->start);
        if (!listed_episode_is_admission(&episodes[i]) || !episodes[i].continuing || month == frame->n_months)
            continue;
        points[month].people += 1;
        points[month].events += care->left_on != CARE_NO_DAY && care->left_on - care->start <= day;
        points[month].decided = points[month].decided && care->censored_on - care->start >= day;
    }
}

void month_series_reached(const struct month_frame *frame, const struct month_outcome *outcomes, size_t n, int32_t days,
                          struct month_point *points) {
    start_points(frame, frame->observed_until - days, frame->seen, points);
    for (size_t i = 0; i < n; i++) {
        const struct month_outcome *outcome = &outcomes[i];
        size_t month = month_of(frame, outcome->day);
        struct month_point *point = &points[month];
        if (month == frame->n_months)
            continue;
        point->trials += 1;
        point->people += point->last_person != outcome->person;
        point->last_person = outcome->person;
        point->events += outcome->reached && outcome->time <= days;
        point->decided = point->decided && !(outcome->censored && outcome->time < days);
    }
}
