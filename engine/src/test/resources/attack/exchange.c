/* exchange A B: swaps what two names mean, for ever, as a neighbour that shares a volume can. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EXCHANGE = 2 }; /* RENAME_EXCHANGE */

int main (int argc, char **argv)
{
	if (argc != 3)
		return 2;
	for (;;) {
		if (syscall (SYS_renameat2, AT_FDCWD, argv[1], AT_FDCWD, argv[2], EXCHANGE) < 0) {
			perror ("exchange");
			return 1;
		}
	}
}
