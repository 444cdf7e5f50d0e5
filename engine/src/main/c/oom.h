/* How many processes of a cgroup were killed for want of memory. */
#ifndef SHIBAFU_OOM_H
#define SHIBAFU_OOM_H

#include "plan.h"

#include <stdint.h>
#include <sys/types.h>

/* The file that RECORD_EXIT counts kills by, so that it can be watched (POLLPRI); -1 without one. */
int oom_open (const struct plan *plan);

/* What is known of a cgroup. */
struct oom {
	uint64_t kills;
	uint64_t runs; /* how often the kernel went to look for a process to kill; v2 */
	bool looking;  /* it has been, and no kill was seen since */
};

/* Takes over the numbers in the lines "oom_kill N" and "oom N", if they can be read; false if not. */
bool oom_read (int fd, struct oom *oom);

/* Of a cgroup that can't be read any more: who was looked for was found, as that was its end. */
uint64_t oom_kills (const struct oom *oom);

/* Whether a kernel log (an open /dev/kmsg, of which each read yields a record) tells that this process of the cgroup with
 * this file was killed for want of memory. */
bool oom_in_log (int log, const char *file, pid_t pid);

/* The same of the machine's own log; no to those who may not read it. */
bool oom_logged (const struct plan *plan, pid_t pid);

#endif
