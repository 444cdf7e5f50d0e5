#include "clients.h"
#include "health.h"
#include "plan_maker.h"
#include "run.h"
#include "tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char directory[] = "/tmp/health_test.XXXXXX";
static char record[64], frozen[64], fifo[64];

/* A plan whose check begins to count after period ms, and takes two failures; its probe is /bin/true. */
static const struct plan *plan_of (bool checked, uint64_t period)
{
	static const char *const arguments[] = { "/bin/true", NULL }, *const environment[] = { NULL };
	static struct maker probe, all;

	maker_begin (&probe);
	maker_op (&probe, OP_CLONE, (uint64_t) 0);
	maker_op (&probe, OP_CHILD);
	maker_op (&probe, OP_EXEC, arguments, environment, 0);
	maker_begin (&all);
	maker_op (&all, OP_MAKE_FIFO, fifo);
	if (checked)
		maker_op (&all, OP_HEALTH_CHECK, (uint64_t) 100, (uint64_t) 1500, period, (uint64_t) 20, 2, frozen, record,
		          probe.bytes, probe.used);
	return maker_plan (&all);
}

static void put (const char *path, const char *text)
{
	int fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	ok (write (fd, text, strlen (text)) == (ssize_t) strlen (text), path);
	close (fd);
}

static const char *written (void)
{
	static char text[HEALTH_OUTPUT * 8];
	int fd = open (record, O_RDONLY | O_CLOEXEC);
	ssize_t n = read (fd, text, sizeof text - 1);

	text[n > 0 ? n : 0] = 0;
	close (fd);
	return text;
}

