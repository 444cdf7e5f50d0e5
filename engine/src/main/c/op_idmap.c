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
	pid_t pid = sys_clone3 (&request);

	if (pid == 0) {
		prctl (PR_SET_PDEATHSIG, SIGKILL);
		for (;;)
			pause ();
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

/* The child's bind that this tree is for. */
static int find_bind (const struct run *run, const char *source, const char *destination)
{
	struct range child = run->plan->sections[SECTION_CHILD];
	struct fields fields;

	for (uint32_t i = child.first; i < child.end; i++) {
		unsigned code = run->plan->ops[i].code;
		if ((code != OP_BIND && code != OP_BIND_LINK) || run->trees[i] >= 0)
			continue;
		plan_fields (run->plan, i, &fields);
		if (strcmp (fields.at[0].text, source) == 0 && strcmp (fields.at[1].text, destination) == 0)
			return (int) i;
	}
	errno = EINVAL;
	return -1;
}

static bool map_tree (struct run *run, int tree, int namespace, bool all)
{
	struct mount_attr attr = { .attr_set = MOUNT_ATTR_IDMAP, .userns_fd = (unsigned long long) namespace };

	if (sys_mount_setattr (tree, "", all ? AT_RECURSIVE : 0, &attr) == 0)
		return true;
	return run_detail (run, "mount_setattr MOUNT_ATTR_IDMAP");
}

/* Fields: source destination recursive uid-map gid-map namespace all. The tree is a slave of what it was copied from,
 * as all of the child's mounts are unless the host is to hear of them. */
bool op_map_ids (struct run *run, struct fields *f)
{
	const char *source = f->at[0].text;
	int bind = find_bind (run, source, f->at[1].text), namespace = -1;
	int tree = bind < 0 ? -1 : sys_open_tree (AT_FDCWD, source, OPEN_TREE_CLONE | (f->at[2].number ? AT_RECURSIVE : 0U));

	if (tree < 0)
		return run_detail (run, source);
	if (*f->at[5].text)
		namespace = open (f->at[5].text, O_RDONLY | O_CLOEXEC);
	else
		namespace = make_namespace (run, f->at[3].text, f->at[4].text);
	bool good = namespace >= 0 && map_tree (run, tree, namespace, f->at[6].number) &&
	            tree_propagate (run, tree, MS_SLAVE | MS_REC);
	closing (namespace, true);
	if (!good)
		return closing (tree, false);
	run->trees[bind] = (int16_t) tree;
	return true;
}
