/* Throws damaged plans at the decoder: fuzz_plan MUTATIONS [FOLDER OF *.plan]. Linked with the decoder and the printer
 * alone, so that there is nothing here that could carry out an operation. */
#include "plan_maker.h"
#include "print.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

enum { MAX_SEEDS = 256 };

struct seed {
	size_t length;
	uint8_t *bytes;
};

static struct seed seeds[MAX_SEEDS];
static unsigned seed_count;
static int nowhere;
static struct plan plan;
static unsigned long good, bad;

static uint32_t random_u32 (void)
{
	static uint64_t state = 0x5eed5eed5eed5eedULL; /* xorshift: the same each time */

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (uint32_t) (state >> 16);
}

static void add_seed (const uint8_t *bytes, size_t length)
{
	if (seed_count == MAX_SEEDS || length < PLAN_HEADER)
		return;
	struct seed *seed = &seeds[seed_count++];
	*seed = (struct seed){ .length = length, .bytes = malloc (length) };
	memcpy (seed->bytes, bytes, length);
}

static bool try (const uint8_t *bytes, size_t length)
{
	const char *why = NULL;
	uint8_t *exact = malloc (length ? length : 1); /* the sanitizer sees a read beyond it */

	memcpy (exact, bytes, length);
	bool decoded = plan_decode (exact, length, &plan, &why);
	if (decoded == (why != NULL))
		abort ();
	if (decoded)
		plan_print (&plan, nowhere);
	free (exact);
	good += decoded;
	bad += !decoded;
	return decoded;
}

static void put_length (uint8_t *bytes, size_t length)
{
	for (unsigned i = 0; i < 4; i++)
		bytes[12 + i] = (uint8_t) ((length - PLAN_HEADER) >> 8 * i);
}

/* Each both as it is, and with a header that says nothing is missing. */
static void truncate_all (const struct seed *seed)
{
	uint8_t *copy = malloc (seed->length);

	memcpy (copy, seed->bytes, seed->length);
	for (size_t length = 0; length < seed->length; length++) {
		if (try (seed->bytes, length))
			abort ();
		if (length < PLAN_HEADER)
			continue;
		put_length (copy, length);
		if (try (copy, length))
			abort ();
	}
	free (copy);
}

static void mutate (const struct seed *seed)
{
	static const uint8_t EXTREMES[] = { 0, 1, 0x7f, 0x80, 0xff, 3, 4, 63 };
	uint8_t *copy = malloc (seed->length);
	size_t length = seed->length;

	memcpy (copy, seed->bytes, length);
	for (uint32_t changes = random_u32 () % 4 + 1; changes; changes--) {
		uint32_t kind = random_u32 () % 4;
		size_t at = random_u32 () % length, from = random_u32 () % length;
		size_t count = random_u32 () % 16 + 1;
		if (kind == 0)
			copy[at] = (uint8_t) random_u32 ();
		else if (kind == 1)
			copy[at] ^= (uint8_t) (1U << random_u32 () % 8);
		else if (kind == 2)
			copy[at] = EXTREMES[random_u32 () % sizeof EXTREMES];
		else if (at + count <= length && from + count <= length)
			memmove (copy + at, copy + from, count);
	}
	try (copy, length);
	free (copy);
}

static void read_seeds (const char *folder)
{
	static uint8_t bytes[PLAN_MAX_BYTES];
	struct dirent *entry;
	DIR *dir = opendir (folder);

	while (dir && (entry = readdir (dir))) {
		const char *dot = strrchr (entry->d_name, '.');
		if (!dot || strcmp (dot, ".plan") != 0)
			continue;
		int fd = openat (dirfd (dir), entry->d_name, O_RDONLY | O_CLOEXEC);
		ssize_t size = read (fd, bytes, sizeof bytes);
		close (fd);
		if (size > 0)
			add_seed (bytes, (size_t) size);
		if (size <= 0 || !try (bytes, (size_t) size)) {
			fprintf (stderr, "fuzz_plan: %s/%s is not a good plan\n", folder, entry->d_name);
			exit (1);
		}
	}
	if (dir)
		closedir (dir);
}

/* One that has a field of every type. */
static void make_seed (void)
{
	static struct maker m;
	static const char *const WORDS[] = { "sh", "-c", "echo \xc3\xa9", "", NULL };
	static const uint32_t GROUPS[] = { 1, 2, 3 };

	maker_begin (&m);
	maker_op (&m, OP_MAKE_FIFO, "/run/fifo");
	maker_op (&m, OP_WRITE_FILE, "/a", "b", 1);
	maker_op (&m, OP_DEVICE_FILTER, "/c", "12345678", (size_t) 8);
	maker_op (&m, OP_STAGE);
	maker_op (&m, OP_TIME_NAMESPACE, (uint64_t) 5, 6, (uint64_t) 7, 8);
	maker_op (&m, OP_CLONE, (uint64_t) 0x20020000);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_MOUNT, "tmpfs", "tmpfs", "/dev", (uint64_t) 3, WORDS, (uint64_t) 1 << 18);
	maker_op (&m, OP_GROUPS, GROUPS, (size_t) 3);
	maker_op (&m, OP_BOUNDING_SET, (uint64_t) 0xa80425fb);
	maker_op (&m, OP_WAIT_START);
	maker_op (&m, OP_EXEC, WORDS, WORDS, 2);
	maker_op (&m, OP_EXIT);
	maker_op (&m, OP_REMOVE_TREE, "/x");
	if (!try (m.bytes, m.used))
		abort ();
	add_seed (m.bytes, m.used);
}

int main (int argc, char **argv)
{
	unsigned long mutations = argc > 1 ? strtoul (argv[1], NULL, 10) : 100000;

	nowhere = open ("/dev/null", O_WRONLY | O_CLOEXEC);
	if (argc > 2)
		read_seeds (argv[2]);
	make_seed ();
	for (unsigned i = 0; i < seed_count; i++)
		truncate_all (&seeds[i]);
	for (unsigned long i = 0; i < mutations; i++)
		mutate (&seeds[i % seed_count]);
	printf ("fuzz_plan: %u plans, all their truncations, %lu mutations: %lu decoded, %lu refused\n", seed_count,
	        mutations, good, bad);
	for (unsigned i = 0; i < seed_count; i++)
		free (seeds[i].bytes);
	return 0;
}
