#include "launch.h"

#include <sys/mman.h>
#include <unistd.h>

void launch_settle (struct launch *launch)
{
	const struct plan *plan = launch->plan;
	uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
	struct range child = plan->sections[SECTION_CHILD];

	if (launch->report)
		munmap ((void *) (uintptr_t) launch->report, sizeof *launch->report);
	launch->report = NULL;
	if (plan_has (plan, OP_RESTART))
		return; /* all of it is needed again */
	if (!child.end)
		return; /* it was brought back: all that it took is in the program that did it */
	uint32_t first = plan->sections[SECTION_AFTER].first - 1, last = child.end - 1;
	uintptr_t start = (uintptr_t) plan->bytes + plan->ops[first].start;
	uintptr_t end = (uintptr_t) plan->bytes + plan->ops[last].start + plan->ops[last].length;
	start = (start + page - 1) / page * page;
	end = end / page * page;
	if (start < end)
		madvise ((void *) start, end - start, MADV_DONTNEED);
}
