#include "restart.h"

#include "clients.h"
#include "run.h"
#include "sys.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* As docker has it: a rest that doubles, until the container has run for a while. LOOK_MS: how often the marker is looked
 * for meanwhile. */
enum { REST_MS = 100, LONGEST_REST_MS = 60000, WELL_MS = 10000, LOOK_MS = 50 };

static bool is_there (const char *path)
{
	return path && access (path, F_OK) == 0;
}

void restart_begin (struct restart *restart, const struct plan *plan)
{
	struct fields fields;
	int index = plan_find (plan, OP_RESTART);

	*restart = (struct restart){ .given = index >= 0, .began = now_ms () };
	if (index < 0)
		return;
	plan_fields (plan, (uint32_t) index, &fields);
	restart->failures = fields.at[0].number;
	restart->limit = fields.at[1].number;
	restart->marker = fields.at[2].text;
	restart->record = fields.at[3].text;
	unlink (restart->marker); /* of what had this name before */
	unlink (restart->record);
}

/* One that was never started has its fifo still. */
bool restart_wanted (const struct restart *restart, const struct plan *plan, int wait_status)
{
	if (!restart->given || is_there (restart->marker) || is_there (plan_text (plan, OP_MAKE_FIFO, 0)))
		return false;
	return !restart->failures ||
	       (wait_status != 0 && (restart->limit == 0 || restart->count < restart->limit));
}

bool restart_rest (struct restart *restart)
{
	uint64_t now = now_ms ();

	if (now - restart->began >= WELL_MS || restart->pause == 0)
		restart->pause = REST_MS;
	else if (restart->pause < LONGEST_REST_MS)
		restart->pause = restart->pause * 2 < LONGEST_REST_MS ? restart->pause * 2 : LONGEST_REST_MS;
	for (uint64_t end = now + restart->pause; now < end && !is_there (restart->marker); now = now_ms ())
		pause_us ((long) (end - now < LOOK_MS ? end - now : LOOK_MS) * 1000);
	return !is_there (restart->marker);
}

void restart_clear (const struct plan *plan)
{
	static const enum op_code made[] = { OP_RECORD_PROCESS, OP_RECORD_EXIT, OP_ATTACH_SOCKET, OP_MAKE_FIFO };

	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		const char *path = plan_text (plan, made[i], 0);
		if (path)
			unlink (path);
	}
}

bool restart_go (struct restart *restart, const struct launch *launch)
{
	char text[96];
	struct fields start = { .at[0].text = plan_text (launch->plan, OP_MAKE_FIFO, 0) };

	restart->began = now_ms ();
	restart->count++;
	char *end = add_text (add_number (text, (int64_t) restart->count), " ");
	end = add_text (add_number (end, launch->pid), " ");
	add_text (add_number (end, (int64_t) launch->start_time), "\n");
	if (!write_whole (restart->record, text))
		return false;
	if (is_there (restart->marker))
		return sys_pidfd_send_signal (launch->pidfd, SIGKILL) == 0;
	return !start.at[0].text || op_start (NULL, &start);
}

/* Fields: failures limit marker record. For the supervisor, when the process has ended. */
bool op_restart (struct run *run, struct fields *f)
{
	(void) run;
	(void) f;
	return true;
}
