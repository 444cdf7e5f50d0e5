/* The relay between the caller's terminal and a container's, as TAP. Needs root, for a devpts of its own. */
#include "fake_engine.h"

#include <linux/mount.h>
#include <linux/sched.h>
#include <poll.h>
#include <pty.h>
#include <sys/prctl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <termios.h>

enum { SUPERVISE = 1, PATIENCE_MS = 20000, PRIVATE = 1 << 18 | 1 << 14 /* MS_PRIVATE | MS_REC */ };

#define BUSYBOX "/bin/busybox"

static char scratch[] = "/tmp/shibafu-relay-XXXXXX";

/* The caller's terminal, of which the test is the other side. */
struct caller {
	int master, slave;
	struct termios before;
	struct fake fake;
	struct outcome outcome;
};

/* A program in a terminal and a mount namespace of its own. */
static struct maker *script (const char *text)
{
	static struct maker plan;
	const char *arguments[] = { "sh", "-c", text, NULL }, *environment[] = { "PS1=$ ", NULL };
	const char *options[] = { "newinstance", "ptmxmode=0666", "mode=0620", NULL };
	const uint64_t none = 0;

	maker_begin (&plan);
	maker_op (&plan, OP_CLONE, (uint64_t) (CLONE_NEWNS | CLONE_NEWPID));
	maker_op (&plan, OP_CHILD);
	maker_op (&plan, OP_NEW_SESSION);
	maker_op (&plan, OP_PROPAGATION, (uint64_t) PRIVATE);
	maker_op (&plan, OP_ROOT_BIND, scratch);
	maker_op (&plan, OP_MOUNT, "tmpfs", "tmpfs", "/dev", none, (const char *[]){ NULL }, none);
	maker_op (&plan, OP_MOUNT, "devpts", "devpts", "/dev/pts", none, options, none);
	maker_op (&plan, OP_TERMINAL, 30, 90, 0);
	maker_op (&plan, OP_PIVOT_ROOT);
	maker_op (&plan, OP_FIND_PROGRAM, "/busybox", "");
	maker_op (&plan, OP_EXEC, arguments, environment, 0);
	maker_op (&plan, OP_EXIT); /* what lives on its own, without a front */
	return &plan;
}

static struct caller follow_in_terminal (const char *text)
{
	struct caller caller;
	struct winsize size = { .ws_row = 33, .ws_col = 99 };

	if (openpty (&caller.master, &caller.slave, NULL, NULL, &size) < 0)
		abort ();
	fcntl (caller.master, F_SETFD, FD_CLOEXEC);
	fcntl (caller.slave, F_SETFD, FD_CLOEXEC);
	tcgetattr (caller.slave, &caller.before);
	if (ioctl (caller.slave, TIOCSCTTY, 0) < 0)
		abort ();
	caller.fake = fake_front (-1, caller.slave);
	caller.outcome = fake_execute (&caller.fake, script (text), SUPERVISE);
	if (caller.outcome.status != LAUNCH_READY)
		printf ("# status %u, operation %u, errno %u: %s\n", caller.outcome.status, caller.outcome.index,
		        caller.outcome.error, caller.outcome.detail);
	fake_number (&caller.fake, FRAME_FOLLOW, 0);
	return caller;
}

/* Reads what the screen shows until these words came; false when they don't come. */
static bool shows (const struct caller *caller, const char *words)
{
	static char screen[1 << 16];
	struct pollfd poller = { .fd = caller->master, .events = POLLIN };
	size_t used = 0;

	for (ssize_t n; used < sizeof screen - 1 && poll (&poller, 1, PATIENCE_MS) == 1; used += (size_t) n) {
		n = read (caller->master, screen + used, sizeof screen - 1 - used);
		if (n <= 0)
			return false;
		screen[used + (size_t) n] = 0;
		if (strstr (screen, words))
			return true;
	}
	return false;
}

static void type (const struct caller *caller, const char *keys)
{
	write_all (caller->master, (const uint8_t *) keys, strlen (keys));
}

