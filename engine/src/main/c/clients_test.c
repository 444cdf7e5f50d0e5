/* Those who are attached, against a terminal and pipes, as TAP. */
#include "clients_fake.h"

static void test_output (void)
{
	start (true);
	writes ("before\r\n");
	int one = attached ();
	writes ("both\r\n");
	int two = attached ();
	ok (got (one, "pbefore\r\noboth\r\n"), "one who comes gets the past as such, then what is written");
	ok (got (two, "pbefore\r\nboth\r\n"), "so does another");
	writes ("now");
	ok (got (one, "onow") && got (two, "onow"), "both get what is written");
	close (one);
	turn (false);
	writes (" on");
	ok (got (two, "o on") && clients.all[0].fd < 0, "one that is gone is forgotten, and the other gets on");
	clients_end (&clients, 0x300);
	const uint8_t *end = (const uint8_t *) received (two);
	ok (end[0] == PACKET_END && end[1] == 0 && end[2] == 3, "the end is told with its status");
	close (two);
	stop ();
}

static void test_pipes (void)
{
	start (false);
	writes ("before\n");
	int one = attached ();
	ok (got (one, ""), "pipes have no past: that is in the log");
	writes ("out\n");
	container_writes (PACKET_ERR, "err\n", 4);
	writes ("out again\n");
	ok (got (one, "oout\neerr\noout again\n"), "stdout and stderr are told apart, in order");
	type (one, "typed");
	ok (program_reads (pipe_ends[0], "typed"), "what is typed is its standard input");
	close (pipe_ends[0]);
	type (one, "late");
	type (one, "later");
	writes ("on\n");
	ok (got (one, "oon\n"), "one that reads no longer goes on writing");
	close (one);
	stop ();
}

static void test_typing (void)
{
	start (true);
	int one = attached (), two = attached ();
	tell_size (one, 40, 120);
	ok (rows_now () == 40, "the terminal gets the size of who comes");
	tell_size (two, 50, 200);
	ok (rows_now () == 50, "and of who comes next");
	type (one, "ls");
	ok (program_reads (slave, "ls") && rows_now () == 40, "who types last has the say about the size");
	type (two, "-l");
	ok (program_reads (slave, "-l") && rows_now () == 50, "each in turn");
	int three = attached ();
	tell_size (three, 50, 200);
	ok (rows_now () == 49, "one of the same size makes the program draw anew, by another size for a moment");
	for (int i = 0; i < 10; i++)
		turn (false);
	ok (rows_now () == 50, "after which the size is right again");
	close (one);
	close (two);
	close (three);
	stop ();
}

/* More than all buffers between hold, so that the slow one is in the way. */
static void test_slow (void)
{
	static char line[4001];
	size_t seen = 0, sent = 0;
	int turns = 0;

	memset (line, 'x', 4000);
	start (true);
	int slow = attached (), quick = attached ();
	while (clients.all[0].fd >= 0 && sent < 4000 * 2000) {
		if (!clients_ready (&clients)) {
			turns++;
			turn (false);
			continue;
		}
		container_writes (PACKET_OUT, line, 4000);
		sent += 4000;
		for (const char *text = received (quick); *text; text++)
			seen += *text == 'x';
	}
	ok (clients.all[0].fd < 0 && turns > 0, "one that takes nothing for a second is waited for, and then dropped");
	writes ("x");
	for (const char *text = received (quick); *text; text++)
		seen += *text == 'x';
	ok (seen == sent + 1, "the quick one has got everything");
	close (slow);
	close (quick);
	int late = attached ();
	const char *past = received (late);
	ok (past[0] == PACKET_PAST && strlen (past) > 32 * 1024 && strlen (past) < SLOTS * SLOT_SIZE,
	    "who comes late gets the last that was written");
	close (late);
	stop ();
}

static void test_strangers (void)
{
	static char long_packet[2 + PACKET_INPUT_MAX];
	int all[CLIENTS_MAX];

	start (true);
	int one = attached ();
	send (one, "?what", 5, MSG_NOSIGNAL);
	turn (false);
	ok (got (one, "-"), "who speaks other words is hung up on");
	int two = attached ();
	long_packet[0] = PACKET_INPUT;
	send (two, long_packet, sizeof long_packet, MSG_NOSIGNAL);
	turn (false);
	ok (got (two, "-"), "so is who says too much at once");
	int three = attached ();
	send (three, "w\1\2", 3, MSG_NOSIGNAL);
	turn (false);
	ok (got (three, "-"), "or too little");
	close (one);
	close (two);
	close (three);
	for (int i = 0; i < CLIENTS_MAX; i++)
		all[i] = attached ();
	int more = attached ();
	ok (got (more, "b-"), "there is an end to how many");
	close (more);
	close (all[0]);
	turn (false);
	int again = connect_client ();
	turn (true);
	ok (got (again, "b-"), "and nobody is let in while another has the terminal");
	close (again);
	for (int i = 1; i < CLIENTS_MAX; i++)
		close (all[i]);
	stop ();
}

int main (void)
{
	if (!mkdtemp (scratch))
		abort ();
	signal (SIGPIPE, SIG_IGN);
	test_output ();
	test_pipes ();
	test_typing ();
	test_slow ();
	test_strangers ();
	char path[128];
	snprintf (path, sizeof path, "%s/attach", scratch);
	unlink (path);
	rmdir (scratch);
	return tap_end ();
}
