/* Mounts that show other owners. The kernel takes the map from a user namespace, which we make for it. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>

/* Keeps a user namespace until it has been opened. Without an exit signal nobody else hears of its end. */
static pid_t make_keeper (void)
{
	struct clone_request request = { .flags = CLONE_NEWUSER };
	pid_t launcher = getpid (), pid = sys_clone3 (&request);

	if (pid == 0) {
		prctl (PR_SET_PDEATHSIG, SIGKILL);
		while (getppid () == launcher) /* it may have died before */
			pause ();
		_exit (0);
	}
	return pid;
}

static void end_keeper (pid_t pid)
{
	int error = errno;

	kill (pid, SIGKILL);
	while (waitpid (pid, NULL, __WALL) < 0 && errno == EINTR)
		continue;
	errno = error;
}

static int open_file (pid_t pid, const char *name, int flags)
{
	char path[64];

	add_text (add_text (add_number (add_text (path, "/proc/"), pid), "/"), name);
	return open (path, flags | O_CLOEXEC);
}

static bool write_map (pid_t pid, const char *name, const char *map)
{
	size_t length = strlen (map);
	int fd = open_file (pid, name, O_WRONLY);

	return fd >= 0 && closing (fd, write (fd, map, length) == (ssize_t) length);
}

/* A user namespace with these maps; -1 if there can be none. */
static int make_namespace (struct run *run, const char *uid_map, const char *gid_map)
{
	pid_t keeper = make_keeper ();
	int fd = -1;

	if (keeper < 0) {
		run_detail (run, "make a user namespace");
		return -1;
	}
	if (write_map (keeper, "gid_map", gid_map) && write_map (keeper, "uid_map", uid_map))
		fd = open_file (keeper, "ns/user", O_RDONLY);
	else
		run_detail (run, "write the map of a user namespace");
	end_keeper (keeper);
	return fd;
}

static bool is_for (unsigned code, const struct fields *f, const char *source, const char *destination)
{
	bool bind = code == OP_BIND || code == OP_BIND_LINK, mount = code == OP_MOUNT || code == OP_MOUNT_OVER;

	if (*source)
		return bind && strcmp (f->at[0].text, source) == 0 && strcmp (f->at[1].text, destination) == 0;
	return mount && strcmp (f->at[2].text, destination) == 0;
}

/* The child's mount that something is made for. */
int tree_find_mount (const struct run *run, const char *source, const char *destination)
{
	struct range child = run->plan->sections[SECTION_CHILD];
	struct fields fields;

	for (uint32_t i = child.first; i < child.end; i++) {
		plan_fields (run->plan, i, &fields);
		if (run->trees[i] < 0 && run->maps[i] < 0 && is_for (run->plan->ops[i].code, &fields, source, destination))
			return (int) i;
	}
	errno = EINVAL;
	return -1;
}

bool tree_map (struct run *run, int tree, int namespace, bool all)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_IDMAP, .userns_fd = (unsigned long long) namespace };

	if (sys_mount_setattr (tree, "", all ? AT_RECURSIVE : 0, &attr) == 0)
		return true;
	return run_detail (run, "mount_setattr MOUNT_ATTR_IDMAP");
}

/* The tree is a slave of what it was copied from, as all of the child's mounts are unless the host is to hear of
 * them. */
static int mapped_copy (struct run *run, const char *source, bool recursive, int namespace, bool all)
{
	int tree = sys_open_tree (AT_FDCWD, source, OPEN_TREE_CLONE | (recursive ? AT_RECURSIVE : 0U));

	if (tree < 0)
		run_detail (run, source);
	else if (!tree_map (run, tree, namespace, all) || !tree_propagate (run, tree, MS_SLAVE | MS_REC))
		return closing (tree, false) - 1;
	return tree;
}

/* Fields: source destination recursive uid-map gid-map namespace all. Without a source the child makes a new file
 * system, and maps it by the namespace that is handed on here. */
bool op_map_ids (struct run *run, struct fields *f)
{
	const char *source = f->at[0].text, *path = f->at[5].text;
	int mount = tree_find_mount (run, source, f->at[1].text);

	if (mount < 0)
		return run_detail (run, f->at[1].text);
	int namespace = *path ? open (path, O_RDONLY | O_CLOEXEC) : make_namespace (run, f->at[3].text, f->at[4].text);
	if (namespace < 0)
		return false;
	if (!*source) {
		run->maps[mount] = (int16_t) namespace;
		return true;
	}
	int tree = mapped_copy (run, source, f->at[2].number, namespace, f->at[6].number);
	run->trees[mount] = (int16_t) tree;
	return closing (namespace, tree >= 0);
}