static void leave_terminal (struct caller *caller)
{
	ioctl (caller->slave, TIOCNOTTY);
	close (caller->fake.out), close (caller->fake.err), close (caller->master), close (caller->slave);
}

/* How the front ended, and whether it has left the terminal as it was. */
static int end_of (struct caller *caller, bool *restored)
{
	struct termios after;
	int code = fake_end (&caller->fake);

	tcgetattr (caller->slave, &after);
	*restored = after.c_iflag == caller->before.c_iflag && after.c_oflag == caller->before.c_oflag &&
	            after.c_lflag == caller->before.c_lflag && after.c_cflag == caller->before.c_cflag;
	leave_terminal (caller);
	return code;
}

/* Ends the process and waits for its supervisor, which is ours since its front has gone. */
static bool still_there (const struct caller *caller)
{
	bool there = kill (caller->outcome.pid, SIGKILL) == 0;
	int status = -1;

	waitpid (caller->outcome.supervisor, &status, 0);
	return there && status == 0;
}

static void test_keys (void)
{
	bool restored;
	struct winsize size = { .ws_row = 40, .ws_col = 120 };
	/* No trap of the shell's is waited for: a signal just before it reads is seen to after the next key only. */
	struct caller caller = follow_in_terminal (
		"size () { i=0; until s=$(/busybox stty size); [ \"$s\" = \"$1\" ] || [ $((i+=1)) = 500 ]; do "
		"/busybox sleep 0.02; done; echo \"it is $s\"; }; trap : INT; size '33 99'; while read line; do "
		"case $line in one) /busybox sh -c 'echo one; exec /busybox sleep 60' || echo inter''rupted;; "
		"two) size '40 120';; bye) exit 3;; *) echo \"got <$line>\";; esac; done");

	ok (shows (&caller, "it is 33 99\r\n"), "the terminal has the caller's size");
	type (&caller, "one\r");
	ok (shows (&caller, "one\r\none\r\n"), "what is typed comes in, what is said comes out");
	type (&caller, "\x03");
	ok (shows (&caller, "interrupted"), "Ctrl-C is a key of the container's");
	ioctl (caller.master, TIOCSWINSZ, &size);
	type (&caller, "two\r");
	ok (shows (&caller, "it is 40 120"), "a new size is passed on");
	type (&caller, "\x10x\x10\r");
	ok (shows (&caller, "got <\x10x\x10>"), "Ctrl-P alone is a key like any other");
	type (&caller, "bye\r");
	ok (end_of (&caller, &restored) == 3 && restored, "the exit code is the container's, the terminal as before");
}

static void test_last_words (void)
{
	bool restored;
	/* It lives on: the kernel drops what waits in a terminal whose session's leader ends. */
	struct caller caller = follow_in_terminal (
		"i=0; while [ $((i+=1)) -le 5000 ]; do echo line $i; done; echo the end; read line");
	ok (shows (&caller, "the end"), "all that is said before the end is shown");
	type (&caller, "\r");
	ok (end_of (&caller, &restored) == 0 && restored, "an end by itself restores the terminal, too");
	caller = follow_in_terminal ("exit 4");
	ok (end_of (&caller, &restored) == 4 && restored, "even a quick one");
}

static void test_detach (void)
{
	bool restored;
	struct caller caller = follow_in_terminal ("echo ready; /busybox cat");

	ok (shows (&caller, "ready"), "a process to detach from");
	type (&caller, "\x10\x11");
	ok (end_of (&caller, &restored) == 0 && restored, "Ctrl-P Ctrl-Q ends the front with code 0");
	ok (still_there (&caller), "and leaves the process running");
}

static void test_signals (void)
{
	static const int numbers[] = { SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGSEGV };
	bool restored;
	char what[64];

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		struct caller caller = follow_in_terminal ("echo ready; /busybox cat");
		shows (&caller, "ready");
		kill (caller.fake.pid, numbers[i]);
		int code = end_of (&caller, &restored);
		snprintf (what, sizeof what, "signal %d restores the terminal", numbers[i]);
		ok ((code == 128 + numbers[i] || numbers[i] == SIGSEGV) && restored, what);
		ok (still_there (&caller), "and leaves the process running");
	}
}

