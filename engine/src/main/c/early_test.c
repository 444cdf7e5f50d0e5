/* Mounts that the launcher prepares for its child, as root: `make check-root`. */
#include "plan_maker.h"
#include "run.h"
#include "sys.h"
#include "tap.h"

#include <errno.h>
#include <linux/magic.h>
#include <sched.h>
#include <string.h>
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

/* Operations 3 and on are the child's: root, proc, tmpfs, a bind of something, one of nothing, and a tmpfs that waits. */
static void begin (uint64_t flags, uint64_t propagation)
{
	const char *why = "";
	int ends[2];

	maker_begin (&m);
	maker_op (&m, OP_CLONE, flags);
	maker_op (&m, OP_MEET);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_PROPAGATION, propagation);
	maker_op (&m, OP_ROOT_BIND, "/tmp");
	maker_op (&m, OP_MOUNT, "proc", "proc", "/proc", (uint64_t) 0, NONE, (uint64_t) 0);
	maker_op (&m, OP_MOUNT, "tmpfs", "tmpfs", "/dev", (uint64_t) 0, NONE, (uint64_t) 0);
	bind_op ("/dev/null");
	bind_op ("/nowhere/at/all");
	maker_op (&m, OP_WAIT_MEET);
	maker_op (&m, OP_MOUNT, "tmpfs", "tmpfs", "/run", (uint64_t) 0, NONE, (uint64_t) 0);
	maker_op (&m, OP_PIVOT_ROOT);
	maker_op (&m, OP_FIND_PROGRAM, "sh", "/bin");
	maker_op (&m, OP_EXEC, NONE, NONE, 0);
	ok (plan_decode (m.bytes, m.used, &plan, &why), *why ? why : "a plan");
	socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends);
	launcher = (struct run){ .plan = &plan, .sync = ends[0] };
	memset (launcher.trees, -1, sizeof launcher.trees);
	memset (launcher.early, -1, sizeof launcher.early);
	child = launcher;
	child.sync = ends[1];
	child.report = report_make (plan.count);
}

static void end (void)
{
	report_free (child.report);
	close (launcher.sync);
	close (child.sync);
}

static int taken (uint32_t index)
{
	int tree = -2;

	child.index = index;
	return early_take (&child, &tree) ? tree : -3;
}

static bool is_new_tmpfs (int fd)
{
	struct statfs fs;
	return fstatfs (fd, &fs) == 0 && fs.f_type == TMPFS_MAGIC;
}

static void test_parcel (void)
{
	begin (CLONE_NEWNS | CLONE_NEWPID, MS_SLAVE | MS_REC);
	ok (early_send (&launcher), "the launcher prepares what it can");
	int root = taken (4), tmpfs = taken (6), copy = taken (7);
	ok (root >= 0 && copy >= 0, "the child gets copies of the root and of a file");
	ok (is_new_tmpfs (tmpfs), "and a tmpfs");
	ok (taken (5) == -1, "but makes its procfs itself");
	ok (taken (8) == -1, "and tries what the launcher could not do");
	ok (taken (10) == -1, "what comes after hooks have run, it makes itself");
	ok (taken (6) == -1, "it takes each once");
	close (root);
	close (tmpfs);
	close (copy);
	end ();
}

static void test_none (void)
{
	begin (CLONE_NEWNS | CLONE_NEWUSER, MS_SLAVE | MS_REC);
	ok (early_send (&launcher) && taken (6) == -1, "nothing is early where rights differ");
	end ();
	begin (CLONE_NEWNS, MS_SHARED | MS_REC);
	ok (early_send (&launcher) && taken (4) == -1 && taken (7) == -1, "nor copies whose mounts others would see");
	int tmpfs = taken (6);
	ok (is_new_tmpfs (tmpfs), "but new file systems");
	close (tmpfs);
	end ();
}

static void test_wrong (void)
{
	struct message message = { .kind = MESSAGE_GO };

	begin (CLONE_NEWNS, MS_SLAVE | MS_REC);
	send_with (launcher.sync, &message, sizeof message, -1);
	ok (taken (6) == -3 && errno == EPROTO, "another message is none");
	close (launcher.sync);
	ok (taken (6) == -3, "nor is the launcher's death");
	launcher.sync = dup (child.sync);
	end ();
	begin (CLONE_NEWNS, MS_SLAVE | MS_REC);
	close (child.sync);
	ok (early_send (&launcher), "a child that has died is no failure of the launcher's");
	child.sync = dup (launcher.sync);
	end ();
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
	test_none ();
	test_wrong ();
	return tap_end ();
}
