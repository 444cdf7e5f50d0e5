/* Moves bytes between the caller and the master of a container's terminal. */
#ifndef SHIBAFU_RELAY_H
#define SHIBAFU_RELAY_H

#include "keys.h"
#include "logpump.h"

#include <poll.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { RELAY_BUFFER = 4096 };

struct stream {
	size_t start, end;
	uint8_t bytes[RELAY_BUFFER];
};

struct relay {
	int master;
	int output;
	struct keys keys; /* that leave */
	bool from_terminal; /* it can no longer be asked once it is gone */
	bool input_over;
	bool hung_up; /* nobody holds the terminal's other side right now */
	uint8_t last; /* byte that was passed in */
	struct stream in, out;
	struct logpump log;
};

enum relay_result { RELAY_ON, RELAY_DONE, RELAY_DETACH, RELAY_HANGUP, RELAY_PIPE };

/* What the relay waits for, as three poll(2) entries and a time limit. */
enum { RELAY_INPUT, RELAY_MASTER, RELAY_OUTPUT, RELAY_POLLS };

/* Standard output, so that it does not block where that can be had. */
int relay_output (void);

/* Keys can only be typed on a terminal. NULL: none leave. */
void relay_start (struct relay *relay, int master, const struct keys *leave, const char *log);
int relay_wait (const struct relay *relay, struct pollfd *polls, bool over);

/* Does what poll allows (none: the time limit passed). Over: the process has ended, only its last words count. */
enum relay_result relay_work (struct relay *relay, const struct pollfd *polls, bool none, bool over);

#endif
