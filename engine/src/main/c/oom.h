/* How many processes of a cgroup were killed for want of memory. */
#ifndef SHIBAFU_OOM_H
#define SHIBAFU_OOM_H

#include "plan.h"

#include <stdint.h>

/* The file that RECORD_EXIT counts kills by, so that it can be watched (POLLPRI); -1 without one. */
int oom_open (const struct plan *plan);

/* Takes over the number in the line "oom_kill N", if it can be read; false if not. */
bool oom_read (int fd, uint64_t *kills);

#endif
