#include "clients.h"

#include "run.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

/* How long one may be stuck; slots that a new client is not given, so that it is not in the way at once. */
enum { PATIENCE_MS = 1000, SPARE = 4, PACKET_END_BYTES = 5 };

uint64_t now_ms (void)
{
	return run_clock () / 1000000U;
}

void clients_start (struct clients *c, int listener, int master, int input)
{
	c->listener = listener;
	c->master = master;
	c->input = input;
	c->newest = c->restore = 0;
	c->slots[0].used = 0;
	c->in.start = c->in.end = 0;
	for (int i = 0; i < CLIENTS_MAX; i++)
		c->all[i].fd = -1;
}

void client_drop (struct client *client)
{
	close (client->fd);
	client->fd = -1;
}

static struct slot *slot_of (struct clients *c, uint64_t number)
{
	return &c->slots[number % SLOTS];
}

static bool has_all (struct clients *c, const struct client *client)
{
	return client->at.slot == c->newest && client->at.offset == slot_of (c, c->newest)->used;
}

static bool nobody (const struct clients *c)
{
	for (int i = 0; i < CLIENTS_MAX; i++)
		if (c->all[i].fd >= 0)
			return false;
	return true;
}

/* Only a terminal has a past worth showing; that of pipes is in the log. */
uint8_t *clients_room (struct clients *c, enum packet kind, size_t *room)
{
	struct slot *slot = slot_of (c, c->newest);

	if (c->listener < 0 || (c->master < 0 && nobody (c)))
		slot->used = 0;
	if (slot->used && (slot->kind != kind || slot->used == SLOT_SIZE)) {
		slot = slot_of (c, ++c->newest);
		slot->used = 0;
	}
	slot->kind = (uint8_t) kind;
	*room = (size_t) (SLOT_SIZE - slot->used);
	return slot->bytes + slot->used;
}

