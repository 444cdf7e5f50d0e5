/* Mounts as descriptors: made or copied while nobody sees them, then attached to a place that is a descriptor too. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/magic.h>
#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>

enum { PROC_ROOT_INO = 1 };

/* The kernel's words on what it does not like about a file system's options. */
static void keep_words (struct run *run, int fs)
{
	char words[DETAIL_MAX];
	int error = errno;
	ssize_t size = read (fs, words, sizeof words - 1);

	if (size > 0) {
		words[size] = 0;
		words[strcspn (words, "\n")] = 0;
		run_detail (run, size > 2 && words[1] == ' ' ? words + 2 : words); /* "e words" is an error */
	}
	errno = error;
}

static bool set_option (struct run *run, int fs, const char *key, const char *value)
{
	unsigned command = value ? FSCONFIG_SET_STRING : FSCONFIG_SET_FLAG;

	if (sys_fsconfig (fs, command, key, value) == 0)
		return true;
	run_detail (run, key);
	keep_words (run, fs);
	return false;
}

/* Options are "key=value" or a bare word. */
bool tree_configure (struct run *run, int fs, struct field options)
{
	char key[256];

	for (uint64_t i = 0; i < options.number; i++) {
		const char *option = list_text (&options), *equals = strchr (option, '=');
		size_t length = equals ? (size_t) (equals - option) : strlen (option);
		if (length >= sizeof key) {
			errno = E2BIG;
			return run_detail (run, option);
		}
		memcpy (key, option, length);
		key[length] = 0;
		if (!set_option (run, fs, key, equals ? equals + 1 : NULL))
			return false;
	}
	return true;
}

static int create (struct run *run, int fs, uint64_t attributes)
{
	int tree = -1;

	if (sys_fsconfig (fs, FSCONFIG_CMD_CREATE, NULL, NULL) == 0)
		tree = sys_fsmount (fs, (unsigned) attributes);
	if (tree < 0)
		keep_words (run, fs);
	return tree;
}

int tree_new (struct run *run, const char *type, const char *source, struct field options, uint64_t attributes)
{
	int tree = -1, fs = sys_fsopen (type);

	if (fs < 0)
		run_detail (run, type);
	else if ((!*source || set_option (run, fs, "source", source)) && tree_configure (run, fs, options))
		tree = create (run, fs, attributes);
	closing (fs, true);
	return tree;
}

static bool set_overlay (struct run *run, int fs, struct field lower, const char *upper, const char *work)
{
	for (uint64_t i = 0; i < lower.number; i++)
		if (!set_option (run, fs, "lowerdir+", list_text (&lower)))
			return false;
	return !*upper || (set_option (run, fs, "upperdir", upper) && set_option (run, fs, "workdir", work));
}

/* overlayfs by fsconfig(2), one layer at a time, which Linux has since 6.8 for paths below 256 bytes. */
int tree_overlay (struct run *run, struct field lower, const char *upper, const char *work)
{
	int tree = -1, fs = sys_fsopen ("overlay");

	if (fs >= 0 && set_option (run, fs, "source", "overlay") && set_overlay (run, fs, lower, upper, work))
		tree = create (run, fs, 0);
	closing (fs, true);
	return tree;
}

static bool is_proc (int fd)
{
	struct statfs fs;
	struct stat status;

	return fstatfs (fd, &fs) == 0 && fs.f_type == PROC_SUPER_MAGIC && fstat (fd, &status) == 0 &&
	       status.st_ino == PROC_ROOT_INO;
}

/* A procfs that nothing can be mounted over (CVE-2025-52881). In a user namespace the kernel may refuse a new one;
 * then a copy of /proc's own mount, without what lies over it, if it is one. */
int tree_proc (struct run *run)
{
	if (run->proc >= 0)
		return run->proc;
	run->proc = tree_new (run, "proc", "", (struct field){ 0 }, 0);
	if (run->proc < 0)
		run->proc = sys_open_tree (AT_FDCWD, "/proc", OPEN_TREE_CLONE);
	if (run->proc >= 0 && !is_proc (run->proc)) {
		close (run->proc);
		run->proc = -1;
		errno = EINVAL;
		run_detail (run, "/proc is no procfs");
	}
	return run->proc;
}

static bool mount_id (int fd, uint64_t *id)
{
	struct statx_answer answer;

	if (sys_statx (fd, STATX_ANSWER_MOUNT_ID, &answer) < 0 || !(answer.mask & STATX_ANSWER_MOUNT_ID))
		return false;
	*id = answer.mount_id;
	return true;
}

/* What lies over a file of procfs is there because the operator has named that file, and not because a link of the image
 * leads there (CVE-2019-16884). */
