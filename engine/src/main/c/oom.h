/* How many processes of a cgroup were killed for want of memory. */
#ifndef SHIBAFU_OOM_H
#define SHIBAFU_OOM_H

#include "plan.h"

#include <stdint.h>

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

#endif
