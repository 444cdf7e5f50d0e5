/* The front and the supervisor with real processes, as TAP: no namespaces, so that anybody can run it. */
#include "fake_engine.h"

#include "clients.h"
#include "logpump.h"

#include <limits.h>
#include <sys/prctl.h>
#include <sys/stat.h>

enum { SUPERVISE = 1 };

static bool with_init;
static int nothing;
static char scratch[] = "/tmp/shibafu-follow-XXXXXX";
static char fifo[64], log_path[64], record[64], kills[64];

/* A plan that runs a shell script, with what is wanted of: a wait for its start, a log. Its end is recorded. */
static struct maker *script (const char *text, bool wait, const char *log)
{
	static struct maker plan;
	const char *arguments[] = { "sh", "-c", text, NULL }, *environment[] = { "PATH=/bin:/usr/bin", NULL };

	maker_begin (&plan);
	if (wait)
		maker_op (&plan, OP_MAKE_FIFO, fifo);
	if (log)
		maker_op (&plan, OP_LOG_OUTPUT, log);
	maker_op (&plan, OP_CLONE, (uint64_t) 0);
	maker_op (&plan, OP_CHILD);
	maker_op (&plan, OP_NEW_SESSION);
	maker_op (&plan, OP_FIND_PROGRAM, "sh", "/bin");
	if (wait)
		maker_op (&plan, OP_WAIT_START);
	if (with_init)
		maker_op (&plan, OP_INIT);
	maker_op (&plan, OP_EXEC, arguments, environment, 0);
	maker_op (&plan, OP_EXIT);
	maker_op (&plan, OP_RECORD_EXIT, record, kills);
	return &plan;
}

static const char *file_text (const char *path)
{
	int fd = open (path, O_RDONLY | O_CLOEXEC);
	return fd < 0 ? "" : fake_text (fd);
}

static bool recorded (int code)
{
	char wanted[32];

	snprintf (wanted, sizeof wanted, "{\"exitCode\":%d,", code);
	bool good = strncmp (file_text (record), wanted, strlen (wanted)) == 0;
	unlink (record);
	return good;
}

/* Supervisors whose front has gone come to the test, which is a subreaper. */
static int supervisor_end (pid_t pid)
{
	int status = -1;
	return waitpid (pid, &status, 0) == pid ? status : -1;
}

static void read_line (int fd, char *line, size_t size)
{
	size_t used = 0;
	while (used < size - 1 && read (fd, line + used, 1) == 1 && line[used] != '\n')
		used++;
	line[used] = 0;
}

static void test_foreground (void)
{
	struct fake fake = fake_front (nothing, -1);
	struct outcome outcome = fake_execute (&fake, script ("echo hi; exit 3", false, NULL), SUPERVISE);

	ok (outcome.status == LAUNCH_READY && outcome.pid > 0 && outcome.supervisor > 0 &&
	            outcome.supervisor != fake.pid,
	    "a supervised process is ready, and not the front's child");
	fake_number (&fake, FRAME_FOLLOW, 0);
	ok (fake_receive (&fake, FRAME_EXITED) && fake.frame.payload[0] == 3, "its end is told to the engine");
	ok (fake_end (&fake) == 3, "its exit code is the front's");
	ok (strcmp (fake_text (fake.out), "hi\n") == 0, "it has the caller's stdout");
	ok (recorded (3), "its end is recorded before the front ends");
	close (fake.err);
}

static void test_own_child (void)
{
	struct fake fake = fake_front (nothing, -1);
	struct outcome outcome = fake_execute (&fake, script ("kill -9 $$", false, NULL), 0);

	ok (outcome.status == LAUNCH_READY && outcome.supervisor == 0, "without supervision the front is the parent");
	fake_number (&fake, FRAME_FOLLOW, 0);
	ok (fake_end (&fake) == 128 + SIGKILL, "a signal's number is added to 128");
	close (fake.out), close (fake.err);
}

