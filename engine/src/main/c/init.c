/* A container's process 1, where the program itself should not be it: passes signals on, reaps, and ends with the
 * program's code. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* KILL_TOLD_US: the kernel tells of a kill for want of memory up to 10 ms late (CGROUP_FILE_NOTIFY_MIN_INTV). */
enum { LAST_SIGNAL = 64, KILL_TOLD_US = 30000 };

/* By system call: libc keeps some signals for itself, which may have come to us ignored. */
void reset_signals (void)
{
	static const uint8_t DEFAULT_ACTION[64]; /* the kernel's struct sigaction: all zero is SIG_DFL */
	uint64_t none = 0;

	for (int signal = 1; signal <= LAST_SIGNAL; signal++)
		syscall (SYS_rt_sigaction, signal, DEFAULT_ACTION, NULL, sizeof none);
	syscall (SYS_rt_sigprocmask, SIG_SETMASK, &none, NULL, sizeof none);
}

static void block_signals_of_init (void)
{
	uint64_t all = ~0ULL;

	syscall (SYS_rt_sigprocmask, SIG_SETMASK, &all, NULL, sizeof all);
}

/* Yields the program's exit code if it has ended, -1 if not. */
static int reap (pid_t program)
{
	int status, code = -1;
	pid_t pid;

	while ((pid = waitpid (-1, &status, WNOHANG)) > 0)
		if (pid == program)
			code = WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
	return code;
}

/* The cgroup is there as long as we are: systemd removes one without processes, and what it knew of the kill is gone. */
static _Noreturn void end (int code)
{
	if (code == 128 + SIGKILL)
		pause_us (KILL_TOLD_US);
	_exit (code);
}

/* Our arguments and environment are the caller's, not the container's business. */
static void forget_strings (const struct run *run)
{
	static const char NAME[] = "shibafu-init";
	char *start = (char *) (uintptr_t) run->strings[0];
	size_t size = run->strings[1] > run->strings[0] ? run->strings[1] - run->strings[0] : 0;

	if (!run->strings[0])
		return;
	memset (start, 0, size);
	if (size >= sizeof NAME)
		memcpy (start, NAME, sizeof NAME);
}

static _Noreturn void init_main (const struct run *run, pid_t program)
{
	uint64_t all = ~0ULL;

	prctl (PR_SET_NAME, "shibafu-init");
	prctl (PR_SET_DUMPABLE, 0);
	prctl (PR_SET_CHILD_SUBREAPER, 1); /* where this is not process 1 of a pid namespace */
	forget_strings (run);
	sys_close_range (3, ~0U);
	munmap (run->report, sizeof *run->report);
	for (;;) {
		int code = reap (program);
		if (code >= 0)
			end (code);
		long signal = syscall (SYS_rt_sigtimedwait, &all, NULL, NULL, sizeof all);
		if (signal > 0 && signal != SIGCHLD)
			kill (program, (int) signal);
	}
}

/* The program gets the terminal, if it has one, so that Ctrl-C is for it and what it starts. SIGTTOU is blocked. */
static void take_foreground (void)
{
	if (tcgetpgrp (0) >= 0 && setpgid (0, 0) == 0)
		tcsetpgrp (0, getpid ());
}

bool op_init (struct run *run, struct fields *f)
{
	struct clone_request request = { .exit_signal = SIGCHLD };

	(void) f;
	block_signals_of_init ();
	pid_t program = sys_clone3 (&request);
	if (program < 0 && errno == ENOSYS) /* a filter that cannot look into its arguments may say so */
		program = (pid_t) syscall (SYS_clone, SIGCHLD, 0, 0, 0, 0);
	if (program > 0)
		init_main (run, program);
	if (program == 0)
		take_foreground ();
	return program == 0;
}
