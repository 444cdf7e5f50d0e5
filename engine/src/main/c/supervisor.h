/* What the parts of a supervisor share. */
#ifndef SHIBAFU_SUPERVISOR_H
#define SHIBAFU_SUPERVISOR_H

#include "clients.h"
#include "health.h"
#include "logpump.h"
#include "oom.h"
#include "restart.h"
#include "rotation.h"

/* Its descriptors; -1: not there, or no longer. Those before LOG are polled. */
enum { FRONT, CHILDREN, OOM, OUT, ERR, MASTER, LOG, PIDFD, LISTENER, INPUT, FDS };

struct supervisor {
	int fds[FDS];
	struct plan *plan;
	struct launch launch;
	struct logpump out, err; /* a terminal's output goes to out */
	struct rotation rotation;
	struct clients clients;
	struct restart restart;
	struct health health;
	int wait_status;
	struct oom oom;
	bool ended, hung_up;
	bool left; /* the front has gone by its caller's wish */
};

/* watch.c */
void supervisor_drop (int *fd);

/* Closes all descriptors but these and the standard ones. */
void supervisor_keep_only (const int *fds, int count);

/* What the launch has made is the supervisor's own from now on. */
void supervisor_take (struct supervisor *supervisor);

/* Gets ready to listen to the process. */
void supervisor_watch (struct supervisor *supervisor);

/* When a kill for want of memory is told, and at the end: systemd removes a cgroup as soon as its last process has
 * ended, and the kernel tells of a kill up to 10 ms late. */
void supervisor_count_kills (struct supervisor *supervisor);

/* How many there were, once the process has ended. Of its own the kernel log knows, too, if its cgroup is gone. */
uint64_t supervisor_kills (const struct supervisor *supervisor);

/* rerun.c: closes what belonged to the process that has ended. Whoever attached to it has seen its end. */
void supervisor_forget (struct supervisor *supervisor);

/* Carries the same plan out again, with the same log; no front is asked. Exits if that fails. */
void supervisor_rerun (struct supervisor *supervisor);

#endif
