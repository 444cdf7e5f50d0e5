#include "seal.h"

#include "front.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MFD_EXEC
#	define MFD_EXEC 0x10U /* Linux 6.3 */
#endif

enum { SEALS = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE };

/* How much of the file's start is compared, and where an engine has the copy for all fronts. */
enum { HEADERS = 1024, SHARED_FD = 10 };

static const char *base_name (const char *path)
{
	const char *slash = strrchr (path, '/');
	return slash ? slash + 1 : path;
}

/* MFD_EXEC asks for what vm.memfd_noexec=1 no longer gives by itself; older kernels don't know it (EINVAL). */
static int make_memory_file (void)
{
	int fd = memfd_create ("shibafu", MFD_CLOEXEC | MFD_ALLOW_SEALING | MFD_EXEC);
	if (fd < 0 && errno == EINVAL)
		fd = memfd_create ("shibafu", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	return fd;
}

static int copy_sealed (int program)
{
	int copy = make_memory_file ();
	if (copy < 0)
		return -1;
	for (;;) {
		ssize_t n = sendfile (copy, program, NULL, 1 << 20);
		if (n == 0)
			break;
		if (n < 0 && errno != EINTR)
			return -1;
	}
	return fcntl (copy, F_ADD_SEALS, SEALS) < 0 ? -1 : copy;
}

/* Linkers give this to what the file begins with: its headers and its build's id. */
extern const char __ehdr_start[] __attribute__ ((visibility ("hidden")));

static bool is_sealed (int fd)
{
	int seals = fcntl (fd, F_GET_SEALS);

	return seals >= 0 && (seals & SEALS) == SEALS;
}

/* Whether a file is sealed, and of the same build as this program. */
static bool is_own_copy (int fd)
{
	char start[HEADERS];

	return is_sealed (fd) && pread (fd, start, sizeof start, 0) == sizeof start &&
	       memcmp (start, __ehdr_start, sizeof start) == 0;
}

/* Whether who listened at a socket lives: as long as it does, its pid is nobody else's. */
static bool is_there (int socket)
{
	struct pollfd poller = { .fd = socket, .events = POLLRDHUP };

	return poll (&poller, 1, 0) == 0;
}

/* The copy that the engine at a socket keeps; -1 if it has none that will do. */
static int open_shared (int socket)
{
	char path[64];
	struct ucred peer;
	socklen_t size = sizeof peer;

	if (socket < 0 || getsockopt (socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) < 0 || peer.pid <= 0)
		return -1;
	snprintf (path, sizeof path, "/proc/%d/fd/%d", peer.pid, SHARED_FD);
	int copy = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (copy >= 0 && is_there (socket) && is_own_copy (copy))
		return copy;
	close (copy);
	return -1;
}

void seal_share (void)
{
	int program = open ("/proc/self/exe", O_RDONLY | O_CLOEXEC);
	int copy = program < 0 || is_own_copy (program) ? program : copy_sealed (program);

	dup2 (copy, SHARED_FD); /* it stays open: best effort, as fronts can make their own */
}

/* A link of any name to bin/shibafu-runtime is the runtime too: podman and others let people choose the name. */
static bool name_program (const char *called, char *path, size_t size)
{
	ssize_t length = readlink ("/proc/self/exe", path, size - 1);
	if (length < 0)
		return false;
	path[length] = 0;

	char *name = strrchr (path, '/');
	if (!name || strcmp (name + 1, RUNTIME_NAME) == 0)
		return true;
	size_t room = size - (size_t) (name + 1 - path);
	if (strlen (called) >= room)
		return false;
	strcpy (name + 1, called);
	return true;
}

static char program_path[PATH_MAX + NAME_MAX];

/* Once: the second time argv[0] would be in its own way. */
static void find_path (char **argv)
{
	if (argv[0] == program_path)
		return;
	if (!name_program (base_name (argv[0]), program_path, sizeof program_path))
		give_up_errno ("find the program's own path");
	argv[0] = program_path;
}

/* Yields this program's file, -1 if it is the sealed copy. */
static int open_unsealed (void)
{
	int program = open ("/proc/self/exe", O_RDONLY | O_CLOEXEC);

	if (program < 0)
		give_up_errno ("open /proc/self/exe");
	if (!is_sealed (program))
		return program;
	close (program);
	return -1;
}

/* A container that gets hold of /proc/PID/exe of a process that entered it must find nothing there that it could
 * overwrite (CVE-2019-5736). */
static void execute_sealed (char **argv, int engine)
{
	int program = open_unsealed ();

	if (program < 0)
		return;
	find_path (argv);
	int copy = open_shared (engine);
	if (copy < 0)
		copy = copy_sealed (program);
	if (copy < 0)
		give_up_errno ("copy this program to a sealed memory file");
	syscall (SYS_execveat, copy, "", argv, environ, AT_EMPTY_PATH);
	give_up_errno ("execute the sealed copy of this program");
}

void seal_self (char **argv)
{
	execute_sealed (argv, -1);
}

#define ANEW "SHIBAFU_ANEW"

static char **unsealed; /* the arguments to begin anew with */

void seal_later (char **argv)
{
	int program = open_unsealed ();

	if (program < 0)
		return;
	close (program);
	find_path (argv);
	unsealed = argv;
}

static _Noreturn void begin_anew (const char *why, int engine)
{
	if (setenv (ANEW, why, 1) < 0)
		give_up_errno ("begin anew");
	execute_sealed (unsealed, engine);
	give_up ("begin anew: this program is the sealed copy already");
}

void seal_now (void)
{
	if (unsealed)
		begin_anew ("late", -1);
}

void seal_asked (int socket)
{
	char number[16];

	if (!unsealed)
		return;
	snprintf (number, sizeof number, "%d", socket);
	fcntl (socket, F_SETFD, 0);
	begin_anew (number, socket);
}

int seal_anew (void)
{
	const char *why = getenv (ANEW);
	int anew = ANEW_NOT;

	if (why && strcmp (why, "late") == 0)
		anew = ANEW_LATE;
	else if (why && *why >= '3' && *why <= '9' && strlen (why) < 8)
		anew = atoi (why);
	unsetenv (ANEW);
	if (anew >= 0 && fcntl (anew, F_SETFD, FD_CLOEXEC) < 0)
		anew = ANEW_NOT;
	return anew;
}

void home_of (const char *program, char *home, size_t size)
{
	size_t length = strlen (program);

	for (int up = 0; up < 2; up++) {
		while (length > 0 && program[length - 1] != '/')
			length--;
		while (length > 0 && program[length - 1] == '/')
			length--;
	}
	if (length >= size)
		length = 0;
	memcpy (home, program, length);
	home[length] = 0;
}
