/* What a container shares with another one. Which process that has now its records tell: it may have been started anew
 * since the plan was made, and its old pid be another's. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/magic.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/wait.h>

/* Two that are run again may have ended at once, and the other one come back a little later. */
enum { PATIENCE_MS = 1000, LOOK_US = 20000 };

struct text {
	const char *at, *end;
};

/* A record may have a long command line in it. */
static bool map_text (const char *path, struct text *text)
{
	struct stat status;
	int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0 || fstat (fd, &status) < 0 || status.st_size == 0)
		return closing (fd, false);
	char *bytes = mmap (NULL, (size_t) status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	*text = (struct text){ bytes, bytes + status.st_size };
	return closing (fd, bytes != MAP_FAILED);
}

static void unmap_text (struct text whole)
{
	munmap ((void *) (uintptr_t) whole.at, (size_t) (whole.end - whole.at));
}

static bool is_digit (const struct text *text)
{
	return text->at < text->end && *text->at >= '0' && *text->at <= '9';
}

/* The next numbers, whatever stands between them; all that follow them on their line must have come, too. */
static bool take_numbers (struct text text, uint64_t *numbers, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		while (text.at < text.end && !is_digit (&text))
			text.at++;
		if (text.at == text.end)
			return false;
		for (numbers[i] = 0; is_digit (&text); text.at++)
			numbers[i] = numbers[i] * 10 + (uint64_t) (*text.at - '0');
	}
	return memchr (text.at, '\n', (size_t) (text.end - text.at)) != NULL;
}

/* The process of a line of this many numbers, of which that one is its pid, and the next its start time. */
static bool of_line (const char *path, unsigned count, unsigned pid, uint64_t *process)
{
	struct text text;
	uint64_t numbers[4];

	if (!map_text (path, &text))
		return false;
	bool good = take_numbers (text, numbers, count);
	unmap_text (text);
	if (good)
		memcpy (process, numbers + pid, 2 * sizeof *process);
	return good;
}

/* Skips a character, and spaces before it. */
static bool skip (struct text *text, char wanted)
{
	while (text->at < text->end && *text->at == ' ')
		text->at++;
	return text->at < text->end && *text->at++ == wanted;
}

/* "init" : { "pid" : N, "startTime" : N: a key, as no text in a JSON text has a bare quotation mark. 0: none yet. */
static bool of_record (const char *path, uint64_t *process)
{
	static const char key[] = "\"init\"";
	struct text whole;
	bool good = false;

	if (!map_text (path, &whole))
		return false;
	struct text rest = whole;
	while (!good && (rest.at = memmem (rest.at, (size_t) (rest.end - rest.at), key, sizeof key - 1))) {
		rest.at += sizeof key - 1;
		struct text value = rest;
		good = skip (&value, ':') && skip (&value, '{') && take_numbers (value, process, 2);
	}
	unmap_text (whole);
	return good && process[0] != 0;
}

static int open_now (const char *restarts, const char *started, const char *record)
{
	uint64_t process[2];

	if (of_line (restarts, 3, 1, process) || of_record (record, process) || of_line (started, 4, 0, process))
		return process_open ((pid_t) process[0], process[1]);
	errno = ESRCH;
	return -1;
}

/* Fields from the first on: name restarts started record. Yields a pidfd of its first process. */
static int neighbour_open (struct run *run, const struct field *f)
{
	uint64_t end = run_clock () + PATIENCE_MS * 1000000ULL;
	int fd;

	while ((fd = open_now (f[1].text, f[2].text, f[3].text)) < 0 && errno == ESRCH && run_clock () < end)
		pause_us (LOOK_US);
	if (fd < 0)
		run_detail (run, f[0].text);
	return fd;
}

/* Fields: type name restarts started record */
bool op_join_container (struct run *run, struct fields *f)
{
	int fd = neighbour_open (run, f->at + 1);

	return fd >= 0 && closing (fd, join_hide (run) && setns (fd, (int) f->at[0].number) == 0);
}

/* In a process of its own, which sees what the other container sees. That may have put something else in the mount's
 * place: its own files at most, as no link is followed. */
static int copy_there (int process, const char *path)
{
	struct statfs fs;

	if (prctl (PR_SET_DUMPABLE, 0) < 0 || setns (process, CLONE_NEWNS) < 0)
		return -1;
	int place = sys_openat2 (AT_FDCWD, path, O_PATH | O_DIRECTORY,
	                         RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_SYMLINKS);
	if (place >= 0 && fstatfs (place, &fs) == 0 && fs.f_type != TMPFS_MAGIC) {
		errno = EINVAL;
		return closing (place, false) - 1;
	}
	int tree = place < 0 ? -1 : sys_open_tree (place, "", AT_EMPTY_PATH | OPEN_TREE_CLONE);
	return closing (place, true) ? tree : -1;
}

static _Noreturn void tell_copy (int socket, int process, const char *path)
{
	int tree = copy_there (process, path), error = tree < 0 ? errno : 0;

	_exit (!message_send (socket, MESSAGE_MADE, (uint32_t) error, tree));
}

static int copy_of (int process, const char *path)
{
	struct clone_request request = { .exit_signal = SIGCHLD };
	struct message message = { 0 };
	int ends[2], tree = -1;

	if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return -1;
	pid_t pid = sys_clone3 (&request);
	if (pid == 0)
		tell_copy (ends[1], process, path);
	closing (ends[1], true);
	if (pid > 0) {
		bool heard = message_receive (ends[0], &message, &tree);
		waitpid (pid, NULL, 0);
		errno = heard ? (int) message.number : EIO;
	}
	return closing (ends[0], true) ? tree : -1;
}

/* Fields: name restarts started record path source destination. For the child's bind of that source and destination. */
bool op_copy_mount (struct run *run, struct fields *f)
{
	int mount = tree_find_mount (run, f->at[5].text, f->at[6].text);
	int process = mount < 0 ? -1 : neighbour_open (run, f->at);

	if (process < 0)
		return false;
	int tree = copy_of (process, f->at[4].text);
	if (tree < 0)
		run_detail (run, f->at[4].text);
	else
		run->trees[mount] = (int16_t) tree;
	return closing (process, tree >= 0);
}
