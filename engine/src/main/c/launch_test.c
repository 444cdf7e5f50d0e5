/* Real plans, carried out as root: `make check-root`. Needs a static /bin/busybox. What a container sees is told by the
 * exit code of a shell in it. All in a mount namespace and a directory of its own; the cgroup has this test's pid. */
#include "launch.h"
#include "plan_maker.h"
#include "sys.h"
#include "tap.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

#define ALL_NAMESPACES                                                                                                 \
	((uint64_t) (CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP))

static const char *const NONE[] = { NULL };
static const char *const ENVIRONMENT[] = { "PATH=/bin", NULL };
static const uint64_t CAPABILITIES = 0xa80425fb;

static char top[] = "/tmp/shibafu-launch-XXXXXX";
static char root[64], fifo[64], record[64], cgroup[64], limit[96], oom[96];
static bool v2;
static struct maker m;
static struct plan plan;
static struct launch launch;

static bool decode (void)
{
	static uint8_t copies[2][PLAN_MAX_BYTES];
	static unsigned next;
	const char *why = "";
	uint8_t *copy = copies[next++ % 2];

	memcpy (copy, m.bytes, m.used);
	bool good = plan_decode (copy, m.used, &plan, &why);
	if (!good)
		printf ("# %s\n", why);
	return good;
}

static void run (void)
{
	launch = (struct launch){ .status = LAUNCH_FAILED };
	if (decode ())
		launch_run (&plan, &launch);
	if (launch.status == LAUNCH_FAILED || launch.status == LAUNCH_DIED)
		printf ("# %s: %s (%s)\n", launch.index == NO_OP ? "-" : op_name (plan.ops[launch.index].code),
		        strerror (launch.error), launch.detail);
}

