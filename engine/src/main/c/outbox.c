/* What is printed for the caller. Of an engine that may be lost it is kept: the next one says it again. */
#include "front.h"

#include "frame.h"

#include <string.h>
#include <sys/mman.h>

enum { OUTBOX_MAX = 8 * 1024 * 1024, PROMISE_MAX = 512 };

struct entry {
	int fd;
	uint32_t length;
};

static bool keeping;
static uint8_t *kept;
static size_t used;
static uint8_t promised[PROMISE_MAX];
static uint32_t promise_length;

void outbox_keep (void)
{
	keeping = true;
}

/* Not before there is something to keep: most answers are an exit code. */
static void begin (void)
{
	void *bytes = mmap (NULL, OUTBOX_MAX, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (bytes != MAP_FAILED)
		kept = bytes;
}

void outbox_forget (void)
{
	used = 0;
	promise_length = 0;
	outbox_flush ();
}

void outbox_flush (void)
{
	struct entry entry;

	for (size_t at = 0; at < used; at += sizeof entry + entry.length) {
		memcpy (&entry, kept + at, sizeof entry);
		write_all (entry.fd, kept + at + sizeof entry, entry.length); /* nobody is left to tell if that fails */
	}
	if (kept)
		munmap (kept, OUTBOX_MAX);
	keeping = false;
	kept = NULL;
	used = 0;
}

void outbox_print (int fd, const uint8_t *bytes, uint32_t length)
{
	struct entry entry = { fd, length };

	if (keeping && !kept)
		begin ();
	if (kept && length > OUTBOX_MAX - sizeof entry - used)
		outbox_flush (); /* more than anybody keeps: from now on it goes out at once */
	if (!kept) {
		write_all (fd, bytes, length);
		return;
	}
	memcpy (kept + used, &entry, sizeof entry);
	memcpy (kept + used + sizeof entry, bytes, length);
	used += sizeof entry + length;
}

void outbox_promise (const uint8_t *bytes, uint32_t length)
{
	promise_length = length > sizeof promised ? 0 : length;
	memcpy (promised, bytes, promise_length);
}

void outbox_alone (void)
{
	outbox_flush ();
	write_all (1, promised, promise_length);
}
