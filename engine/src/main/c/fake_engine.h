/* An engine for tests: it talks to a front that runs as a child of the test. */
#ifndef SHIBAFU_FAKE_ENGINE_H
#define SHIBAFU_FAKE_ENGINE_H

#include "frame.h"
#include "front.h"
#include "plan_maker.h"
#include "sys.h"
#include "tap.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A front that was started, and what it has to say. */
struct fake {
	pid_t pid;
	int engine;
	int out, err; /* read ends; -1 where it has a terminal */
	struct frame frame;
};

/* As a shell starts a program in its terminal. */
static inline void fake_foreground (int terminal)
{
	signal (SIGHUP, SIG_DFL);
	setpgid (0, 0);
	signal (SIGTTOU, SIG_IGN);
	tcsetpgrp (terminal, getpid ());
	signal (SIGTTOU, SIG_DFL);
}

/* What a front tells its parent of a warm engine that it has to ask in vain: 64 and the reason. */
enum { FAKE_ASKED_IN_VAIN = 64 };

/* Starts a front whose standard streams are in and two pipes, or the test's controlling terminal for all three. To a
 * warm one it is a front that has found the engine running. */
static inline struct fake fake_begin (int in, int terminal, bool warm)
{
	int sockets[2], out[2] = { -1, -1 }, err[2] = { -1, -1 };

	if (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) || pipe2 (out, O_CLOEXEC) ||
	    pipe2 (err, O_CLOEXEC))
		abort ();
	pid_t pid = fork ();
	if (pid == 0) {
		if (terminal >= 0)
			fake_foreground (terminal);
		else
			setsid ();
		dup2 (terminal >= 0 ? terminal : in, 0);
		dup2 (terminal >= 0 ? terminal : out[1], 1);
		dup2 (terminal >= 0 ? terminal : err[1], 2);
		/* What is the test's own must end with the test: its side of the socket and of the terminal. */
		int engine = dup2 (sockets[1], 3);
		fcntl (engine, F_SETFD, FD_CLOEXEC);
		sys_close_range (4, ~0U);
		char *arguments[] = { (char[]){ "front" }, (char[]){ "one two" }, NULL };
		if (warm) {
			fcntl (engine, F_SETFL, O_NONBLOCK);
			enum lost lost = LOST_NONE;
			struct engine asked = { .socket = engine };
			send_request (asked, ROLE_SHIBAFU, arguments);
			int code = front_hear (asked, &lost);
			_exit (code < 0 ? FAKE_ASKED_IN_VAIN - code + 8 * (int) lost : code);
		}
		_exit (front_run (ROLE_SHIBAFU, (struct engine){ .socket = engine }, arguments));
	}
	close (sockets[1]);
	close (out[1]);
	close (err[1]);
	return (struct fake){ .pid = pid, .engine = sockets[0], .out = out[0], .err = err[0] };
}

static inline struct fake fake_start (int in, int terminal)
{
	return fake_begin (in, terminal, false);
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

	if (!fake_receive (&fake, FRAME_REQUEST))
		abort ();
	return fake;
}

static inline void fake_number (struct fake *fake, enum frame_type type, uint32_t number)
{
	struct frame_out frame;

	frame_begin (&frame, type);
	put_u32 (&frame, number);
	frame_send (fake->engine, &frame);
}

static inline void fake_print (struct fake *fake, uint32_t fd, const char *text)
{
	struct frame_out frame;

	frame_begin (&frame, FRAME_PRINT);
	put_u32 (&frame, fd);
	put_string (&frame, text);
	frame_send (fake->engine, &frame);
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

static inline void fake_send_plan (struct fake *fake, const struct maker *plan, uint32_t flags)
{
	struct frame_out frame;

	frame_begin (&frame, FRAME_EXECUTE);
	put_u32 (&frame, flags);
	put_u32 (&frame, (uint32_t) plan->used);
	memcpy (frame.bytes + frame.used, plan->bytes, plan->used);
	frame.used += plan->used;
	frame_send (fake->engine, &frame);
}

struct outcome {
	uint32_t reports, status, index, error;
	pid_t pid, supervisor;
	char detail[DETAIL_MAX];
};

/* Has a plan carried out. */
static inline struct outcome fake_execute (struct fake *fake, const struct maker *plan, uint32_t flags)
{
	struct outcome outcome = { .status = 99 };
	uint32_t length;

	fake_send_plan (fake, plan, flags);
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