/* The exit code, -1 if the process was not ready. */
static int finish (void)
{
	int status;

	if (launch.status != LAUNCH_READY || waitpid (launch.pid, &status, 0) != launch.pid)
		return -1;
	close (launch.pidfd);
	launch_exit (&plan, status, 0);
	return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

static bool failed_with (int error, enum op_code code)
{
	return launch.status == LAUNCH_FAILED && launch.error == error && plan.ops[launch.index].code == code;
}

static bool nothing_left (void)
{
	return access (cgroup, F_OK) < 0 && access (fifo, F_OK) < 0 && waitpid (-1, NULL, WNOHANG) < 0 &&
	       errno == ECHILD;
}

/* A cgroup of 1 MiB, and a fifo. */
static void begin (uint64_t flags)
{
	maker_begin (&m);
	maker_op (&m, OP_MAKE_FIFO, fifo);
	maker_op (&m, OP_MAKE_DIR, cgroup, 0755);
	maker_op (&m, OP_WRITE_FILE, limit, "1048576", 0);
	maker_op (&m, v2 ? OP_INTO_CGROUP : OP_OPEN_CGROUP, cgroup);
	maker_op (&m, OP_CLONE, flags);
}

static void mount_all (void)
{
	static const char *const DEV[] = { "mode=755", NULL };
	static const char *const PTS[] = { "newinstance", "ptmxmode=0666", "mode=0620", NULL };

	maker_op (&m, OP_PROPAGATION, (uint64_t) (MS_SLAVE | MS_REC));
	maker_op (&m, OP_ROOT_BIND, root);
	maker_op (&m, OP_MOUNT, "proc", "proc", "/proc", (uint64_t) 14, NONE, (uint64_t) 0);
	maker_op (&m, OP_MOUNT, "tmpfs", "tmpfs", "/dev", (uint64_t) 2, DEV, (uint64_t) 0);
	maker_op (&m, OP_MOUNT, "devpts", "devpts", "/dev/pts", (uint64_t) 10, PTS, (uint64_t) 0);
	maker_op (&m, OP_BIND, "/dev/null", "/dev/null", 0, (uint64_t) 0, (uint64_t) 0, (uint64_t) 0, (uint64_t) 0,
	          (uint64_t) 0);
}

static void become (const char *command, bool wait)
{
	const char *arguments[] = { "sh", "-c", command, NULL };

	maker_op (&m, OP_PIVOT_ROOT);
	maker_op (&m, OP_HOSTNAME, "box");
	maker_op (&m, OP_MASK_PATH, "/proc/keys");
	maker_op (&m, OP_MASK_PATH, "/proc/acpi");
	maker_op (&m, OP_READONLY_PATH, "/proc/sys");
	maker_op (&m, OP_BOUNDING_SET, CAPABILITIES);
	maker_op (&m, OP_SET_CAPABILITIES, CAPABILITIES, CAPABILITIES, (uint64_t) 0, (uint64_t) 0);
	maker_op (&m, OP_NO_NEW_PRIVILEGES);
	maker_op (&m, OP_CHANGE_DIR, "/", 0);
	maker_op (&m, OP_FIND_PROGRAM, "sh", "/nowhere:/bin");
	if (wait)
		maker_op (&m, OP_WAIT_START);
	maker_op (&m, OP_INIT);
	maker_op (&m, OP_EXEC, arguments, ENVIRONMENT, 0);
	maker_op (&m, OP_EXIT);
	maker_op (&m, OP_SIGNAL_CGROUP, cgroup, SIGKILL);
	maker_op (&m, OP_RECORD_EXIT, record, oom);
	maker_op (&m, OP_REMOVE_CGROUP, cgroup);
	maker_op (&m, OP_REMOVE_FILE, fifo);
}

static void container (const char *command, bool wait)
{
	begin (ALL_NAMESPACES);
	maker_op (&m, OP_CHILD);
	if (!v2)
		maker_op (&m, OP_JOIN_CGROUPS);
	mount_all ();
	maker_op (&m, OP_LOOPBACK_UP);
	become (command, wait);
	run ();
}

static void test_container (void)
{
	char text[256] = "";

	container (
		"[ $(hostname) = box ] && [ $$ = 2 ] && [ ! -s /proc/keys ] && ! echo x >/proc/sys/kernel/domainname &&"
		"[ $(grep -c . /proc/net/dev) = 3 ] && grep -q 'CapEff.*a80425fb' /proc/self/status && exit 7",
		false);
	ok (finish () == 7, "a container with a limit of 1 MiB");
	int fd = open (record, O_RDONLY | O_CLOEXEC);
	ok (read (fd, text, sizeof text - 1) > 0 && strstr (text, "\"exitCode\":7,\"signal\":0"),
	    "its exit is recorded");
	close (fd);
	ok (nothing_left (), "nothing of it is left");
}

static void test_users (void)
{
	begin (ALL_NAMESPACES | CLONE_NEWUSER);
	maker_op (&m, OP_WRITE_PROC, "uid_map", "0 100000 1000\n1000 200000 1000\n");
	maker_op (&m, OP_WRITE_PROC, "gid_map", "0 100000 65536\n");
	maker_op (&m, OP_CHILD);
	if (!v2)
		maker_op (&m, OP_JOIN_CGROUPS);
	maker_op (&m, OP_IDENTITY, 0, 0);
	mount_all ();
	become ("[ $(id -u) = 0 ] && grep -q '1000 *200000' /proc/self/uid_map && echo >/dev/null && exit 8", false);
	run ();
	ok (finish () == 8 && nothing_left (), "a container with a user namespace of two ranges");
}

static void control (enum op_code code, const char *path)
{
	struct launch done;
	struct plan kept = plan;

	maker_begin (&m);
	maker_op (&m, code, path);
	if (decode ())
		launch_run (&plan, &done);
	plan = kept;
	ok (done.status == LAUNCH_DONE, op_name (code));
}

static void test_start (void)
{
	container ("exit 9", true);
	ok (launch.status == LAUNCH_READY && waitpid (launch.pid, NULL, WNOHANG) == 0, "a container waits");
	control (OP_START, fifo);
	ok (finish () == 9 && nothing_left (), "and is started");
	container ("exit 9", true);
	launch_settle (&launch);
	launch_kill (&launch);
	ok (nothing_left (), "one that is killed leaves nothing");
	close (launch.pidfd);
	maker_begin (&m);
	maker_op (&m, OP_START, fifo);
	run ();
	ok (failed_with (ENOENT, OP_START), "there is nothing to start then");
}

/* One operation that fails, at the end of what a container does before its program. */
static void test_failures (void)
{
	for (unsigned i = 0; i < 4; i++) {
		static const enum op_code CODES[] = { OP_SYSCTL, OP_BIND, OP_MOUNT, OP_WRITE_PROC };
		begin (ALL_NAMESPACES);
		if (i == 3)
			maker_op (&m, OP_WRITE_PROC, "../x", "");
		maker_op (&m, OP_CHILD);
		if (!v2)
			maker_op (&m, OP_JOIN_CGROUPS);
		mount_all ();
		if (i == 0)
			maker_op (&m, OP_SYSCTL, "../../etc/passwd", "");
		if (i == 1)
			maker_op (&m, OP_BIND, "/nowhere/at/all", "/tmp", 0, (uint64_t) 0, (uint64_t) 0, (uint64_t) 0,
			          (uint64_t) 0, (uint64_t) 0);
		if (i == 2)
			maker_op (&m, OP_MOUNT, "nosuchfs", "", "/tmp", (uint64_t) 0, NONE, (uint64_t) 0);
		become ("exit 0", true);
		run ();
		ok (launch.status == LAUNCH_FAILED && plan.ops[launch.index].code == CODES[i], op_name (CODES[i]));
		ok (nothing_left (), "and nothing is left");
	}
}

static void test_exec (void)
{
	static const char *const ARGUMENTS[] = { "sh", "-c", "[ $(hostname) = box ] && tty && exit 6", NULL };
	uint64_t rest = ALL_NAMESPACES & ~(uint64_t) CLONE_NEWPID;

	container ("sleep 100", false);
	struct launch first = launch;
	struct plan kept = plan;
	maker_begin (&m);
	maker_op (&m, OP_JOIN_PROCESS, first.pid, first.start_time, (uint64_t) CLONE_NEWPID);
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_JOIN_PROCESS, first.pid, first.start_time, rest);
	maker_op (&m, OP_NEW_SESSION);
	maker_op (&m, OP_TERMINAL, 24, 80, 0);
	maker_op (&m, OP_CHANGE_DIR, "/", 0);
	maker_op (&m, OP_FIND_PROGRAM, "sh", "/bin");
	maker_op (&m, OP_EXEC, ARGUMENTS, ENVIRONMENT, 0);
	run ();
	ok (launch.status == LAUNCH_READY && launch.master >= 0, "a process joins the container, with a terminal");
	ok (finish () == 6, "and is in it");
	close (launch.master);
	maker_set_u32 (&m, PLAN_HEADER + 8 + 4, first.start_time + 1);
	run ();
	ok (failed_with (ESRCH, OP_JOIN_PROCESS), "but not one of another start time");
	launch = first;
	plan = kept;
	sys_pidfd_send_signal (launch.pidfd, SIGTERM);
	ok (finish () == 128 + SIGTERM && nothing_left (), "the container's init passes SIGTERM on");
}

