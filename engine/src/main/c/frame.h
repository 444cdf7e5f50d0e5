/* Frames between the front and the engine: u32 type, u32 length, payload; little-endian, built byte by byte. */
#ifndef SHIBAFU_FRAME_H
#define SHIBAFU_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A string is u32 length with its zero, bytes, 0; a list of them has its u32 count before it.
 *
 * front to engine
 *   REQUEST      u32 version, role, terminals (a bit for each of descriptors 0 to 2), rows, columns, umask, pid,
 *                uid, gid, number of descriptors from 3 on that the caller has left open, whether an engine was asked
 *                before and lost (1; 2: it had plans carried out); string working directory; lists arguments,
 *                environment, place (namespaces, root directory and, but for root, cgroups, as words that differ where
 *                these do)
 *   REPORT       u32 count; for each operation begun u32 index, errno, u64 nanoseconds, value
 *   OUTCOME      u32 status (enum launch_status), index, errno, pid, u64 its start time, u32 supervisor's pid, u64 its
 *                start time, string detail, u32 wait status
 *   EXITED       u32 code: of the process that is followed
 * engine to front
 *   PRINT        u32 descriptor (1 or 2), u32 length, bytes
 *   EXECUTE      u32 flags (1: under a supervisor; 2: which leaves orphans to others; 4: the front will be told to follow),
 *                u32 length, plan; answered by REPORT and OUTCOME
 *   EXIT         u32 code: the front ends with it
 *   FOLLOW       u32 0: the front stays with the last process it launched, and ends with its code
 *   NOTIFY       u32 flags (1: the front ends when it has passed one on, or the process has ended), u32 pid, u64 its
 *                start time; each with a u32 length: the manager's address ("@" begins an abstract one), how lines that
 *                are passed on begin, what is said after one, what is said last with a descriptor whose end is waited
 *                for (empty: nothing): what comes on the socket of NOTIFY_SOCKET is passed on
 *   ATTACH       u32 flags (1: type, 2: it has a terminal, 4: connect alone, more comes), u32 length, path of an attach
 *                socket, u32 length, bytes of the keys that leave it: the front attaches, and ends with the container's
 *                code
 *   DECLINE      nothing; as the only answer: a warm engine can't do this as one that the caller boots would
 *   AHEAD        u32 0: the process of the next plan will get a network namespace of its own: it can be made already
 *   KEYS         u32 0, u32 length, bytes of the keys by which the caller leaves a process with a terminal that it is to
 *                follow, and that has a supervisor (Ctrl-P Ctrl-Q if this does not come; empty: none)
 *   BUSY         nothing; a warm engine is alive, and still at work */
enum frame_type {
	FRAME_REQUEST = 1,
	FRAME_REPORT = 3,
	FRAME_OUTCOME = 4,
	FRAME_EXITED = 6,
	FRAME_PRINT = 16,
	FRAME_EXECUTE = 17,
	FRAME_EXIT = 18,
	FRAME_FOLLOW = 19,
	FRAME_ATTACH = 20,
	FRAME_NOTIFY = 21,
	FRAME_DECLINE = 22,
	FRAME_BUSY = 23,
	FRAME_AHEAD = 24,
	FRAME_KEYS = 25,
};

enum { FRAME_HEADER = 8, FRAME_MAX = 1024 * 1024 + 64 * 1024 };

/* A frame being written. Too much data, or no memory for it, makes it bad; only frame_send needs to look. */
struct frame_out {
	uint8_t *bytes;
	size_t start, used; /* of the one that is being written */
	bool bad;
};

void frame_begin (struct frame_out *frame, enum frame_type type);
void put_u32 (struct frame_out *frame, uint32_t value);
void put_u64 (struct frame_out *frame, uint64_t value);
void put_string (struct frame_out *frame, const char *text);

/* Begins another in the same memory: they are sent as one, and wake the other side once. */
void frame_next (struct frame_out *frame, enum frame_type type);

/* Sends and frees what was written. False with errno if that did not work: E2BIG for more than FRAME_MAX. */
bool frame_send (int socket, struct frame_out *frame);

/* A frame received. Its payload is a mapping of FRAME_MAX bytes that is used again for the next frame, unless
 * the reader keeps it and sets it to NULL. */
struct frame {
	uint32_t type;
	uint32_t length;
	uint8_t *payload;
};

enum frame_result { FRAME_GOOD, FRAME_END, FRAME_TOO_LONG };

/* FRAME_END: the other side is gone, perhaps within a frame, or it was silent for longer than frame_patience. */
enum frame_result frame_receive (int socket, struct frame *frame);

/* Milliseconds that an engine may leave us waiting for a byte, or for room for one; -1: any time. */
extern int frame_patience;

/* Reads a payload. Once a read goes beyond the end all reads yield 0, so that one check at the end is enough. */
struct cursor {
	const uint8_t *next;
	size_t left;
	bool bad;
};

struct cursor cursor_of (const struct frame *frame);
uint32_t get_u32 (struct cursor *cursor);
const uint8_t *get_bytes (struct cursor *cursor, uint32_t *length);

/* Whether all that was read was there, and nothing is left over. */
bool cursor_done (const struct cursor *cursor);

/* Writes all bytes, waiting where the descriptor does not block. */
bool write_all (int fd, const uint8_t *bytes, size_t length);

#endif
