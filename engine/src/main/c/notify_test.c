/* What a front passes on of a container's notifications, as TAP. */
#include "fake_engine.h"

#include "run.h"

#include <limits.h>
#include <poll.h>
#include <sys/stat.h>
#include <sys/un.h>

enum { WAIT = 1 };

static int nothing;
static char scratch[] = "/tmp/shibafu-notify-XXXXXX";
static char fifo[64], place[64], manager_path[64];

static int manager (bool abstract)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	strcpy (address.sun_path, manager_path);
	size_t length = strlen (manager_path);
	if (abstract)
		address.sun_path[0] = 0;
	unlink (manager_path);
	if (bind (fd, (struct sockaddr *) &address, (socklen_t) (offsetof (struct sockaddr_un, sun_path) + length)))
		abort ();
	return fd;
}

static void say (const char *text)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	strcpy (address.sun_path, place);
	ok (sendto (fd, text, strlen (text), 0, (struct sockaddr *) &address, sizeof address) ==
	            (ssize_t) strlen (text),
	    "the container can say it");
	close (fd);
}

/* The next thing the manager hears; a descriptor that comes along is its to close. */
static const char *hears (int fd)
{
	static char text[256];
	int along = -1;
	struct pollfd poller = { .fd = fd, .events = POLLIN };
	char control[CMSG_SPACE (sizeof along)];
	struct iovec data = { text, sizeof text - 1 };
	struct msghdr packet = { .msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };

	if (poll (&poller, 1, 60000) != 1)
		return "nothing";
	ssize_t n = recvmsg (fd, &packet, MSG_CMSG_CLOEXEC);
	text[n > 0 ? n : 0] = 0;
	if (packet.msg_controllen) {
		memcpy (&along, CMSG_DATA (CMSG_FIRSTHDR (&packet)), sizeof along);
		close (along);
	}
	return text;
}

static void put_bytes (struct frame_out *frame, const char *text)
{
	put_u32 (frame, (uint32_t) strlen (text));
	memcpy (frame->bytes + frame->used, text, strlen (text));
	frame->used += strlen (text);
}

static void pass_on (struct fake *fake, uint32_t flags, pid_t pid)
{
	struct frame_out frame;
	uint64_t start = 0;

	process_stat (pid, 22, &start);
	frame_begin (&frame, FRAME_NOTIFY);
	put_u32 (&frame, flags);
	put_u32 (&frame, (uint32_t) pid);
	put_u32 (&frame, (uint32_t) start);
	put_u32 (&frame, (uint32_t) (start >> 32));
	put_bytes (&frame, manager_path);
	put_bytes (&frame, "READY=");
	put_bytes (&frame, "MAINPID=7\n");
	put_bytes (&frame, flags & WAIT ? "BARRIER=1" : "");
	frame_send (fake->engine, &frame);
}

/* A container that is let go with a socket for its notifications. */
static pid_t started (struct fake *fake)
{
	static struct maker plan;
	const char *arguments[] = { "sleep", "60", NULL }, *environment[] = { "PATH=/bin:/usr/bin", NULL };

	maker_begin (&plan);
	maker_op (&plan, OP_MAKE_FIFO, fifo);
	maker_op (&plan, OP_CLONE, (uint64_t) 0);
	maker_op (&plan, OP_CHILD);
	maker_op (&plan, OP_FIND_PROGRAM, "sleep", "/bin");
	maker_op (&plan, OP_WAIT_START);
	maker_op (&plan, OP_EXEC, arguments, environment, 0);
	struct outcome made = fake_execute (fake, &plan, 0);
	maker_begin (&plan);
	maker_op (&plan, OP_NOTIFY_SOCKET, place);
	maker_op (&plan, OP_START, fifo);
	struct outcome outcome = fake_execute (fake, &plan, 0);
	struct stat status;
	ok (outcome.status == LAUNCH_DONE && stat (place, &status) == 0 && (status.st_mode & 0777) == 0777,
	    "anybody may say something");
	return made.pid;
}

static void test_ready (bool abstract)
{
	int fd = manager (abstract);
	struct fake fake = fake_front (nothing, -1);
	pid_t pid = started (&fake);

	if (abstract)
		manager_path[0] = '@';
	pass_on (&fake, WAIT, pid);
	say ("STATUS=a\nWATCHDOG=1");
	say ("MAINPID=1\nREADY=1\nSTATUS=b");
	ok (strcmp (hears (fd), "READY=1\n") == 0, "that it is ready is passed on, and nothing before");
	ok (strcmp (hears (fd), "MAINPID=7\n") == 0, "with the pid that the engine knows");
	ok (strcmp (hears (fd), "BARRIER=1") == 0, "then the manager is waited for");
	ok (fake_end (&fake) == 0, "and the front ends");
	kill (pid, SIGKILL);
	close (fd);
}

static void test_end (void)
{
	int fd = manager (false);
	struct fake fake = fake_front (nothing, -1);
	pid_t pid = started (&fake);
	char byte;

	pass_on (&fake, WAIT, pid);
	kill (pid, SIGKILL);
	ok (fake_end (&fake) == 0, "a container that ends is waited for no longer");
	ok (recv (fd, &byte, 1, MSG_DONTWAIT) < 0, "and nothing is told");
	close (fd);
}

static void test_foreground (void)
{
	int fd = manager (false);
	struct fake fake = fake_front (nothing, -1);
	pid_t pid = started (&fake);

	pass_on (&fake, 0, pid);
	fake_number (&fake, FRAME_FOLLOW, 0);
	say ("READY=1");
	ok (strcmp (hears (fd), "READY=1\n") == 0 && strcmp (hears (fd), "MAINPID=7\n") == 0,
	    "a front that follows tells it too");
	say ("READY=1");
	ok (strcmp (hears (fd), "READY=1\n") == 0, "and once more");
	kill (pid, SIGKILL);
	ok (fake_end (&fake) == 137, "and ends with its container");
	close (fd);
}

static void test_nobody (void)
{
	struct fake fake = fake_front (nothing, -1);
	pid_t pid = started (&fake);

	pass_on (&fake, WAIT, pid);
	unlink (manager_path);
	say ("READY=1");
	ok (fake_end (&fake) == 0, "a manager that is not there ends no container");
	kill (pid, SIGKILL); /* it has the front's streams, too */
	ok (strstr (fake_text (fake.err), "tell "), "but is complained of");
}

static void test_nonsense (void)
{
	struct fake fake = fake_front (nothing, -1);

	pass_on (&fake, WAIT, getpid ());
	ok (fake_end (&fake) == EXIT_ENGINE, "without a socket there is nothing to pass on");
}

int main (void)
{
	nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);
	if (!mkdtemp (scratch))
		abort ();
	snprintf (fifo, sizeof fifo, "%s/fifo", scratch);
	snprintf (place, sizeof place, "%s/socket", scratch);
	snprintf (manager_path, sizeof manager_path, "%s/manager", scratch);
	test_ready (false);
	test_end ();
	test_foreground ();
	test_nobody ();
	test_nonsense ();
	test_ready (true);
	unlink (place);
	unlink (fifo);
	snprintf (manager_path, sizeof manager_path, "%s/manager", scratch);
	unlink (manager_path);
	rmdir (scratch);
	return tap_end ();
}