static void prepare (void)
{
	static const char *const DIRECTORIES[] = { "", "/bin", "/proc", "/dev", "/tmp" };
	char path[128], *end = stpcpy (root, top);
	const char *const group = v2 ? "/sys/fs/cgroup" : "/sys/fs/cgroup/memory";

	strcpy (end, "/root");
	for (unsigned i = 0; i < sizeof DIRECTORIES / sizeof DIRECTORIES[0]; i++) {
		strcpy (stpcpy (path, root), DIRECTORIES[i]);
		mkdir (path, 0755);
	}
	strcpy (stpcpy (fifo, top), "/fifo");
	strcpy (stpcpy (record, top), "/exit.json");
	snprintf (cgroup, sizeof cgroup, "%s/shibafu_test_%d", group, getpid ());
	strcpy (stpcpy (limit, cgroup), v2 ? "/memory.max" : "/memory.limit_in_bytes");
	strcpy (stpcpy (oom, cgroup), v2 ? "/memory.events" : "/memory.oom_control");
	strcpy (stpcpy (path, "cp /bin/busybox "), root);
	strcat (path, "/bin/sh");
	ok (system (path) == 0, path);
	chmod (top, 0755); /* for the root of a user namespace */
}

int main (void)
{
	if (geteuid () != 0) {
		printf ("1..0 # SKIP not root\n");
		return 0;
	}
	v2 = access ("/sys/fs/cgroup/cgroup.controllers", F_OK) == 0;
	if (unshare (CLONE_NEWNS) < 0 || sys_mount ("", "/", "", MS_PRIVATE | MS_REC, NULL) < 0 || !mkdtemp (top))
		return 1;
	prepare ();
	test_container ();
	test_users ();
	test_start ();
	test_failures ();
	test_exec ();
	maker_begin (&m);
	maker_op (&m, OP_REMOVE_TREE, top);
	run ();
	ok (launch.status == LAUNCH_DONE && access (top, F_OK) < 0, "all is removed");
	return tap_end ();
}
