#include "oom.h"
#include "tap.h"

#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
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

#define KILLED(priority, path, name, pid)                                                                                \
	priority ",812,9000,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=a.scope,mems_allowed=0,oom_memcg=/" \
	         "system.slice,task_memcg=" path ",task=" name ",pid=" pid ",uid=0\n"

/* Whether process 77 of /sys/fs/cgroup/system.slice/a.scope was killed, by a log with this record among others. */
static bool logged (const char *record)
{
	static const char other[] = "6,811,8999,-;sh invoked oom-killer: gfp_mask=0xcc0, order=0, oom_score_adj=0\n";
	int log[2];

	if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, log))
		return false;
	send (log[1], other, sizeof other - 1, 0);
	send (log[1], record, strlen (record), 0);
	send (log[1], other, sizeof other - 1, 0);
	close (log[1]);
	bool found = oom_in_log (log[0], "/sys/fs/cgroup/system.slice/a.scope/memory.events", 77);
	close (log[0]);
	return found;
}

static void test_log (void)
{
	ok (logged (KILLED ("6", "/system.slice/a.scope", "sh", "77")), "the log tells of a kill");
	ok (!logged (KILLED ("6", "/system.slice/a.scope", "sh", "78")), "of another process");
	ok (!logged (KILLED ("6", "/system.slice/b.scope", "sh", "77")), "of another cgroup");
	ok (!logged (KILLED ("6", "/", "sh", "77")), "of none");
	ok (!logged (KILLED ("14", "/system.slice/a.scope", "sh", "77")), "what a program has written there is not believed");
	ok (logged (KILLED ("6", "/system.slice/a.scope", "a,pid=3", "77")), "a name may be whatever it is");
	ok (!logged (KILLED ("6", "/system.slice/a.scope", "a,pid=77", "3")), "and tells nothing");
	ok (!logged ("6,812,9000,-;oom-kill:") && !logged ("6") && !logged (";"), "a record that was cut tells nothing");
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
	test_log ();
	return tap_end ();
}
