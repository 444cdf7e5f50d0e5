/* REPORT and OUTCOME: what the engine learns of a plan that was carried out. */
#include "front.h"

#include "frame.h"
#include "run.h"

#include <stdio.h>
#include <unistd.h>

static void put_report (struct frame_out *frame, const struct report *report)
{
	uint32_t count = report ? report->count : 0;

	put_u32 (frame, count);
	for (uint32_t i = 0; i < count; i++) {
		put_u32 (frame, i);
		put_u32 (frame, report->records[i].error);
		put_u64 (frame, report->records[i].nanos);
		put_u64 (frame, report->records[i].value);
	}
}

static void put_outcome (struct frame_out *frame, const struct launch *launch, bool supervised)
{
	bool ready = launch->status == LAUNCH_READY;
	uint64_t own_start = 0;

	if (ready && supervised)
		process_own_start (&own_start);
	put_u32 (frame, launch->status);
	put_u32 (frame, launch->index);
	put_u32 (frame, (uint32_t) launch->error);
	put_u32 (frame, ready ? (uint32_t) launch->pid : 0);
	put_u64 (frame, ready ? launch->start_time : 0);
	put_u32 (frame, ready && supervised ? (uint32_t) getpid () : 0);
	put_u64 (frame, own_start);
	put_string (frame, launch->detail);
	put_u32 (frame, (uint32_t) launch->wait_status);
}

void answer (int engine, const struct launch *launch, bool supervised)
{
	struct frame_out frame;

	frame_begin (&frame, FRAME_REPORT);
	put_report (&frame, launch->report);
	frame_next (&frame, FRAME_OUTCOME);
	put_outcome (&frame, launch, supervised);
	frame_send (engine, &frame); /* an engine that is gone is noticed at the next frame */
}

void answer_failed (int engine, int error, const char *what, const char *object)
{
	struct launch launch = { .status = LAUNCH_FAILED, .index = NO_OP, .error = error };

	snprintf (launch.detail, sizeof launch.detail, "%s %s", what, object);
	answer (engine, &launch, false);
}