static int64_t now_ns (void)
{
	struct timespec now;

	clock_gettime (CLOCK_REALTIME, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* A probe that has just ended so. */
static void judged (struct health *h, int code)
{
	struct result *result = &h->results[h->count];

	*result = (struct result){ .start = now_ns (), .end = now_ns (), .code = code };
	health_judge (h, result);
}

static void statuses (void)
{
	static struct health h;

	health_begin (&h, plan_of (true, 0));
	health_run (&h);
	h.began = now_ms () - 1;
	ok (strcmp (written (), "{\"status\":\"starting\",\"failingStreak\":0,\"log\":[]}\n") == 0, "it begins as starting");
	judged (&h, 1);
	ok (h.status == HEALTH_STARTING && h.streak == 1, "one failure is not enough");
	judged (&h, 0);
	ok (h.status == HEALTH_HEALTHY && h.streak == 0, "healthy at once");
	judged (&h, 1);
	judged (&h, 3);
	ok (h.status == HEALTH_UNHEALTHY && h.streak == 2, "unhealthy after as many failures as it may have");
	judged (&h, 0);
	ok (h.status == HEALTH_HEALTHY && h.streak == 0, "and healthy again");
	for (int i = 0; i < 20; i++)
		judged (&h, i);
	ok (h.count == HEALTH_RESULTS, "only the last results are kept");
	ok (h.results[h.count - 1].code == 19, "the newest at the end");
	health_run (&h);
	ok (h.status == HEALTH_STARTING && h.streak == 0 && h.count > 0, "a new run begins as starting, and keeps them");

	health_begin (&h, plan_of (true, 60000));
	health_run (&h);
	h.began = now_ms ();
	judged (&h, 1);
	judged (&h, 1);
	ok (h.status == HEALTH_STARTING && h.streak == 0, "failures in the start period do not count");
	ok (h.next <= now_ms () + 20, "and the next probe comes soon");
	judged (&h, 0);
	judged (&h, 1);
	ok (h.streak == 1, "but once it was healthy they do");
	h.start_period = 0;
	h.status = HEALTH_STARTING;
	judged (&h, 1);
	ok (h.status == HEALTH_UNHEALTHY, "nor after it");
}

static void texts (void)
{
	static const char said[] = "a\"\\\n\x01\x7f\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\xff\xc3\xed\xa0\x80\xe2\x82";
	static struct health h;

	health_begin (&h, plan_of (true, 0));
	h.count = 1;
	h.results[0] = (struct result){ .start = 1, .end = 1000000002, .code = -1, .used = sizeof said - 1 };
	memcpy (h.results[0].output, said, sizeof said - 1);
	ok (health_write (&h), "it is written");
	ok (strstr (written (), "\"start\":\"1970-01-01T00:00:00.000000001Z\",\"end\":\"1970-01-01T00:00:01.000000002Z\"") != NULL,
	    "with its times");
	ok (strstr (written (), "\"exitCode\":-1,\"output\":\"a\\\"\\\\\\u000a\\u0001\\u007f\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80"
	                        "\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\\ufffd\"}]}") != NULL,
	    "and what is no UTF-8 is replaced");
}

static void waits (void)
{
	static struct health h;
	int timeout = -1;

	health_begin (&h, plan_of (false, 0));
	ok (health_wait (&h, &timeout) == -1 && timeout == -1, "who has no check waits for nothing");
	health_begin (&h, plan_of (true, 0));
	health_run (&h);
	put (fifo, "");
	health_work (&h, -1);
	ok (h.began == 0, "one that waits for its start is not probed");
	unlink (fifo);
	health_work (&h, -1);
	ok (h.began > 0 && !h.prober, "the first probe comes after an interval");
	ok (health_wait (&h, &timeout) == -1 && timeout <= 100 &&
	            (timeout > 0 || (timeout == 0 && now_ms () >= h.next)),
	    "which is waited for");
	put (frozen, "FROZEN\n");
	health_ask (&h);
	health_work (&h, -1);
	ok (!h.prober && !h.asked, "v1: nothing is probed that is frozen");
	put (frozen, "1\n");
	health_ask (&h);
	health_work (&h, -1);
	ok (!h.prober, "v2 too");
	put (frozen, "THAWED\n");
}

/* The launch itself runs /bin/true; a process that needs no other. */
static void probes (void)
{
	static const char LATE[] = "Health check exceeded timeout (1.5s): so far";
	static struct health h;
	int status;

	health_begin (&h, plan_of (true, 0));
	health_run (&h);
	health_work (&h, -1);
	health_ask (&h);
	health_work (&h, open ("/dev/null", O_RDONLY | O_CLOEXEC));
	pid_t pid = h.prober;
	ok (pid > 0, "who asks has it probed at once");
	ok (waitpid (pid, &status, 0) == pid, "the prober ends with the probe");
	health_reaped (&h, pid + 1, status);
	ok (h.prober == pid, "another child is none of its business");
	health_reaped (&h, pid, status);
	ok (!h.prober && h.status == HEALTH_HEALTHY && h.results[0].code == 0, "and its exit code counts");
	printf ("# %s", written ());
	memcpy (h.results[h.count].output, "so far", 6);
	h.results[h.count].used = 6;
	h.results[h.count].start = now_ns ();
	h.prober = fork ();
	if (h.prober == 0) {
		pause ();
		_exit (0);
	}
	h.deadline = now_ms ();
	put (frozen, "FROZEN\n");
	health_work (&h, -1);
	ok (!h.late && h.deadline > now_ms (), "one that is frozen is not late");
	put (frozen, "THAWED\n");
	h.deadline = now_ms ();
	health_work (&h, -1);
	ok (h.late, "one that takes too long is ended");
	pid = waitpid (h.prober, &status, 0);
	health_reaped (&h, pid, status);
	ok (h.results[1].code == -1 && h.results[1].used == sizeof LATE - 1 &&
	            memcmp (h.results[1].output, LATE, sizeof LATE - 1) == 0,
	    "which is told before what it said");
}

int main (void)
{
	if (!mkdtemp (directory))
		return 1;
	snprintf (record, sizeof record, "%s/health.json", directory);
	snprintf (frozen, sizeof frozen, "%s/frozen", directory);
	snprintf (fifo, sizeof fifo, "%s/fifo", directory);
	statuses ();
	texts ();
	waits ();
	probes ();
	unlink (record);
	unlink (frozen);
	rmdir (directory);
	return tap_end ();
}
