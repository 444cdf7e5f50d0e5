/* The front's conversation with the engine, as TAP. No root, no process of a container. */
#include "fake_engine.h"

#include <limits.h>
#include <sys/stat.h>

static int nothing;
static char scratch[] = "/tmp/shibafu-front-XXXXXX";

/* Skips strings of a request, and tells whether one of them is this. */
static bool has_string (struct cursor *cursor, const char *wanted)
{
	bool found = false;
	uint32_t length;

	for (uint32_t count = get_u32 (cursor); count > 0 && !cursor->bad; count--) {
		const uint8_t *text = get_bytes (cursor, &length);
		found = found || (text && strcmp ((const char *) text, wanted) == 0);
	}
	return found;
}

static void test_request (void)
{
	char cwd[PATH_MAX] = "";
	uint32_t length;

	umask (027);
	struct fake fake = fake_start (nothing, -1);
	ok (fake_receive (&fake, FRAME_REQUEST), "the first frame is the request");
	struct cursor cursor = cursor_of (&fake.frame);
	ok (get_u32 (&cursor) == 4 && get_u32 (&cursor) == ROLE_SHIBAFU, "it tells version and role");
	ok (get_u32 (&cursor) == 0 && get_u32 (&cursor) == 0 && get_u32 (&cursor) == 0, "no terminal, no size");
	ok (get_u32 (&cursor) == 027, "it tells the umask");
	ok (get_u32 (&cursor) == (uint32_t) fake.pid && get_u32 (&cursor) == getuid () &&
	            get_u32 (&cursor) == getgid (),
	    "it tells pid, uid and gid");
	ok (get_u32 (&cursor) == 0, "it tells of no descriptors that it has not counted");
	ok (get_u32 (&cursor) == 0, "and of no engine that was asked before");
	const uint8_t *text = get_bytes (&cursor, &length);
	ok (text && getcwd (cwd, sizeof cwd) && strcmp ((const char *) text, cwd) == 0,
	    "it tells the working directory");
	ok (has_string (&cursor, "one two"), "it tells the arguments");
	ok (has_string (&cursor, "FRONT_TEST=a=b"), "it tells the environment");
	ssize_t name = readlink ("/proc/self/ns/mnt", cwd, sizeof cwd - 1);
	cwd[name > 0 ? name : 0] = 0;
	ok (has_string (&cursor, cwd), "it tells its namespaces");
	ok (cursor_done (&cursor), "and nothing else");
	fake_number (&fake, FRAME_EXIT, 0);
	ok (fake_end (&fake) == 0, "an exit with code 0");
}

static void test_end (void)
{
	struct fake fake = fake_front (nothing, -1);

	close (fake.engine);
	ok (fake_end (&fake) == EXIT_ENGINE, "the engine's end is the front's");
}

static void test_print (void)
{
	struct fake fake = fake_front (nothing, -1);

	fake_print (&fake, 1, "out");
	fake_print (&fake, 2, "err");
	fake_number (&fake, FRAME_EXIT, 7);
	ok (fake_end (&fake) == 7, "an exit code is passed on");
	ok (strcmp (fake_text (fake.out), "out") == 0, "printed to stdout");
	ok (strcmp (fake_text (fake.err), "err") == 0, "printed to stderr");
}

static void test_engine_lost (void)
{
	struct fake fake = fake_front (nothing, -1);

	shutdown (fake.engine, SHUT_RDWR);
	ok (fake_end (&fake) == EXIT_ENGINE, "a lost engine is code 125");
	ok (strcmp (fake_text (fake.err), "shibafu: the engine ended unexpectedly\n") == 0, "and a line on stderr");
}

