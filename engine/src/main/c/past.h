/* What a terminal showed before somebody looked, made fit to be shown again: without the questions that programs have
 * asked of it (the new terminal would answer them, as if typed), and without strings, as to the clipboard. */
#ifndef SHIBAFU_PAST_H
#define SHIBAFU_PAST_H

#include <stddef.h>
#include <stdint.h>

enum { PAST_SEQUENCE = 64 };

/* Where in a sequence the last piece has ended. */
struct past {
	enum { PAST_TEXT, PAST_ESCAPE, PAST_CSI, PAST_STRING, PAST_STRING_ESCAPE } state;
	size_t held; /* bytes of a control sequence whose end has not come */
	uint8_t sequence[PAST_SEQUENCE];
};

/* Writes what may be shown of a piece to out, which has room for the piece and PAST_SEQUENCE more. Yields how much. */
size_t past_filter (struct past *past, const uint8_t *bytes, size_t length, uint8_t *out);

#endif
