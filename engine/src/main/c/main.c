#include "front.h"
#include "seal.h"

#include "print.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A closed standard stream would be taken by the next file opened, and the container would inherit that. */
static void fill_standard_streams (void)
{
	for (int fd = 0; fd < 3; fd++) {
		if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDWR) != fd)
			give_up_errno ("open /dev/null");
	}
}

enum { ENGINE_FD = 3 };

/* Whoever spawned us left it open, once also for the sealed copy. */
static struct engine spawning_engine (void)
{
	if (fcntl (ENGINE_FD, F_SETFD, FD_CLOEXEC) < 0)
		give_up_errno ("use descriptor %d as the connection to an engine", ENGINE_FD);
	return (struct engine){ .socket = ENGINE_FD };
}

static bool named (const char *path, const char *name)
{
	const char *slash = strrchr (path, '/');
	return strcmp (slash ? slash + 1 : path, name) == 0;
}

/* A guess, which need not be right (seal_now): the words of commands that make a process. */
static bool makes_process (char **argv)
{
	static const char *const words[] = { "run", "create", "exec", "restore" };

	for (; *argv; argv++) {
		for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
			if (strcmp (*argv, words[i]) == 0)
				return true;
		}
	}
	return false;
}

/* The sealed copy is made while the engine thinks about the request. */
static struct engine ask_early (enum role role, const struct warm *warm, int anew, char **argv)
{
	struct engine engine = anew >= 0 ? warm_resume (anew) : (struct engine){ .socket = -1 };

	if (engine.socket >= 0)
		return engine;
	engine = warm_ask (warm, role, anew == ANEW_LATE ? LOST_EARLY : LOST_NONE, argv);
	if (!makes_process (argv + 1))
		return engine;
	if (engine.socket >= 0)
		seal_asked (engine.socket);
	else
		seal_self (argv);
	return engine;
}

static int serve (enum role role, const char *home, char **argv, int anew)
{
	struct warm warm = warm_wanted ();
	struct engine engine = ask_early (role, &warm, anew, argv);
	enum lost lost = anew == ANEW_LATE ? LOST_EARLY : LOST_NONE;

	if (engine.socket >= 0) {
		int code = front_hear (engine, &lost);
		if (code >= 0)
			return code;
		if (code == ASK_SILENT)
			warm_end (&warm);
	}
	engine = boot_engine (home);
	engine.lost = lost;
	int code = front_run (role, engine, argv);
	warm_start (&warm, home);
	return code;
}

/* Where rootless_enter has led to. What is no command, the engine has words for. */
static void run_inside (char **command)
{
	const char *shell = getenv ("SHELL");
	char *usual[] = { (char *) (uintptr_t) (shell && *shell ? shell : "/bin/sh"), NULL };

	if (*command && **command == '-')
		return;
	if (!rootless ())
		give_up ("%s", geteuid () == 0 ? "unshare: this is root, whose containers are in no user namespace; run the command itself"
		                               : "unshare: no place for the namespace's record: set XDG_RUNTIME_DIR");
	command = *command ? command : usual;
	execvp (*command, command);
	give_up_errno ("execute %s", *command);
}

int main (int argc, char **argv)
{
	static char home[PATH_MAX];

	bool apart = argc == 2 && strcmp (argv[1], "--launch-apart") == 0;
	if (apart)
		setsid (); /* before all else: a terminal that is closed kills all that is on it, halfway through a plan */
	fill_standard_streams ();
	if (argc < 1)
		give_up ("started without a name");
	if (argc == 2 && strcmp (argv[1], "--print") == 0)
		return print_main ();
	bool launcher = apart || (argc == 2 && strcmp (argv[1], "--launch") == 0);
	if (!launcher && !named (argv[0], RUNTIME_NAME))
		rootless_enter (argv);
	if (argc > 1 && strcmp (argv[1], "unshare") == 0 && !named (argv[0], RUNTIME_NAME))
		run_inside (argv + 2);
	int anew = launcher ? ANEW_NOT : seal_anew ();
	if (launcher)
		seal_self (argv);
	else
		seal_later (argv);
	if (!launcher)
		front_note_inherited (anew);

	bool runtime = named (argv[0], RUNTIME_NAME);
	prctl (PR_SET_NAME, runtime ? RUNTIME_NAME : "shibafu"); /* the kernel has named it after the memory file */
	if (launcher)
		return front_run (ROLE_LAUNCHER, spawning_engine (), argv);
	home_of (argv[0], home, sizeof home);
	if (!runtime && argc > 1 && strcmp (argv[1], "engine") == 0)
		execute_engine (home, argv + 1);
	return serve (runtime ? ROLE_RUNTIME : ROLE_SHIBAFU, home, argv, anew);
}
