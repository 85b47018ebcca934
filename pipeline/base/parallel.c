/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/parallel.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

void parallel_run(void *contexts, size_t n, size_t size, void *(*work)(void *)) {
    pthread_t *threads = memory_alloc(n, sizeof *threads);
    int error;

    for (size_t i = 0; i + 1 < n; i++)
        if ((error = pthread_create(&threads[i], NULL, work, (char *)contexts + i * size)) != 0)
            message_fail(EX_OSERR, "a thread cannot be started: %s", strerror(error));
    if (n > 0)
        work((char *)contexts + (n - 1) * size);
    for (size_t i = 0; i + 1 < n; i++)
        pthread_join(threads[i], NULL);
    free(threads);
}
