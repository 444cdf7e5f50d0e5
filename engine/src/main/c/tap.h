/* The whole test harness: lines for prove(1). */
#ifndef SHIBAFU_TAP_H
#define SHIBAFU_TAP_H

#include <stdbool.h>
#include <stdio.h>

static int tap_tests, tap_failures;

static inline bool ok (bool good, const char *what)
{
	printf ("%s %d - %s\n", good ? "ok" : "not ok", ++tap_tests, what);
	tap_failures += !good;
	return good;
}

static inline int tap_end (void)
{
	printf ("1..%d\n", tap_tests);
	return tap_failures ? 1 : 0;
}

#endif
