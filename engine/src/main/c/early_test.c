/* Mounts that the launcher prepares for its child, as root: `make check-root`. */
#include "plan_maker.h"
#include "run.h"
#include "sys.h"
#include "tap.h"

#include <errno.h>
#include <linux/magic.h>
#include <sched.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/statfs.h>
#include <unistd.h>

static const char *const NONE[] = { NULL };
static struct maker m;
static struct plan plan;
static struct run launcher, child;

static void bind_op (const char *source)
{
	maker_op (&m, OP_BIND, source, "/mnt", 0, (uint64_t) 0, (uint64_t) 0, (uint64_t) 0, (uint64_t) 0, (uint64_t) 0);
}

/* Of the child are EARLY, 2, and from then on: root, proc, tmpfs, a bind of something, one of nothing, and one more tmpfs.
 * Yields why it makes no sense; "" if it does. */
static const char *plan_of (const uint32_t *distances, size_t count)
{
	const char *why = "";

	maker_begin (&m);
	maker_op (&m, OP_CLONE, (uint64_t) CLONE_NEWNS);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_EARLY, distances, count);
	maker_op (&m, OP_ROOT_BIND, "/tmp");
	maker_op (&m, OP_MOUNT, "proc", "proc", "/proc", (uint64_t) 0, NONE, (uint64_t) 0);
	maker_op (&m, OP_MOUNT, "tmpfs", "tmpfs", "/dev", (uint64_t) 0, NONE, (uint64_t) 0);
	bind_op ("/dev/null");
	bind_op ("/nowhere/at/all");
	maker_op (&m, OP_MOUNT, "tmpfs", "tmpfs", "/run", (uint64_t) 0, NONE, (uint64_t) 0);
	maker_op (&m, OP_PIVOT_ROOT);
	maker_op (&m, OP_FIND_PROGRAM, "sh", "/bin");
	maker_op (&m, OP_EXEC, NONE, NONE, 0);
	return plan_decode (m.bytes, m.used, &plan, &why) ? "" : why;
}

static void begin (void)
{
	static const uint32_t DISTANCES[] = { 1, 3, 4, 5 };
	int ends[2];

	ok (!*plan_of (DISTANCES, 4), "a plan says which mounts are prepared");
	socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
	launcher = (struct run){ .plan = &plan, .sync = ends[0] };
	memset (launcher.trees, -1, sizeof launcher.trees);
	memset (launcher.maps, -1, sizeof launcher.maps);
	child = launcher;
	child.sync = ends[1];
}

static void end (void)
{
	close (launcher.sync);
	close (child.sync);
}

static int tree_of (uint32_t index)
{
	child.index = index;
	return tree_given (&child);
}

static void test_parcel (void)
{
	struct fields none = { 0 };
	struct statfs fs;

	begin ();
	ok (early_send (&launcher) && op_early (&child, &none), "they go from the launcher to the child");
	int root = tree_of (3), tmpfs = tree_of (5), copy = tree_of (6);
	ok (root >= 0 && copy >= 0, "a copy of the root, and one of a file");
	ok (fstatfs (tmpfs, &fs) == 0 && fs.f_type == TMPFS_MAGIC, "and a tmpfs");
	ok (tree_of (7) == -1, "what the launcher could not do is left to the child");
	ok (tree_of (4) == -1 && tree_of (8) == -1, "as is what the plan does not name");
	ok (tree_of (5) == -1, "each is there once");
	close (root);
	close (tmpfs);
	close (copy);
	end ();
}

static void test_wrong (void)
{
	struct message message = { .kind = MESSAGE_GO };
	struct fields none = { 0 };

	begin ();
	send_with (launcher.sync, &message, sizeof message, -1);
	ok (!op_early (&child, &none) && errno == EPROTO, "another message is none");
	close (launcher.sync);
	ok (!op_early (&child, &none), "nor is the launcher's death");
	launcher.sync = dup (child.sync);
	end ();
	begin ();
	close (child.sync);
	ok (early_send (&launcher), "a child that has died is no failure of the launcher's");
	child.sync = dup (launcher.sync);
	end ();
}

static int next_file (void)
{
	int next = dup (0);

	close (next);
	return next;
}

/* Leaves room for so many more files; yields what the limit was. */
static struct rlimit leave_room (rlim_t files)
{
	struct rlimit before, limit;

	getrlimit (RLIMIT_NOFILE, &before);
	limit = (struct rlimit){ .rlim_cur = (rlim_t) next_file () + files, .rlim_max = before.rlim_max };
	setrlimit (RLIMIT_NOFILE, &limit);
	return before;
}

static void test_little_room (void)
{
	struct fields none = { 0 };
	int next = next_file ();

	begin ();
	struct rlimit before = leave_room (30);
	ok (early_send (&launcher) && op_early (&child, &none) && tree_of (5) == -1, "who may open few files prepares nothing");
	setrlimit (RLIMIT_NOFILE, &before);
	ok (early_send (&launcher), "who may open many");
	before = leave_room (2);
	ok (op_early (&child, &none) && tree_of (3) == -1 && tree_of (5) == -1, "does it in vain for a child with no room");
	setrlimit (RLIMIT_NOFILE, &before);
	end ();
	ok (next_file () == next, "nothing stays open");
}

static void test_order (void)
{
	static const uint32_t CASES[][2] = { { 0, 1 }, { 3, 3 }, { 3, 1 }, { 7, 8 }, { 1, 10 }, { 1, 0xffffffff } };
	static uint32_t many[PLAN_MAX_EARLY + 1];

	for (unsigned i = 0; i < sizeof CASES / sizeof *CASES; i++)
		ok (strstr (plan_of (CASES[i], 2), "no mount that comes later"), "a plan that names no mount makes no sense");
	ok (strstr (plan_of (many, PLAN_MAX_EARLY + 1), "too many"), "nor does one that names too many");
	ok (!*plan_of (CASES[0], 0), "it may name none");
}

int main (void)
{
	if (geteuid () != 0) {
		printf ("1..0 # SKIP not root\n");
		return 0;
	}
	if (unshare (CLONE_NEWNS) < 0 || sys_mount ("", "/", "", MS_PRIVATE | MS_REC, NULL) < 0)
		return 1;
	test_parcel ();
	test_wrong ();
	test_little_room ();
	test_order ();
	return tap_end ();
}
