#include "oom.h"
#include "tap.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What is known after a file with this text was read, if so much was known before. */
static struct oom read_from (const char *text, struct oom known)
{
	int fd = memfd_create ("events", MFD_CLOEXEC);

	if (write (fd, text, strlen (text)) != (ssize_t) strlen (text) || !oom_read (fd, &known))
		known.kills = 999;
	close (fd);
	return known;
}

static uint64_t kills_in (const char *text)
{
	return read_from (text, (struct oom){ .kills = 7 }).kills;
}

static void test_end_of_a_cgroup (void)
{
	struct oom oom = read_from ("max 9\noom 0\noom_kill 0\n", (struct oom){ 0 });

	ok (oom_kills (&oom) == 0, "one that was at its limit lost nobody");
	oom = read_from ("max 9\noom 1\noom_kill 0\n", oom);
	ok (oom.kills == 0 && oom_kills (&oom) == 1, "one that ended while somebody was looked for lost him");
	oom = read_from ("max 10\noom 1\noom_kill 0\n", oom);
	ok (oom_kills (&oom) == 1, "however often it was read");
	oom = read_from ("max 10\noom 1\noom_kill 2\n", oom);
	ok (oom_kills (&oom) == 2, "who was seen to be killed counts once");
	oom = read_from ("max 12\noom 2\noom_kill 2\n", oom);
	ok (oom_kills (&oom) == 3, "the next one is looked for anew");
}

int main (void)
{
	struct oom known = { .kills = 7 };

	ok (kills_in ("low 0\nhigh 1\nmax 22\noom 3\noom_kill 4\noom_group_kill 5\n") == 4, "v2's memory.events");
	ok (kills_in ("oom_kill_disable 0\nunder_oom 0\noom_kill 12\n") == 12, "v1's memory.oom_control");
	ok (kills_in ("oom_kill 3\n") == 3, "the first line too");
	ok (kills_in ("oom_kill_disable 5\nunder_oom 0\n") == 7, "a kernel that does not count changes nothing");
	ok (kills_in ("") == 7, "nor does an empty file");
	ok (!oom_read (-1, &known) && known.kills == 7, "nor one that can't be read");
	test_end_of_a_cgroup ();
	return tap_end ();
}
