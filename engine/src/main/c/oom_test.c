#include "oom.h"
#include "tap.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What is known after a file with this text was read, if 7 was known before. */
static uint64_t read_from (const char *text)
{
	uint64_t kills = 7;
	int fd = memfd_create ("events", MFD_CLOEXEC);

	if (write (fd, text, strlen (text)) != (ssize_t) strlen (text) || !oom_read (fd, &kills))
		kills = 999;
	close (fd);
	return kills;
}

int main (void)
{
	uint64_t kills = 7;

	ok (read_from ("low 0\nhigh 1\nmax 22\noom 3\noom_kill 4\noom_group_kill 5\n") == 4, "v2's memory.events");
	ok (read_from ("oom_kill_disable 0\nunder_oom 0\noom_kill 12\n") == 12, "v1's memory.oom_control");
	ok (read_from ("oom_kill 3\n") == 3, "the first line too");
	ok (read_from ("oom_kill_disable 5\nunder_oom 0\n") == 7, "a kernel that does not count changes nothing");
	ok (read_from ("") == 7, "nor does an empty file");
	ok (!oom_read (-1, &kills) && kills == 7, "nor one that can't be read");
	return tap_end ();
}
