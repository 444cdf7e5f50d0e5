/* Paths inside the root. The image is hostile, and may still be changed by a neighbour while we look: every path is
 * walked by the kernel below the root's descriptor, and what is done is done to the descriptor that came of it. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/magic.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>

enum { MAX_LINKS = 40 }; /* the kernel's own limit */

static const uint64_t INSIDE = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;

int path_root (struct run *run)
{
	if (run->root < 0)
		run->root = open ("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	return run->root;
}

void path_forget_root (struct run *run)
{
	closing (run->root, true);
	run->root = -1;
}

int path_open (struct run *run, const char *destination, int flags, uint64_t resolve)
{
	int fd = -1;

	/* EAGAIN: something was renamed while ".." was walked; a neighbour can not do that for ever. */
	for (int tries = 0; tries < 64; tries++) {
		fd = sys_openat2 (path_root (run), destination, flags, INSIDE | resolve);
		if (fd >= 0 || errno != EAGAIN)
			break;
	}
	if (fd < 0)
		run_detail (run, destination);
	return fd;
}

/* Opens as much of the path as exists; *rest is what follows. Path is cut into pieces on the way, and whole again
 * at the end. */
static int open_prefix (struct run *run, char *path, uint64_t resolve, char **rest)
{
	size_t end = strlen (path);

	for (;;) {
		while (end && path[end - 1] == '/')
			end--;
		while (end && path[end - 1] != '/')
			end--;
		char kept = path[end];
		path[end] = 0;
		int fd = path_open (run, end ? path : "/", O_PATH | O_DIRECTORY, resolve);
		path[end] = kept;
		*rest = path + end;
		if (fd >= 0 || errno != ENOENT || end == 0)
			return fd;
	}
}

/* A link of procfs is not its text: it leads to what a process has open (CVE-2024-21626). */
static bool in_procfs (int dir)
{
	struct statfs fs;
	return fstatfs (dir, &fs) < 0 || fs.f_type == PROC_SUPER_MAGIC;
}

/* If what follows begins with a link that leads nowhere, puts the path that it means in place of path. */
static bool follow_link (int dir, char *path, char *rest, bool *followed)
{
	char name[NAME_MAX + 1], meant[PATH_MAX], link[PATH_MAX];
	size_t length = strcspn (rest, "/"), before = (size_t) (rest - path);

	*followed = false;
	if (length > NAME_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy (name, rest, length);
	name[length] = 0;
	ssize_t size = readlinkat (dir, name, link, sizeof link);
	if (size < 0)
		return errno == EINVAL || errno == ENOENT;
	if (in_procfs (dir)) {
		errno = ELOOP;
		return false;
	}
	if (size > 0 && link[0] == '/')
		before = 0;
	if (before + (size_t) size + strlen (rest + length) >= sizeof meant) {
		errno = ENAMETOOLONG;
		return false;
	}
	memcpy (meant, path, before);
	memcpy (meant + before, link, (size_t) size);
	strcpy (meant + before + size, rest + length);
	strcpy (path, meant);
	*followed = true;
	return true;
}

/* Makes one component, or takes what somebody else has made just now; but never a link. */
static int make_one (int dir, const char *name, bool directory, mode_t mode)
{
	int flags = directory ? O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC : O_PATH | O_NOFOLLOW | O_CLOEXEC;
	struct stat status;

	if ((directory ? mkdirat (dir, name, mode) : mknodat (dir, name, S_IFREG | mode, 0)) < 0 && errno != EEXIST)
		return -1;
	int fd = openat (dir, name, flags);
	if (fd < 0 || (fstat (fd, &status) == 0 && !S_ISLNK (status.st_mode)))
		return fd;
	close (fd);
	errno = ELOOP;
	return -1;
}

/* Makes all components of rest below dir, which it closes. */
static int make_rest (int dir, char *rest, enum path_kind kind, mode_t mode)
{
	while (*rest) {
		char *name = rest;
		rest += strcspn (rest, "/");
		char *end = rest;
		rest += strspn (rest, "/");
		*end = 0;
		if (strcmp (name, ".") == 0)
			continue;
		bool last = !*rest, directory = !last || kind == PATH_DIRECTORY;
		if (strcmp (name, "..") == 0)
			errno = EINVAL; /* out of a directory that does not exist */
		int next = strcmp (name, "..") == 0 ? -1 : make_one (dir, name, directory, last ? mode : 0755);
		closing (dir, true);
		if (next < 0)
			return -1;
		dir = next;
	}
	return dir;
}

int path_make (struct run *run, const char *destination, enum path_kind kind, mode_t mode, uint64_t resolve)
{
	char path[PATH_MAX], *rest;
	bool followed;

	if (strlen (destination) >= sizeof path) {
		errno = ENAMETOOLONG;
		return -1;
	}
	strcpy (path, destination);
	for (int links = 0; links < MAX_LINKS; links++) {
		int fd = path_open (run, path, O_PATH, resolve);
		if (fd >= 0 || errno != ENOENT)
			return fd;
		int dir = open_prefix (run, path, resolve, &rest);
		if (dir < 0)
			return -1;
		bool good = follow_link (dir, path, rest, &followed);
		if (good && !followed)
			fd = make_rest (dir, rest, kind, mode);
		else
			closing (dir, true);
		if (good && followed && !(resolve & RESOLVE_NO_SYMLINKS))
			continue;
		if (good && followed)
			errno = ELOOP;
		run_detail (run, fd < 0 ? destination : "");
		return fd;
	}
	errno = ELOOP;
	return -1;
}

/* The directory of a destination, made if it is missing, and the last component in it. What is made there by name must
 * be made where the plan says, so there is no link on the way: an image's /dev may be one (CVE-2026-41579). */
int path_parent (struct run *run, const char *destination, const char **name)
{
	char path[PATH_MAX];
	const char *slash = strrchr (destination, '/');
	size_t length = slash ? (size_t) (slash - destination) : 0;

	*name = slash ? slash + 1 : destination;
	if (!**name || strcmp (*name, ".") == 0 || strcmp (*name, "..") == 0 || length >= sizeof path) {
		errno = EINVAL;
		return -1;
	}
	memcpy (path, destination, length);
	path[length] = 0;
	return path_make (run, length ? path : "/", PATH_DIRECTORY, 0755, RESOLVE_NO_SYMLINKS);
}