static bool move_to (struct run *run, int tree, int place, const char *destination)
{
	struct statfs fs;

	if (fstatfs (place, &fs) < 0)
		return false;
	if (fs.f_type != PROC_SUPER_MAGIC)
		return sys_move_mount (tree, place, "") == 0 || run_detail (run, destination);
	int named = path_open (run, destination, O_PATH, RESOLVE_NO_SYMLINKS);
	if (named < 0)
		return run_detail (run, "a link of the image leads into /proc");
	return closing (named, sys_move_mount (tree, named, "") == 0 || run_detail (run, destination));
}

/* Attaches a tree, and looks whether the destination, walked again, is it: a name that was exchanged meanwhile leads
 * elsewhere (CVE-2021-30465). */
bool tree_attach (struct run *run, int tree, int place, const char *destination, uint64_t resolve)
{
	return tree_attach_at (run, tree, place, destination, O_PATH, resolve);
}

/* open_flags: how the place was opened. */
bool tree_attach_at (struct run *run, int tree, int place, const char *destination, int open_flags, uint64_t resolve)
{
	uint64_t wanted, seen;

	if (!move_to (run, tree, place, destination))
		return false;
	int fd = path_open (run, destination, open_flags, resolve);
	if (fd < 0)
		return false;
	bool good = mount_id (tree, &wanted) && mount_id (fd, &seen);
	if (good && wanted != seen) {
		errno = EXDEV;
		good = run_detail (run, "the destination leads elsewhere after the mount");
	}
	return closing (fd, good);
}

bool tree_attributes (int tree, uint64_t set, uint64_t clear, bool recursive)
{
	struct mount_attr attr = { .attr_set = set, .attr_clr = clear };

	/* Times are a field of their own, to be cleared before one of its values is set. */
	if ((set | clear) & MOUNT_ATTR__ATIME)
		attr.attr_clr |= MOUNT_ATTR__ATIME;
	if (!attr.attr_set && !attr.attr_clr)
		return true;
	return sys_mount_setattr (tree, "", recursive ? AT_RECURSIVE : 0, &attr) == 0;
}

/* The kernel takes one kind at a time. A slave that is shared too must be a slave first. */
bool tree_propagate (struct run *run, int tree, uint64_t flags)
{
	static const uint64_t KINDS[] = { MS_PRIVATE, MS_SLAVE, MS_SHARED, MS_UNBINDABLE };

	for (unsigned i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
		struct mount_attr attr = { .propagation = KINDS[i] };
		if (flags & KINDS[i] && sys_mount_setattr (tree, "", flags & MS_REC ? AT_RECURSIVE : 0, &attr) < 0)
			return run_detail (run, "change its propagation");
	}
	return true;
}

/* The namespaces that the child will have: those of clone3, and those that the stage joins. */
static uint64_t namespaces (const struct plan *plan)
{
	struct range stage = plan->sections[SECTION_STAGE];
	struct fields fields;
	uint64_t types = 0;

	plan_fields (plan, plan->sections[SECTION_AFTER].first - 1, &fields);
	uint64_t made = fields.at[0].number;
	for (uint32_t i = stage.first; i < stage.end; i++) {
		plan_fields (plan, i, &fields);
		if (plan->ops[i].code == OP_JOIN_NAMESPACE || plan->ops[i].code == OP_JOIN_CONTAINER)
			types |= fields.at[0].number;
	}
	/* In a mount namespace that was joined, paths lead elsewhere. */
	return types & CLONE_NEWNS ? 0 : types | made;
}

/* What the child's root then hears of the host's mounts, it must not answer: the copy is a slave. */
int tree_copy (struct run *run, uint32_t index)
{
	unsigned code = run->plan->ops[index].code, flags = OPEN_TREE_CLONE;
	struct fields fields;

	if (code != OP_BIND && code != OP_BIND_LINK && code != OP_ROOT_BIND)
		return -1;
	plan_fields (run->plan, index, &fields);
	if (code == OP_BIND_LINK && (fields.at[8].number || fields.at[9].number))
		flags |= AT_SYMLINK_NOFOLLOW;
	if (code == OP_ROOT_BIND || fields.at[2].number)
		flags |= AT_RECURSIVE;
	int tree = sys_open_tree (AT_FDCWD, fields.at[0].text, flags);
	if (tree < 0 || tree_propagate (run, tree, MS_SLAVE | MS_REC))
		return tree;
	close (tree);
	return -1;
}

/* A child in a user namespace may not be allowed to walk to what the operator names. So the launcher copies these
 * trees before it makes the child. */
void tree_prepare (struct run *run)
{
	struct range child = run->plan->sections[SECTION_CHILD];

	if (!(namespaces (run->plan) & CLONE_NEWUSER))
		return;
	for (uint32_t i = child.first; i < child.end; i++)
		if (run->trees[i] < 0)
			run->trees[i] = (int16_t) tree_copy (run, i);
}

int tree_given (struct run *run)
{
	int tree = run->trees[run->index];

	run->trees[run->index] = -1;
	return tree;
}