static void test_hang_up (void)
{
	struct caller caller = follow_in_terminal ("echo ready; /busybox cat");

	shows (&caller, "ready");
	close (caller.master);
	ok (fake_end (&caller.fake) == 128 + SIGHUP, "a terminal that is gone ends the front");
	ok (still_there (&caller), "and leaves the process running");
	leave_terminal (&caller);
}

/* A stop that can be caught and one that can't: the shell has the terminal meanwhile. */
static void test_stop (void)
{
	static const int numbers[] = { SIGTSTP, SIGSTOP };
	bool restored, stopped_well = true;
	int status;
	struct termios now;
	struct caller caller = follow_in_terminal ("echo ready; read line; exit 5");

	shows (&caller, "ready");
	for (size_t i = 0; i < 2; i++) {
		kill (caller.fake.pid, numbers[i]);
		waitpid (caller.fake.pid, &status, WUNTRACED);
		tcgetattr (caller.slave, &now);
		if (!WIFSTOPPED (status) || (numbers[i] == SIGTSTP && !(now.c_lflag & ICANON)))
			stopped_well = false;
		tcsetattr (caller.slave, TCSANOW, &caller.before);
		kill (caller.fake.pid, SIGCONT);
		for (int tries = 0; tries < 6000 && (tcgetattr (caller.slave, &now), now.c_lflag & ICANON); tries++)
			usleep (10000);
		stopped_well = stopped_well && !(now.c_lflag & ICANON);
	}
	ok (stopped_well, "a stop gives the terminal back, going on takes it again");
	type (&caller, "\r");
	ok (end_of (&caller, &restored) == 5 && restored, "until the end");
}

static void test_pipe (void)
{
	int in[2];

	if (pipe2 (in, O_CLOEXEC) < 0)
		abort ();
	struct fake fake = fake_front (in[0], -1);
	fake_execute (&fake, script ("/busybox stty -echo; echo ready; /busybox cat; /busybox sleep 3; exit 7"), SUPERVISE);
	fake_number (&fake, FRAME_FOLLOW, 0);
	usleep (200000);
	write_all (in[1], (const uint8_t *) "words", 5);
	close (in[0]), close (in[1]);
	ok (fake_end (&fake) == 7, "the end of a file is told to the terminal");
	ok (strstr (fake_text (fake.out), "ready\r\nwords"), "after all that was in it");
	close (fake.err);
}

static bool make_root (void)
{
	if (geteuid () != 0 || access (BUSYBOX, X_OK) < 0 || !mkdtemp (scratch) || chdir (scratch) < 0)
		return false;
	int from = open (BUSYBOX, O_RDONLY | O_CLOEXEC), to = open ("busybox", O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
	while (sendfile (to, from, NULL, 1 << 20) > 0)
		continue;
	close (from), close (to);
	return mkdir ("dev", 0755) == 0;
}

static void remove_root (void)
{
	unlink ("busybox");
	rmdir ("dev");
	rmdir (scratch);
}

static void no_end (int number)
{
	(void) number; /* a terminal that goes tells us, too */
}

static int run_tests (void)
{
	setsid (); /* or the test's own terminal would be in the way */
	signal (SIGHUP, no_end);
	signal (SIGTTOU, SIG_IGN);
	signal (SIGINT, SIG_DFL); /* which a shell's job in the background is born without */
	signal (SIGQUIT, SIG_DFL);
	prctl (PR_SET_CHILD_SUBREAPER, 1);
	test_keys ();
	test_last_words ();
	test_detach ();
	test_signals ();
	test_hang_up ();
	test_stop ();
	test_pipe ();
	return tap_end ();
}

int main (void)
{
	int status = 1;

	if (!make_root ()) {
		printf ("1..0 # SKIP needs root and " BUSYBOX "\n");
		return 0;
	}
	pid_t pid = fork ();
	if (pid == 0)
		exit (run_tests ());
	waitpid (pid, &status, 0);
	remove_root ();
	return status == 0 ? 0 : 1;
}
