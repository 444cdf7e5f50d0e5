/* A network namespace for the next process, made while the engine thinks about the rest of the plan: no other part of a
 * launch takes the kernel as long. */
#include "run.h"

#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#define OWN_NETWORK "/proc/self/ns/net"

static int made = -1;

static int open_own (void)
{
	return open (OWN_NETWORK, O_RDONLY | O_CLOEXEC);
}

bool network_ahead (void)
{
	int home = open_own ();
	bool back = true;

	/* Who is root of a user namespace alone could leave the host's network, and not come back. */
	if (home >= 0 && made < 0 && setns (home, CLONE_NEWNET) == 0 && unshare (CLONE_NEWNET) == 0) {
		made = open_own ();
		back = setns (home, CLONE_NEWNET) == 0;
	}
	return closing (home, back);
}

uint64_t network_enter (uint64_t flags, int *home)
{
	/* That of a user namespace belongs to it. */
	if (made < 0 || !(flags & CLONE_NEWNET) || flags & CLONE_NEWUSER)
		return flags;
	*home = open_own ();
	return *home >= 0 && setns (made, CLONE_NEWNET) == 0 ? flags & ~(uint64_t) CLONE_NEWNET : flags;
}

bool network_leave (int home)
{
	bool back = home < 0 || setns (home, CLONE_NEWNET) == 0;

	closing (home, true);
	network_forget ();
	return back;
}

void network_forget (void)
{
	closing (made, true);
	made = -1;
}
