/* The new root. It is attached on top of the old one, to which the path "/" still leads: so no directory is hidden by
 * it, and no path to it has to be walked again. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/magic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>

/* Fields: flags */
bool op_propagation (struct run *run, struct fields *f)
{
	int root = open ("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	bool good = root >= 0 && tree_propagate (run, root, f->at[0].number);

	return closing (root, good);
}

/* A mount attached below a shared one would appear on the host too, and pivot_root(2) would refuse it: as it would
 * a shared new root, which it puts the old one on. */
static bool make_private (int dir, const char *path)
{
	struct mount_attr attr = { .propagation = MS_PRIVATE };
	return sys_mount_setattr (dir, path, 0, &attr) == 0;
}

static bool take_root (struct run *run, int tree)
{
	path_forget_root (run);
	run->root = tree;
	return true;
}

static bool attach_root (struct run *run, int tree)
{
	if (tree >= 0 && make_private (tree, "") && make_private (AT_FDCWD, "/") && sys_move_mount (tree, AT_FDCWD, "/") == 0)
		return take_root (run, tree);
	return closing (tree, false);
}

/* Fields: path */
bool op_root_bind (struct run *run, struct fields *f)
{
	int tree = tree_given (run);

	if (tree < 0)
		tree = sys_open_tree (AT_FDCWD, f->at[0].text, OPEN_TREE_CLONE | AT_RECURSIVE);
	return attach_root (run, tree);
}

/* mount(2)'s options for overlayfs: commas, colons in lower layers, and backslashes are escaped. */
struct options {
	size_t used;
	bool full;
	char text[4096]; /* the kernel takes a page, and ours must end with a zero */
};

static void add (struct options *o, const char *text, const char *escape)
{
	for (; *text; text++) {
		bool special = strchr (escape, *text);
		o->full = o->full || o->used + 2 >= sizeof o->text;
		if (o->full)
			return;
		if (special)
			o->text[o->used++] = '\\';
		o->text[o->used++] = *text;
	}
	o->text[o->used] = 0;
}

/* For kernels before 6.8. "/.." leads to what is mounted on "/", where "/" itself does not. */
static bool overlay_by_mount (struct run *run, struct field lower, const char *upper, const char *work)
{
	struct options o = { 0 };
	struct statfs fs;

	add (&o, "lowerdir=", "");
	for (uint64_t i = 0; i < lower.number; i++) {
		add (&o, i ? ":" : "", "");
		add (&o, list_text (&lower), "\\,:");
	}
	if (*upper) {
		add (&o, ",upperdir=", "");
		add (&o, upper, "\\,");
		add (&o, ",workdir=", "");
		add (&o, work, "\\,");
	}
	if (o.full) {
		errno = E2BIG;
		return run_detail (run, "the paths of the layers are too long together");
	}
	if (!make_private (AT_FDCWD, "/") || sys_mount ("overlay", "/", "overlay", 0, o.text) < 0)
		return run_detail (run, o.text);
	int root = open ("/..", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (root < 0)
		return false;
	if (fstatfs (root, &fs) == 0 && fs.f_type == OVERLAYFS_SUPER_MAGIC)
		return take_root (run, root);
	close (root);
	errno = EXDEV;
	return run_detail (run, "another mount lies on the root");
}

/* Fields: path lower upper work */
bool op_root_overlay (struct run *run, struct fields *f)
{
	int tree = tree_given (run);

	if (tree < 0)
		tree = tree_overlay (run, f->at[1], f->at[2].text, f->at[3].text);
	if (tree >= 0)
		return attach_root (run, tree);
	return overlay_by_mount (run, f->at[1], f->at[2].text, f->at[3].text);
}

/* Fields: path */
bool op_open_root (struct run *run, struct fields *f)
{
	int root = open (f->at[0].text, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return root >= 0 && take_root (run, root);
}

/* Makes the mount private that a path lies in. No other prefix of the path is a mount's root; ".." would lead to what lies
 * over the old root. */
static bool make_around_private (char *real)
{
	while (!make_private (AT_FDCWD, *real ? real : "/")) {
		if (errno != EINVAL || !*real)
			return false;
		*strrchr (real, '/') = 0;
	}
	return true;
}

/* Fields: path. Whoever joins the mount namespace now finds the old root at "/", and the new one by its path. The root
 * of a user namespace may not get there, and no path then leads hooks there: the root stays where it is. */
bool op_place_root (struct run *run, struct fields *f)
{
	char real[PATH_MAX];
	int place = open (f->at[0].text, O_PATH | O_DIRECTORY | O_CLOEXEC);

	if (place < 0)
		return errno == EACCES;
	run->placed = realpath (f->at[0].text, real) && make_around_private (real) &&
	              sys_move_mount (path_root (run), place, "") == 0;
	return closing (place, run->placed);
}

/* After this the old root is mounted on the new one, and let go with all below it: as a slave, so that the host does
 * not lose what we unmount. */
bool op_pivot_root (struct run *run, struct fields *f)
{
	int old = open ("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	struct mount_attr slave = { .propagation = MS_SLAVE };

	(void) f;
	bool good = old >= 0 && fchdir (path_root (run)) == 0 && sys_pivot_root (".", ".") == 0 && fchdir (old) == 0 &&
	            sys_mount_setattr (AT_FDCWD, ".", AT_RECURSIVE, &slave) == 0 &&
	            sys_unmount (".", UNMOUNT_DETACH) == 0 && chdir ("/") == 0;
	path_forget_root (run);
	return closing (old, good);
}

bool op_change_root (struct run *run, struct fields *f)
{
	(void) f;
	if (fchdir (path_root (run)) < 0 || chroot (".") < 0 || chdir ("/") < 0)
		return false;
	path_forget_root (run);
	return true;
}

/* It lies on the old root, as MS_MOVE would have it, unless it has its place. */
bool op_move_root (struct run *run, struct fields *f)
{
	if (run->placed && sys_move_mount (path_root (run), AT_FDCWD, "/") < 0)
		return false;
	return op_change_root (run, f);
}

/* Fields: set clear propagation */
bool op_root_attributes (struct run *run, struct fields *f)
{
	int root = path_root (run);

	return root >= 0 && tree_propagate (run, root, f->at[2].number) &&
	       tree_attributes (root, f->at[0].number, f->at[1].number, false);
}
