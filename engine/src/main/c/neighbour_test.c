/* Whose process the records of another container tell. It is looked for as this process is allowed to: whether it may
 * join what it has found does not matter here. */
#include "plan_maker.h"
#include "run.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static char top[] = "/tmp/shibafu-neighbour-XXXXXX";
static char restarts[64], started[64], record[64];
static char self[64], gone[64], json[512];
static struct report report;

static void say (const char *path, const char *text)
{
	unlink (path);
	if (!text)
		return;
	int fd = open (path, O_WRONLY | O_CREAT, 0600);
	closing (fd, write (fd, text, strlen (text)) == (ssize_t) strlen (text));
}

static bool found (const char *restarted, const char *launched, const char *recorded)
{
	struct run run = { .report = &report, .dumpable = -1 };
	struct fields f = { .at = { { .number = CLONE_NEWUTS },
		                    { .text = "web" },
		                    { .text = restarts },
		                    { .text = started },
		                    { .text = record } } };

	say (restarts, restarted);
	say (started, launched);
	say (record, recorded);
	errno = 0;
	bool good = op_join_container (&run, &f);
	int error = errno;
	join_home (&run);
	if (error == ESRCH)
		ok (strcmp (report.detail, "web") == 0, "the name of what is not there");
	return good || error != ESRCH;
}

static const char *with (const char *process)
{
	snprintf (json, sizeof json, "{\n  \"command\" : [ \"init\", \"{\\\"init\\\" : {1 2}\" ],\n  %s\n}\n", process);
	return json;
}

static void test_finding (void)
{
	uint64_t start;
	char line[128], process[128], none[64];

	process_stat (getpid (), 22, &start);
	snprintf (self, sizeof self, "%d %lu", (int) getpid (), (unsigned long) start);
	snprintf (gone, sizeof gone, "%d %lu", (int) getpid (), (unsigned long) start + 1);
	snprintf (process, sizeof process, "\"init\" : {\n    \"pid\" : %d,\n    \"startTime\" : %lu\n  }", (int) getpid (),
	          (unsigned long) start);
	snprintf (none, sizeof none, "\"init\" : {\n    \"pid\" : 0,\n    \"startTime\" : 0\n  }");

	ok (found (NULL, NULL, with (process)), "the record's");
	snprintf (line, sizeof line, "%s 1 2\n", self);
	ok (found (NULL, line, with (none)), "the launcher's, where the record has none");
	snprintf (line, sizeof line, "3 %s\n", self);
	ok (found (line, NULL, with (none)), "the supervisor's, once it was run again");
	line[strlen (line) - 1] = 0;
	ok (!found (line, NULL, with (none)), "not from a line that was cut off");
	snprintf (line, sizeof line, "3 %s\n", gone);
	ok (!found (line, NULL, with (process)), "the last one, though another is there with its pid");
	ok (!found (NULL, NULL, NULL), "nothing where there is no record");
	ok (!found (NULL, NULL, ""), "nothing in an empty record");
}

int main (void)
{
	ok (mkdtemp (top) != NULL, "a directory");
	snprintf (restarts, sizeof restarts, "%s/restarts", top);
	snprintf (started, sizeof started, "%s/started", top);
	snprintf (record, sizeof record, "%s/state.json", top);
	test_finding ();
	say (restarts, NULL);
	say (started, NULL);
	say (record, NULL);
	rmdir (top);
	return tap_end ();
}
