#include "plan_maker.h"
#include "restart.h"
#include "tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static char directory[] = "/tmp/restart_test.XXXXXX";
static char marker[64], record[64], fifo[64];

static const struct plan *plan_of (bool restarts, bool failures, unsigned limit)
{
	static struct maker maker;

	maker_begin (&maker);
	maker_op (&maker, OP_MAKE_FIFO, fifo);
	if (restarts)
		maker_op (&maker, OP_RESTART, failures ? 1 : 0, (int) limit, marker, record);
	return maker_plan (&maker);
}

static void touch (const char *path)
{
	close (open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

/* Whether it is run again after this end, as the so many and first time. */
static bool wanted (const struct plan *plan, int wait_status, unsigned count)
{
	struct restart restart;

	restart_begin (&restart, plan);
	restart.count = count;
	return restart_wanted (&restart, plan, wait_status);
}

static void rests (void)
{
	static const uint64_t expected[] = { 100, 200, 400 };
	struct restart restart;
	bool good = true;

	restart_begin (&restart, plan_of (true, false, 0));
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		good = restart_rest (&restart) && restart.pause == expected[i] && good;
	ok (good, "each rest is twice as long");
	restart.pause = 40000;
	touch (marker);
	ok (!restart_rest (&restart) && restart.pause == 60000, "up to a minute, but no longer than somebody wants its end");
	unlink (marker);
	restart.began -= 10000;
	ok (restart_rest (&restart) && restart.pause == 100, "and anew once it has run for a while");
}

int main (void)
{
	enum { FAILED = 7 << 8, KILLED = 9 };
	struct restart restart;

	if (!mkdtemp (directory))
		return 1;
	snprintf (marker, sizeof marker, "%s/stopping", directory);
	snprintf (record, sizeof record, "%s/restarts", directory);
	snprintf (fifo, sizeof fifo, "%s/fifo", directory);
	ok (!wanted (plan_of (false, false, 0), FAILED, 0), "not without a policy");
	ok (wanted (plan_of (true, false, 0), 0, 1000), "always");
	ok (!wanted (plan_of (true, true, 0), 0, 0), "on failure: not when it ends well");
	ok (wanted (plan_of (true, true, 0), KILLED, 1000), "on failure: when it was killed");
	ok (wanted (plan_of (true, true, 3), FAILED, 2), "on failure: as often as it may");
	ok (!wanted (plan_of (true, true, 3), FAILED, 3), "on failure: not more often");
	touch (fifo);
	ok (!wanted (plan_of (true, false, 0), KILLED, 0), "not if it was never started");
	unlink (fifo);
	touch (marker);
	ok (wanted (plan_of (true, false, 0), FAILED, 0), "a marker of what had its name before is none");
	restart_begin (&restart, plan_of (true, false, 0));
	touch (marker);
	ok (!restart_wanted (&restart, plan_of (true, false, 0), FAILED), "not when somebody wants its end");
	unlink (marker);
	rests ();
	rmdir (directory);
	return tap_end ();
}
