/* An engine for tests: it talks to a front that runs as a child of the test, and writes plans. */
#ifndef SHIBAFU_FAKE_ENGINE_H
#define SHIBAFU_FAKE_ENGINE_H

#include "frame.h"
#include "front.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int checks, failures;

static inline void check (bool good, const char *what)
{
	checks++;
	failures += !good;
	printf ("%sok %d - %s\n", good ? "" : "not ", checks, what);
	fflush (stdout);
}

static inline int done_testing (void)
{
	printf ("1..%d\n", checks);
	return failures ? 1 : 0;
}

/* A front that was started, and what it has to say. */
struct fake {
	pid_t pid;
	int engine;
	int out, err; /* read ends; -1 where it has a terminal */
	struct frame frame;
};

/* Starts a front whose standard streams are in and two pipes, or a terminal for all three. */
static inline struct fake fake_start (int in, int terminal)
{
	int sockets[2], out[2] = { -1, -1 }, err[2] = { -1, -1 };

	if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) || pipe2 (out, O_CLOEXEC) ||
	    pipe2 (err, O_CLOEXEC))
		abort ();
	pid_t pid = fork ();
	if (pid == 0) {
		setsid ();
		dup2 (terminal >= 0 ? terminal : in, 0);
		dup2 (terminal >= 0 ? terminal : out[1], 1);
		dup2 (terminal >= 0 ? terminal : err[1], 2);
		if (terminal >= 0)
			ioctl (0, TIOCSCTTY, 0);
		close (sockets[0]); /* or it would never see the engine's end */
		char *arguments[] = { (char[]){ "front" }, (char[]){ "one two" }, NULL };
		_exit (front_run (ROLE_SHIBAFU, (struct engine){ .socket = sockets[1] }, arguments));
	}
	close (sockets[1]);
	close (out[1]);
	close (err[1]);
	return (struct fake){ .pid = pid, .engine = sockets[0], .out = out[0], .err = err[0] };
}

/* The next frame, if it is of this type. */
static inline bool fake_receive (struct fake *fake, enum frame_type type)
{
	return frame_receive (fake->engine, &fake->frame) == FRAME_GOOD && fake->frame.type == type;
}

/* Starts a front and takes its request. */
static inline struct fake fake_front (int in, int terminal)
{
	struct fake fake = fake_start (in, terminal);

	if (!fake_receive (&fake, FRAME_REQUEST) || !fake_receive (&fake, FRAME_DESCRIPTORS))
		abort ();
	return fake;
}

static inline void fake_number (struct fake *fake, enum frame_type type, uint32_t number)
{
	struct frame_out frame;

	frame_begin (&frame, type);
	put_u32 (&frame, number);
	frame_send (fake->engine, &frame, NULL, 0);
}

static inline void fake_print (struct fake *fake, uint32_t fd, const char *text)
{
	struct frame_out frame;

	frame_begin (&frame, FRAME_PRINT);
	put_u32 (&frame, fd);
	put_string (&frame, text);
	frame_send (fake->engine, &frame, NULL, 0);
}

/* What came out of a pipe until its end. */
static inline const char *fake_text (int fd)
{
	static char text[1 << 16];
	size_t used = 0;
	ssize_t n;

	while ((n = read (fd, text + used, sizeof text - 1 - used)) > 0)
		used += (size_t) n;
	text[used] = 0;
	close (fd);
	return text;
}

/* How the front ended: its exit code, or 128 and the signal. */
static inline int fake_end (struct fake *fake)
{
	int status = 0;

	waitpid (fake->pid, &status, 0);
	close (fake->engine);
	return WIFSIGNALED (status) ? 128 + WTERMSIG (status) : WEXITSTATUS (status);
}

/* A plan being written. */
struct sheet {
	uint8_t bytes[1 << 16];
	size_t used;
	uint32_t ops;
};

static inline void sheet_u32 (struct sheet *sheet, uint64_t value)
{
	for (int i = 0; i < 4; i++)
		sheet->bytes[sheet->used++] = (uint8_t) (value >> (8 * i));
}

