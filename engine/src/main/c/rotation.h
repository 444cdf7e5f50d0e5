/* A log that is moved aside when it is full: path is then path.1, that path.2, and so on, and the last one goes. */
#ifndef SHIBAFU_ROTATION_H
#define SHIBAFU_ROTATION_H

#include "plan.h"

struct rotation {
	const char *path; /* NULL: the log is never full */
	uint64_t size, limit; /* bytes */
	uint64_t files; /* how many there are at most, path among them */
};

/* As the plan says of a log that is open. */
void rotation_begin (struct rotation *rotation, const struct plan *plan, int log);

/* So much is about to be written to the log, in whole lines. The descriptor stands for a new file if they have no room. */
void rotation_room (struct rotation *rotation, int log, size_t bytes);

#endif
