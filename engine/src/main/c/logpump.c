#include "logpump.h"

#include "rotation.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { BATCH = 64, HEADER = 64 };

/* Lines of one read, ready for one writev(2): each is a header and a slice of the pump's buffer. */
struct batch {
	struct iovec parts[2 * BATCH + 2];
	int count;
	size_t text; /* bytes of the container's own */
	char full[HEADER], partial[HEADER];
};

int log_open (const char *path)
{
	return open (path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0600);
}

void logpump_start (struct logpump *pump, int log, const char *stream)
{
	pump->log = log;
	pump->stream = stream;
	pump->rotation = NULL;
	pump->used = pump->lost = 0;
	pump->torn = false;
}

static void headers (const struct logpump *pump, struct batch *batch)
{
	struct timespec now;
	struct tm tm;
	char date[32];

	clock_gettime (CLOCK_REALTIME, &now);
	gmtime_r (&now.tv_sec, &tm);
	strftime (date, sizeof date, "%Y-%m-%dT%H:%M:%S", &tm);
	snprintf (batch->full, HEADER, "%s.%09ldZ %s F ", date, now.tv_nsec, pump->stream);
	snprintf (batch->partial, HEADER, "%s.%09ldZ %s P ", date, now.tv_nsec, pump->stream);
	batch->count = 0;
	batch->text = 0;
}

static void add (struct batch *batch, const void *bytes, size_t length)
{
	batch->parts[batch->count++] = (struct iovec){ .iov_base = (void *) (uintptr_t) bytes, .iov_len = length };
}

/* Yields whether all was written; *some if at least a part was. */
static bool write_parts (int fd, struct iovec *parts, int count, bool *some)
{
	*some = false;
	while (count > 0) {
		ssize_t n = writev (fd, parts, count);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		*some = *some || n > 0;
		for (; count > 0 && (size_t) n >= parts->iov_len; parts++, count--)
			n -= (ssize_t) parts->iov_len;
		if (count > 0) {
			parts->iov_base = (char *) parts->iov_base + n;
			parts->iov_len -= (size_t) n;
		}
	}
	return true;
}

/* The first words of a log that works again: what is missing above them. */
static bool write_gap (struct logpump *pump, const char *header)
{
	char text[3 * HEADER];
	bool some;
	struct iovec part = { .iov_base = text };

	if (!pump->torn && pump->lost == 0)
		return true;
	int length = snprintf (text, sizeof text, "%s", pump->torn ? "\n" : "");
	if (pump->lost > 0)
		length += snprintf (text + length, sizeof text - (size_t) length,
		                    "%sshibafu: %zu bytes of this log are lost here\n", header, pump->lost);
	part.iov_len = (size_t) length;
	bool done = write_parts (pump->log, &part, 1, &some);
	if (done)
		pump->lost = 0;
	pump->torn = done ? false : pump->torn || some;
	return done;
}

/* A log that can't be written (a full disk) must not stop the container: its output is counted and dropped. A slow
 * disk just makes it wait, as its pipe is not read meanwhile. */
static void flush_batch (struct logpump *pump, struct batch *batch)
{
	bool some = false;
	size_t bytes = 0;

	for (int i = 0; i < batch->count; i++)
		bytes += batch->parts[i].iov_len;
	if (pump->rotation && pump->log >= 0 && bytes > 0)
		rotation_room (pump->rotation, pump->log, bytes);
	if (pump->log >= 0 && batch->count > 0 &&
	    (!write_gap (pump, batch->full) || !write_parts (pump->log, batch->parts, batch->count, &some))) {
		pump->lost += batch->text;
		pump->torn = pump->torn || some;
	}
	batch->count = 0;
	batch->text = 0;
}

/* Writes every complete line of the buffer, and moves the rest to its front. */
static void write_lines (struct logpump *pump, bool all)
{
	struct batch batch;
	uint8_t *start = pump->line, *end = pump->line + pump->used, *newline;

	headers (pump, &batch);
	while (start < end && (newline = memchr (start, '\n', (size_t) (end - start)))) {
		add (&batch, batch.full, strlen (batch.full));
		add (&batch, start, (size_t) (newline + 1 - start));
		batch.text += (size_t) (newline + 1 - start);
		start = newline + 1;
		if (batch.count == 2 * BATCH)
			flush_batch (pump, &batch);
	}
	size_t rest = (size_t) (end - start);
	if (rest == LOG_LINE || (all && rest > 0)) {
		flush_batch (pump, &batch);
		add (&batch, batch.partial, strlen (batch.partial));
		add (&batch, start, rest);
		add (&batch, "\n", 1);
		batch.text = rest;
		rest = 0;
	}
	flush_batch (pump, &batch);
	memmove (pump->line, start, rest);
	pump->used = rest;
}

void logpump_feed (struct logpump *pump, const uint8_t *bytes, size_t length)
{
	while (length > 0) {
		size_t n = length < LOG_LINE - pump->used ? length : LOG_LINE - pump->used;
		uint8_t *end = pump->line + pump->used;
		memcpy (end, bytes, n);
		pump->used += n;
		bytes += n;
		length -= n;
		if (pump->used == LOG_LINE || memchr (end, '\n', n))
			write_lines (pump, false);
	}
}

void logpump_flush (struct logpump *pump)
{
	write_lines (pump, true);
}