static void test_bad_frames (void)
{
	static const struct {
		const char *what;
		uint8_t bytes[16];
		size_t length;
	} cases[] = {
		{ "a frame too long", { 16, 0, 0, 0, 0xff, 0xff, 0xff, 0xff }, 8 },
		{ "an unknown frame", { 99 }, 8 },
		{ "a report from the engine", { 3, 0, 0, 0, 4 }, 12 },
		{ "a print to descriptor 3", { 16, 0, 0, 0, 8, 0, 0, 0, 3 }, 16 },
		{ "a print longer than its frame", { 16, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0, 1 }, 16 },
		{ "an execute without a plan", { 17, 0, 0, 0, 4 }, 12 },
		{ "an execute with an unknown flag", { 17, 0, 0, 0, 8, 0, 0, 0, 8 }, 16 },
		{ "an exit with too much", { 18, 0, 0, 0, 8 }, 16 },
		{ "an exit with too little", { 18 }, 8 },
		{ "a follow of nothing", { 19, 0, 0, 0, 4 }, 12 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char what[100];
		struct fake fake = fake_front (nothing, -1);
		write_all (fake.engine, cases[i].bytes, cases[i].length);
		snprintf (what, sizeof what, "%s is refused", cases[i].what);
		bool refused = fake_end (&fake) == EXIT_ENGINE;
		ok (refused && strncmp (fake_text (fake.err), "shibafu: the engine sent a wrong frame", 38) == 0, what);
		close (fake.out);
	}
	struct fake fake = fake_front (nothing, -1);
	write_all (fake.engine, (const uint8_t[]){ 18, 0, 0 }, 3);
	shutdown (fake.engine, SHUT_WR);
	ok (fake_end (&fake) == EXIT_ENGINE, "a frame cut short is refused");
}

static void test_plans (void)
{
	static struct maker bad, good;
	char path[PATH_MAX];
	struct stat stat_;
	struct fake fake = fake_front (nothing, -1);

	snprintf (path, sizeof path, "%s/made", scratch);
	maker_begin (&good);
	maker_begin (&bad);
	maker_op (&good, OP_MAKE_DIR, path, 0700);
	maker_op (&bad, OP_MAKE_DIR, path, 0700);
	maker_op (&bad, OP_CHILD);
	struct outcome outcome = fake_execute (&fake, &bad, 0);
	ok (outcome.status == LAUNCH_FAILED && outcome.error == EBADMSG && outcome.reports == 0 && outcome.detail[0] &&
	            stat (path, &stat_) < 0,
	    "a wrong plan is answered with the reason, and not begun");
	outcome = fake_execute (&fake, &good, 0);
	ok (outcome.status == LAUNCH_DONE && outcome.reports == 1 && outcome.index == NO_OP && stat (path, &stat_) == 0,
	    "a control plan is carried out by the front");
	outcome = fake_execute (&fake, &good, 0);
	ok (outcome.status == LAUNCH_DONE, "and another after it");
	fake_number (&fake, FRAME_EXIT, 0);
	ok (fake_end (&fake) == 0, "the conversation goes on all the while");
	rmdir (path);
}

/* A container that ends at once is removed by its supervisor, the fifo too, perhaps before the front comes to it. */
static void test_start_of_the_fleeting (void)
{
	enum { TIMES = 300 };
	static struct maker plan;
	char path[PATH_MAX], byte;
	unsigned failures = 0;
	struct fake fake = fake_front (nothing, -1);

	snprintf (path, sizeof path, "%s/fifo", scratch);
	maker_begin (&plan);
	maker_op (&plan, OP_START, path);
	for (int i = 0; i < TIMES; i++) {
		if (mkfifo (path, 0600) < 0)
			abort ();
		int fifo = open (path, O_RDWR | O_CLOEXEC);
		pid_t pid = fork ();
		if (pid == 0) {
			bool read_it = read (fifo, &byte, 1) == 1;
			unlink (path);
			_exit (!read_it);
		}
		close (fifo);
		failures += fake_execute (&fake, &plan, 0).status != LAUNCH_DONE;
		waitpid (pid, NULL, 0);
		unlink (path);
	}
	ok (failures == 0, "a start is done when the program runs, whoever removes the fifo");
	fake_number (&fake, FRAME_EXIT, 0);
	ok (fake_end (&fake) == 0, "and the conversation goes on");
	close (fake.out);
	close (fake.err);
}

int main (void)
{
	setenv ("FRONT_TEST", "a=b", 1);
	nothing = open ("/dev/null", O_RDWR | O_CLOEXEC);
	if (!mkdtemp (scratch))
		return 1;
	test_request ();
	test_end ();
	test_print ();
	test_engine_lost ();
	test_bad_frames ();
	test_plans ();
	test_start_of_the_fleeting ();
	rmdir (scratch);
	return tap_end ();
}
