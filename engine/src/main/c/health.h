/* Whether a container is well: HEALTH_CHECK's plan is a program that is run in it now and then, each time by a process of
 * its own (a launch may take its time), which is the probe's parent. */
#ifndef SHIBAFU_HEALTH_H
#define SHIBAFU_HEALTH_H

#include "plan.h"

#include <signal.h>
#include <sys/types.h>

enum { HEALTH_OUTPUT = 4096, HEALTH_RESULTS = 5 };

/* By which the supervisor is asked for one more probe. */
#define HEALTH_SIGNAL SIGUSR1

enum health_status { HEALTH_STARTING, HEALTH_HEALTHY, HEALTH_UNHEALTHY };

struct result {
	int64_t start, end; /* ns since 1970 */
	int code;           /* -1: it was ended, or could not be run */
	size_t used;
	char output[HEALTH_OUTPUT];
};

struct health {
	bool given; /* the plan has the operation */
	uint64_t interval, timeout, start_period, start_interval; /* ms */
	unsigned retries;
	const char *frozen; /* a file that tells whether the container is; empty: it can't be */
	const char *record, *fifo;

	enum health_status status;
	unsigned streak; /* of failures */
	unsigned count;  /* of results that are kept */
	struct result results[HEALTH_RESULTS + 1]; /* behind them what is being found out */

	uint64_t began, next; /* when the container started (0: not yet), when it is probed next; ms */
	pid_t prober;         /* 0: none */
	int output;           /* of the probe; -1: none */
	uint64_t deadline;    /* of the prober; ms */
	bool late, asked;     /* it took too long; somebody wants one more */
};

/* Before the container is run for the first time. */
void health_begin (struct health *health, const struct plan *plan);

/* Whenever it is run. */
void health_run (struct health *health);

/* What to wait for: the probe's output (-1: none), and for how long: shortens *timeout (ms, -1: endless). */
int health_wait (const struct health *health, int *timeout);

/* Does what is due: begins a probe of the process, reads what it says, ends one that takes too long. */
void health_work (struct health *health, int pidfd);

/* Somebody wants to know now. */
void health_ask (struct health *health);

/* A child of the supervisor has ended, perhaps the prober. */
void health_reaped (struct health *health, pid_t pid, int wait_status);

/* The container has ended: so does its probe, and what that says no longer counts. */
void health_end (struct health *health);

/* probe.c: does the probing, as the supervisor's child. */
_Noreturn void probe_main (const struct plan *probe, int pidfd, int output);

/* What a probe has said, and how it ended, changes the status. */
void health_judge (struct health *health, struct result *result);

/* verdict.c: the record, as a file. */
bool health_write (const struct health *health);

#endif
