/* What the caller asks, and where it stands. */
#include "front.h"

#include "frame.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PROTOCOL = 4 };

static void put_strings (struct frame_out *frame, char **strings)
{
	uint32_t count = 0;

	while (strings[count])
		count++;
	put_u32 (frame, count);
	for (uint32_t i = 0; i < count; i++)
		put_string (frame, strings[i]);
}

/* Which of the standard streams are terminals, and the size of the first. */
static void put_terminals (struct frame_out *frame)
{
	struct winsize size = { 0 };
	uint32_t ttys = 0;

	for (int fd = 2; fd >= 0; fd--) {
		if (isatty (fd)) {
			ttys |= 1U << fd;
			ioctl (fd, TIOCGWINSZ, &size);
		}
	}
	put_u32 (frame, ttys);
	put_u32 (frame, size.ws_row);
	put_u32 (frame, size.ws_col);
}

void place_namespaces (const char *directory, char texts[PLACE_NAMESPACES][PLACE_TEXT])
{
	static const char *const names[PLACE_NAMESPACES] = { "mnt", "pid", "user", "net", "cgroup" };
	int fd = open (directory, O_PATH | O_DIRECTORY | O_CLOEXEC);

	for (unsigned kind = 0; kind < PLACE_NAMESPACES; kind++) {
		ssize_t length = readlinkat (fd, names[kind], texts[kind], PLACE_TEXT - 1);
		texts[kind][length > 0 ? length : 0] = 0;
	}
	close (fd);
}

/* An engine that stands elsewhere sees other files and processes under the same names. */
static void put_place (struct frame_out *frame)
{
	char text[4096], namespaces[PLACE_NAMESPACES][PLACE_TEXT];
	struct stat root = { 0 };
	bool cgroups = geteuid () != 0;

	put_u32 (frame, PLACE_NAMESPACES + 1 + cgroups);
	place_namespaces ("/proc/self/ns", namespaces);
	for (unsigned kind = 0; kind < PLACE_NAMESPACES; kind++)
		put_string (frame, namespaces[kind]);
	stat ("/", &root);
	snprintf (text, sizeof text, "root:[%llu %llu]", (unsigned long long) root.st_dev,
	          (unsigned long long) root.st_ino);
	put_string (frame, text);
	if (cgroups) { /* where others than root may make more of them depends on their own */
		int own = open ("/proc/self/cgroup", O_RDONLY | O_CLOEXEC);
		ssize_t length = read (own, text, sizeof text - 1);
		text[length > 0 ? length : 0] = 0;
		close (own);
		put_string (frame, text);
	}
}

static uint32_t inherited;

void front_note_inherited (int own)
{
	while (3 + (int) inherited != own && fcntl (3 + (int) inherited, F_GETFD) >= 0)
		inherited++;
}

void make_request (struct frame_out *frame, enum role role, enum lost lost, char **arguments)
{
	char cwd[PATH_MAX];
	mode_t mask = umask (0);

	umask (mask);
	frame_begin (frame, FRAME_REQUEST);
	put_u32 (frame, PROTOCOL);
	put_u32 (frame, role);
	put_terminals (frame);
	put_u32 (frame, mask);
	put_u32 (frame, (uint32_t) getpid ());
	put_u32 (frame, getuid ());
	put_u32 (frame, getgid ());
	put_u32 (frame, inherited);
	put_u32 (frame, lost);
	put_string (frame, getcwd (cwd, sizeof cwd) ? cwd : ""); /* a removed directory has no name */
	put_strings (frame, arguments);
	put_strings (frame, environ);
	put_place (frame);
}

bool send_request (struct engine engine, enum role role, char **arguments)
{
	struct frame_out frame;

	make_request (&frame, role, engine.lost, arguments);
	return frame_send (engine.socket, &frame);
}
