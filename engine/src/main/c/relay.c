#include "relay.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

/* What silence is; how long last words may take. */
enum { SILENCE_MS = 300, LAST_WORDS_MS = 50 };

/* The caller's own stdout must stay as it is, so ours is opened anew: a terminal that takes no more output must not
 * keep us from our signals. What can't be opened anew (a socket) or never blocks (a file) is used as it is. */
int relay_output (void)
{
	struct stat stat;

	if (fstat (1, &stat) < 0 || !(S_ISFIFO (stat.st_mode) || isatty (1)))
		return 1;
	int fd = open ("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	return fd < 0 ? 1 : fd;
}

void relay_start (struct relay *relay, int master, const struct keys *leave, const char *log)
{
	memset (relay, 0, offsetof (struct relay, in));
	relay->in.start = relay->in.end = relay->out.start = relay->out.end = 0;
	relay->master = master;
	relay->output = relay_output ();
	relay->from_terminal = isatty (0);
	if (leave && relay->from_terminal)
		relay->keys = *leave;
	fcntl (master, F_SETFL, O_RDWR | O_NONBLOCK);
	logpump_start (&relay->log, log ? log_open (log) : -1, "stdout");
}

static bool empty (const struct stream *stream)
{
	return stream->start == stream->end;
}

int relay_wait (const struct relay *relay, struct pollfd *polls, bool over)
{
	short master = 0;

	if (empty (&relay->out) && (!relay->hung_up || over))
		master |= POLLIN;
	if (!empty (&relay->in) && !over)
		master |= POLLOUT;
	bool listen = !over && !relay->input_over && empty (&relay->in);
	polls[RELAY_INPUT] = (struct pollfd){ .fd = listen ? 0 : -1, .events = POLLIN };
	polls[RELAY_MASTER] = (struct pollfd){ .fd = master ? relay->master : -1, .events = master };
	polls[RELAY_OUTPUT] = (struct pollfd){ .fd = empty (&relay->out) ? -1 : relay->output, .events = POLLOUT };
	if (!empty (&relay->out))
		return -1;
	if (over)
		return LAST_WORDS_MS;
	if (relay->keys.held)
		return KEYS_HOLD_MS;
	return relay->hung_up || relay->input_over ? SILENCE_MS : -1;
}

static void append (struct stream *stream, const uint8_t *bytes, size_t count)
{
	for (size_t i = 0; i < count && stream->end < sizeof stream->bytes; i++)
		stream->bytes[stream->end++] = bytes[i];
}

/* The end of a file can be told to a terminal by its end-of-file key only: once for the line begun, once for the
 * end. A program that changes the terminal's mode, as a shell does when it starts, would find a zero byte in its
 * place: so it is told in silence only, and again in every silence, as an end lasts. */
static void tell_end (struct relay *relay)
{
	struct termios mode;

	if (tcgetattr (relay->master, &mode) < 0 || !empty (&relay->in))
		return;
	if (relay->last && relay->last != '\n' && (mode.c_lflag & ICANON))
		append (&relay->in, &mode.c_cc[VEOF], 1);
	append (&relay->in, &mode.c_cc[VEOF], 1);
	relay->last = 0;
}

static enum relay_result take_input (struct relay *relay)
{
	uint8_t bytes[RELAY_BUFFER / 2], passed[KEYS_MAX + 1]; /* there is room for those that were held */
	size_t count;
	ssize_t n = read (0, bytes, sizeof bytes);

	if (n < 0 && (errno == EAGAIN || errno == EINTR))
		return RELAY_ON;
	if (n <= 0) {
		relay->input_over = true;
		return relay->from_terminal ? RELAY_HANGUP : RELAY_ON;
	}
	for (ssize_t i = 0; i < n; i++) {
		if (!keys_take (&relay->keys, bytes[i], passed, &count))
			return RELAY_DETACH;
		append (&relay->in, passed, count);
	}
	relay->last = bytes[n - 1];
	return RELAY_ON;
}

/* Yields false once the other side is gone. */
static bool move_out (struct stream *stream, int fd)
{
	ssize_t n = write (fd, stream->bytes + stream->start, stream->end - stream->start);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR;
	stream->start += (size_t) n;
	if (empty (stream))
		stream->start = stream->end = 0;
	return true;
}

static void listen_to_master (struct relay *relay)
{
	ssize_t n = read (relay->master, relay->out.bytes, sizeof relay->out.bytes);

	if (n > 0) {
		relay->out.end = (size_t) n;
		if (relay->log.log >= 0)
			logpump_feed (&relay->log, relay->out.bytes, (size_t) n);
	} else if (n == 0 || (errno != EAGAIN && errno != EINTR)) {
		relay->hung_up = true; /* EIO */
	}
}

enum relay_result relay_work (struct relay *relay, const struct pollfd *polls, bool none, bool over)
{
	enum relay_result result = RELAY_ON;
	uint8_t keys[KEYS_MAX];

	if (none) {
		if (over)
			return RELAY_DONE;
		if (relay->keys.held)
			append (&relay->in, keys, keys_release (&relay->keys, keys));
		else if (relay->input_over)
			tell_end (relay);
		relay->hung_up = false;
	}
	if (polls[RELAY_INPUT].revents)
		result = take_input (relay);
	if ((polls[RELAY_MASTER].revents & POLLOUT) && !move_out (&relay->in, relay->master))
		relay->in.start = relay->in.end = 0;
	if (polls[RELAY_MASTER].revents & (POLLIN | POLLHUP | POLLERR) && empty (&relay->out))
		listen_to_master (relay);
	if (polls[RELAY_OUTPUT].revents && !move_out (&relay->out, relay->output))
		result = errno == EPIPE ? RELAY_PIPE : RELAY_HANGUP;
	if (result == RELAY_ON && over && relay->hung_up && empty (&relay->out))
		result = RELAY_DONE;
	return result;
}