static void test_start (void)
{
	static struct maker start;
	struct fake fake = fake_front (nothing, -1);

	maker_begin (&start);
	maker_op (&start, OP_START, fifo);
	struct outcome outcome = fake_execute (&fake, script ("exit 4", true, NULL), SUPERVISE);
	ok (outcome.status == LAUNCH_READY && kill (outcome.pid, 0) == 0, "a process waits for its start");
	ok (fake_execute (&fake, &start, 0).status == LAUNCH_DONE, "it is started by a second plan");
	fake_number (&fake, FRAME_FOLLOW, 0);
	ok (fake_end (&fake) == 4 && recorded (4), "and followed to its end");
	close (fake.out), close (fake.err);
}

static void test_log (void)
{
	struct fake fake = fake_front (nothing, -1);
	static const char text[] = "echo one; echo two >&2; head -c 20000 /dev/zero | tr '\\0' x; echo; printf three";

	fake_execute (&fake, script (text, false, log_path), SUPERVISE);
	fake_number (&fake, FRAME_FOLLOW, 0);
	ok (fake_end (&fake) == 0 && recorded (0), "a process with a log is followed");
	const char *log = file_text (log_path);
	ok (strstr (log, "Z stdout F one\n") && strstr (log, "Z stderr F two\n"), "its lines are in the log");
	const char *partial = strstr (log, "Z stdout P xxx");
	ok (partial && strchr (partial, '\n') == partial + 11 + LOG_LINE, "a long line is cut in parts of 16 KiB");
	const char *rest = partial ? strstr (partial + 11, "Z stdout F xxx") : NULL;
	ok (rest && strchr (rest, '\n') == rest + 11 + 20000 - LOG_LINE, "of which the last is whole");
	ok (strstr (log, "Z stdout P three\n"), "what ends without a newline is a part");
	unlink (log_path);
	close (fake.out), close (fake.err);
}

static void test_full_log (void)
{
	struct fake fake = fake_front (nothing, -1);

	fake_execute (&fake, script ("head -c 1000000 /dev/zero; exit 6", false, "/dev/full"), SUPERVISE);
	fake_number (&fake, FRAME_FOLLOW, 0);
	ok (fake_end (&fake) == 6 && recorded (6), "a log that can't be written does not stop the process");
	fake = fake_front (nothing, -1);
	struct outcome outcome = fake_execute (&fake, script ("exit 0", false, "/nowhere/log"), SUPERVISE);
	ok (outcome.status == LAUNCH_FAILED && outcome.error == ENOENT && strstr (outcome.detail, "/nowhere/log"),
	    "a log that can't be opened is a failure");
	fake_number (&fake, FRAME_EXIT, 1);
	ok (fake_end (&fake) == 1, "which the engine tells");
}

static void test_detached (void)
{
	struct fake fake = fake_front (nothing, -1);
	char text[128], go[80];

	snprintf (go, sizeof go, "%s/go", scratch);
	snprintf (text, sizeof text, "read line < %s; echo late; exit 8", go);
	mkfifo (go, 0600);
	struct outcome outcome = fake_execute (&fake, script (text, false, log_path), SUPERVISE);
	fake_number (&fake, FRAME_EXIT, 0);
	ok (fake_end (&fake) == 0, "a front can leave");
	ok (strcmp (fake_text (fake.out), "") == 0 && strcmp (fake_text (fake.err), "") == 0,
	    "the supervisor keeps none of its streams");
	kill (outcome.supervisor, SIGTERM);
	kill (outcome.supervisor, SIGHUP);
	kill (outcome.supervisor, SIGINT);
	close (open (go, O_WRONLY | O_CLOEXEC));
	ok (supervisor_end (outcome.supervisor) == 0 && recorded (8), "it outlives signals, and records the end");
	ok (strstr (file_text (log_path), "Z stdout F late\n"), "with the log up to its end");
	unlink (log_path);
	unlink (go);
}

static void test_engine_lost (void)
{
	struct fake fake = fake_front (nothing, -1);
	struct outcome outcome = fake_execute (&fake, script ("exit 0", true, NULL), SUPERVISE);

	shutdown (fake.engine, SHUT_RDWR);
	ok (fake_end (&fake) == EXIT_ENGINE && kill (outcome.pid, 0) < 0 && access (fifo, F_OK) < 0,
	    "with its engine lost, what waits for a start is ended, and undone");
	fake = fake_front (nothing, -1);
	outcome = fake_execute (&fake, script ("exit 0", true, NULL), 0);
	shutdown (fake.engine, SHUT_RDWR);
	ok (fake_end (&fake) == EXIT_ENGINE && kill (outcome.pid, 0) < 0 && access (fifo, F_OK) < 0,
	    "so is the front's own child");
}

