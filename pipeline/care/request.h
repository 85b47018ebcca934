/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What became of a person's last request for care.
 *
 * The last request is the latest day on which the person asked, up to the end of observation; a later admission without
 * such a day is no request. It is answered by any covered day on it or after it, at whatever site, of whatever program:
 * who asks while in care waits for nothing. Without one it was given up when every admission that it led to is
 * discharged, or the person has died; else the person is waiting, however long ago it was.
 *
 * Days waited are counted from the day of the request (0: asked on the last day of observation).
 *
 * source: statistics part 7, call list: requests still waiting; starting: gave up competes, still waiting is censored.
 * checked against: tests/reference/requests.R, written from this definition.
 */
#ifndef SWITCHBACK_CARE_REQUEST_H
#define SWITCHBACK_CARE_REQUEST_H

#include "care/person.h"

enum care_request_state { CARE_REQUEST_NONE, CARE_REQUEST_ANSWERED, CARE_REQUEST_GIVEN_UP, CARE_REQUEST_WAITING };

struct care_request {
    enum care_request_state state;
    int32_t requested; /* CARE_NO_DAY: there is none */
    int32_t days;      /* from the request to the end of observation */
    uint32_t site;     /* of the admission; of several of that day an open one's */
};

/* last_covered: the person's last covered day; CARE_NO_DAY: none. */
struct care_request care_request_last(const struct care_person *person, int32_t last_covered);

#endif
