/* The last steps of the new process: where it stands, what it executes. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

/* The kernel's own word on where we are: a directory that can't be reached from the root is "(unreachable)..."
 * (CVE-2024-21626). */
static bool inside_root (void)
{
	char path[PATH_MAX];

	if (syscall (SYS_getcwd, path, sizeof path) < 0)
		return false;
	if (path[0] == '/')
		return true;
	errno = EXDEV;
	return false;
}

/* Fields: destination make */
bool op_change_dir (struct run *run, struct fields *f)
{
	int dir = path_open (run, f->at[0].text, O_PATH | O_DIRECTORY, 0);

	if (dir < 0 && errno == ENOENT && f->at[1].number)
		dir = path_make (run, f->at[0].text, PATH_DIRECTORY, 0755, 0);
	return closing (dir, dir >= 0 && fchdir (dir) == 0 && inside_root ());
}

static bool executable (const char *path)
{
	struct stat status;

	if (stat (path, &status) < 0)
		return false;
	if (!S_ISREG (status.st_mode)) {
		errno = EACCES;
		return false;
	}
	if (sys_faccessat2 (AT_FDCWD, path, X_OK, AT_EACCESS) == 0)
		return true;
	/* A filter may not know the call. The older one asks for the real user, who is the same by now. */
	return (errno == ENOSYS || errno == EPERM) && syscall (SYS_faccessat, AT_FDCWD, path, X_OK) == 0;
}

/* Looks in one directory of PATH; an empty one is the working directory. */
static bool find_in (struct run *run, const char *dir, size_t length, const char *name)
{
	if (length + strlen (name) + 2 > sizeof run->program) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy (run->program, dir, length);
	run->program[length] = 0;
	add_text (add_text (run->program + length, length ? "/" : "./"), name);
	return executable (run->program);
}

/* Fields: name path. Something that may not be executed is worth more words than something that is not there. */
bool op_find_program (struct run *run, struct fields *f)
{
	const char *name = f->at[0].text, *path = f->at[1].text;
	int error = ENOENT;

	run_detail (run, name);
	if (strchr (name, '/') || !*name) {
		if (strlen (name) >= sizeof run->program) {
			errno = ENAMETOOLONG;
			return false;
		}
		strcpy (run->program, name);
		return executable (name);
	}
	for (;;) {
		size_t length = strcspn (path, ":");
		if (find_in (run, path, length, name))
			return true;
		if (errno == EACCES)
			error = EACCES;
		if (!path[length])
			break;
		path += length + 1;
	}
	errno = error;
	return false;
}

static bool close_up_to (unsigned first, unsigned end)
{
	return first >= end || sys_close_range (first, end - 1) == 0;
}

/* Closes all but the standard streams, what the plan lets the program have, and two of our own: a process that may wait
 * for long must not keep other programs' pipes open. What the caller has not declared is close-on-exec. */
static bool close_others (unsigned preserve, unsigned a, unsigned b)
{
	unsigned first = 3 + preserve, low = a < b ? a : b, high = a < b ? b : a;

	for (unsigned fd = 3; fd < first; fd++) {
		int flags = fd == a || fd == b ? 0 : fcntl ((int) fd, F_GETFD);
		if (flags > 0 && flags & FD_CLOEXEC)
			close ((int) fd);
	}
	low = low < first ? first - 1 : low;
	high = high < first ? first - 1 : high;
	return close_up_to (first, low) && close_up_to (low + 1, high) && sys_close_range (high + 1, ~0U) == 0;
}

static unsigned preserved (const struct run *run)
{
	struct fields fields;

	plan_fields (run->plan, run->plan->sections[SECTION_CHILD].end - 1, &fields);
	return fields.at[2].number < 65536 ? (unsigned) fields.at[2].number : 65536;
}

/* Signals reach us now as they will reach the program. */
bool op_wait_start (struct run *run, struct fields *f)
{
	char byte;
	ssize_t size;

	(void) f;
	if (!close_others (preserved (run), (unsigned) run->sync, (unsigned) run->fifo) && !run->closed)
		return false;
	reset_signals ();
	if (!message_send (run->sync, MESSAGE_READY, 0, -1))
		return false;
	close (run->sync);
	run->started = true;
	do
		size = read (run->fifo, &byte, 1);
	while (size < 0 && errno == EINTR);
	close (run->fifo);
	/* Whoever starts us has that yet to tell, and the kernel has woken us on its CPU. A filter may deny this. */
	if (!run->closed)
		sched_yield ();
	return size == 1;
}

bool exec_close_early (struct run *run)
{
	unsigned sync = (unsigned) run->sync, fifo = run->fifo < 0 ? sync : (unsigned) run->fifo;

	run->closed = close_others (preserved (run), sync, fifo);
	return run->closed;
}

char **vector_of (struct field list)
{
	size_t size = (list.number + 1) * sizeof (char *);
	char **vector = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (vector == MAP_FAILED)
		return NULL;
	for (uint64_t i = 0; i < list.number; i++)
		vector[i] = (char *) (uintptr_t) list_text (&list);
	return vector;
}

bool exec_prepare (struct run *run)
{
	struct fields exec;

	plan_fields (run->plan, run->plan->sections[SECTION_CHILD].end - 1, &exec);
	char **arguments = vector_of (exec.at[0]);
	run->environment = vector_of (exec.at[1]);
	if (!arguments || !run->environment)
		return false;
	if (!arguments[0]) {
		errno = EINVAL;
		return false;
	}
	/* The socket closes by itself at execve, and not before: that is how the launcher knows. */
	unsigned sync = run->started ? STDERR_FILENO : (unsigned) run->sync;
	if (!close_others (preserved (run), sync, sync) && !run->closed)
		return false;
	reset_signals ();
	umask (run->umask);
	run->arguments = arguments;
	return true;
}

/* Fields: arguments environment preserve */
bool op_exec (struct run *run, struct fields *f)
{
	(void) f;
	if (!run->arguments && !exec_prepare (run))
		return false;
	const char *program = *run->program ? run->program : run->arguments[0];
	execve (program, run->arguments, run->environment);
	return run_detail (run, program);
}
