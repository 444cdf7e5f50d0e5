/* What those who are attached say: bytes for the container, and how large their terminals are. */
#include "clients.h"

#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <termios.h>
#include <unistd.h>

/* How long a terminal has a wrong size, for its program to see that and draw itself anew. */
enum { RESTORE_MS = 40, PACKET_SIZE_BYTES = 5 };

/* The terminal is as large as that of whoever spoke last. */
static void take_size (struct clients *c, const struct client *client)
{
	struct winsize now = { 0 }, size = { .ws_row = client->rows, .ws_col = client->columns };

	if (c->master < 0 || !client->rows || !client->columns || ioctl (c->master, TIOCGWINSZ, &now) < 0)
		return;
	if (now.ws_row != size.ws_row || now.ws_col != size.ws_col)
		ioctl (c->master, TIOCSWINSZ, &size);
	c->restore = 0;
}

/* A program draws itself anew when its terminal gets another size. Where a new client's is the same, it is another for
 * a moment. */
static void first_size (struct clients *c, const struct client *client)
{
	struct winsize now = { 0 };

	if (c->master < 0 || ioctl (c->master, TIOCGWINSZ, &now) < 0 || now.ws_row != client->rows ||
	    now.ws_col != client->columns || now.ws_row < 2) {
		take_size (c, client);
		return;
	}
	now.ws_row--;
	ioctl (c->master, TIOCSWINSZ, &now);
	c->restore = now_ms () + RESTORE_MS;
}

void clients_restore (struct clients *c)
{
	struct winsize now = { 0 };

	if (!c->restore || now_ms () < c->restore)
		return;
	c->restore = 0;
	if (ioctl (c->master, TIOCGWINSZ, &now) == 0) {
		now.ws_row++;
		ioctl (c->master, TIOCSWINSZ, &now);
	}
}

/* Only asked while nothing waits to be passed in, so a packet always fits. */
void client_hear (struct clients *c, struct client *client)
{
	uint8_t bytes[1 + PACKET_INPUT_MAX];
	ssize_t n = recv (client->fd, bytes, sizeof bytes, MSG_DONTWAIT | MSG_TRUNC);
	bool sized = client->rows && client->columns;

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n > 0 && (size_t) n <= sizeof bytes && bytes[0] == PACKET_INPUT) {
		take_size (c, client);
		if (c->input < 0)
			return;
		memcpy (c->in.bytes, bytes + 1, (size_t) n - 1);
		c->in.end = (size_t) n - 1;
	} else if (n == PACKET_SIZE_BYTES && bytes[0] == PACKET_SIZE) {
		client->rows = (uint16_t) (bytes[1] | bytes[2] << 8);
		client->columns = (uint16_t) (bytes[3] | bytes[4] << 8);
		if (sized)
			take_size (c, client);
		else if (client->rows && client->columns)
			first_size (c, client);
	} else {
		client_drop (client); /* gone, or nobody that speaks our words */
	}
}

void clients_pass_in (struct clients *c)
{
	ssize_t n = write (c->input, c->in.bytes + c->in.start, c->in.end - c->in.start);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return;
	c->in.start = n < 0 ? c->in.end : c->in.start + (size_t) n; /* nobody reads it any more */
	if (c->in.start == c->in.end)
		c->in.start = c->in.end = 0;
}
