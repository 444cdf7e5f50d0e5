/* The engine that runs already: finds it, starts it, and ends it where it no longer answers. */
#include "front.h"

#include "frame.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define SETTING "SHIBAFU_ENGINE"

/* One that ends at once is not started by each call anew. */
enum { START_PAUSE_S = 10 };

static bool usual_path (char *path, size_t size)
{
	bool user = geteuid () || getenv ("SHIBAFU_ROOTLESS");
	const char *runtime = user ? getenv ("XDG_RUNTIME_DIR") : "/run";

	return runtime && *runtime &&
	       snprintf (path, size, "%s/shibafu/engine.sock", runtime) < (int) size;
}

struct warm warm_wanted (void)
{
	struct warm warm = { .path = "" };
	const char *setting = getenv (SETTING);

	if (!setting || !*setting || strcmp (setting, "on") == 0 || strcmp (setting, "ask") == 0) {
		warm.start = usual_path (warm.path, sizeof warm.path) && (!setting || strcmp (setting, "ask") != 0);
		if (!warm.start && (!setting || strcmp (setting, "ask") != 0))
			warm.path[0] = 0;
	} else if (setting[0] == '/') {
		if (snprintf (warm.path, sizeof warm.path, "%s", setting) >= (int) sizeof warm.path)
			give_up (SETTING "=%s: its name is too long for a socket", setting);
	} else if (strcmp (setting, "off") != 0) {
		give_up (SETTING "=%s: set it to on, ask (never start one), off, or the path of an engine's socket", setting);
	}
	return warm;
}

/* Whoever else listens there is told nothing. */
static bool is_own (int socket)
{
	struct ucred peer;
	socklen_t size = sizeof peer;

	return getsockopt (socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid == geteuid ();
}

struct engine warm_resume (int socket)
{
	return (struct engine){ .socket = is_own (socket) ? socket : -1 };
}

struct engine warm_connect (const struct warm *warm)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	struct engine none = { .socket = -1 };

	if (!warm->path[0])
		return none;
	int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return none;
	strcpy (address.sun_path, warm->path);
	if (connect (fd, (const struct sockaddr *) &address, sizeof address) < 0 || !is_own (fd)) {
		close (fd);
		return none;
	}
	return (struct engine){ .socket = fd };
}

struct engine warm_ask (const struct warm *warm, enum role role, enum lost lost, char **arguments)
{
	struct engine engine = { .socket = -1, .lost = lost };
	struct frame_out frame;

	if (!warm->path[0])
		return engine;
	make_request (&frame, role, lost, arguments);
	engine.socket = warm_connect (warm).socket;
	frame_patience = ENGINE_PATIENCE_MS;
	if (!frame_send (engine.socket, &frame) && engine.socket >= 0) { /* where nobody listens it is freed unsent */
		close (engine.socket);
		engine.socket = -1;
	}
	frame_patience = -1;
	return engine;
}

/* A name that lies beside the socket. */
static bool beside (const struct warm *warm, const char *ending, char *path, size_t size)
{
	size_t length = strlen (warm->path);

	if (length > 5 && strcmp (warm->path + length - 5, ".sock") == 0)
		length -= 5;
	return snprintf (path, size, "%.*s%s", (int) length, warm->path, ending) < (int) size;
}

/* Who holds the engine's lock, as the kernel knows; 0: nobody. */
static pid_t holder (int lock)
{
	struct flock question = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

	return fcntl (lock, F_GETLK, &question) == 0 && question.l_type != F_UNLCK ? question.l_pid : 0;
}

void warm_end (const struct warm *warm)
{
	char path[PATH_MAX];

	if (!beside (warm, ".lock", path, sizeof path))
		return;
	int lock = open (path, O_RDONLY | O_CLOEXEC);
	if (lock < 0)
		return;
	pid_t pid = holder (lock);
	int pidfd = pid > 0 ? sys_pidfd_open (pid) : -1;
	/* Asked again: as long as it holds the lock, the number is still its own. */
	if (pidfd >= 0 && holder (lock) == pid) {
		complain ("the engine (process %d) does not answer: it is ended, and another asked", pid);
		sys_pidfd_send_signal (pidfd, SIGKILL);
	}
	close (pidfd);
	close (lock);
}

/* A service of the host's is at home in the host's own namespaces; one in a container's would serve nobody else. */
static bool at_home (void)
{
	char own[PLACE_NAMESPACES][PLACE_TEXT], first[PLACE_NAMESPACES][PLACE_TEXT];

	place_namespaces ("/proc/self/ns", own);
	place_namespaces ("/proc/1/ns", first);
	for (unsigned kind = 0; kind < PLACE_NAMESPACES; kind++) {
		if (*first[kind] && strcmp (own[kind], first[kind]) != 0)
			return false;
	}
	return true;
}

static bool started_lately (const struct warm *warm)
{
	char path[PATH_MAX];
	struct stat lock;

	return !beside (warm, ".lock", path, sizeof path) ||
	       (stat (path, &lock) == 0 && time (NULL) - lock.st_mtime < START_PAUSE_S);
}

/* Nothing of the caller's stays open in the engine, which goes on when the caller's session and terminal are gone. */
static _Noreturn void become_engine (const struct warm *warm, const char *home)
{
	char path[PATH_MAX];
	int log = -1;

	setsid ();
	if (chdir ("/") < 0)
		_exit (EXIT_ENGINE);
	umask (022);
	signal (SIGCHLD, SIG_DFL);
	signal (SIGPIPE, SIG_DFL);
	int nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);
	if (beside (warm, ".log", path, sizeof path))
		log = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (dup2 (nothing, 0) < 0 || dup2 (log < 0 ? nothing : log, 1) < 0 || dup2 (1, 2) < 0)
		_exit (EXIT_ENGINE);
	sys_close_range (3, ~0U);
	char *arguments[] = { (char[]){ "engine" }, (char[]){ "--unattended" }, NULL };
	execute_engine (home, arguments);
}

/* conmon adopts what the runtime that it has called leaves, and ends no sooner than all of that. */
static bool adopted_by_conmon (pid_t parent)
{
	char path[32], name[16] = "";

	while (getppid () == parent)
		sched_yield ();
	snprintf (path, sizeof path, "/proc/%d/comm", getppid ());
	int fd = open (path, O_RDONLY | O_CLOEXEC);
	return closing (fd, fd >= 0 && read (fd, name, sizeof name - 1) > 0 && strncmp (name, "conmon", 6) == 0);
}

void warm_start (const struct warm *warm, const char *home)
{
	if (!warm->start || !at_home () || started_lately (warm))
		return;
	pid_t pid = fork ();
	if (pid == 0) {
		pid = getpid ();
		if (fork () == 0 && !adopted_by_conmon (pid))
			become_engine (warm, home);
		_exit (0);
	}
	if (pid > 0)
		waitpid (pid, NULL, 0);
}
