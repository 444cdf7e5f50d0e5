/* What a container shall not see, or not change. A path that is not there is well: so a neighbour must not be able to let
 * one seem not to be there. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

static const struct kernel_tree {
	const char *path, *type;
	uint64_t magic;
} KERNEL_TREES[] = { { "/proc", "proc", PROC_SUPER_MAGIC }, { "/sys", "sysfs", SYSFS_MAGIC } };

/* Whether an operation before this one has mounted it. */
static bool is_mounted (const struct run *run, const struct kernel_tree *tree)
{
	struct fields fields;

	for (uint32_t i = run->plan->sections[SECTION_CHILD].first; i < run->index; i++) {
		unsigned code = run->plan->ops[i].code;
		plan_fields (run->plan, i, &fields);
		if ((code == OP_MOUNT && strcmp (fields.at[0].text, tree->type) == 0 &&
		     strcmp (fields.at[2].text, tree->path) == 0) ||
		    (code == OP_BIND && strcmp (fields.at[1].text, tree->path) == 0))
			return true;
	}
	return false;
}

/* The walk begins at the kernel's tree itself: its directory may have been exchanged for one that has no such file. */
static int open_below (struct run *run, const struct kernel_tree *tree, const char *rest)
{
	struct statfs fs;
	int top = path_open (run, tree->path, O_PATH | O_DIRECTORY, RESOLVE_NO_SYMLINKS);

	if (top < 0) {
		errno = errno == ENOENT ? EXDEV : errno; /* it has been there */
		return -1;
	}
	if (fstatfs (top, &fs) < 0 || (uint64_t) fs.f_type != tree->magic) {
		errno = EXDEV;
		run_detail (run, "it lies no more where it was mounted");
		return closing (top, false) - 1;
	}
	int place = sys_openat2 (top, rest, O_PATH, RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS);
	closing (top, true);
	return place;
}

static int open_place (struct run *run, const char *destination)
{
	for (unsigned i = 0; i < sizeof KERNEL_TREES / sizeof KERNEL_TREES[0]; i++) {
		const struct kernel_tree *tree = &KERNEL_TREES[i];
		size_t length = strlen (tree->path);
		if (strncmp (destination, tree->path, length) == 0 && destination[length] == '/' &&
		    is_mounted (run, tree))
			return open_below (run, tree, destination + length + 1);
	}
	return path_open (run, destination, O_PATH, 0);
}

/* Whatever an image has as /dev/null must not be what hides a path (CVE-2025-31133). */
static int null_tree (struct run *run)
{
	struct stat status;
	int fd = path_open (run, "/dev/null", O_PATH | O_NOFOLLOW, 0);

	if (fd < 0)
		return -1;
	if (fstat (fd, &status) < 0 || !S_ISCHR (status.st_mode) || status.st_rdev != makedev (1, 3)) {
		errno = EINVAL;
		run_detail (run, "/dev/null is not the null device");
		return closing (fd, false) - 1;
	}
	int tree = sys_open_tree (fd, "", OPEN_TREE_CLONE | AT_EMPTY_PATH);
	closing (fd, true);
	return tree;
}

static int empty_tree (struct run *run)
{
	static const uint64_t ATTRIBUTES = MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC;

	return tree_new (run, "tmpfs", "tmpfs", (struct field){ 0 }, ATTRIBUTES);
}

/* Fields: destination */
bool op_mask_path (struct run *run, struct fields *f)
{
	const char *destination = f->at[0].text;
	struct stat status;
	int place = open_place (run, destination);

	if (place < 0)
		return errno == ENOENT || errno == ENOTDIR;
	if (fstat (place, &status) < 0)
		return closing (place, false);
	int tree = S_ISDIR (status.st_mode) ? empty_tree (run) : null_tree (run);
	bool good = tree >= 0 && tree_attach (run, tree, place, destination, 0);
	return closing (place, closing (tree, good));
}

/* Fields: destination */
bool op_readonly_path (struct run *run, struct fields *f)
{
	const char *destination = f->at[0].text;
	int place = open_place (run, destination);

	if (place < 0)
		return errno == ENOENT || errno == ENOTDIR;
	int tree = sys_open_tree (place, "", OPEN_TREE_CLONE | AT_EMPTY_PATH | AT_RECURSIVE);
	bool good = tree >= 0 && tree_attributes (tree, MOUNT_ATTR_RDONLY, 0, true) &&
	            tree_attach (run, tree, place, destination, 0);
	return closing (place, closing (tree, good));
}
