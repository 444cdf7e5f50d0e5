/* Takes a pidfd from the socket that it makes at argv[1], and tells what came with it and whose it is. */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

int main (int argc, char **argv)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char text[64] = "", control[CMSG_SPACE (sizeof (int))], path[64], line[128];
	struct iovec data = { text, sizeof text - 1 };
	struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control };
	int listener = socket (AF_UNIX, SOCK_STREAM, 0), fd;

	if (argc != 2)
		return 2;
	/* Seen under its name by those who wait for it once it takes them. */
	if ((size_t) snprintf (address.sun_path, sizeof address.sun_path, "%s.new", argv[1]) >= sizeof address.sun_path)
		return 2;
	if (bind (listener, (struct sockaddr *) &address, sizeof address) < 0 || listen (listener, 1) < 0 ||
	    rename (address.sun_path, argv[1]) < 0)
		return 3;
	if (recvmsg (accept (listener, NULL, NULL), &message, 0) < 0 || message.msg_controllen < CMSG_LEN (sizeof fd))
		return 4;
	memcpy (&fd, CMSG_DATA (CMSG_FIRSTHDR (&message)), sizeof fd);
	snprintf (path, sizeof path, "/proc/self/fdinfo/%d", fd);
	FILE *info = fopen (path, "r");
	while (info && fgets (line, sizeof line, info))
		if (strncmp (line, "Pid:", 4) == 0)
			printf ("%s%s", text, line + 3);
	return 0;
}
