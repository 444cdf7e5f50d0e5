/* Attached to a container that somebody else watches over: shows what it writes, and passes on what is typed. */
#include "front.h"

#include "address.h"
#include "clients.h"
#include "frame.h"
#include "keys.h"
#include "past.h"
#include "run.h"
#include "tty.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

enum result { ON, DETACHED, ENDED, BUSY, LOST, NO_OUTPUT };

struct visit {
	int socket, signals, output;
	bool terminal; /* the container's */
	bool listen;   /* to our own standard input */
	bool from_terminal;
	struct keys keys;
	struct past past;
	int to; /* where out goes */
	uint8_t out[SLOT_SIZE + PAST_SEQUENCE];
	size_t out_start, out_end;
	uint8_t in[1 + PACKET_INPUT_MAX]; /* a packet */
	size_t in_length;
	int wait_status;
};

/* Without a terminal of ours there is no size to tell. */
static void tell_size (const struct visit *v)
{
	struct winsize size = { 0 };

	for (int fd = 0; v->terminal && fd < 3 && !size.ws_row; fd++)
		ioctl (fd, TIOCGWINSZ, &size);
	const uint8_t packet[] = {
		PACKET_SIZE,
		(uint8_t) size.ws_row,
		(uint8_t) (size.ws_row >> 8),
		(uint8_t) size.ws_col,
		(uint8_t) (size.ws_col >> 8),
	};
	if (size.ws_row && size.ws_col)
		send (v->socket, packet, sizeof packet, MSG_NOSIGNAL);
}

static void take_signals (struct visit *v, struct engine engine)
{
	struct signalfd_siginfo info;

	while (read (v->signals, &info, sizeof info) == (ssize_t) sizeof info) {
		int number = (int) info.ssi_signo;
		if (number == SIGCHLD && engine.pid)
			waitpid (engine.pid, NULL, WNOHANG);
		if (number == SIGCHLD || number == SIGURG || number == SIGPIPE)
			continue;
		if (number == SIGCONT && v->terminal && v->listen)
			tty_raw ();
		else if (number != SIGWINCH && number != SIGCONT)
			tty_suffer (number);
		tell_size (v);
	}
}

static void pass_on (struct visit *v, const uint8_t *bytes, size_t count)
{
	for (size_t i = 0; i < count && v->in_length < sizeof v->in; i++)
		v->in[v->in_length++] = bytes[i];
}

static enum result take_input (struct visit *v)
{
	uint8_t bytes[PACKET_INPUT_MAX - KEYS_MAX], passed[KEYS_MAX + 1];
	size_t count;
	ssize_t n = read (0, bytes, sizeof bytes);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return ON;
	if (n <= 0) {
		v->listen = false; /* the container's input stays open: others may type */
		return v->from_terminal ? NO_OUTPUT : ON;
	}
	for (ssize_t i = 0; i < n; i++) {
		if (!keys_take (&v->keys, bytes[i], passed, &count))
			return DETACHED;
		pass_on (v, passed, count);
	}
	return ON;
}

static enum result take_packet (struct visit *v)
{
	uint8_t packet[1 + SLOT_SIZE];
	ssize_t n = recv (v->socket, packet, sizeof packet, MSG_DONTWAIT | MSG_TRUNC);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return ON;
	if (n <= 0 || (size_t) n > sizeof packet)
		return LOST;
	size_t length = (size_t) n - 1;
	v->to = packet[0] == PACKET_ERR ? 2 : v->output;
	if (packet[0] == PACKET_PAST) {
		v->out_end = past_filter (&v->past, packet + 1, length, v->out);
	} else if (packet[0] == PACKET_OUT || packet[0] == PACKET_ERR) {
		v->out_end = v->past.held; /* a sequence that began in the past */
		memcpy (v->out, v->past.sequence, v->past.held);
		v->past.held = 0;
		memcpy (v->out + v->out_end, packet + 1, length);
		v->out_end += length;
	} else if (packet[0] == PACKET_END && length == 4) {
		v->wait_status = packet[1] | packet[2] << 8; /* a wait status has no more */
		return ENDED;
	} else {
		return packet[0] == PACKET_BUSY ? BUSY : LOST;
	}
	return ON;
}

static enum result put_output (struct visit *v)
{
	ssize_t n = write (v->to, v->out + v->out_start, v->out_end - v->out_start);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? ON : NO_OUTPUT;
	v->out_start += (size_t) n;
	if (v->out_start == v->out_end)
		v->out_start = v->out_end = 0;
	return ON;
}

static enum result put_input (struct visit *v)
{
	if (send (v->socket, v->in, v->in_length, MSG_DONTWAIT | MSG_NOSIGNAL) < 0)
		return errno == EAGAIN || errno == EINTR ? ON : LOST;
	v->in_length = 1;
	return ON;
}

