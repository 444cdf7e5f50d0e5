/* Keys by which a caller leaves what goes on without it. */
#ifndef SHIBAFU_KEYS_H
#define SHIBAFU_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How long keys that may become all of them wait for the rest. */
enum { KEYS_MAX = 16, KEYS_HOLD_MS = 400 };

struct keys {
	uint8_t typed[KEYS_MAX];
	size_t count; /* 0: none leave */
	size_t held;  /* as many have been typed */
};

/* More than KEYS_MAX are none. */
void keys_set (struct keys *keys, const uint8_t *typed, size_t count);

/* Takes one that was typed; false if it is the last of them. *passed is how much is to be passed on: those held before
 * that turned out to be meant for the program, and perhaps this one. */
bool keys_take (struct keys *keys, uint8_t byte, uint8_t out[static KEYS_MAX + 1], size_t *passed);

/* Those held are meant for the program: nothing follows. Yields how many. */
size_t keys_release (struct keys *keys, uint8_t out[static KEYS_MAX]);

#endif
