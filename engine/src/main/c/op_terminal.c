#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/magic.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>
#include <termios.h>

#ifndef TIOCGPTPEER
#	define TIOCGPTPEER _IO ('T', 0x41)
#endif

/* The container's own devpts, whatever else a container may have put there. */
static int open_master (struct run *run)
{
	struct statfs fs;
	struct stat status;
	int master = path_open (run, "/dev/pts/ptmx", O_RDWR | O_NOCTTY, RESOLVE_NO_SYMLINKS);

	if (master < 0)
		return -1;
	if (fstatfs (master, &fs) == 0 && fs.f_type == DEVPTS_SUPER_MAGIC && fstat (master, &status) == 0 &&
	    S_ISCHR (status.st_mode) && status.st_rdev == makedev (5, 2))
		return master;
	close (master);
	errno = EINVAL;
	run_detail (run, "/dev/pts/ptmx is not a devpts' own");
	return -1;
}

/* The slave comes from the master, not from a name: /dev/pts/N may be a link (CVE-2025-52565). */
static int open_slave (int master, const struct winsize *size)
{
	int unlocked = 0;

	if (ioctl (master, TIOCSPTLCK, &unlocked) < 0)
		return -1;
	if (size->ws_row && size->ws_col && ioctl (master, TIOCSWINSZ, size) < 0)
		return -1;
	return ioctl (master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

static bool bind_console (struct run *run, int slave)
{
	bool good = false;
	int place = path_make (run, "/dev/console", PATH_FILE, 0600, RESOLVE_NO_SYMLINKS);
	int tree = place < 0 ? -1 : sys_open_tree (slave, "", OPEN_TREE_CLONE | AT_EMPTY_PATH);

	if (tree >= 0)
		good = tree_attach (run, tree, place, "/dev/console", RESOLVE_NO_SYMLINKS);
	return closing (place, closing (tree, good));
}

/* As standard streams and controlling terminal. */
static bool use_slave (int slave)
{
	for (int fd = 0; fd < 3; fd++)
		if (dup2 (slave, fd) < 0)
			return false;
	return ioctl (slave, TIOCSCTTY, 0) == 0;
}

/* Fields: rows columns uid */
bool op_terminal (struct run *run, struct fields *f)
{
	struct winsize size = {
		.ws_row = (unsigned short) f->at[0].number,
		.ws_col = (unsigned short) f->at[1].number,
	};
	unsigned number = 0;
	int master = open_master (run);
	int slave = master < 0 ? -1 : open_slave (master, &size);
	bool good = slave >= 0 && fchown (slave, (uid_t) f->at[2].number, (gid_t) -1) == 0 &&
	            sys_ioctl (master, TIOCGPTN, &number) == 0;

	/* /dev/console of a running container is the terminal of its first process. */
	if (good && run->own_mounts)
		good = bind_console (run, slave);
	good = good && use_slave (slave) && message_send (run->sync, MESSAGE_MASTER, number, master);
	return closing (slave, closing (master, good));
}
