/* A front and an engine that runs already, and may be lost, as TAP. No root, no process of a container. */
#include "fake_engine.h"

#include <sys/prctl.h>
#include <sys/stat.h>

static int nothing;
static char scratch[] = "/tmp/shibafu-warm-XXXXXX";

static struct fake warm_front (void)
{
	struct fake fake = fake_begin (nothing, -1, true);

	if (!fake_receive (&fake, FRAME_REQUEST))
		abort ();
	return fake;
}

static void send_empty (struct fake *fake, enum frame_type type)
{
	struct frame_out frame;

	frame_begin (&frame, type);
	frame_send (fake->engine, &frame);
}

static void test_answer (void)
{
	struct fake fake = warm_front ();

	fake_print (&fake, 1, "one ");
	fake_print (&fake, 2, "bad");
	send_empty (&fake, FRAME_BUSY);
	fake_print (&fake, 1, "two");
	fake_number (&fake, FRAME_EXIT, 7);
	ok (fake_end (&fake) == 7, "a warm engine's exit code is passed on");
	ok (memcmp (fake_text (fake.out), "one \0two", 9) == 0, "what it printed comes in its order");
	ok (strcmp (fake_text (fake.err), "bad") == 0, "on both streams");
}

static void test_declined (void)
{
	struct fake fake = warm_front ();

	send_empty (&fake, FRAME_DECLINE);
	ok (fake_end (&fake) == FAKE_ASKED_IN_VAIN - ASK_DECLINED, "one that declines is told from one that is lost");
	close (fake.out);
	close (fake.err);
}

static void test_lost (void)
{
	struct fake fake = warm_front ();

	fake_print (&fake, 1, "half an answer");
	shutdown (fake.engine, SHUT_RDWR);
	ok (fake_end (&fake) == FAKE_ASKED_IN_VAIN - ASK_LOST + 8 * LOST_EARLY, "over a lost engine another is asked");
	ok (strcmp (fake_text (fake.out), "") == 0, "and what the lost one printed is not printed twice");
	close (fake.err);

	fake = warm_front ();
	write_all (fake.engine, (const uint8_t[]){ 99, 0, 0, 0, 0, 0, 0, 0 }, 8);
	ok (fake_end (&fake) == FAKE_ASKED_IN_VAIN - ASK_LOST + 8 * LOST_EARLY, "one that talks nonsense counts as lost");
	close (fake.out);
	close (fake.err);
}

static void test_plan_then_lost (void)
{
	static struct maker plan;
	char path[PATH_MAX];
	struct stat made;
	struct fake fake = warm_front ();

	snprintf (path, sizeof path, "%s/made", scratch);
	maker_begin (&plan);
	maker_op (&plan, OP_MAKE_DIR, path, 0700);
	struct outcome outcome = fake_execute (&fake, &plan, 0);
	ok (outcome.status == LAUNCH_DONE && stat (path, &made) == 0, "a plan without a process is carried out");
	shutdown (fake.engine, SHUT_RDWR);
	ok (fake_end (&fake) == FAKE_ASKED_IN_VAIN - ASK_LOST + 8 * LOST_LATE, "an engine lost after it leaves the rest to another");
	rmdir (path);
	close (fake.out);
	close (fake.err);
}

/* Fields of PRINT: what is said only where the engine is lost, and the process goes on. */
enum { OUT_ALONE = 0x101 };

