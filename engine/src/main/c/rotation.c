#include "rotation.h"

#include "logpump.h"
#include "run.h"

#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_FILES = 1000, SUFFIX = 16 };

void rotation_begin (struct rotation *rotation, const struct plan *plan, int log)
{
	struct fields fields;
	struct stat status;
	int index = plan_find (plan, OP_LOG_ROTATION);

	*rotation = (struct rotation){ 0 };
	if (index < 0 || log < 0 || fstat (log, &status) < 0)
		return;
	plan_fields (plan, (uint32_t) index, &fields);
	rotation->path = plan_log_path (plan);
	rotation->size = (uint64_t) status.st_size;
	rotation->limit = fields.at[0].number;
	rotation->files = fields.at[1].number < MOST_FILES ? fields.at[1].number : MOST_FILES;
}

static void name_of (char *name, const char *path, uint64_t number)
{
	char *end = add_text (name, path);

	if (number)
		add_number (add_text (end, "."), (int64_t) number);
}

/* What can't be renamed or made leaves the log as it is: too long is better than lost. */
static void rotate (struct rotation *rotation, int log)
{
	char from[PATH_MAX], to[PATH_MAX];

	rotation->size = 0;
	if (strlen (rotation->path) + SUFFIX > sizeof to)
		return;
	for (uint64_t i = rotation->files; i-- > 1;) {
		name_of (from, rotation->path, i - 1);
		name_of (to, rotation->path, i);
		rename (from, to);
	}
	if (rotation->files <= 1)
		unlink (rotation->path);
	int fd = log_open (rotation->path);
	if (fd < 0)
		return;
	dup3 (fd, log, O_CLOEXEC);
	close (fd);
}

void rotation_room (struct rotation *rotation, int log, size_t bytes)
{
	if (rotation->path && rotation->size > 0 && rotation->size + bytes > rotation->limit)
		rotate (rotation, log);
	rotation->size += bytes;
}

/* Fields: size files. For the supervisor. */
bool op_log_rotation (struct run *run, struct fields *f)
{
	(void) run;
	(void) f;
	return true;
}
