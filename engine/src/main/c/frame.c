#include "frame.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* Mappings rather than malloc: only touched pages cost memory, and the supervisor can give them back for sure. */
static uint8_t *map_bytes (size_t size)
{
	void *bytes = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	return bytes == MAP_FAILED ? NULL : bytes;
}

static void put (struct frame_out *frame, const void *bytes, size_t length)
{
	if (frame->bad || length > FRAME_HEADER + (size_t) FRAME_MAX - frame->used) {
		frame->bad = true;
		return;
	}
	memcpy (frame->bytes + frame->used, bytes, length);
	frame->used += length;
}

static void store_u32 (uint8_t *bytes, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		bytes[i] = (uint8_t) (value >> (8 * i));
}

static uint32_t load_u32 (const uint8_t *bytes)
{
	return (uint32_t) bytes[0] | (uint32_t) bytes[1] << 8 | (uint32_t) bytes[2] << 16 | (uint32_t) bytes[3] << 24;
}

void put_u32 (struct frame_out *frame, uint32_t value)
{
	uint8_t bytes[4];
	store_u32 (bytes, value);
	put (frame, bytes, sizeof bytes);
}

void put_u64 (struct frame_out *frame, uint64_t value)
{
	put_u32 (frame, (uint32_t) value);
	put_u32 (frame, (uint32_t) (value >> 32));
}

void put_string (struct frame_out *frame, const char *text)
{
	size_t length = strlen (text) + 1;
	if (length > FRAME_MAX) {
		frame->bad = true;
		return;
	}
	put_u32 (frame, (uint32_t) length);
	put (frame, text, length);
}

static void put_header (struct frame_out *frame, enum frame_type type)
{
	frame->start = frame->used;
	put_u32 (frame, type);
	put_u32 (frame, 0);
}

void frame_begin (struct frame_out *frame, enum frame_type type)
{
	frame->bytes = map_bytes (FRAME_HEADER + FRAME_MAX);
	frame->used = 0;
	frame->bad = !frame->bytes;
	put_header (frame, type);
}

static void end (struct frame_out *frame)
{
	if (!frame->bad)
		store_u32 (frame->bytes + frame->start + 4, (uint32_t) (frame->used - frame->start - FRAME_HEADER));
}

void frame_next (struct frame_out *frame, enum frame_type type)
{
	end (frame);
	put_header (frame, type);
}

int frame_patience = -1;

static bool wait_within (int fd, short events, int milliseconds)
{
	struct pollfd poller = { .fd = fd, .events = events };
	int ready = poll (&poller, 1, milliseconds);

	if (ready == 0)
		errno = ETIMEDOUT;
	return ready > 0 || (ready < 0 && errno == EINTR);
}

static bool wait_for (int fd, short events)
{
	return wait_within (fd, events, -1);
}

bool write_all (int fd, const uint8_t *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = write (fd, bytes, length);
		if (n >= 0) {
			bytes += n;
			length -= (size_t) n;
		} else if (errno == EAGAIN ? !wait_for (fd, POLLOUT) : errno != EINTR) {
			return false;
		}
	}
	return true;
}

/* MSG_NOSIGNAL: an engine that is gone is told about in words, not by SIGPIPE. */
static bool send_all (int socket, const uint8_t *bytes, size_t length)
{
	while (length > 0) {
		ssize_t n = send (socket, bytes, length, MSG_NOSIGNAL);
		if (n > 0) {
			bytes += n;
			length -= (size_t) n;
		} else if (errno == EAGAIN ? !wait_within (socket, POLLOUT, frame_patience) : errno != EINTR) {
			return false;
		}
	}
	return true;
}

bool frame_send (int socket, struct frame_out *frame)
{
	bool sent = false;
	int error = frame->bytes ? E2BIG : ENOMEM;

	if (!frame->bad) {
		end (frame);
		sent = send_all (socket, frame->bytes, frame->used);
		error = errno;
	}
	if (frame->bytes)
		munmap (frame->bytes, FRAME_HEADER + FRAME_MAX);
	frame->bytes = NULL;
	errno = error;
	return sent;
}

/* How many bytes came before the end or an error. */
static size_t read_all (int fd, uint8_t *bytes, size_t length)
{
	size_t done = 0;

	while (done < length) {
		ssize_t n = read (fd, bytes + done, length - done);
		if (n > 0)
			done += (size_t) n;
		else if (n == 0 || (errno == EAGAIN ? !wait_within (fd, POLLIN, frame_patience) : errno != EINTR))
			break;
	}
	return done;
}

enum frame_result frame_receive (int socket, struct frame *frame)
{
	uint8_t header[FRAME_HEADER];

	if (read_all (socket, header, sizeof header) < sizeof header)
		return FRAME_END;
	frame->type = load_u32 (header);
	frame->length = load_u32 (header + 4);
	if (frame->length > FRAME_MAX)
		return FRAME_TOO_LONG;
	if (!frame->payload)
		frame->payload = map_bytes (FRAME_MAX);
	if (!frame->payload || read_all (socket, frame->payload, frame->length) < frame->length)
		return FRAME_END;
	return FRAME_GOOD;
}

struct cursor cursor_of (const struct frame *frame)
{
	return (struct cursor){ .next = frame->payload, .left = frame->length };
}

static const uint8_t *get (struct cursor *cursor, size_t length)
{
	const uint8_t *bytes = cursor->next;
	if (cursor->bad || length > cursor->left) {
		cursor->bad = true;
		return NULL;
	}
	cursor->next += length;
	cursor->left -= length;
	return bytes;
}

uint32_t get_u32 (struct cursor *cursor)
{
	const uint8_t *bytes = get (cursor, 4);
	return bytes ? load_u32 (bytes) : 0;
}

const uint8_t *get_bytes (struct cursor *cursor, uint32_t *length)
{
	*length = get_u32 (cursor);
	return get (cursor, *length);
}

bool cursor_done (const struct cursor *cursor)
{
	return !cursor->bad && cursor->left == 0;
}
