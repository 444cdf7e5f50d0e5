#include "logpump.h"
#include "plan_maker.h"
#include "rotation.h"
#include "tap.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum { LINES = 5000, SIZE = 4096 };

static char directory[] = "/tmp/rotation_test.XXXXXX";
static char path[64];

static const struct plan *plan_of (uint64_t size, int files)
{
	static struct maker maker;

	maker_begin (&maker);
	maker_op (&maker, OP_LOG_OUTPUT, path);
	if (files)
		maker_op (&maker, OP_LOG_ROTATION, size, files);
	return maker_plan (&maker);
}

/* Writes numbered lines by two pumps to one log, in pieces that end anywhere. */
static void write_lines (struct rotation *rotation, int log)
{
	static struct logpump out, err;
	char line[64];

	logpump_start (&out, log, "stdout");
	logpump_start (&err, log, "stderr");
	out.rotation = err.rotation = rotation;
	for (int i = 0; i < LINES; i++) {
		size_t length = (size_t) snprintf (line, sizeof line, "line %d\n", i);
		struct logpump *pump = i % 7 ? &out : &err;
		logpump_feed (pump, (const uint8_t *) line, length / 2);
		logpump_feed (pump, (const uint8_t *) line + length / 2, length - length / 2);
	}
}

/* Reads the files from the oldest on; yields the number of the first line, -1 if one after it is missing or torn. */
static int first_line (int files, long *longest)
{
	char name[96], text[128];
	int first = -1, next = -1, number;

	*longest = 0;
	for (int i = files; i-- > 0;) {
		snprintf (name, sizeof name, i ? "%s.%d" : "%s", path, i);
		FILE *file = fopen (name, "r");
		while (file && fgets (text, sizeof text, file)) {
			if (sscanf (text, "%*s %*s F line %d\n", &number) != 1 || (next >= 0 && number != next))
				return -1;
			first = first < 0 ? number : first;
			next = number + 1;
		}
		if (file && ftell (file) > *longest)
			*longest = ftell (file);
		if (file)
			fclose (file);
		unlink (name);
	}
	return next == LINES ? first : -1;
}

static int rotated (int files, long *longest)
{
	struct rotation rotation;
	int log = log_open (path);

	rotation_begin (&rotation, plan_of (SIZE, files), log);
	write_lines (&rotation, log);
	close (log);
	return first_line (1000, longest);
}

int main (void)
{
	long longest;

	if (!mkdtemp (directory))
		return 1;
	snprintf (path, sizeof path, "%s/log", directory);
	ok (rotated (0, &longest) == 0 && longest > SIZE, "a log without limits is one file");
	ok (rotated (999, &longest) == 0, "no line is lost or torn");
	ok (longest <= SIZE && longest > SIZE / 2, "no file is longer than it may");
	ok (rotated (3, &longest) > 0, "the oldest go");
	ok (rotated (1, &longest) > 0, "of a single file, all");
	rmdir (directory);
	return tap_end ();
}