static inline void sheet_text (struct sheet *sheet, const char *text)
{
	sheet_u32 (sheet, strlen (text) + 1);
	strcpy ((char *) sheet->bytes + sheet->used, text);
	sheet->used += strlen (text) + 1;
}

/* Fields as ops.h has them: s const char *, S NULL-ended const char **, small numbers int, wide ones long. */
static inline void sheet_op (struct sheet *sheet, enum op_code code, ...)
{
	va_list list;

	va_start (list, code);
	if (sheet->used == 0)
		sheet->used = PLAN_HEADER;
	sheet_u32 (sheet, code);
	size_t length_at = sheet->used;
	sheet_u32 (sheet, 0);
	for (const char *field = op_fields (code); (field = strchr (field, ':')); field++) {
		const char **texts;
		uint64_t wide;
		switch (field[1]) {
		case 's':
			sheet_text (sheet, va_arg (list, const char *));
			break;
		case 'S':
			texts = va_arg (list, const char **);
			for (wide = 0; texts[wide];)
				wide++;
			for (sheet_u32 (sheet, wide); *texts; texts++)
				sheet_text (sheet, *texts);
			break;
		case 'd':
		case 'o':
		case 'b':
			sheet_u32 (sheet, (uint64_t) va_arg (list, int));
			break;
		default:
			wide = (uint64_t) va_arg (list, long);
			sheet_u32 (sheet, wide);
			sheet_u32 (sheet, wide >> 32);
		}
	}
	va_end (list);
	size_t end = sheet->used;
	sheet->used = length_at;
	sheet_u32 (sheet, end - length_at - 4);
	sheet->used = end;
	sheet->ops++;
}

static inline void fake_send_plan (struct fake *fake, struct sheet *sheet, uint32_t flags)
{
	struct frame_out frame;
	size_t used = sheet->used;

	sheet->used = 0;
	sheet_u32 (sheet, PLAN_MAGIC);
	sheet_u32 (sheet, PLAN_VERSION);
	sheet_u32 (sheet, sheet->ops);
	sheet_u32 (sheet, used - PLAN_HEADER);
	sheet->used = used;
	frame_begin (&frame, FRAME_EXECUTE);
	put_u32 (&frame, flags);
	put_u32 (&frame, (uint32_t) used);
	memcpy (frame.bytes + frame.used, sheet->bytes, used);
	frame.used += used;
	frame_send (fake->engine, &frame, NULL, 0);
}

struct outcome {
	uint32_t reports, status, index, error;
	pid_t pid, supervisor;
	char detail[DETAIL_MAX];
};

/* Has a plan carried out. */
static inline struct outcome fake_execute (struct fake *fake, struct sheet *sheet, uint32_t flags)
{
	struct outcome outcome = { .status = 99 };
	uint32_t length;

	fake_send_plan (fake, sheet, flags);
	if (!fake_receive (fake, FRAME_REPORT))
		return outcome;
	struct cursor cursor = cursor_of (&fake->frame);
	outcome.reports = get_u32 (&cursor);
	if (fake->frame.length != 4 + 24 * outcome.reports || !fake_receive (fake, FRAME_OUTCOME))
		return outcome;
	cursor = cursor_of (&fake->frame);
	uint32_t status = get_u32 (&cursor);
	outcome.index = get_u32 (&cursor);
	outcome.error = get_u32 (&cursor);
	outcome.pid = (pid_t) get_u32 (&cursor);
	get_u32 (&cursor), get_u32 (&cursor); /* its start time */
	outcome.supervisor = (pid_t) get_u32 (&cursor);
	get_u32 (&cursor), get_u32 (&cursor);
	const uint8_t *detail = get_bytes (&cursor, &length);
	get_u32 (&cursor);
	if (!cursor_done (&cursor) || length > sizeof outcome.detail)
		return outcome;
	memcpy (outcome.detail, detail, length);
	outcome.status = status;
	return outcome;
}

#endif
