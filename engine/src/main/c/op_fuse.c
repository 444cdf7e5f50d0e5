/* A root that a program serves by FUSE. It is mounted nowhere until the child has it, so it goes with the child's mounts,
 * and the program with it: the kernel then ends the program's connection. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define DEVICE "/dev/fuse"

enum { DEVICE_FD = 3 }; /* as the program finds it */

/* Who may see it, and what a mode means, the kernel decides as for any other file system (Linux's fuse.rst). */
static int fuse_tree (int device)
{
	char fd[16];
	int tree = -1, fs = sys_fsopen ("fuse");
	const char *const options[][2] = {
		{ "source", "fuse-overlayfs" }, { "subtype", "fuse-overlayfs" }, { "fd", fd },
		{ "rootmode", "40000" },        { "user_id", "0" },              { "group_id", "0" },
		{ "allow_other", NULL },        { "default_permissions", NULL },
	};

	add_number (fd, device);
	bool good = fs >= 0;
	for (size_t i = 0; good && i < sizeof options / sizeof *options; i++)
		good = sys_fsconfig (fs, options[i][1] ? FSCONFIG_SET_STRING : FSCONFIG_SET_FLAG, options[i][0],
		                     options[i][1]) == 0;
	if (good && sys_fsconfig (fs, FSCONFIG_CMD_CREATE, NULL, NULL) == 0)
		tree = sys_fsmount (fs, 0);
	closing (fs, true);
	return tree;
}

/* Nobody's child soon: whoever launches may end before it. Nothing of ours is open in it but the device. */
static _Noreturn void serve (char **arguments, int device, int words)
{
	int nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);

	setsid ();
	if (fork () != 0)
		_exit (0);
	if (dup2 (words, STDERR_FILENO) < 0 || dup2 (nothing, STDIN_FILENO) < 0 || dup2 (nothing, STDOUT_FILENO) < 0 ||
	    dup2 (device, DEVICE_FD) < 0 || sys_close_range (DEVICE_FD + 1, ~0U) < 0 || chdir ("/") < 0)
		_exit (126);
	fcntl (DEVICE_FD, F_SETFD, 0); /* where it had that number already */
	reset_signals ();
	execve (arguments[0], arguments, environ);
	const char *why = strerror (errno);
	if (write (STDERR_FILENO, why, strlen (why)) < 0)
		_exit (126);
	_exit (127);
}

static bool start_server (struct field list, int device, int words)
{
	char **arguments = vector_of (list);
	pid_t pid = arguments && arguments[0] ? fork () : -1;

	if (pid == 0)
		serve (arguments, device, words);
	while (pid > 0 && waitpid (pid, NULL, 0) < 0 && errno == EINTR)
		;
	return pid > 0;
}

static void keep_words (struct run *run, int words)
{
	char said[DETAIL_MAX];
	ssize_t size = pread (words, said, sizeof said - 1, 0);

	while (size > 0 && said[size - 1] == '\n')
		size--;
	if (size <= 0)
		return;
	said[size] = 0;
	char *last = strrchr (said, '\n');
	run_detail (run, last ? last + 1 : said);
}

/* The program has answered once the root can be looked at; its device is closed everywhere if it has ended instead. */
static int served_tree (struct run *run, struct field arguments)
{
	struct stat root;
	int device = open (DEVICE, O_RDWR | O_CLOEXEC), words = memfd_create ("shibafu-fuse", MFD_CLOEXEC), tree = -1;

	if (device < 0 || words < 0)
		run_detail (run, DEVICE);
	else
		tree = fuse_tree (device);
	bool good = tree >= 0 && start_server (arguments, device, words);
	closing (device, true);
	if (good && fstatat (tree, "", &root, AT_EMPTY_PATH) < 0) {
		keep_words (run, words);
		good = false;
	}
	closing (words, true);
	return good ? tree : closing (tree, false) - 1;
}

/* Fields: arguments */
bool op_serve_root (struct run *run, struct fields *f)
{
	int root = plan_find (run->plan, OP_ROOT_BIND);

	if (root < 0) {
		errno = EINVAL;
		return false;
	}
	run->trees[root] = (int16_t) served_tree (run, f->at[0]);
	return run->trees[root] >= 0;
}
