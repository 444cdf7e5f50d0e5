/* What is passed on of what is typed, and when it is that which leaves. */
#include "keys.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>

/* What the program gets of these; "|" at the end: left. */
static const char *got (const char *keys, const char *typed)
{
	static char text[128];
	struct keys k;
	uint8_t out[KEYS_MAX + 1];
	size_t used = 0, passed;

	keys_set (&k, (const uint8_t *) keys, strlen (keys));
	for (; *typed; typed++) {
		bool on = *typed == '~' || keys_take (&k, (uint8_t) *typed, out, &passed);
		if (*typed == '~') /* silence */
			passed = keys_release (&k, out);
		memcpy (text + used, out, passed);
		used += passed;
		text[used] = 0;
		if (!on)
			return strcat (text, "|");
	}
	text[used] = 0;
	return text;
}

static void is (const char *keys, const char *typed, const char *wanted)
{
	const char *seen = got (keys, typed);

	ok (strcmp (seen, wanted) == 0, typed);
	if (strcmp (seen, wanted) != 0)
		printf ("# got %s\n", seen);
}

int main (void)
{
	is ("pq", "abc", "abc");
	is ("pq", "apq", "a|");
	is ("pq", "appq", "ap|");
	is ("pq", "apxq", "apxq");
	is ("pq", "p", "");
	is ("pq", "p~q", "pq");
	is ("xyz", "xyxyz", "xy|");
	is ("xyz", "xyq", "xyq");
	is ("x", "ax", "a|");
	is ("", "pq", "pq");
	is ("0123456789abcdef0", "0123456789abcdef0", "0123456789abcdef0");
	return tap_end ();
}
