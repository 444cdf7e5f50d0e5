/* Carries out a plan. */
#ifndef SHIBAFU_LAUNCH_H
#define SHIBAFU_LAUNCH_H

#include "plan.h"
#include "report.h"

#include <sys/types.h>

enum launch_status {
	LAUNCH_DONE,   /* a plan that makes no process: all is done */
	LAUNCH_READY,  /* the process waits for its start, has executed its program, or was brought back */
	LAUNCH_FAILED, /* an operation failed; what was made is undone */
	LAUNCH_DIED,   /* the process ended before it was ready; what was made is undone */
};

struct launch {
	enum launch_status status;
	uint32_t index;          /* of the operation that failed, or in which the process died; NO_OP */
	int error;               /* its errno */
	char detail[DETAIL_MAX]; /* more words, perhaps none */
	pid_t pid;               /* 0: none */
	uint64_t start_time;     /* field 22 of its /proc/PID/stat */
	int pidfd, master;       /* -1: none; closed by the caller */
	int log_out, log_err;    /* read ends of LOG_OUTPUT's pipes, -1: none; closed by the caller */
	int listener, input;     /* ATTACH_SOCKET's socket and its pipe's write end, -1: none; closed by the caller */
	int notify;              /* NOTIFY_SOCKET's, -1: none; closed by the caller */
	int wait_status;
	const struct report *report; /* NULL: none */
	const struct plan *plan;
	uint8_t made[PLAN_MAX_OPS / 8]; /* what to undo: a bit for each operation that made something */
};

/* Carries out all sections but EXIT and TOLD. The plan must stay where it is as long as the launch is used. */
void launch_run (const struct plan *plan, struct launch *out);

/* The same beside a process: the one that JOIN_PROCESS joins, whatever it says. The descriptor is closed. */
void launch_run_beside (const struct plan *plan, struct launch *out, int pidfd);

/* Carries out the EXIT section: all of it, whatever fails. */
void launch_exit (const struct plan *plan, int wait_status, uint64_t oom_kills);

/* The same of one that is run again: without the hooks, which give back what it has (networks) once it is over. */
void launch_exit_to_return (const struct plan *plan, int wait_status, uint64_t oom_kills);

/* Those hooks, of one that was to be run again and is not. */
void launch_leave (const struct plan *plan);

/* Carries out the TOLD section, when whoever waits for the end has heard of it. */
void launch_told (const struct plan *plan);

/* Kills and reaps a process that is ready, and undoes what its launch made. Closes no descriptor. */
void launch_kill (struct launch *launch);

/* Gives back the memory that only the launch itself needed: the report, and the pages of the plan between CLONE and
 * EXIT, unless it is run again (its bytes must be a private anonymous mapping). launch_kill and launch_exit still work. */
void launch_settle (struct launch *launch);

#endif