static void test_process_then_lost (void)
{
	static const char *const ARGUMENTS[] = { "true", NULL }, *const ENVIRONMENT[] = { NULL };
	static struct maker plan;

	maker_begin (&plan);
	maker_op (&plan, OP_CLONE, (uint64_t) 0);
	maker_op (&plan, OP_CHILD);
	maker_op (&plan, OP_FIND_PROGRAM, "true", "/bin:/usr/bin");
	maker_op (&plan, OP_EXEC, ARGUMENTS, ENVIRONMENT, 0);

	struct fake fake = warm_front ();
	fake_print (&fake, OUT_ALONE, "name\n");
	ok (fake_execute (&fake, &plan, 0).status == LAUNCH_READY, "a process is launched");
	shutdown (fake.engine, SHUT_RDWR);
	ok (fake_end (&fake) == 0, "which needs no engine any more");
	ok (strcmp (fake_text (fake.out), "name\n") == 0, "and what the lost one would have said of it is said");
	close (fake.err);

	fake = warm_front ();
	fake_print (&fake, OUT_ALONE, "name\n");
	fake_execute (&fake, &plan, 0);
	fake_print (&fake, 1, "name\n");
	fake_number (&fake, FRAME_EXIT, 0);
	ok (fake_end (&fake) == 0 && strcmp (fake_text (fake.out), "name\n") == 0, "but not twice");
	close (fake.err);

	fake = warm_front ();
	fake_print (&fake, OUT_ALONE, "name\n");
	shutdown (fake.engine, SHUT_RDWR);
	ok (fake_end (&fake) == FAKE_ASKED_IN_VAIN - ASK_LOST + 8 * LOST_EARLY && strcmp (fake_text (fake.out), "") == 0,
	    "nor of a process that is none");
	close (fake.err);
}

static void test_much_output (void)
{
	static char block[64 * 1024];
	struct fake fake = warm_front ();
	size_t total = 0;
	ssize_t n;

	memset (block, 'x', sizeof block - 1);
	pid_t pid = fork ();
	if (pid == 0) {
		for (int i = 0; i < 200; i++)
			fake_print (&fake, 1, block);
		fake_number (&fake, FRAME_EXIT, 0);
		_exit (0);
	}
	close (fake.engine);
	while ((n = read (fake.out, block, sizeof block)) > 0)
		total += (size_t) n;
	waitpid (pid, NULL, 0);
	fake.engine = -1;
	ok (fake_end (&fake) == 0 && total == 200 * sizeof block, "an answer longer than what is kept comes whole");
	close (fake.out);
	close (fake.err);
}

static void test_settings (void)
{
	setenv ("SHIBAFU_ENGINE", "off", 1);
	ok (!warm_wanted ().path[0], "off: none is asked");
	setenv ("SHIBAFU_ENGINE", "/run/mine.sock", 1);
	struct warm warm = warm_wanted ();
	ok (strcmp (warm.path, "/run/mine.sock") == 0 && !warm.start, "a path: that one, and none is started");
	setenv ("XDG_RUNTIME_DIR", "/run/user/7", 1);
	setenv ("SHIBAFU_ENGINE", "ask", 1);
	warm = warm_wanted ();
	ok (strstr (warm.path, "/shibafu/engine.sock") && !warm.start, "ask: the usual one, and none is started");
	unsetenv ("SHIBAFU_ENGINE");
	warm = warm_wanted ();
	ok (strstr (warm.path, "/shibafu/engine.sock") && warm.start, "nothing: the usual one is started");
	snprintf (warm.path, sizeof warm.path, "%s/none.sock", scratch);
	ok (warm_connect (&warm).socket == -1, "where nobody listens there is no engine");
}

/* Whether a front whose orphans a program of this name adopts begins an engine. */
static bool begins_under (const char *name)
{
	struct warm warm = { .start = true };
	char log[64];

	snprintf (warm.path, sizeof warm.path, "%s/begun.sock", scratch);
	snprintf (log, sizeof log, "%s/begun.log", scratch);
	pid_t pid = fork ();
	if (pid == 0) {
		prctl (PR_SET_NAME, name);
		prctl (PR_SET_CHILD_SUBREAPER, 1);
		if (fork () == 0) {
			warm_start (&warm, "/nowhere");
			_exit (0);
		}
		while (waitpid (-1, NULL, 0) > 0)
			;
		_exit (0);
	}
	waitpid (pid, NULL, 0);
	return unlink (log) == 0;
}

int main (void)
{
	nothing = open ("/dev/null", O_RDONLY | O_CLOEXEC);
	if (!mkdtemp (scratch))
		return 1;
	test_answer ();
	test_declined ();
	test_lost ();
	test_plan_then_lost ();
	test_process_then_lost ();
	test_much_output ();
	test_settings ();
	ok (begins_under ("systemd"), "a front leaves an engine behind");
	ok (!begins_under ("conmon"), "but to nobody who would wait for its end");
	rmdir (scratch);
	return tap_end ();
}
