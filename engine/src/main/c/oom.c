#include "oom.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

int oom_open (const struct plan *plan)
{
	struct fields fields;
	struct range exit = plan->sections[SECTION_EXIT];

	for (uint32_t i = exit.first; i < exit.end; i++) {
		if (plan->ops[i].code != OP_RECORD_EXIT)
			continue;
		plan_fields (plan, i, &fields);
		return open (fields.at[1].text, O_RDONLY | O_CLOEXEC);
	}
	return -1;
}

bool oom_read (int fd, uint64_t *kills)
{
	static const char KEY[] = "\noom_kill ";
	char text[1024] = "\n";
	ssize_t size = pread (fd, text + 1, sizeof text - 2, 0);

	if (size < 0)
		return false;
	text[size + 1] = 0;
	const char *line = strstr (text, KEY);
	if (!line)
		return true;
	*kills = 0;
	for (line += sizeof KEY - 1; *line >= '0' && *line <= '9'; line++)
		*kills = *kills * 10 + (uint64_t) (*line - '0');
	return true;
}
