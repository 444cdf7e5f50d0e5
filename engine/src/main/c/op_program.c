/* Programs that the plan has the launcher run for it, as the caller's own would be: with its environment and its
 * standard input. One of them brings a process back, which is the launcher's child like one that it has made. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { KEPT = 384, FIRST_FD = 3, STREAMS = 3, MAX_FILES = 16, ABOVE_ALL = 64 };

struct program {
	pid_t pid;
	int pidfd;
	int output;      /* of its stdout and stderr; -1: closed */
	unsigned length; /* of what it said */
	char said[KEPT + 1];
};

/* Which descriptors from 3 on the program has. */
struct passed {
	unsigned from, end;
};

/* What is done in the program's place before it is executed. */
typedef bool prepare (struct run *run, struct fields *f, struct passed *passed);

static bool keep (struct passed passed)
{
	return (passed.from <= FIRST_FD || sys_close_range (FIRST_FD, passed.from - 1) == 0) &&
	       sys_close_range (passed.end, ~0U) == 0;
}

static _Noreturn void program_main (struct run *run, struct fields *f, char **arguments, int output, prepare *ready)
{
	struct passed passed = { FIRST_FD, FIRST_FD };

	output = fcntl (output, F_DUPFD_CLOEXEC, ABOVE_ALL);
	bool good = ready (run, f, &passed);
	int error = errno;
	if (dup2 (output, STDOUT_FILENO) < 0 || dup2 (output, STDERR_FILENO) < 0)
		_exit (126);
	if (good && keep (passed)) {
		reset_signals ();
		umask (run->umask);
		execve (arguments[0], arguments, environ);
		error = errno;
	}
	char why[DETAIL_MAX + 64], *end = add_text (why, run->report->detail);
	end = add_text (add_text (end, *why ? ": " : ""), strerror (error));
	if (write (STDERR_FILENO, why, (size_t) (end - why)) < 0)
		_exit (126);
	_exit (error == ENOENT ? 127 : 126);
}

static bool make_program (struct run *run, struct fields *f, struct program *program, prepare *ready)
{
	int out[2];
	struct clone_request request = {
		.flags = CLONE_REQUEST_PIDFD,
		.pidfd = (uintptr_t) &program->pidfd,
		.exit_signal = SIGCHLD,
	};
	char **arguments = vector_of (f->at[0]);

	if (!arguments)
		return false;
	if (!arguments[0]) {
		errno = EINVAL;
		return false;
	}
	if (pipe2 (out, O_CLOEXEC) < 0)
		return false;
	if (run->into_cgroup >= 0) {
		request.flags |= CLONE_REQUEST_INTO_CGROUP;
		request.cgroup = (uint64_t) run->into_cgroup;
	}
	program->pid = sys_clone3 (&request);
	if (program->pid == 0)
		program_main (run, f, arguments, out[1], ready);
	closing (out[1], true);
	program->output = out[0];
	fcntl (program->output, F_SETFL, O_NONBLOCK);
	return program->pid > 0;
}

/* More than is kept is read too: else it would block. */
static void listen_to (struct program *program)
{
	char bytes[1024];
	ssize_t n;

	while ((n = read (program->output, bytes, sizeof bytes)) > 0) {
		unsigned room = KEPT - program->length, kept = (unsigned) n < room ? (unsigned) n : room;
		memcpy (program->said + program->length, bytes, kept);
		program->length += kept;
	}
	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	closing (program->output, true);
	program->output = -1;
}

