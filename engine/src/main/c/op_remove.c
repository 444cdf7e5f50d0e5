/* What is removed in the end. Of cgroups and trees the container has had the making: they may be deep, and trees may
 * hold links and mounts. */
#include "listing.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { MAX_DEPTH = 64, CGROUP_DEPTH = 256, CGROUP_MS = 3000, FIRST_PAUSE_US = 100, LONGEST_PAUSE_US = 50000 };

/* A cgroup stays busy for a moment after its last process has ended. */
bool remove_directory (int parent, const char *name, uint64_t deadline)
{
	for (long pause = FIRST_PAUSE_US; unlinkat (parent, name, AT_REMOVEDIR) < 0;
	     pause = pause < LONGEST_PAUSE_US ? pause * 2 : pause) {
		if (errno == ENOENT)
			return true;
		if (errno != EBUSY || run_clock () > deadline)
			return false;
		pause_us (pause);
	}
	return true;
}

static bool remove_cgroup (struct run *run, int parent, const char *name, unsigned depth, uint64_t deadline)
{
	struct listing listing;
	const char *child;
	bool is_directory, good = depth < CGROUP_DEPTH;

	if (remove_directory (parent, name, 0))
		return true;
	int dir = openat (parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (dir < 0)
		return errno == ENOENT;
	listing_start (&listing, dir);
	while (good && (child = listing_next (&listing, &is_directory)))
		good = !is_directory || remove_cgroup (run, dir, child, depth + 1, deadline);
	run->value++;
	return closing (dir, good) && remove_directory (parent, name, deadline);
}

bool op_remove_cgroup (struct run *run, struct fields *f)
{
	return remove_cgroup (run, AT_FDCWD, f->at[0].text, 0, run_clock () + CGROUP_MS * 1000000ULL);
}

bool op_remove_file (struct run *run, struct fields *f)
{
	(void) run;
	return unlink (f->at[0].text) == 0 || errno == ENOENT;
}

struct removal {
	struct run *run;
	int top;
	unsigned moved;
};

/* A tree deeper than our descriptors reach is cut: its lower part goes up to the top, where it is found again. */
static bool move_to_top (struct removal *r, int dir, const char *name)
{
	char moved[32];

	do
		add_number (add_text (moved, ".shibafu-"), r->moved++);
	while (renameat (dir, name, r->top, moved) < 0 && (errno == EEXIST || errno == ENOTEMPTY || errno == ENOTDIR));
	return faccessat (dir, name, F_OK, AT_SYMLINK_NOFOLLOW) < 0;
}

static bool remove_all (struct removal *r, int dir, unsigned depth);

static bool remove_entry (struct removal *r, int dir, const char *name, unsigned depth)
{
	r->run->value++;
	if (unlinkat (dir, name, 0) == 0 || errno == ENOENT)
		return true;
	if (errno != EISDIR && errno != EPERM)
		return run_detail (r->run, name);
	if (unlinkat (dir, name, AT_REMOVEDIR) == 0)
		return true;
	if (errno != ENOTEMPTY && errno != EEXIST)
		return run_detail (r->run, name); /* EBUSY: something is mounted on it */
	if (depth == MAX_DEPTH)
		return move_to_top (r, dir, name);
	int fd = sys_openat2 (dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW,
	                      RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS);
	if (fd < 0)
		return run_detail (r->run, name);
	return closing (fd, remove_all (r, fd, depth + 1)) && unlinkat (dir, name, AT_REMOVEDIR) == 0;
}

/* Again until nothing is found: some file systems pass entries over while others are removed. */
static bool remove_all (struct removal *r, int dir, unsigned depth)
{
	struct listing listing;
	const char *name;
	bool is_directory, found = true;

	while (found) {
		found = false;
		listing_start (&listing, dir);
		while ((name = listing_next (&listing, &is_directory))) {
			found = true;
			if (!remove_entry (r, dir, name, depth))
				return false;
		}
		if (listing.size < 0)
			return false;
	}
	return true;
}

bool op_remove_tree (struct run *run, struct fields *f)
{
	const char *path = f->at[0].text;
	struct removal removal = { .run = run };

	removal.top = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (removal.top < 0 && (errno == ENOTDIR || errno == ELOOP))
		return op_remove_file (run, f);
	if (removal.top < 0)
		return errno == ENOENT;
	return closing (removal.top, remove_all (&removal, removal.top, 0)) && (rmdir (path) == 0 || errno == ENOENT);
}

/* Fields: path, aside. From then on its name is free for another. */
bool op_set_aside (struct run *run, struct fields *f)
{
	(void) run;
	return rename (f->at[0].text, f->at[1].text) == 0 || errno == ENOENT;
}

/* Fields: path. One directory of the kernel's, whose files go with it. */
bool op_remove_dir (struct run *run, struct fields *f)
{
	(void) run;
	return rmdir (f->at[0].text) == 0 || errno == ENOENT;
}
