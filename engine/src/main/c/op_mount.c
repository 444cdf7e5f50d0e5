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

static bool mount_new (struct run *run, struct fields *f, int place, uint64_t resolve, bool mode, bool content)
{
	int tree = tree_given (run), namespace = run->maps[run->index];

	if (tree < 0)
		tree = tree_new (run, f->at[0].text, f->at[1].text, f->at[4], f->at[3].number);
	bool good = tree >= 0 && ((!mode && !content) || take_over (run, place, tree, mode, content)) &&
	            (namespace < 0 || tree_map (run, tree, namespace, false)) &&
	            tree_attach (run, tree, place, f->at[2].text, resolve) &&
	            tree_propagate (run, tree, f->at[5].number);

	return closing (tree, good);
}

/* Fields: type source destination attributes options propagation */
bool op_mount (struct run *run, struct fields *f)
{
	const char *destination = f->at[2].text;
	uint64_t resolve = resolve_for (f->at[0].text, destination);
	int place = path_make (run, destination, PATH_DIRECTORY, 0755, resolve);

	return place >= 0 && closing (place, mount_new (run, f, place, resolve, false, false));
}

/* Fields: those of mount, then: mode content. Of a directory that is made for it there is nothing to take over. */
bool op_mount_over (struct run *run, struct fields *f)
{
	const char *destination = f->at[2].text;
	uint64_t resolve = resolve_for (f->at[0].text, destination);
	int place = path_open (run, destination, O_PATH, resolve);
	bool there = place >= 0;

	if (!there && errno == ENOENT)
		place = path_make (run, destination, PATH_DIRECTORY, 0755, resolve);
	if (place >= 0)
		run_detail (run, "");
	bool mode = there && f->at[6].number, content = there && f->at[7].number;
	return place >= 0 && closing (place, mount_new (run, f, place, resolve, mode, content));
}

static int bind_source (struct run *run, const char *source, unsigned flags)
{
	int tree = tree_given (run);

	if (tree < 0)
		tree = sys_open_tree (AT_FDCWD, source, OPEN_TREE_CLONE | flags);
	if (tree < 0)
		run_detail (run, source);
	return tree;
}

static bool bind_to (struct run *run, struct fields *f, int tree, int place, int open_flags, uint64_t resolve)
{
	const char *destination = f->at[1].text;
	bool good = tree_attributes (tree, f->at[3].number, f->at[4].number, false) &&
	            tree_attributes (tree, f->at[5].number, f->at[6].number, true);
	if (!good)
		run_detail (run, "set its attributes");
	return good && tree_attach_at (run, tree, place, destination, open_flags, resolve) &&
	       tree_propagate (run, tree, f->at[7].number);
}

/* Fields: source destination recursive set clear recursive-set recursive-clear propagation */
bool op_bind (struct run *run, struct fields *f)
{
	const char *destination = f->at[1].text;
	uint64_t resolve = resolve_for ("", destination);
	struct stat status;
	int tree = bind_source (run, f->at[0].text, f->at[2].number ? AT_RECURSIVE : 0U);

	if (tree < 0 || fstat (tree, &status) < 0)
		return closing (tree, false);
	bool directory = S_ISDIR (status.st_mode);
	int place =
		path_make (run, destination, directory ? PATH_DIRECTORY : PATH_FILE, directory ? 0755 : 0644, resolve);
	return closing (tree, place >= 0 && closing (place, bind_to (run, f, tree, place, O_PATH, resolve)));
}

/* One that has been there before may stay, if it is the same. */
static bool make_same_link (struct run *run, int source, const char *destination)
{
	char target[PATH_MAX], there[PATH_MAX];
	const char *name;
	ssize_t size = readlinkat (source, "", target, sizeof target - 1);
	int dir = size < 0 ? -1 : path_parent (run, destination, &name);

	if (dir < 0)
		return false;
	target[size] = 0;
	bool good = symlinkat (target, dir, name) == 0;
	if (!good && errno == EEXIST) {
		good = readlinkat (dir, name, there, sizeof there) == size && memcmp (there, target, (size_t) size) == 0;
		errno = EEXIST;
		if (!good)
			run_detail (run, destination);
	}
	return closing (dir, good);
}

/* Fields: those of bind, then: source-link copy-link over-link */
bool op_bind_link (struct run *run, struct fields *f)
{
	const char *destination = f->at[1].text;
	uint64_t resolve = resolve_for ("", destination);
	bool copy = f->at[9].number;
	unsigned nofollow = f->at[8].number || copy ? AT_SYMLINK_NOFOLLOW : 0U;
	int over = f->at[10].number ? O_PATH | O_NOFOLLOW : O_PATH;
	struct stat status;
	int tree = bind_source (run, f->at[0].text, nofollow | (f->at[2].number ? AT_RECURSIVE : 0U));

	if (tree < 0 || fstat (tree, &status) < 0)
		return closing (tree, false);
	if (S_ISLNK (status.st_mode) && copy)
		return closing (tree, make_same_link (run, tree, destination));
	bool directory = S_ISDIR (status.st_mode);
	int place = path_open (run, destination, over, resolve);
	if (place < 0 && errno == ENOENT)
		place = path_make (run, destination, directory ? PATH_DIRECTORY : PATH_FILE, directory ? 0755 : 0644,
		                   resolve);
	return closing (tree, place >= 0 && closing (place, bind_to (run, f, tree, place, over, resolve)));
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
