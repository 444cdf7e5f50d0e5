/* Mounts inside the root. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

/* /proc and /sys must be what their names say: a link there would lead what is trusted later to a false one
 * (CVE-2019-19921, CVE-2023-27561). */
static uint64_t resolve_for (const char *type, const char *destination)
{
	size_t length = strlen (destination);

	while (length > 1 && destination[length - 1] == '/')
		length--;
	bool fixed = strcmp (type, "proc") == 0 || strcmp (type, "sysfs") == 0 ||
	             (length == 5 && memcmp (destination, "/proc", 5) == 0) ||
	             (length == 4 && memcmp (destination, "/sys", 4) == 0);
	return fixed ? RESOLVE_NO_SYMLINKS : 0;
}

/* Fields: type source destination attributes options propagation */
bool op_mount (struct run *run, struct fields *f)
{
	const char *type = f->at[0].text, *destination = f->at[2].text;
	uint64_t resolve = resolve_for (type, destination);
	int place = path_make (run, destination, PATH_DIRECTORY, 0755, resolve);

	if (place < 0)
		return false;
	int tree = tree_new (run, type, f->at[1].text, f->at[4], f->at[3].number);
	bool good = tree >= 0 && tree_attach (run, tree, place, destination, resolve) &&
	            tree_propagate (run, tree, f->at[5].number);
	return closing (place, closing (tree, good));
}

static int bind_source (struct run *run, const char *source, bool recursive)
{
	int tree = run->trees[run->index];

	if (tree < 0)
		tree = sys_open_tree (AT_FDCWD, source, OPEN_TREE_CLONE | (recursive ? AT_RECURSIVE : 0U));
	if (tree < 0)
		run_detail (run, source);
	return tree;
}

/* Fields: source destination recursive set clear recursive-set recursive-clear propagation */
bool op_bind (struct run *run, struct fields *f)
{
	const char *destination = f->at[1].text;
	uint64_t resolve = resolve_for ("", destination);
	struct stat status;
	int tree = bind_source (run, f->at[0].text, f->at[2].number);

	if (tree < 0 || fstat (tree, &status) < 0)
		return closing (tree, false);
	bool directory = S_ISDIR (status.st_mode);
	int place =
		path_make (run, destination, directory ? PATH_DIRECTORY : PATH_FILE, directory ? 0755 : 0644, resolve);
	if (place < 0)
		return closing (tree, false);
	bool good = tree_attributes (tree, f->at[5].number, f->at[6].number, true) &&
	            tree_attributes (tree, f->at[3].number, f->at[4].number, false);
	if (!good)
		run_detail (run, "set its attributes");
	good = good && tree_attach (run, tree, place, destination, resolve) &&
	       tree_propagate (run, tree, f->at[7].number);
	return closing (place, closing (tree, good));
}

static bool reconfigure (struct run *run, int place, struct field options)
{
	if (!options.number)
		return true;
	int fs = sys_fspick (place);
	bool good = fs >= 0 && tree_configure (run, fs, options) &&
	            sys_fsconfig (fs, FSCONFIG_CMD_RECONFIGURE, NULL, NULL) == 0;
	return closing (fs, good);
}

/* Fields: destination set clear options */
bool op_remount (struct run *run, struct fields *f)
{
	int place = path_open (run, f->at[0].text, O_PATH, 0);

	if (place < 0)
		return false;
	bool good =
		reconfigure (run, place, f->at[3]) && tree_attributes (place, f->at[1].number, f->at[2].number, false);
	return closing (place, good);
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
	int place = path_open (run, destination, O_PATH, 0);

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
	int place = path_open (run, destination, O_PATH, 0);

	if (place < 0)
		return errno == ENOENT || errno == ENOTDIR;
	int tree = sys_open_tree (place, "", OPEN_TREE_CLONE | AT_EMPTY_PATH | AT_RECURSIVE);
	bool good = tree >= 0 && tree_attributes (tree, MOUNT_ATTR_RDONLY, 0, true) &&
	            tree_attach (run, tree, place, destination, 0);
	return closing (place, closing (tree, good));
}

/* Fields: destination mode */
bool op_root_dir (struct run *run, struct fields *f)
{
	int fd = path_make (run, f->at[0].text, PATH_DIRECTORY, (mode_t) f->at[1].number & 07777, 0);
	return closing (fd, fd >= 0);
}

/* Fields: destination mode major minor uid gid */
bool op_node (struct run *run, struct fields *f)
{
	const char *name;
	struct stat status;
	mode_t mode = (mode_t) f->at[1].number;
	dev_t device = makedev ((unsigned) f->at[2].number, (unsigned) f->at[3].number);
	int dir = path_parent (run, f->at[0].text, &name);

	if (dir < 0)
		return false;
	if (mknodat (dir, name, mode, device) < 0 && errno != EEXIST)
		return closing (dir, run_detail (run, f->at[0].text));
	int node = openat (dir, name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	bool good = node >= 0 && fstat (node, &status) == 0;
	if (good && ((status.st_mode ^ mode) & S_IFMT || (!S_ISFIFO (mode) && status.st_rdev != device))) {
		errno = EEXIST; /* the image has something else there */
		good = run_detail (run, f->at[0].text);
	}
	good = good && fchownat (node, "", (uid_t) f->at[4].number, (gid_t) f->at[5].number, AT_EMPTY_PATH) == 0;
	return closing (dir, closing (node, good));
}

/* Fields: target destination */
bool op_symlink (struct run *run, struct fields *f)
{
	const char *name;
	int dir = path_parent (run, f->at[1].text, &name);

	if (dir < 0)
		return false;
	bool good = symlinkat (f->at[0].text, dir, name) == 0 || errno == EEXIST;
	return closing (dir, good);
}
