/* The walk along hostile paths, and the removal of hostile trees: in a directory of our own, without root. */
#include "plan_maker.h"
#include "run.h"
#include "sys.h"
#include "tap.h"

#include <errno.h>
#include <sys/stat.h>

static struct run run;
static struct report report;
static struct launch launch;
static char top[] = "/tmp/shibafu-path-XXXXXX";
static char outside[] = "/tmp/shibafu-out-XXXXXX";

static bool made (const char *path, enum path_kind kind, uint64_t resolve)
{
	int fd = path_make (&run, path, kind, 0700, resolve);
	return closing (fd, fd >= 0);
}

static bool is_there (const char *path, mode_t type)
{
	struct stat status;
	return fstatat (run.root, path, &status, AT_SYMLINK_NOFOLLOW) == 0 && (status.st_mode & S_IFMT) == type;
}

static bool refused (const char *path, uint64_t resolve, int error)
{
	errno = 0;
	return !made (path, PATH_DIRECTORY, resolve) && errno == error;
}

static bool is_empty (const char *path)
{
	return rmdir (path) == 0 && mkdir (path, 0700) == 0;
}

static void link_to (const char *target, const char *name)
{
	ok (symlinkat (target, run.root, name) == 0, name);
}

static void test_making (void)
{
	struct stat status;

	ok (made ("/a/b/c", PATH_DIRECTORY, 0) && is_there ("a/b/c", S_IFDIR), "directories");
	ok (fstatat (run.root, "a/b", &status, 0) == 0 && (status.st_mode & 0777) == 0755,
	    "those before the last are 0755");
	ok (fstatat (run.root, "a/b/c", &status, 0) == 0 && (status.st_mode & 0777) == 0700, "the last has its mode");
	ok (made ("/a/f", PATH_FILE, 0) && is_there ("a/f", S_IFREG), "a file");
	ok (made ("a//./g/", PATH_DIRECTORY, 0) && is_there ("a/g", S_IFDIR), "slashes and dots");
	ok (made ("/", PATH_DIRECTORY, 0), "the root");
	ok (refused ("/a/f/x", 0, ENOTDIR), "a file is no directory");
	ok (refused ("/new/../../x", 0, EINVAL) || refused ("/new/../../x", 0, ENOENT), "out of what does not exist");
	ok (made ("/../../../etc/x", PATH_DIRECTORY, 0) && is_there ("etc/x", S_IFDIR), "too many dots stay inside");
}

static void test_links (void)
{
	char up[128] = "../../../../../../../..";

	strcat (up, outside);
	link_to (outside, "absolute");
	link_to (up, "upward");
	link_to ("absolute", "chain");
	link_to ("self", "self");
	link_to ("made/by/link", "dangling");
	link_to ("x/../../../y", "dotted");
	link_to ("/proc/self/root", "magic");
	ok (made ("/absolute/x", PATH_DIRECTORY, 0), "an absolute link");
	ok (made ("/upward/y", PATH_DIRECTORY, 0), "a link upwards");
	ok (made ("/chain/z", PATH_FILE, 0), "a link to a link");
	ok (is_empty (outside), "nothing was made outside");
	ok (is_there (outside + 1, S_IFDIR), "but inside");
	ok (refused ("/self/x", 0, ELOOP), "a link to itself");
	ok (made ("/dangling/d", PATH_DIRECTORY, 0) && is_there ("made/by/link/d", S_IFDIR), "a link to nowhere");
	ok (refused ("/dotted/x", 0, EINVAL) || refused ("/dotted/x", 0, ENOENT), "a link out of what does not exist");
	ok (refused ("/absolute", RESOLVE_NO_SYMLINKS, ELOOP), "no links where none may be");
	ok (refused ("/self", RESOLVE_NO_SYMLINKS, ELOOP), "nor dangling ones");
	ok (path_open (&run, "/absolute/../../../../../proc/self", O_PATH, 0) < 0, "no way to the host");
	ok (strcmp (report.detail, "/absolute/../../../../../proc/self") == 0, "the path is told");
}

static void test_parent (void)
{
	const char *name = "";
	int dir = path_parent (&run, "/p/q/node", &name);

	ok (closing (dir, dir >= 0) && strcmp (name, "node") == 0 && is_there ("p/q", S_IFDIR), "a parent is made");
	dir = path_parent (&run, "node", &name);
	ok (closing (dir, dir >= 0) && strcmp (name, "node") == 0, "without a slash");
	ok (path_parent (&run, "/p/..", &name) < 0 && errno == EINVAL, "no name: two dots");
	ok (path_parent (&run, "/p/", &name) < 0 && errno == EINVAL, "no name: a slash");
	dir = path_parent (&run, "/absolute/node", &name);
	ok (dir < 0 && errno == ELOOP, "not through a link");
}

static void make_deep (unsigned depth)
{
	int dir = openat (run.root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	for (unsigned i = 0; i < depth && dir >= 0; i++) {
		mkdirat (dir, "d", 0700);
		int next = openat (dir, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		closing (openat (next, "file", O_CREAT | O_WRONLY | O_CLOEXEC, 0600), true);
		closing (dir, true);
		dir = next;
	}
	closing (dir, true);
}

static void test_removal (void)
{
	struct fields fields = { .at = { { .text = top } } };
	char keep[64];

	add_text (add_text (keep, outside), "/keep");
	mkdir (keep, 0700);
	make_deep (500);
	for (unsigned i = 0; i < 100; i++) {
		char name[32];
		add_number (add_text (name, "file-"), i);
		made (name, PATH_FILE, 0);
	}
	ok (op_remove_tree (&run, &fields), "a deep tree with links out of it is removed");
	ok (access (top, F_OK) < 0 && errno == ENOENT, "all of it");
	ok (access (keep, F_OK) == 0, "but what its links lead to");
	ok (op_remove_tree (&run, &fields), "what is missing is removed");
	fields.at[0].text = outside;
	ok (op_remove_tree (&run, &fields) && access (outside, F_OK) < 0, "a tree of one directory");
}

int main (void)
{
	if (!mkdtemp (top) || !mkdtemp (outside))
		return 1;
	umask (0);
	run.report = &report;
	run.launch = &launch;
	run.proc = -1;
	run.root = open (top, O_PATH | O_DIRECTORY | O_CLOEXEC);
	test_making ();
	test_links ();
	test_parent ();
	test_removal ();
	closing (run.root, true);
	return tap_end ();
}
