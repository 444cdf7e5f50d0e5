/* The ids that a user may give to processes of their own. */
#ifndef SHIBAFU_RANGES_H
#define SHIBAFU_RANGES_H

#include <sys/types.h>

/* ranges.c: maps the user's own ids to root's in the user namespace of a process, and the ranges that the user has
 * (subuid(5), subgid(5)) to those from 1 on. Exits when that fails; without ranges there is root alone. */
void ranges_map (pid_t pid);

#endif
