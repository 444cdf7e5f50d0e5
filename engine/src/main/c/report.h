/* What became of each operation. The page is shared by the launcher, the stage and the new process, so that nothing
 * is lost even if one of them is killed in the midst of an operation. */
#ifndef SHIBAFU_REPORT_H
#define SHIBAFU_REPORT_H

#include "plan.h"

#define NO_OP 0xffffffffU

enum { DETAIL_MAX = 512 };

struct record {
	uint32_t error; /* errno, 0 for success */
	uint64_t nanos;
	uint64_t value; /* what the operation yields: a number of processes, of bytes, ... */
};

struct report {
	uint32_t count;          /* operations begun: always the plan's first ones */
	uint32_t failed;         /* index, or NO_OP */
	uint32_t handed_over;    /* the launcher has the listener of the child's filter */
	char detail[DETAIL_MAX]; /* more words on the failure, perhaps none */
	struct record records[PLAN_MAX_OPS];
};

/* NULL with errno if there is no memory. The pages for count operations are touched here, so that they are not
 * charged to a container's small memory limit. */
struct report *report_make (uint32_t count);
void report_free (struct report *report);

#endif
