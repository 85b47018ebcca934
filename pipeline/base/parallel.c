/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/parallel.h"

#include <malloc.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"

struct queue {
    char *contexts;
    size_t n, size, jobs;
    void (*work)(void *), (*finish)(void *);
    pthread_mutex_t mutex; /* of all that follows */
    pthread_cond_t has_finished;
    size_t begun, finished;
    bool *is_done;
    bool is_finishing; /* somebody is */
};

/* The next context to begin; n when there is none. */
static size_t begin_next(struct queue *queue) {
    while (queue->begun < queue->n && queue->begun >= queue->finished + 2 * queue->jobs)
        pthread_cond_wait(&queue->has_finished, &queue->mutex);
    return queue->begun < queue->n ? queue->begun++ : queue->n;
}

/* Whoever has done the first unfinished one finishes it and what stands behind. */
static void finish_done(struct queue *queue) {
    if (queue->is_finishing)
        return;
    queue->is_finishing = true;
    while (queue->finished < queue->n && queue->is_done[queue->finished]) {
        if (queue->finish != NULL) {
            pthread_mutex_unlock(&queue->mutex);
            queue->finish(queue->contexts + queue->finished * queue->size);
            pthread_mutex_lock(&queue->mutex);
        }
        queue->finished++;
        pthread_cond_broadcast(&queue->has_finished);
    }
    queue->is_finishing = false;
}

static void *run_thread(void *context) {
    struct queue *queue = context;
    size_t i;

    pthread_mutex_lock(&queue->mutex);
    while ((i = begin_next(queue)) < queue->n) {
        pthread_mutex_unlock(&queue->mutex);
        queue->work(queue->contexts + i * queue->size);
        pthread_mutex_lock(&queue->mutex);
        queue->is_done[i] = true;
        finish_done(queue);
    }
    pthread_mutex_unlock(&queue->mutex);
    return NULL;
}

/* What one context gives back serves the next: it would go to the kernel, and each of its pages be zeroed anew. */
static void keep_memory(void) {
    (void)mallopt(M_MMAP_THRESHOLD, 32 << 20);
    (void)mallopt(M_TRIM_THRESHOLD, 64 << 20);
}

void parallel_run(void *contexts, size_t n, size_t size, size_t jobs, void (*work)(void *), void (*finish)(void *)) {
    struct queue queue = {.contexts = contexts,
                          .n = n,
                          .size = size,
                          .jobs = jobs < 1 ? 1 : jobs,
                          .work = work,
                          .finish = finish,
                          .mutex = PTHREAD_MUTEX_INITIALIZER,
                          .has_finished = PTHREAD_COND_INITIALIZER,
                          .is_done = memory_alloc(n, sizeof(bool))};
    size_t n_more = (queue.jobs < n ? queue.jobs : n) - (n > 0);
    pthread_t *threads = memory_alloc(n_more, sizeof *threads);
    int error;

    keep_memory();
    for (size_t i = 0; i < n_more; i++)
        if ((error = pthread_create(&threads[i], NULL, run_thread, &queue)) != 0)
            message_fail(EX_OSERR, "a thread cannot be started: %s", strerror(error));
    run_thread(&queue);
    for (size_t i = 0; i < n_more; i++)
        pthread_join(threads[i], NULL);
    free(threads);
    free(queue.is_done);
}

size_t parallel_jobs(void) {
    long processors = sysconf(_SC_NPROCESSORS_ONLN);

    return processors < 1 ? 1 : (size_t)processors;
}
