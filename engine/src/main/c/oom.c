#include "oom.h"

#include <fcntl.h>
#include <stdlib.h>
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

/* key: of a line, from the end of the one before. */
static uint64_t number (const char *text, const char *key, uint64_t otherwise)
{
	const char *line = strstr (text, key);

	return line ? strtoull (line + strlen (key), NULL, 10) : otherwise;
}

bool oom_read (int fd, struct oom *oom)
{
	char text[1024] = "\n";
	ssize_t size = pread (fd, text + 1, sizeof text - 2, 0);

	if (size < 0)
		return false;
	text[size + 1] = 0;
	uint64_t kills = number (text, "\noom_kill ", oom->kills), runs = number (text, "\noom ", oom->runs);
	oom->looking = kills == oom->kills && (oom->looking || runs != oom->runs);
	oom->kills = kills;
	oom->runs = runs;
	return true;
}

uint64_t oom_kills (const struct oom *oom)
{
	return oom->kills + oom->looking;
}
