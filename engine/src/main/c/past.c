#include "past.h"

#include <stdbool.h>
#include <string.h>

enum { ENQUIRY = 0x05, BELL = 0x07, CANCEL = 0x18, SUBSTITUTE = 0x1a, ESCAPE = 0x1b };

static bool has (const struct past *past, uint8_t byte)
{
	return memchr (past->sequence, byte, past->held) != NULL;
}

/* DA, DSR, window reports, DECREQTPARM; DECRQM; XTVERSION; the keyboard's and the graphics' state. */
static bool is_question (const struct past *past, uint8_t final)
{
	switch (final) {
	case 'c':
	case 'n':
	case 't':
	case 'x':
		return true;
	case 'p':
		return has (past, '$');
	case 'q':
		return has (past, '>');
	case 'u':
	case 'S':
		return has (past, '?');
	default:
		return false;
	}
}

static size_t release (struct past *past, uint8_t *out)
{
	size_t held = past->held;

	memcpy (out, past->sequence, held);
	past->held = 0;
	past->state = PAST_TEXT;
	return held;
}

static size_t in_text (struct past *past, uint8_t byte, uint8_t *out)
{
	if (byte == ENQUIRY)
		return 0;
	if (byte == ESCAPE) {
		past->sequence[0] = byte;
		past->held = 1;
		past->state = PAST_ESCAPE;
		return 0;
	}
	*out = byte;
	return 1;
}

/* After ESC: what it begins. Of a string nothing is shown. */
static size_t in_escape (struct past *past, uint8_t byte, uint8_t *out)
{
	if (byte == ESCAPE)
		return 0;
	past->sequence[past->held++] = byte;
	if (byte == '[') {
		past->state = PAST_CSI;
		return 0;
	}
	if (memchr ("P]X^_", byte, 5)) {
		past->held = 0;
		past->state = PAST_STRING;
		return 0;
	}
	if (byte != 'Z') /* DECID */
		return release (past, out);
	past->held = 0;
	past->state = PAST_TEXT;
	return 0;
}

static size_t in_csi (struct past *past, uint8_t byte, uint8_t *out)
{
	bool broken = byte == ESCAPE || byte == CANCEL || byte == SUBSTITUTE || past->held == PAST_SEQUENCE - 1;

	if (broken || (byte >= '@' && byte <= '~' && is_question (past, byte))) {
		past->held = 0;
		past->state = PAST_TEXT;
		return byte == ESCAPE ? in_text (past, byte, out) : 0;
	}
	past->sequence[past->held++] = byte;
	return byte >= '@' && byte <= '~' ? release (past, out) : 0;
}

static void in_string (struct past *past, uint8_t byte)
{
	if (byte == BELL || byte == CANCEL || byte == SUBSTITUTE)
		past->state = PAST_TEXT;
	else if (byte == ESCAPE)
		past->state = PAST_STRING_ESCAPE;
	else if (past->state == PAST_STRING_ESCAPE)
		past->state = PAST_TEXT; /* its end, ESC \, or a sequence that broke it off */
}

size_t past_filter (struct past *past, const uint8_t *bytes, size_t length, uint8_t *out)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++) {
		switch (past->state) {
		case PAST_TEXT:
			count += in_text (past, bytes[i], out + count);
			break;
		case PAST_ESCAPE:
			count += in_escape (past, bytes[i], out + count);
			break;
		case PAST_CSI:
			count += in_csi (past, bytes[i], out + count);
			break;
		case PAST_STRING:
		case PAST_STRING_ESCAPE:
			in_string (past, bytes[i]);
			break;
		}
	}
	return count;
}
