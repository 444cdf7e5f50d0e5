/* exchange A B: swaps what two names mean, for ever, as a neighbour that shares a volume can; at first as fast as it goes,
 * then slower and slower, so that it meets a launch at every speed. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EXCHANGE = 2, /* RENAME_EXCHANGE */ ROUNDS = 64, LONGEST_PAUSE = 500000 };

int main (int argc, char **argv)
{
	useconds_t pause = 1;

	if (argc != 3)
		return 2;
	for (unsigned long count = 1;; count++) {
		if (syscall (SYS_renameat2, AT_FDCWD, argv[1], AT_FDCWD, argv[2], EXCHANGE) < 0) {
			perror ("exchange");
			return 1;
		}
		if (count % ROUNDS == 0 && pause < LONGEST_PAUSE)
			pause *= 2;
		if (pause > 8)
			usleep (pause);
	}
}
