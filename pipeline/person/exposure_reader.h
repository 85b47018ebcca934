/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * exposures.csv of build_episodes read back, person by person.
 */
#ifndef SWITCHBACK_PERSON_EXPOSURE_READER_H
#define SWITCHBACK_PERSON_EXPOSURE_READER_H

#include "care/exposure.h"

struct exposure_reader;

struct exposure_reader *exposure_reader_open(const char *path, bool show_values);
void exposure_reader_close(struct exposure_reader *reader);

/* The person's spans, in order; *n 0: none. People must be asked for in bytewise order. Borrowed until the next call.
 */
const struct care_exposure_span *exposure_reader_take(struct exposure_reader *reader, const char *patient_id,
                                                      size_t *n);

#endif