static void test_signals (void)
{
	struct fake fake = fake_front (nothing, -1);
	char line[16];

	fake_execute (&fake,
	              script ("trap 'exit 9' TERM; echo ready; for i in $(seq 400); do sleep 0.05; done", false, NULL),
	              SUPERVISE);
	fake_number (&fake, FRAME_FOLLOW, 0);
	read_line (fake.out, line, sizeof line);
	kill (fake.pid, SIGTERM);
	ok (fake_end (&fake) == 9 && recorded (9), "a signal to the front is passed on");
	close (fake.out), close (fake.err);
}

static void test_killed (void)
{
	static const char text[] = "echo ready; sleep 2; exit 5";
	struct fake fake = fake_front (nothing, -1);
	char line[16];

	struct outcome outcome = fake_execute (&fake, script (text, false, NULL), SUPERVISE);
	fake_number (&fake, FRAME_FOLLOW, 0);
	read_line (fake.out, line, sizeof line);
	kill (fake.pid, SIGKILL);
	fake_end (&fake);
	ok (supervisor_end (outcome.supervisor) == 0 && recorded (5), "a killed front changes nothing for the rest");
	close (fake.out), close (fake.err);

	fake = fake_front (nothing, -1);
	outcome = fake_execute (&fake, script (text, false, NULL), SUPERVISE);
	fake_number (&fake, FRAME_FOLLOW, 0);
	read_line (fake.out, line, sizeof line);
	kill (outcome.supervisor, SIGKILL);
	ok (fake_end (&fake) == 5 && recorded (5), "a front takes the place of a killed supervisor");
	close (fake.out), close (fake.err);
}

/* As systemd may have removed the cgroup of a process that was killed before its parent hears of the end. */
static void test_kills_of_a_removed_cgroup (void)
{
	struct fake fake = fake_front (nothing, -1);
	char text[256];

	close (open (kills, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
	snprintf (text, sizeof text,
	          "until grep -q shibafu-sup /proc/$PPID/comm; do sleep 0.01; done; echo oom_kill 3 > %s; rm %s; kill -9 $$",
	          kills, kills);
	fake_execute (&fake, script (text, false, NULL), SUPERVISE);
	fake_number (&fake, FRAME_FOLLOW, 0);
	ok (fake_end (&fake) == 128 + SIGKILL && strstr (file_text (record), "\"oomKilled\":true,\"oomKills\":3"),
	    "what is known by the end of kills for want of memory is recorded, whatever becomes of the cgroup");
	unlink (record);
	close (fake.out), close (fake.err);
}

/* Which is how its cgroup stays until the kill was told. */
static void test_init_of_a_killed_program (void)
{
	struct fake fake = fake_front (nothing, -1);
	char line[16];

	with_init = true;
	fake_execute (&fake, script ("echo $$; exec sleep 100", false, NULL), SUPERVISE);
	with_init = false;
	fake_number (&fake, FRAME_FOLLOW, 0);
	read_line (fake.out, line, sizeof line);
	uint64_t killed = now_ms ();
	kill (atoi (line), SIGKILL);
	ok (fake_end (&fake) == 128 + SIGKILL && now_ms () - killed >= 20, "an init outlives a program that was killed");
	unlink (record);
	close (fake.out), close (fake.err);
}

int main (void)
{
	nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);
	if (!mkdtemp (scratch))
		return 1;
	prctl (PR_SET_CHILD_SUBREAPER, 1);
	snprintf (fifo, sizeof fifo, "%s/fifo", scratch);
	snprintf (log_path, sizeof log_path, "%s/log", scratch);
	snprintf (record, sizeof record, "%s/exit.json", scratch);
	snprintf (kills, sizeof kills, "%s/memory.events", scratch);
	test_foreground ();
	test_own_child ();
	test_start ();
	test_log ();
	test_full_log ();
	test_detached ();
	test_engine_lost ();
	test_signals ();
	test_killed ();
	test_kills_of_a_removed_cgroup ();
	test_init_of_a_killed_program ();
	rmdir (scratch);
	return tap_end ();
}
