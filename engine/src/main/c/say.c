/* Words for the caller, and a deaf ear to signals. */
#include "front.h"

#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One write, so that the line stays whole among those of the JVM. */
static void say (const char *error, const char *format, va_list list)
{
	char text[2048];

	vsnprintf (text, sizeof text, format, list);
	dprintf (2, "shibafu: %s%s%s\n", text, error ? ": " : "", error ? error : "");
}

void complain (const char *format, ...)
{
	va_list list;

	va_start (list, format);
	say (NULL, format, list);
	va_end (list);
}

void give_up (const char *format, ...)
{
	va_list list;

	va_start (list, format);
	say (NULL, format, list);
	_exit (EXIT_ENGINE);
}

void give_up_errno (const char *format, ...)
{
	const char *error = strerror (errno);
	va_list list;

	va_start (list, format);
	say (error, format, list);
	_exit (EXIT_ENGINE);
}

void block_signals (void)
{
	sigset_t all;

	sigfillset (&all);
	sigprocmask (SIG_SETMASK, &all, NULL);
}

void unblock_signals (void)
{
	sigset_t none;

	sigemptyset (&none);
	sigprocmask (SIG_SETMASK, &none, NULL);
}
