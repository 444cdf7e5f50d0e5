/* Whether an ended container is run again, and when: RESTART says so, and who wants its end writes the marker. */
#ifndef SHIBAFU_RESTART_H
#define SHIBAFU_RESTART_H

#include "launch.h"

struct restart {
	bool given;    /* the plan has the operation */
	bool failures; /* only after an exit code that is not 0 */
	uint64_t limit; /* how often at most; 0: no matter */
	uint64_t count; /* how often by now */
	uint64_t began, pause; /* when it was run, how long it rests after its end; ms */
	const char *marker, *record;
};

/* Before the container is run for the first time. */
void restart_begin (struct restart *restart, const struct plan *plan);

/* Whether it is run again after this end. */
bool restart_wanted (const struct restart *restart, const struct plan *plan, int wait_status);

/* Rests, longer from time to time; false if somebody wants its end meanwhile. */
bool restart_rest (struct restart *restart);

/* Removes what the last run has left in the container's directory. */
void restart_clear (const struct plan *plan);

/* Writes down which process it is, and lets it go if it waits for that; ends it if somebody wants that by now. */
bool restart_go (struct restart *restart, const struct launch *launch);

#endif
