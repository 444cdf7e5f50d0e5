/* Tells its arguments to NOTIFY_SOCKET, a datagram each; "%" stands for the end of a line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main (int count, char **words)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *path = getenv ("NOTIFY_SOCKET");
	int fd = socket (AF_UNIX, SOCK_DGRAM, 0);

	if (!path || strlen (path) >= sizeof address.sun_path)
		return 1;
	strcpy (address.sun_path, path);
	for (int i = 1; i < count; i++) {
		for (char *end; (end = strchr (words[i], '%'));)
			*end = '\n';
		if (sendto (fd, words[i], strlen (words[i]), 0, (struct sockaddr *) &address, sizeof address) < 0)
			perror (path);
	}
	return 0;
}
