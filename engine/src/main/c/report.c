#include "report.h"

#include <string.h>
#include <sys/mman.h>

struct report *report_make (uint32_t count)
{
	struct report *report = mmap (NULL, sizeof *report, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (report == MAP_FAILED)
		return NULL;
	memset (report, 0, offsetof (struct report, records) + count * sizeof report->records[0]);
	report->failed = NO_OP;
	return report;
}

void report_free (struct report *report)
{
	munmap (report, sizeof *report);
}
