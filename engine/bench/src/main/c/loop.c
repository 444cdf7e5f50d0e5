/* What a sampler in C would do: keeps the files open, reads each from its beginning, and takes every number out of it. */
#include <ctype.h>
#include <fcntl.h>
#include <unistd.h>

static char text[16 * 1024];

int loop_open (const char *path)
{
	return open (path, O_RDONLY | O_CLOEXEC);
}

/* Returns the sum of all numbers if they are wanted, else of all lengths, so that nothing is optimized away; -1 if a
 * file can't be read. */
long loop_read (const int *files, int count, int numbers)
{
	long sum = 0;

	for (int i = 0; i < count; i++) {
		ssize_t length = pread (files[i], text, sizeof text, 0);
		if (length < 0)
			return -1;
		if (!numbers) {
			sum += length;
			continue;
		}
		for (ssize_t at = 0; at < length; at++) {
			long number = 0;
			while (at < length && isdigit ((unsigned char) text[at]))
				number = number * 10 + text[at++] - '0';
			sum += number;
		}
	}
	return sum;
}
