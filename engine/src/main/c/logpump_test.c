/* The log's lines, and a log that can't be written for a while, as TAP. */
#include "logpump.h"
#include "tap.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static struct logpump pump;
static char path[] = "/tmp/shibafu-log-XXXXXX";

static void feed (const char *text)
{
	logpump_feed (&pump, (const uint8_t *) text, strlen (text));
}

/* The log without its times, and nothing in it any more. */
static const char *take_log (void)
{
	static char text[1 << 18], plain[1 << 18];
	char *end = plain;
	int fd = open (path, O_RDWR | O_CLOEXEC);
	ssize_t length = read (fd, text, sizeof text - 1);

	text[length > 0 ? length : 0] = 0;
	for (char *line = text; *line; line++) {
		char *newline = strchr (line, '\n');
		size_t time = strcspn (line, " \n"); /* 2026-11-23T20:00:00.123456789Z */
		if (time == 30 && line[29] == 'Z')
			line += 31;
		memcpy (end, line, (size_t) (newline + 1 - line));
		end += newline + 1 - line;
		line = newline;
	}
	*end = 0;
	if (ftruncate (fd, 0) < 0)
		abort ();
	close (fd);
	return plain;
}

static bool log_is (const char *wanted)
{
	return strcmp (take_log (), wanted) == 0;
}

static void test_lines (void)
{
	feed ("one\n\ntw");
	ok (log_is ("stdout F one\nstdout F \n"), "a line is written when it is whole, an empty one too");
	feed ("o\nthree");
	logpump_flush (&pump);
	ok (log_is ("stdout F two\nstdout P three\n"), "what is left is a part");
	logpump_flush (&pump);
	ok (log_is (""), "which is written once");
}

static void test_long_lines (void)
{
	static char text[3 * LOG_LINE], wanted[3 * LOG_LINE + 64];

	memset (text, 'x', 2 * LOG_LINE + 5);
	strcpy (text + 2 * LOG_LINE + 5, "\nend\n");
	feed (text);
	snprintf (wanted, sizeof wanted, "stdout P %.*s\nstdout P %.*s\nstdout F xxxxx\nstdout F end\n", LOG_LINE, text,
	          LOG_LINE, text);
	ok (log_is (wanted), "a long line is parts of 16 KiB and a rest");
	strcpy (text + LOG_LINE - 1, "\nend\n");
	feed (text);
	snprintf (wanted, sizeof wanted, "stdout F %.*s\nstdout F end\n", LOG_LINE - 1, text);
	ok (log_is (wanted), "one that just fits is whole");
}

static void test_many_lines (void)
{
	static char text[10001], wanted[1 << 17];
	char *end = wanted;

	for (size_t i = 0; i < 5000; i++)
		strcpy (text + 2 * i, i % 2 ? "a\n" : "b\n");
	for (size_t i = 0; i < 5000; i++)
		end = stpcpy (end, i % 2 ? "stdout F a\n" : "stdout F b\n");
	feed (text);
	ok (log_is (wanted), "many short lines at once");
}

/* A limit on the file's size is a disk that is full: a write is cut short, then refused. */
static void test_full (void)
{
	const struct rlimit full = { 100, RLIM_INFINITY }, endless = { RLIM_INFINITY, RLIM_INFINITY };

	signal (SIGXFSZ, SIG_IGN);
	setrlimit (RLIMIT_FSIZE, &full);
	feed ("this is written\n");
	feed ("this is more than there is room for, by far, even without its time\n");
	feed ("not this\n");
	setrlimit (RLIMIT_FSIZE, &endless);
	feed ("this again\n");
	const char *log = take_log ();
	ok (strncmp (log, "stdout F this is written\n", 25) == 0, "a log is written as long as there is room");
	ok (strstr (log, "\nstdout F shibafu: 76 bytes of this log are lost here\nstdout F this again\n"),
	    "what was lost is told once there is room again, in a line of its own");
	feed ("and again\n");
	ok (log_is ("stdout F and again\n"), "once");
}

static void test_none (void)
{
	logpump_start (&pump, -1, "stdout");
	feed ("into nothing\n");
	ok (log_is ("") && pump.used == 0, "without a log there is nothing to do");
}

int main (void)
{
	struct stat status;
	int fd = mkstemp (path);

	close (fd);
	unlink (path);
	logpump_start (&pump, log_open (path), "stdout");
	ok (stat (path, &status) == 0 && (status.st_mode & 07777) == 0600, "a log is its owner's alone");
	test_lines ();
	test_long_lines ();
	test_many_lines ();
	test_full ();
	test_none ();
	unlink (path);
	return tap_end ();
}
