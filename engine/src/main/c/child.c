/* The processes that a launch makes. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EXIT_NOT_EXECUTABLE = 126, EXIT_NOT_FOUND = 127 };

/* Told to whoever holds the program's stderr, as the launcher has long gone. */
static void tell (const struct run *run, int error)
{
	char line[DETAIL_MAX + 128], *end = line;
	unsigned code = run->plan->ops[run->index].code;

	end = add_text (add_text (end, "shibafu: "),
	                code == OP_EXEC ? "execute" : code == OP_HOOK ? "run startContainer hook" : "start");
	end = add_text (add_text (end, " "), run->report->detail);
	end = add_text (add_text (add_text (end, ": "), strerror (error)), "\n");
	if (write (STDERR_FILENO, line, (size_t) (end - line)) < 0)
		return; /* nobody is left to tell */
}

/* The CPUs that its caller was bound to are not the container's: its cgroup says which it has. Since Linux 6.2 what was
 * asked for stays in force beside the cgroup's. A plan may say otherwise. */
static void forget_cpus (const struct run *run)
{
	unsigned char all[1024];

	memset (all, 0xff, sizeof all);
	if (!plan_has (run->plan, OP_CPU_AFFINITY))
		syscall (SYS_sched_setaffinity, 0, sizeof all, all);
}

_Noreturn void child_main (struct run *run)
{
	struct message go;
	int none;

	closing (run->peer, true); /* else we would not see the launcher's death */
	if (!message_receive (run->sync, &go, &none) || go.kind != MESSAGE_GO)
		_exit (EXIT_NOT_EXECUTABLE);
	umask (0); /* modes are the plan's */
	forget_cpus (run);
	for (int fd = 0; fd < 3; fd++)
		if (run->stdio[fd] >= 0)
			dup2 (run->stdio[fd], fd);
	run_section (run, SECTION_CHILD);
	int error = errno;
	if (run->started)
		tell (run, error);
	_exit (run->plan->ops[run->index].code == OP_EXEC && error == ENOENT ? EXIT_NOT_FOUND : EXIT_NOT_EXECUTABLE);
}
