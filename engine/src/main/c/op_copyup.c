/* What a new file system takes over from the directory that it will hide. The directory is the image's, and may change
 * while we look: it is read by descriptor, no link is followed, and no other mount is entered. */
#include "listing.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { MAX_DEPTH = 64, NAMES_MAX = 4096, VALUE_MAX = 4096, CHUNK = 1 << 20 };

static bool copy_all (struct run *run, int from, int to, unsigned depth);

/* A file system that has no such attribute, or lets not everyone set it, goes without. */
static void copy_attributes (int from, int to)
{
	char names[NAMES_MAX], value[VALUE_MAX];
	ssize_t size = flistxattr (from, names, sizeof names);

	for (char *name = names; size > 0 && name < names + size; name += strlen (name) + 1) {
		ssize_t length = fgetxattr (from, name, value, sizeof value);
		if (length >= 0)
			fsetxattr (to, name, value, (size_t) length, 0);
	}
}

/* A user namespace may not know the owner: then it stays who copies. */
static bool own (int dir, const char *name, const struct stat *status)
{
	int flags = AT_SYMLINK_NOFOLLOW | (*name ? 0 : AT_EMPTY_PATH);
	return fchownat (dir, name, status->st_uid, status->st_gid, flags) == 0 || errno == EPERM || errno == EINVAL;
}

static bool keep_time (int dir, const char *name, const struct stat *status)
{
	const struct timespec times[] = { status->st_atim, status->st_mtim };
	return utimensat (dir, name, times, AT_SYMLINK_NOFOLLOW) == 0;
}

static bool copy_bytes (int from, int to)
{
	ssize_t sent;

	do
		sent = sendfile (to, from, NULL, CHUNK);
	while (sent > 0 || (sent < 0 && errno == EINTR));
	return sent == 0;
}

static bool copy_file (int from, int to, const char *name, const struct stat *status)
{
	struct stat opened;
	int in = openat (from, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (in < 0)
		return false;
	if (fstat (in, &opened) < 0 || !S_ISREG (opened.st_mode)) {
		errno = EAGAIN; /* exchanged since we looked */
		return closing (in, false);
	}
	int out = openat (to, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	bool good = out >= 0 && copy_bytes (in, out) && own (to, name, status) &&
	            fchmod (out, status->st_mode & 07777) == 0;
	if (good)
		copy_attributes (in, out);
	return closing (in, closing (out, good));
}

static bool copy_directory (struct run *run, int from, int to, const char *name, const struct stat *status,
                            unsigned depth)
{
	static const uint64_t HERE = RESOLVE_BENEATH | RESOLVE_NO_XDEV | RESOLVE_NO_SYMLINKS;
	int in = sys_openat2 (from, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, HERE);

	if (in < 0 && errno != EXDEV)
		return false;
	if (depth == MAX_DEPTH) {
		errno = ELOOP;
		return closing (in, run_detail (run, "directories too deep to be copied"));
	}
	if (mkdirat (to, name, 0700) < 0)
		return closing (in, false);
	int out = openat (to, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	bool good = out >= 0 && (in < 0 || copy_all (run, in, out, depth + 1)) && own (to, name, status) &&
	            fchmod (out, status->st_mode & 07777) == 0;
	if (good && in >= 0)
		copy_attributes (in, out);
	return closing (in, closing (out, good));
}

static bool copy_link (int from, int to, const char *name, const struct stat *status)
{
	char target[PATH_MAX];
	ssize_t size = readlinkat (from, name, target, sizeof target - 1);

	if (size < 0)
		return false;
	target[size] = 0;
	return symlinkat (target, to, name) == 0 && own (to, name, status);
}

/* A user namespace makes no device nodes: they stay away. */
static bool copy_node (int to, const char *name, const struct stat *status)
{
	if (mknodat (to, name, status->st_mode, status->st_rdev) < 0)
		return errno == EPERM;
	return own (to, name, status);
}

static bool copy_entry (struct run *run, int from, int to, const char *name, unsigned depth)
{
	struct stat status;
	bool good;

	if (fstatat (from, name, &status, AT_SYMLINK_NOFOLLOW) < 0)
		return errno == ENOENT;
	run->value++;
	if (S_ISDIR (status.st_mode))
		good = copy_directory (run, from, to, name, &status, depth);
	else if (S_ISREG (status.st_mode))
		good = copy_file (from, to, name, &status);
	else if (S_ISLNK (status.st_mode))
		good = copy_link (from, to, name, &status);
	else
		return copy_node (to, name, &status);
	if (good)
		return keep_time (to, name, &status);
	return *run->report->detail ? false : run_detail (run, name);
}

static bool copy_all (struct run *run, int from, int to, unsigned depth)
{
	struct listing listing;
	const char *name;
	bool is_directory;

	listing_start (&listing, from);
	while ((name = listing_next (&listing, &is_directory)))
		if (!copy_entry (run, from, to, name, depth))
			return false;
	return listing.size == 0;
}

bool take_over (struct run *run, int place, int tree, bool mode, bool content)
{
	struct stat status;

	if (fstat (place, &status) < 0)
		return false;
	if (content) {
		int from = openat (place, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		int to = openat (tree, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		bool good = from >= 0 && to >= 0 && copy_all (run, from, to, 0) && own (tree, "", &status);
		if (!closing (from, closing (to, good)))
			return false;
	}
	return !mode || fchmodat (tree, ".", status.st_mode & 07777, 0) == 0;
}

static bool fill (struct run *run, int to, const char *destination)
{
	int place = path_open (run, destination, O_PATH | O_DIRECTORY, 0);

	if (place < 0) {
		bool nothing = errno == ENOENT || errno == ENOTDIR;
		if (nothing)
			run_detail (run, "");
		return nothing;
	}
	return closing (place, take_over (run, place, to, true, true));
}

/* Fields: source destination marker. A directory of the host's takes over what the image has where it will be mounted; the
 * marker goes when all of it is there, and before anybody can change it. */
bool op_fill (struct run *run, struct fields *f)
{
	int to = open (f->at[0].text, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (to < 0)
		return run_detail (run, f->at[0].text);
	if (!closing (to, fill (run, to, f->at[1].text)))
		return false;
	return unlink (f->at[2].text) == 0 || run_detail (run, f->at[2].text);
}