static bool send_packet (int fd, uint8_t kind, const void *bytes, size_t length)
{
	struct iovec parts[] = {
		{ .iov_base = &kind, .iov_len = 1 },
		{ .iov_base = (void *) (uintptr_t) bytes, .iov_len = length },
	};
	struct msghdr packet = { .msg_iov = parts, .msg_iovlen = 2 };

	return sendmsg (fd, &packet, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}

/* The next packet for a client; false once it has all, or takes no more. */
static bool send_next (struct clients *c, struct client *client)
{
	const struct slot *slot = slot_of (c, client->at.slot);
	uint16_t end = slot->used;
	uint8_t kind = slot->kind;

	if (client->at.offset == end && client->at.slot < c->newest) {
		client->at = (struct place){ .slot = client->at.slot + 1 };
		return true;
	}
	if (client->at.offset == end)
		return false;
	if (client->at.slot < client->joined.slot ||
	    (client->at.slot == client->joined.slot && client->at.offset < client->joined.offset)) {
		kind = PACKET_PAST;
		end = client->at.slot == client->joined.slot ? client->joined.offset : end;
	}
	if (send_packet (client->fd, kind, slot->bytes + client->at.offset, (size_t) (end - client->at.offset))) {
		client->at.offset = end;
		client->stuck = 0;
		return true;
	}
	if (errno != EAGAIN && errno != EINTR && errno != ENOBUFS)
		client_drop (client);
	else if (!client->stuck)
		client->stuck = now_ms ();
	return false;
}

static void send_all (struct clients *c, struct client *client)
{
	while (client->fd >= 0 && send_next (c, client))
		;
}

void clients_output (struct clients *c, size_t count)
{
	slot_of (c, c->newest)->used += (uint16_t) count;
	for (int i = 0; i < CLIENTS_MAX; i++)
		if (c->all[i].fd >= 0)
			send_all (c, &c->all[i]);
}

/* The slot that is written next must not be one that a client has not got yet. */
static bool in_the_way (const struct clients *c, const struct client *client)
{
	return client->fd >= 0 && c->newest - client->at.slot >= SLOTS - 1;
}

bool clients_ready (struct clients *c)
{
	uint64_t now = now_ms ();
	bool ready = true;

	for (int i = 0; i < CLIENTS_MAX; i++) {
		struct client *client = &c->all[i];
		if (!in_the_way (c, client))
			continue;
		if (client->stuck && now - client->stuck >= PATIENCE_MS)
			client_drop (client);
		else
			ready = false;
	}
	return ready;
}

static void shorten (int *timeout, uint64_t until)
{
	uint64_t now = now_ms ();
	int left = until > now ? (int) (until - now) : 0;

	if (*timeout < 0 || left < *timeout)
		*timeout = left;
}

void clients_wait (const struct clients *c, struct pollfd *polls, int *timeout)
{
	bool typed = c->in.start < c->in.end;

	polls[CLIENTS_LISTENER] = (struct pollfd){ .fd = c->listener, .events = POLLIN };
	polls[CLIENTS_INPUT] = (struct pollfd){ .fd = typed ? c->input : -1, .events = POLLOUT };
	for (int i = 0; i < CLIENTS_MAX; i++) {
		const struct client *client = &c->all[i];
		short events = (short) ((typed ? 0 : POLLIN) | (client->stuck ? POLLOUT : 0));
		polls[CLIENTS_FIRST + i] = (struct pollfd){ .fd = client->fd, .events = events };
		if (in_the_way (c, client))
			shorten (timeout, client->stuck + PATIENCE_MS);
	}
	if (c->restore)
		shorten (timeout, c->restore);
}

/* From the first whole line that is remembered on, for a terminal; from now on, where there is none. */
static void greet (struct clients *c, struct client *client, int fd)
{
	uint64_t first = c->newest > SLOTS - SPARE ? c->newest - (SLOTS - SPARE) : 0;
	const struct slot *slot = slot_of (c, first);
	const uint8_t *newline = first ? memchr (slot->bytes, '\n', slot->used) : NULL;

	*client = (struct client){ .fd = fd };
	client->joined = (struct place){ .slot = c->newest, .offset = slot_of (c, c->newest)->used };
	client->at = client->joined;
	if (c->master >= 0)
		client->at = (struct place){
			.slot = first,
			.offset = (uint16_t) (newline ? newline + 1 - slot->bytes : 0),
		};
	send_all (c, client);
}

static bool is_ours (int fd)
{
	struct ucred peer;
	socklen_t length = sizeof peer;

	return getsockopt (fd, SOL_SOCKET, SO_PEERCRED, &peer, &length) == 0 &&
	       (peer.uid == 0 || peer.uid == geteuid ());
}

void clients_take (struct clients *c, struct pollfd *polls, bool busy)
{
	if (!polls[CLIENTS_LISTENER].revents)
		return;
	polls[CLIENTS_LISTENER].revents = 0;
	int fd = accept4 (c->listener, NULL, NULL, SOCK_CLOEXEC | SOCK_NONBLOCK);

	if (fd < 0)
		return;
	for (int i = 0; i < CLIENTS_MAX && !busy && is_ours (fd); i++) {
		if (c->all[i].fd < 0) {
			greet (c, &c->all[i], fd);
			return;
		}
	}
	if (is_ours (fd))
		send_packet (fd, PACKET_BUSY, "", 0);
	close (fd);
}

void clients_work (struct clients *c, struct pollfd *polls, bool busy)
{
	clients_restore (c);
	if (polls[CLIENTS_INPUT].fd >= 0 && polls[CLIENTS_INPUT].revents)
		clients_pass_in (c);
	for (int i = 0; i < CLIENTS_MAX; i++) {
		struct client *client = &c->all[i];
		short events = polls[CLIENTS_FIRST + i].revents;
		if (client->fd < 0 || !events || polls[CLIENTS_FIRST + i].fd != client->fd)
			continue;
		if (events & POLLOUT)
			send_all (c, client);
		if (client->fd >= 0 && c->in.end == 0 && (events & (POLLIN | POLLHUP | POLLERR)))
			client_hear (c, client);
		else if (client->fd >= 0 && (events & (POLLHUP | POLLERR)))
			client_drop (client);
		if (c->in.end)
			clients_pass_in (c);
	}
	clients_take (c, polls, busy);
}

void clients_flush (struct clients *c)
{
	for (int i = 0; i < CLIENTS_MAX; i++) {
		struct client *client = &c->all[i];
		struct pollfd poller = { .fd = client->fd, .events = POLLOUT };
		while (client->fd >= 0 && !has_all (c, client)) {
			if (client->stuck && now_ms () - client->stuck >= PATIENCE_MS)
				client_drop (client);
			else if (poll (&poller, 1, PATIENCE_MS) >= 0)
				send_all (c, client);
		}
	}
}

void clients_end (struct clients *c, int wait_status)
{
	uint32_t status = (uint32_t) wait_status;
	const uint8_t bytes[PACKET_END_BYTES - 1] = {
		(uint8_t) status,
		(uint8_t) (status >> 8),
		(uint8_t) (status >> 16),
		(uint8_t) (status >> 24),
	};

	clients_flush (c);
	for (int i = 0; i < CLIENTS_MAX; i++)
		if (c->all[i].fd >= 0)
			send_packet (c->all[i].fd, PACKET_END, bytes, sizeof bytes);
}

void clients_drop (struct clients *c)
{
	for (int i = 0; i < CLIENTS_MAX; i++)
		if (c->all[i].fd >= 0)
			client_drop (&c->all[i]);
}
