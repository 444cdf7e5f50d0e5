/* Namespaces and cgroups to join or to leave. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <sched.h>
#include <string.h>
#include <sys/prctl.h>

/* From here on we may be seen by processes of a container: they must not trace us, nor take what we have open
 * (CVE-2016-9962). The kernel makes us dumpable again at execve(2). */
bool join_hide (struct run *run)
{
	if (run->dumpable < 0)
		run->dumpable = prctl (PR_GET_DUMPABLE);
	return prctl (PR_SET_DUMPABLE, 0) == 0;
}

static bool keep_home (int *home, const char *path)
{
	if (*home < 0)
		*home = open (path, O_RDONLY | O_CLOEXEC);
	return *home >= 0;
}

/* Undoes what the launcher did to itself for the sake of its child. */
void join_home (const struct run *run)
{
	if (run->home_pid >= 0)
		setns (run->home_pid, CLONE_NEWPID);
	if (run->home_time >= 0)
		setns (run->home_time, CLONE_NEWTIME);
	if (run->dumpable > 0)
		prctl (PR_SET_DUMPABLE, 1);
}

static void joined (struct run *run, uint64_t types)
{
	if (types & CLONE_NEWNS)
		path_forget_root (run); /* setns(2) has changed root and working directory */
}

/* Fields: type path */
bool op_join_namespace (struct run *run, struct fields *f)
{
	int type = (int) f->at[0].number;
	int fd = open (f->at[1].text, O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return false;
	bool good = closing (fd, join_hide (run) && setns (fd, type) == 0);
	if (good && type == CLONE_NEWNS)
		run->own_mounts = true;
	if (good)
		joined (run, f->at[0].number);
	return good;
}

/* Fields: pid start-time flags. The pid is the host's, so it can only be looked up before a pid namespace is joined;
 * the descriptor serves the child as well. A pid of 0 is that of whom the launch stands beside. Flags of 0 only look it up; setns(2) would refuse them. */
bool op_join_process (struct run *run, struct fields *f)
{
	uint64_t types = f->at[2].number;

	if (run->target < 0)
		run->target = process_open ((pid_t) f->at[0].number, f->at[1].number);
	if (run->target < 0 || (types & CLONE_NEWPID && !keep_home (&run->home_pid, "/proc/self/ns/pid")))
		return false;
	if (!join_hide (run) || (types && setns (run->target, (int) types) < 0))
		return false;
	joined (run, types);
	return true;
}

/* Fields: flags */
bool op_unshare (struct run *run, struct fields *f)
{
	if (unshare ((int) f->at[0].number) < 0)
		return false;
	if (f->at[0].number & CLONE_NEWNS)
		run->own_mounts = true;
	return true;
}

static char *add_offset (char *end, const char *clock, struct field seconds, struct field nanos)
{
	end = add_number (add_text (end, clock), (int64_t) seconds.number);
	return add_text (add_number (add_text (end, " "), (int32_t) nanos.number), "\n");
}

/* Fields: monotonic-secs monotonic-nanos boottime-secs boottime-nanos. The new namespace is for children only, and
 * its offsets can be set as long as it has none: so it can not be a flag of clone3. */
bool op_time_namespace (struct run *run, struct fields *f)
{
	char text[128];
	char *end = add_offset (text, "monotonic ", f->at[0], f->at[1]);

	end = add_offset (end, "boottime ", f->at[2], f->at[3]);
	if (!keep_home (&run->home_time, "/proc/self/ns/time") || unshare (CLONE_NEWTIME) < 0)
		return false;
	int fd = open ("/proc/self/timens_offsets", O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	return closing (fd, write (fd, text, (size_t) (end - text)) == end - text);
}

/* "0" is whoever writes it, in whichever pid namespace that is. */
bool op_join_cgroups (struct run *run, struct fields *f)
{
	(void) f;
	for (unsigned i = 0; i < run->cgroup_count; i++) {
		if (write (run->cgroups[i], "0", 1) != 1)
			return false;
		run->value++;
	}
	return true;
}
