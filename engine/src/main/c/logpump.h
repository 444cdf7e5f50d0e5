/* Moves a container's output into its log, in CRI's line format: TIME STREAM F|P TEXT. */
#ifndef SHIBAFU_LOGPUMP_H
#define SHIBAFU_LOGPUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rotation;

enum { LOG_LINE = 16 * 1024 };

struct logpump {
	int log;            /* -1: what comes is thrown away */
	const char *stream; /* "stdout" or "stderr" */
	struct rotation *rotation; /* of the log, which others may write to as well; NULL: it may grow */
	size_t used;
	size_t lost; /* bytes that could not be written since the last that could */
	bool torn;   /* the log ends within a line, by a write that was cut short */
	uint8_t line[LOG_LINE];
};

/* Opens a log for appending; -1 with errno if that can't be. */
int log_open (const char *path);

void logpump_start (struct logpump *pump, int log, const char *stream);

/* Takes what the container wrote, and writes all lines that it completes. */
void logpump_feed (struct logpump *pump, const uint8_t *bytes, size_t length);

/* Writes what is left, as a partial line. */
void logpump_flush (struct logpump *pump);

#endif
