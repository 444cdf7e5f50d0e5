/* A network namespace made ahead of a clone, as root: `make check-root`. */
#include "run.h"
#include "tap.h"

#include <sched.h>
#include <string.h>
#include <unistd.h>

static void own (char name[64])
{
	ssize_t length = readlink ("/proc/self/ns/net", name, 63);
	name[length > 0 ? length : 0] = 0;
}

static bool at (const char *expected)
{
	char name[64];

	own (name);
	return strcmp (name, expected) == 0;
}

int main (void)
{
	const uint64_t wanted = CLONE_NEWNET | CLONE_NEWUTS;
	char host[64];
	int home = -1;

	own (host);
	ok (network_enter (wanted, &home) == wanted && at (host), "where none was made ahead, the clone makes its own");
	ok (network_leave (home) && at (host), "and there is nothing to leave");

	ok (network_ahead () && at (host), "who makes one ahead stays where he is");
	ok (network_enter (CLONE_NEWUTS, &home) == CLONE_NEWUTS && home < 0, "it is not for who wants none");
	ok (network_enter (wanted | CLONE_NEWUSER, &home) == (wanted | CLONE_NEWUSER) && home < 0,
	    "nor for who gets a user namespace, to which it would not belong");
	ok (network_enter (wanted, &home) == CLONE_NEWUTS && !at (host), "it is entered for the clone");
	ok (network_leave (home) && at (host), "and left again");
	home = -1;
	ok (network_enter (wanted, &home) == wanted && at (host), "it serves once");
	return tap_end ();
}
