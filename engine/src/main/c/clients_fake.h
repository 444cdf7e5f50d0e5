/* A container's end and its clients' ends, for tests of what is between. */
#ifndef SHIBAFU_CLIENTS_FAKE_H
#define SHIBAFU_CLIENTS_FAKE_H

#include "address.h"
#include "clients.h"
#include "run.h"
#include "tap.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

static char scratch[] = "/tmp/shibafu-clients-XXXXXX";
static struct clients clients;
static int listener, master, slave, pipe_ends[2];

static inline int connect_client (void)
{
	struct sockaddr_un address;
	char path[128];

	snprintf (path, sizeof path, "%s/attach", scratch);
	int dir = address_of (path, &address), fd = socket (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (dir < 0 || connect (fd, (const struct sockaddr *) &address, sizeof address) < 0)
		abort ();
	close (dir);
	return fd;
}

/* One turn of the supervisor's loop. */
static inline void turn (bool busy)
{
	struct pollfd polls[CLIENTS_POLLS];
	int timeout = 20;

	clients_ready (&clients);
	clients_wait (&clients, polls, &timeout);
	poll (polls, CLIENTS_POLLS, timeout);
	clients_work (&clients, polls, busy);
}

static inline int attached (void)
{
	int fd = connect_client ();
	turn (false);
	return fd;
}

static inline void container_writes (enum packet kind, const char *text, size_t length)
{
	while (length > 0) {
		size_t room;
		uint8_t *bytes = clients_room (&clients, kind, &room);
		size_t n = length < room ? length : room;
		memcpy (bytes, text, n);
		clients_output (&clients, n);
		text += n;
		length -= n;
	}
}

static inline void writes (const char *text)
{
	container_writes (PACKET_OUT, text, strlen (text));
}

/* All packets there are, each as its kind and its bytes; "-" at the end of the conversation. */
static inline const char *received (int fd)
{
	static char text[1 << 16];
	size_t used = 0;
	ssize_t n;

	while ((n = recv (fd, text + used, sizeof text - used - 2, MSG_DONTWAIT)) > 0)
		used += (size_t) n;
	if (n == 0)
		text[used++] = '-';
	text[used] = 0;
	return text;
}

static inline bool got (int fd, const char *wanted)
{
	return strcmp (received (fd), wanted) == 0;
}

static inline void start (bool terminal)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct termios raw;
	struct sockaddr_un address;
	char path[128];

	snprintf (path, sizeof path, "%s/attach", scratch);
	unlink (path);
	int dir = address_of (path, &address);
	listener = socket (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (bind (listener, (const struct sockaddr *) &address, sizeof address) < 0 || listen (listener, 16) < 0)
		abort ();
	close (dir);
	if (openpty (&master, &slave, NULL, NULL, &size) < 0 || pipe2 (pipe_ends, O_NONBLOCK) < 0)
		abort ();
	tcgetattr (slave, &raw);
	cfmakeraw (&raw);
	tcsetattr (slave, TCSANOW, &raw);
	fcntl (master, F_SETFL, O_RDWR | O_NONBLOCK);
	fcntl (slave, F_SETFL, O_RDWR | O_NONBLOCK);
	clients_start (&clients, listener, terminal ? master : -1, terminal ? master : pipe_ends[1]);
}

static inline void stop (void)
{
	for (int i = 0; i < CLIENTS_MAX; i++)
		if (clients.all[i].fd >= 0)
			client_drop (&clients.all[i]);
	close (listener);
	close (master);
	close (slave);
	close (pipe_ends[0]);
	close (pipe_ends[1]);
}

static inline void type (int fd, const char *text)
{
	char packet[64] = { PACKET_INPUT };

	strcpy (packet + 1, text);
	send (fd, packet, 1 + strlen (text), MSG_NOSIGNAL);
	turn (false);
}

static inline void tell_size (int fd, unsigned rows, unsigned columns)
{
	const uint8_t packet[] = { PACKET_SIZE, (uint8_t) rows, 0, (uint8_t) columns, (uint8_t) (columns >> 8) };

	send (fd, packet, sizeof packet, MSG_NOSIGNAL);
	turn (false);
}

static inline unsigned rows_now (void)
{
	struct winsize size;

	ioctl (slave, TIOCGWINSZ, &size);
	return size.ws_row;
}

static inline bool program_reads (int fd, const char *wanted)
{
	char text[64];
	ssize_t n = read (fd, text, sizeof text);

	return n == (ssize_t) strlen (wanted) && memcmp (text, wanted, (size_t) n) == 0;
}

#endif