static enum result step (struct visit *v, struct engine engine)
{
	enum { SIGNALS, SOCKET, INPUT, OUTPUT, POLLS };
	bool writing = v->out_end > 0, typed = v->in_length > 1;
	short socket = (short) ((writing ? 0 : POLLIN) | (typed ? POLLOUT : 0));
	struct pollfd polls[POLLS] = {
		[SIGNALS] = { .fd = v->signals, .events = POLLIN },
		[SOCKET] = { .fd = socket ? v->socket : -1, .events = socket },
		[INPUT] = { .fd = v->listen && !typed ? 0 : -1, .events = POLLIN },
		[OUTPUT] = { .fd = writing ? v->to : -1, .events = POLLOUT },
	};
	enum result result = ON;
	uint8_t keys[KEYS_MAX];
	int ready = poll (polls, POLLS, v->keys.held ? KEYS_HOLD_MS : -1);

	if (ready < 0)
		return ON;
	if (ready == 0)
		pass_on (v, keys, keys_release (&v->keys, keys));
	if (polls[SIGNALS].revents)
		take_signals (v, engine);
	if (polls[INPUT].revents)
		result = take_input (v);
	if (result == ON && (polls[SOCKET].revents & POLLOUT))
		result = put_input (v);
	if (result == ON && !writing && (polls[SOCKET].revents & (POLLIN | POLLHUP | POLLERR)))
		result = take_packet (v);
	if (result == ON && polls[OUTPUT].revents)
		result = put_output (v);
	return result;
}

static int connect_to (const char *path)
{
	struct sockaddr_un address;
	int dir = address_of (path, &address);
	int fd = socket (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0);

	if (dir < 0 || fd < 0 || connect (fd, (const struct sockaddr *) &address, sizeof address) < 0)
		give_up_errno ("attach by %s", path);
	close (dir);
	return fd;
}

/* The connection to a container that is yet to be started. */
static int held = -1;

void attach_hold (const struct attachment *wanted)
{
	if (held >= 0)
		close (held); /* another engine begins anew */
	held = connect_to (wanted->path);
}

/* What a program may have set that the caller's shell does not want; all others it sets itself. */
static void leave_terminal (const struct visit *v)
{
	static const char modes[] = "\033[?1047l\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[?25h\033[m\r\n";

	if (v->terminal && isatty (1))
		write_all (1, (const uint8_t *) modes, sizeof modes - 1);
	tty_restore ();
}

static int code_of (const struct visit *v, enum result result)
{
	switch (result) {
	case ENDED:
		return WIFSIGNALED (v->wait_status) ? 128 + WTERMSIG (v->wait_status) : WEXITSTATUS (v->wait_status);
	case BUSY:
		complain ("attach: who ran the container still has it in the foreground: leave it there by Ctrl-P Ctrl-Q");
		return EXIT_ENGINE;
	case LOST:
		complain ("attach: the container's supervisor hung up: it was killed, or this end took no output for too long");
		return EXIT_ENGINE;
	case NO_OUTPUT:
		return 128 + SIGHUP;
	case ON:
	case DETACHED:
		break;
	}
	return 0;
}

bool attach_take (const struct frame *frame, struct attachment *out)
{
	struct cursor cursor = cursor_of (frame);
	uint32_t length;

	out->flags = get_u32 (&cursor);
	const uint8_t *path = get_bytes (&cursor, &length);
	out->keys = get_bytes (&cursor, &out->key_count);
	if (!cursor_done (&cursor) || length >= sizeof out->path)
		return false;
	memcpy (out->path, path, length);
	out->path[length] = 0;
	return true;
}

int attach (struct engine engine, const struct attachment *wanted)
{
	static struct visit visit;
	struct visit *v = &visit;
	enum result result = ON;
	sigset_t all;

	v->terminal = wanted->flags & ATTACH_TERMINAL;
	v->listen = wanted->flags & ATTACH_INPUT;
	v->from_terminal = isatty (0);
	v->in[0] = PACKET_INPUT;
	v->in_length = 1;
	if (v->terminal && v->from_terminal)
		keys_set (&v->keys, wanted->keys, wanted->key_count);
	v->socket = held >= 0 ? held : connect_to (wanted->path);
	block_signals ();
	sigfillset (&all);
	v->signals = signalfd (-1, &all, SFD_CLOEXEC | SFD_NONBLOCK);
	v->output = relay_output ();
	if (v->signals < 0)
		give_up_errno ("make a descriptor for signals");
	if (v->terminal && v->listen)
		tty_raw ();
	tell_size (v);
	while (result == ON)
		result = step (v, engine);
	leave_terminal (v);
	return code_of (v, result);
}
