/* What is taken over from a hostile directory: between two directories of our own, without root. */
#include "run.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

static struct run run;
static struct report report;
static char from[] = "/tmp/shibafu-from-XXXXXX", to[] = "/tmp/shibafu-to-XXXXXX";
static int place, tree;

static bool copy (bool mode, bool content)
{
	memset (&report, 0, sizeof report);
	run = (struct run){ .report = &report };
	return take_over (&run, place, tree, mode, content);
}

static bool put (const char *name, const char *text, mode_t mode)
{
	int fd = openat (place, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	return closing (fd, write (fd, text, strlen (text)) == (ssize_t) strlen (text) && fchmod (fd, mode) == 0);
}

static bool holds (const char *name, const char *text)
{
	char found[256] = { 0 };
	int fd = openat (tree, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	return closing (fd, read (fd, found, sizeof found - 1) >= 0 && strcmp (found, text) == 0);
}

static mode_t mode_of (const char *name)
{
	struct stat status = { 0 };
	fstatat (tree, name, &status, AT_SYMLINK_NOFOLLOW);
	return status.st_mode;
}

static void test_content (void)
{
	static const struct timespec LONG_AGO[] = { { .tv_sec = 1000 }, { .tv_sec = 2000 } };
	char target[64] = { 0 };
	struct stat status;

	mkdirat (place, "d", 0750);
	ok (put ("d/file", "text", 0640) && put ("d/program", "", 04755), "files are there");
	utimensat (place, "d/file", LONG_AGO, 0);
	symlinkat ("/etc/passwd", place, "d/link");
	mkfifoat (place, "d/fifo", 0622);
	fchmodat (place, "d/fifo", 0622, 0);
	ok (copy (false, true), "all is copied");
	ok (holds ("d/file", "text") && mode_of ("d/file") == (S_IFREG | 0640), "a file with its mode");
	ok (mode_of ("d/program") == (S_IFREG | 04755), "set-user-id stays");
	ok (fstatat (tree, "d/file", &status, 0) == 0 && status.st_mtim.tv_sec == 2000, "a file with its time");
	ok (readlinkat (tree, "d/link", target, sizeof target - 1) > 0 && strcmp (target, "/etc/passwd") == 0,
	    "a link as a link");
	ok (mode_of ("d/fifo") == (S_IFIFO | 0622), "a fifo, which is not opened");
	ok (mode_of ("d") == (S_IFDIR | 0750), "a directory with its mode");
	ok (run.value == 5, "all are counted");
}

static void test_attributes (void)
{
	char path[64], value[8] = { 0 };

	strcat (strcat (strcpy (path, from), "/"), "marked");
	put ("marked", "", 0600);
	if (setxattr (path, "user.shibafu", "x", 1, 0) < 0)
		return; /* a file system without them */
	ok (copy (false, true) || errno == EEXIST, "copied once more");
	strcat (strcat (strcpy (path, to), "/"), "marked");
	ok (getxattr (path, "user.shibafu", value, sizeof value) == 1 && *value == 'x', "an extended attribute");
}

static void test_mode (void)
{
	fchmodat (place, ".", 03711, 0);
	ok (copy (true, false) && mode_of (".") == (S_IFDIR | 03711), "the directory's own mode");
}

static void clear (const char *path)
{
	char command[128];
	snprintf (command, sizeof command, "rm -rf %s/*", path);
	ok (system (command) == 0, "cleared");
}

/* Deeper than it may be: the words tell so, and no descriptor is left open. */
static void test_depth (void)
{
	int before = dup (place);

	close (before);
	int dir = dup (place);
	for (int depth = 0; depth < 80; depth++) {
		mkdirat (dir, "d", 0700);
		int next = openat (dir, "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		close (dir);
		dir = next;
	}
	close (dir);
	ok (!copy (false, true) && errno == ELOOP && strstr (report.detail, "too deep"), "too deep is refused");
	int after = dup (place);
	ok (before == after, "every descriptor is closed");
	close (after);
}

static void test_file_as_place (void)
{
	put ("plain", "", 0600);
	int file = openat (place, "plain", O_RDONLY | O_CLOEXEC), directory = place;
	place = file;
	ok (!copy (false, true) && errno == ENOTDIR, "a file has no content to be taken over");
	place = directory;
	close (file);
}

int main (void)
{
	umask (0);
	if (!mkdtemp (from) || !mkdtemp (to))
		return 1;
	place = open (from, O_PATH | O_DIRECTORY | O_CLOEXEC);
	tree = open (to, O_PATH | O_DIRECTORY | O_CLOEXEC);
	test_content ();
	test_mode ();
	clear (from);
	clear (to);
	test_attributes ();
	clear (from);
	clear (to);
	test_depth ();
	clear (from);
	clear (to);
	test_file_as_place ();
	clear (from);
	rmdir (from);
	rmdir (to);
	return tap_end ();
}
