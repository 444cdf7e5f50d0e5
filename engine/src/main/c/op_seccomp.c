/* The filter of system calls, and who listens to it. */
#include "address.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>

enum { STATE_MAX = 1 << 16, NUMBER_MAX = 24 };
#define PATIENCE_NANOS 10000000000ULL

/* Without a system call, since each might be one that the listener must answer first. */
static bool wait_handed_over (const struct run *run)
{
	uint64_t end = run_clock () + PATIENCE_NANOS;

	while (!__atomic_load_n (&run->report->handed_over, __ATOMIC_ACQUIRE))
		if (run_clock () > end) {
			errno = ETIMEDOUT;
			return false;
		}
	return true;
}

/* The kernel gives the listener the lowest free number. */
static bool tell_listener (struct run *run)
{
	int number = fcntl (run->sync, F_DUPFD_CLOEXEC, 0);

	return number >= 0 && close (number) == 0 &&
	       message_send (run->sync, MESSAGE_LISTENER, (uint32_t) number, -1);
}

/* Fields: program flags. What execve needs is done before, where it comes next: so that it is all the filter sees. */
bool op_seccomp (struct run *run, struct fields *f)
{
	struct sock_fprog program = {
		.len = (unsigned short) (f->at[0].number / sizeof (struct sock_filter)),
		.filter = (struct sock_filter *) (uintptr_t) f->at[0].text,
	};
	bool listens = f->at[1].number & SECCOMP_FILTER_FLAG_NEW_LISTENER;
	bool last = run->index + 2 == run->plan->sections[SECTION_CHILD].end;

	if (f->at[0].number % sizeof (struct sock_filter) || f->at[0].number / sizeof (struct sock_filter) > BPF_MAXINSNS) {
		errno = EINVAL;
		return run_detail (run, "a program of no size that the kernel takes");
	}
	if (last ? !exec_prepare (run) : !run->started && !exec_close_early (run))
		return false;
	if (listens && (run->started || !tell_listener (run)))
		return false;
	if (syscall (SYS_seccomp, SECCOMP_SET_MODE_FILTER, f->at[1].number, &program) < 0)
		return false;
	return !listens || wait_handed_over (run);
}

/* Fields: path state. Connected before anything is made, so that a missing listener costs nothing. */
bool op_seccomp_socket (struct run *run, struct fields *f)
{
	struct sockaddr_un address;
	int dir = address_of (f->at[0].text, &address);

	if (dir < 0)
		return false;
	run->seccomp = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool good = run->seccomp >= 0 &&
	            connect (run->seccomp, (const struct sockaddr *) &address, sizeof address) == 0;
	return closing (dir, good);
}

static bool is_listener (int fd)
{
	static const char KIND[] = "anon_inode:seccomp notify";
	char path[64], target[64];

	add_number (add_text (path, "/proc/self/fd/"), fd);
	ssize_t size = readlink (path, target, sizeof target);
	return size == sizeof KIND - 1 && memcmp (target, KIND, sizeof KIND - 1) == 0;
}

/* As soon as it is there; the child cannot tell. -1 with errno. */
static int fetch (const struct run *run, uint32_t number)
{
	struct pollfd poller = { .fd = run->pidfd, .events = POLLIN };
	uint64_t end = run_clock () + PATIENCE_NANOS;

	while (run_clock () < end) {
		int fd = sys_pidfd_getfd (run->pidfd, (int) number);
		if (fd >= 0 && is_listener (fd))
			return fd;
		int error = errno;
		closing (fd, true);
		if (fd < 0 && error != EBADF) {
			errno = error;
			return -1;
		}
		if (run->report->failed != NO_OP || poll (&poller, 1, 1) > 0)
			break;
	}
	errno = ECHILD;
	return -1;
}

/* The parts of the state with the pid between them. */
static bool send_state (const struct run *run, struct field parts, int listener)
{
	static char text[STATE_MAX];
	char *end = text;

	for (uint64_t i = 0; i < parts.number; i++) {
		const char *part = list_text (&parts);
		if (strlen (part) + NUMBER_MAX > (size_t) (text + sizeof text - end)) {
			errno = EMSGSIZE;
			return false;
		}
		end = add_text (i ? add_number (end, run->pid) : end, part);
	}
	return send_with (run->seccomp, text, (size_t) (end - text), listener);
}

bool seccomp_hand_over (struct run *run, uint32_t number)
{
	int index = plan_find (run->plan, OP_SECCOMP_SOCKET);
	struct fields fields;

	errno = EINVAL;
	int listener = index < 0 ? -1 : fetch (run, number);
	if (listener < 0 && run->report->failed != NO_OP)
		return false; /* the child tells why */
	if (listener >= 0) {
		plan_fields (run->plan, (uint32_t) index, &fields);
		if (closing (listener, send_state (run, fields.at[1], listener))) {
			__atomic_store_n (&run->report->handed_over, 1, __ATOMIC_RELEASE);
			return true;
		}
	}
	run->report->failed = (uint32_t) (index < 0 ? 0 : index);
	run->report->records[run->report->failed].error = (uint32_t) errno;
	return false;
}
