/* What a container tells its service manager (sd_notify(3)). It has a socket of its own: of what it says there only
 * lines that begin as wanted are passed on, each with what is known better outside. */
#include "front.h"

#include "address.h"
#include "frame.h"
#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

enum { WAIT = 1, SAID_MAX = 4096, BARRIER_MS = 30000 };

/* Fields: path. The container writes to it as any user. */
bool op_notify_socket (struct run *run, struct fields *f)
{
	struct sockaddr_un address;
	int dir = address_of (f->at[0].text, &address);

	if (dir < 0)
		return false;
	int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	unlink (address.sun_path); /* of a start that failed */
	bool good = fd >= 0 && bind (fd, (const struct sockaddr *) &address, sizeof address) == 0 &&
	            chmod (address.sun_path, 0777) == 0;
	if (good)
		run->launch->notify = fd;
	else
		closing (fd, false);
	return closing (dir, good);
}

static bool take_text (struct cursor *cursor, char *text, size_t size)
{
	uint32_t length;
	const uint8_t *bytes = get_bytes (cursor, &length);

	if (!bytes || length >= size)
		return false;
	memcpy (text, bytes, length);
	text[length] = 0;
	return true;
}

bool notify_take (const struct frame *frame, struct notifier *notifier)
{
	struct cursor cursor = cursor_of (frame);

	notifier->flags = get_u32 (&cursor);
	notifier->pid = (pid_t) get_u32 (&cursor);
	notifier->start_time = get_u32 (&cursor);
	notifier->start_time |= (uint64_t) get_u32 (&cursor) << 32;
	return take_text (&cursor, notifier->manager, sizeof notifier->manager) &&
	       take_text (&cursor, notifier->wanted, sizeof notifier->wanted) &&
	       take_text (&cursor, notifier->after, sizeof notifier->after) &&
	       take_text (&cursor, notifier->barrier, sizeof notifier->barrier) && cursor_done (&cursor) &&
	       notifier->socket >= 0 && *notifier->wanted;
}

/* A name that begins with "@" is an abstract one, which begins with a zero. */
static int connect_manager (const struct notifier *notifier)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	size_t length = strlen (notifier->manager);
	int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	memcpy (address.sun_path, notifier->manager, length);
	if (*address.sun_path == '@')
		*address.sun_path = 0;
	socklen_t size = (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length);
	if (fd >= 0 && connect (fd, (const struct sockaddr *) &address, size) == 0)
		return fd;
	closing (fd, false);
	return -1;
}

/* A manager that has read all until here closes what came along; one that does not know that is waited for no longer
 * than its clients usually do. */
static void pass_barrier (int manager, const char *barrier)
{
	int ends[2];

	if (!*barrier || pipe2 (ends, O_CLOEXEC) < 0)
		return;
	bool sent = send_with (manager, barrier, strlen (barrier), ends[1]);
	close (ends[1]);
	struct pollfd poller = { .fd = ends[0] };
	if (sent)
		poll (&poller, 1, BARRIER_MS);
	close (ends[0]);
}

/* Yields whether the line was one to be passed on. */
static bool pass_line (const struct notifier *notifier, const char *line, size_t length)
{
	size_t wanted = strlen (notifier->wanted), after = strlen (notifier->after);
	char text[SAID_MAX + 1];

	if (length < wanted || memcmp (line, notifier->wanted, wanted) != 0)
		return false;
	memcpy (text, line, length);
	text[length++] = '\n';
	int manager = connect_manager (notifier);
	if (manager < 0 || send (manager, text, length, MSG_NOSIGNAL) < 0 ||
	    (after && send (manager, notifier->after, after, MSG_NOSIGNAL) < 0))
		complain ("tell %s that the container is ready: %s", notifier->manager, strerror (errno));
	else
		pass_barrier (manager, notifier->barrier);
	return closing (manager, true);
}

/* What came along is dropped by the kernel. */
bool notify_relay (const struct notifier *notifier)
{
	char said[SAID_MAX];
	bool passed = false;

	for (ssize_t n; (n = recv (notifier->socket, said, sizeof said, MSG_DONTWAIT)) >= 0;) {
		const char *end = said + n, *line = said, *stop;
		for (; line < end; line = stop + 1) {
			stop = memchr (line, '\n', (size_t) (end - line));
			stop = stop ? stop : end;
			passed = pass_line (notifier, line, (size_t) (stop - line)) || passed;
		}
	}
	return passed;
}

bool notify_waits (const struct notifier *notifier)
{
	return notifier->flags & WAIT;
}

/* Until the container is ready, or has ended. */
int notify_wait (const struct notifier *notifier)
{
	enum { SAYS, ENDS, POLLS };
	struct pollfd polls[POLLS] = {
		[SAYS] = { .fd = notifier->socket, .events = POLLIN },
		[ENDS] = { .fd = process_open (notifier->pid, notifier->start_time), .events = POLLIN },
	};
	bool over = polls[ENDS].fd < 0;

	signal (SIGCHLD, SIG_IGN); /* nobody asks how our children end any more */
	unblock_signals ();
	while (!notify_relay (notifier) && !over) {
		poll (polls, POLLS, -1);
		over = polls[ENDS].revents != 0;
	}
	return 0;
}
