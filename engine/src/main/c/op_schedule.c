/* Where and when the new process runs, what its memory and its kernel look like, and what security modules call it. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <string.h>
#include <sys/personality.h>

enum { IOPRIO_OF_PROCESS = 1, IOPRIO_SHIFT = 13, MASK_BYTES = 1024 };

/* struct sched_attr as of Linux 3.14: all that the fields can say. */
struct scheduling {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
};

/* Fields: policy nice priority flags runtime deadline period. In the child's section of itself, before of the child. */
bool op_scheduler (struct run *run, struct fields *f)
{
	struct scheduling wanted = {
		.size = sizeof wanted,
		.policy = (uint32_t) f->at[0].number,
		.nice = (int32_t) f->at[1].number,
		.priority = (uint32_t) f->at[2].number,
		.flags = f->at[3].number,
		.runtime = f->at[4].number,
		.deadline = f->at[5].number,
		.period = f->at[6].number,
	};

	return syscall (SYS_sched_setattr, run->pid, &wanted, 0) == 0;
}

/* Fields: kind level */
bool op_io_priority (struct run *run, struct fields *f)
{
	uint64_t priority = f->at[0].number << IOPRIO_SHIFT | f->at[1].number;

	return syscall (SYS_ioprio_set, IOPRIO_OF_PROCESS, run->pid, priority) == 0;
}

/* The kernel reads masks in words. */
static bool take_mask (struct run *run, unsigned char *mask, struct field bytes)
{
	if (bytes.number > MASK_BYTES) {
		errno = E2BIG;
		return run_detail (run, "numbers above 8191");
	}
	memset (mask, 0, MASK_BYTES);
	memcpy (mask, bytes.text, bytes.number);
	return true;
}

/* Fields: cpus, a bit each; none: all that there are. Of this process, whose children inherit it. */
bool op_cpu_affinity (struct run *run, struct fields *f)
{
	unsigned char mask[MASK_BYTES];

	if (!take_mask (run, mask, f->at[0]))
		return false;
	if (!f->at[0].number)
		memset (mask, 0xff, sizeof mask);
	return syscall (SYS_sched_setaffinity, 0, sizeof mask, mask) == 0;
}

/* Fields: persona */
bool op_personality (struct run *run, struct fields *f)
{
	(void) run;
	return personality (f->at[0].number) >= 0;
}

/* Fields: mode nodes. The kernel takes one bit less than it is told. */
bool op_memory_policy (struct run *run, struct fields *f)
{
	unsigned char mask[MASK_BYTES];

	if (!take_mask (run, mask, f->at[1]))
		return false;
	unsigned long bits = f->at[1].number ? (f->at[1].number * 8 + 63) / 64 * 64 + 1 : 0;
	return syscall (SYS_set_mempolicy, f->at[0].number, bits ? mask : NULL, bits) == 0;
}

/* "/proc" may be the image's, or not there (CVE-2019-16884): so by a procfs of our own. */
bool security_attribute (struct run *run, const char *file, const char *text)
{
	static const uint64_t STRICT = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
	size_t length = strlen (text);
	char path[NAME_MAX + 32];

	if (strlen (file) > NAME_MAX) {
		errno = ENAMETOOLONG;
		return false;
	}
	add_text (add_text (add_number (path, getpid ()), "/"), file);
	int proc = tree_proc (run);
	int fd = proc < 0 ? -1 : sys_openat2 (proc, path, O_WRONLY, STRICT);
	bool good = fd >= 0 && write (fd, text, length) == (ssize_t) length;
	return closing (fd, good);
}

/* Fields: file label */
bool op_security_label (struct run *run, struct fields *f)
{
	return security_attribute (run, f->at[0].text, f->at[1].text);
}