/* Until it ends; its children may go on with its stdout. */
static int wait_for (struct program *program)
{
	enum { OUTPUT, END, POLLS };
	int status = 0;

	for (;;) {
		struct pollfd polls[POLLS] = {
			[OUTPUT] = { .fd = program->output, .events = POLLIN },
			[END] = { .fd = program->pidfd, .events = POLLIN },
		};
		poll (polls, POLLS, -1);
		if (polls[OUTPUT].revents)
			listen_to (program);
		if (polls[END].revents)
			break;
	}
	if (program->output >= 0)
		listen_to (program);
	while (waitpid (program->pid, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

static bool ended_well (struct run *run, struct program *program, int status)
{
	char words[DETAIL_MAX], *end = words;

	if (status == 0)
		return true;
	if (WIFSIGNALED (status))
		end = add_number (add_text (end, "signal: "), WTERMSIG (status));
	else
		end = add_number (add_text (end, "exit status "), WEXITSTATUS (status));
	while (program->length && program->said[program->length - 1] == '\n')
		program->length--;
	program->said[program->length] = 0;
	if (program->length)
		add_text (add_text (end, ", stdout and stderr: "), program->said);
	run_detail (run, words);
	errno = ECHILD;
	return false;
}

static bool run_program (struct run *run, struct fields *f, prepare *ready)
{
	struct program program = { .pidfd = -1, .output = -1 };
	bool good = make_program (run, f, &program, ready) && ended_well (run, &program, wait_for (&program));

	return closing (program.pidfd, closing (program.output, good));
}

static bool with_one_more (struct run *run, struct fields *f, struct passed *passed)
{
	unsigned fd = (unsigned) f->at[1].number;

	(void) run;
	if (fd < FIRST_FD)
		return true;
	*passed = (struct passed){ fd, fd + 1 };
	return fcntl ((int) fd, F_SETFD, 0) == 0;
}

/* Fields: arguments pass. A descriptor of the caller's from 3 on is passed as it is. */
bool op_run_program (struct run *run, struct fields *f)
{
	return run_program (run, f, with_one_more);
}

/* 3, 4 and 5 are the caller's streams, and behind them stands what the plan has opened. First above all of these, as
 * what is there may be what is still to be copied. */
static bool pass_files (struct field files, struct passed *passed)
{
	int fds[STREAMS + MAX_FILES];
	unsigned count = STREAMS + (unsigned) files.number;

	if (files.number > MAX_FILES) {
		errno = E2BIG;
		return false;
	}
	for (unsigned i = 0; i < count; i++) {
		int fd = i < STREAMS ? (int) i : open (list_text (&files), O_RDONLY | O_CLOEXEC);
		fds[i] = fd < 0 ? -1 : fcntl (fd, F_DUPFD_CLOEXEC, (int) (FIRST_FD + count));
		if (fds[i] < 0)
			return false;
	}
	for (unsigned i = 0; i < count; i++)
		if (dup2 (fds[i], (int) (FIRST_FD + i)) < 0)
			return false;
	passed->end = FIRST_FD + count;
	return true;
}

/* What is mounted in the root needs a place there. One that ends in a slash is a directory. */
static bool make_places (struct run *run, const char *point, struct field places)
{
	char place[PATH_MAX];

	run->root = open (point, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (run->root < 0)
		return false;
	for (uint64_t i = 0; i < places.number; i++) {
		const char *text = list_text (&places);
		size_t length = strlen (text);
		bool directory = length > 1 && text[length - 1] == '/';
		if (length >= sizeof place) {
			errno = ENAMETOOLONG;
			return false;
		}
		memcpy (place, text, length + 1);
		place[length - directory] = 0;
		int fd = path_make (run, place, directory ? PATH_DIRECTORY : PATH_FILE, directory ? 0755 : 0644, 0);
		if (!closing (fd, fd >= 0))
			return false;
	}
	return true;
}

/* In mounts of its own, the root to be can stand where nothing else is mounted, and is gone with the program. What is
 * mounted on the host later still comes through. */
static bool with_root (struct run *run, struct fields *f, struct passed *passed)
{
	const char *root = f->at[1].text, *point = f->at[2].text;

	if (*f->at[5].text && !keyring_join (f->at[5].text))
		return false;
	return op_join_cgroups (run, f) && syscall (SYS_unshare, CLONE_NEWNS) == 0 &&
	       sys_mount ("none", "/", "", MS_REC | MS_SLAVE, "") == 0 &&
	       sys_mount (root, point, "", MS_REC | MS_BIND, "") == 0 && make_places (run, point, f->at[6]) &&
	       pass_files (f->at[3], passed);
}

static pid_t read_pid (const char *path)
{
	char text[16] = "";
	int fd = open (path, O_RDONLY | O_CLOEXEC);
	int64_t pid = 0;

	if (fd < 0)
		return -1;
	bool good = closing (fd, read (fd, text, sizeof text - 1) > 0);
	for (const char *at = text; good && *at >= '0' && *at <= '9' && pid < INT32_MAX; at++)
		pid = pid * 10 + *at - '0';
	errno = EINVAL;
	return pid > 0 && pid <= INT32_MAX ? (pid_t) pid : -1;
}

/* Whoever follows it, or inherits it, wants its exit code: so it must be our own child. */
static bool adopt (struct run *run, const char *file)
{
	siginfo_t info;
	pid_t pid = read_pid (file);

	if (pid < 0)
		return run_detail (run, file);
	if (waitid (P_PID, (id_t) pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0)
		return run_detail (run, "the process that it brought back is no child of this one");
	run->pidfd = sys_pidfd_open (pid);
	run->pid = pid;
	run->value = (uint64_t) pid;
	return run->pidfd >= 0;
}

/* Fields: arguments root point files pid-file keyring places */
bool op_restore (struct run *run, struct fields *f)
{
	const char *file = f->at[4].text;

	if (unlink (file) < 0 && errno != ENOENT)
		return false;
	bool good = run_program (run, f, with_root) && adopt (run, file);
	int error = errno;
	unlink (file);
	errno = error;
	return good;
}
