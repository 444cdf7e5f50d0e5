/* REPORT and OUTCOME: what the engine learns of a plan that was carried out. */
#include "front.h"

#include "frame.h"
#include "run.h"

#include <stdio.h>
#include <unistd.h>

enum { START_TIME_FIELD = 22 };

static void send_report (int engine, const struct report *report)
{
	struct frame_out frame;
	uint32_t count = report ? report->count : 0;

	frame_begin (&frame, FRAME_REPORT);
	put_u32 (&frame, count);
	for (uint32_t i = 0; i < count; i++) {
		put_u32 (&frame, i);
		put_u32 (&frame, report->records[i].error);
		put_u64 (&frame, report->records[i].nanos);
		put_u64 (&frame, report->records[i].value);
	}
	frame_send (engine, &frame, NULL, 0); /* an engine that is gone is noticed at the next frame */
}

static void send_outcome (int engine, const struct launch *launch, bool supervised)
{
	struct frame_out frame;
	bool ready = launch->status == LAUNCH_READY;
	uint64_t own_start = 0;

	if (ready && supervised)
		process_stat (getpid (), START_TIME_FIELD, &own_start);
	frame_begin (&frame, FRAME_OUTCOME);
	put_u32 (&frame, launch->status);
	put_u32 (&frame, launch->index);
	put_u32 (&frame, (uint32_t) launch->error);
	put_u32 (&frame, ready ? (uint32_t) launch->pid : 0);
	put_u64 (&frame, ready ? launch->start_time : 0);
	put_u32 (&frame, ready && supervised ? (uint32_t) getpid () : 0);
	put_u64 (&frame, own_start);
	put_string (&frame, launch->detail);
	put_u32 (&frame, (uint32_t) launch->wait_status);
	frame_send (engine, &frame, NULL, 0);
}

void answer (int engine, const struct launch *launch, bool supervised)
{
	send_report (engine, launch->report);
	send_outcome (engine, launch, supervised);
}

void answer_failed (int engine, int error, const char *what, const char *object)
{
	struct launch launch = { .status = LAUNCH_FAILED, .index = NO_OP, .error = error };

	snprintf (launch.detail, sizeof launch.detail, "%s %s", what, object);
	answer (engine, &launch, false);
}
