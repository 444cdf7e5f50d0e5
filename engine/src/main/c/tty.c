#include "tty.h"

#include <signal.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

/* For a handler of fatal signals there is no other way than a global. */
static struct termios saved;
static volatile sig_atomic_t is_raw;

static void crash (int number)
{
	tty_restore ();
	raise (number); /* SA_RESETHAND: this time it is the end */
}

static void restore_on_crash (void)
{
	static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS };
	struct sigaction action = { .sa_handler = crash, .sa_flags = (int) (SA_RESETHAND | SA_NODEFER) };

	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		sigaction (fatal[i], &action, NULL);
}

void tty_raw (void)
{
	struct termios raw;
	sigset_t stops;

	if (!isatty (0) || (!is_raw && tcgetattr (0, &saved) < 0))
		return;
	restore_on_crash ();
	raw = saved;
	cfmakeraw (&raw);
	/* Blocked, these would let us change the terminal of whoever is in the foreground. */
	sigemptyset (&stops);
	sigaddset (&stops, SIGTTOU);
	sigaddset (&stops, SIGTTIN);
	sigprocmask (SIG_UNBLOCK, &stops, NULL);
	int done = tcsetattr (0, TCSANOW, &raw);
	sigprocmask (SIG_BLOCK, &stops, NULL);
	is_raw = is_raw || done == 0;
}

/* TCSANOW: a terminal that takes no more output must not hold us here. */
void tty_restore (void)
{
	if (is_raw)
		tcsetattr (0, TCSANOW, &saved);
	is_raw = 0;
}

void tty_suffer (int number)
{
	struct sigaction action;
	sigset_t set;

	sigaction (number, NULL, &action);
	if (action.sa_handler == SIG_IGN) /* nohup */
		return;
	bool was_raw = is_raw;
	tty_restore ();
	raise (number);
	sigemptyset (&set);
	sigaddset (&set, number);
	sigprocmask (SIG_UNBLOCK, &set, NULL);
	sigprocmask (SIG_BLOCK, &set, NULL); /* it was a stop, and is over */
	if (was_raw)
		tty_raw ();
}

void tty_copy_size (int master)
{
	struct winsize size;

	for (int fd = 0; fd < 3; fd++) {
		if (ioctl (fd, TIOCGWINSZ, &size) == 0) {
			if (size.ws_row && size.ws_col)
				ioctl (master, TIOCSWINSZ, &size);
			return;
		}
	}
}
