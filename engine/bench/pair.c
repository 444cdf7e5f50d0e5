/* Runs rival commands turn by turn, in a random order inside each round, and compares their times.
 *
 *   pair ROUNDS REST_MS AT_ONCE NAME=STEPS...
 *
 * STEPS are commands with ";;" between them, words with a space between; {} is a name that is new for each run. The
 * time of those that begin with "@" counts, after a rest of REST_MS. With AT_ONCE over 1, a run is 100 of the one
 * command, so many at a time. Prints a line for each: name, median and tenth percentile in milliseconds, median of the
 * ratios to the last one's time in the same round. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WARM_UP = 3, MOST_ROUNDS = 10000, MOST_RIVALS = 8, MOST_WORDS = 64, MANY = 100 };

struct rival {
	const char *name, *steps;
	double *times;
	unsigned failures;
};

static unsigned runs;

static double now_ms (void)
{
	struct timespec now;
	clock_gettime (CLOCK_MONOTONIC, &now);
	return (double) now.tv_sec * 1e3 + (double) now.tv_nsec / 1e6;
}

static void rest (long milliseconds)
{
	struct timespec time = { milliseconds / 1000, milliseconds % 1000 * 1000000 };
	nanosleep (&time, NULL);
}

/* Cuts a step into words, and puts the run's name in the place of {}. */
static void cut (char *step, char *words[MOST_WORDS], char *name)
{
	char *state = NULL;
	size_t count = 0;

	for (char *word = strtok_r (step, " ", &state); word; word = strtok_r (NULL, " ", &state)) {
		if (count == MOST_WORDS - 1)
			exit (2);
		words[count++] = strcmp (word, "{}") == 0 ? name : word;
	}
	words[count] = NULL;
}

static pid_t begin (const char *step, unsigned run)
{
	char text[4096], name[64];
	char *words[MOST_WORDS];
	pid_t pid;
	posix_spawn_file_actions_t actions;

	snprintf (text, sizeof text, "%s", step);
	snprintf (name, sizeof name, "bench-%d-%u", getpid (), run);
	cut (text, words, name);
	posix_spawn_file_actions_init (&actions);
	posix_spawn_file_actions_addopen (&actions, 0, "/dev/null", O_RDWR, 0);
	posix_spawn_file_actions_adddup2 (&actions, 0, 1);
	if (posix_spawnp (&pid, words[0], &actions, NULL, words, environ) != 0) {
		fprintf (stderr, "pair: start %s: %s\n", words[0], strerror (errno));
		exit (2);
	}
	posix_spawn_file_actions_destroy (&actions);
	return pid;
}

static bool end (pid_t pid)
{
	int status;
	return waitpid (pid, &status, 0) == pid && status == 0;
}

static double run_steps (struct rival *rival, long rest_ms)
{
	char steps[4096];
	char *state = NULL;
	double total = 0;
	unsigned run = ++runs;

	snprintf (steps, sizeof steps, "%s", rival->steps);
	for (char *next = steps; next; next = state) {
		state = strstr (next, ";;");
		if (state) {
			*state = 0;
			state += 2;
		}
		next += strspn (next, " ");
		bool counts = *next == '@';
		if (counts && rest_ms)
			rest (rest_ms);
		double began = now_ms ();
		if (!end (begin (next + counts, run)))
			rival->failures++;
		if (counts)
			total += now_ms () - began;
	}
	return total;
}

static double run_many (struct rival *rival, int at_once)
{
	double began = now_ms ();
	int started = 0, running = 0;

	while (started < MANY || running > 0) {
		if (started < MANY && running < at_once) {
			begin (rival->steps + (*rival->steps == '@'), ++runs);
			started++;
			running++;
			continue;
		}
		int status;
		wait (&status);
		rival->failures += status != 0;
		running--;
	}
	return now_ms () - began;
}

static int by_value (const void *a, const void *b)
{
	double left = *(const double *) a, right = *(const double *) b;
	return (left > right) - (left < right);
}

static double at (double *values, long count, double share)
{
	qsort (values, (size_t) count, sizeof *values, by_value);
	return values[(long) ((double) (count - 1) * share)];
}

static void shuffle (int *order, int count)
{
	for (int i = count - 1; i > 0; i--) {
		int other = rand () % (i + 1), kept = order[i];
		order[i] = order[other];
		order[other] = kept;
	}
}

int main (int argc, char **argv)
{
	struct rival rivals[MOST_RIVALS] = { 0 };
	static double ratios[MOST_RIVALS][MOST_ROUNDS];
	int order[MOST_RIVALS];
	int count = argc - 4;

	if (count < 1 || count > MOST_RIVALS)
		return 2;
	long rounds = atol (argv[1]), rest_ms = atol (argv[2]);
	int at_once = atoi (argv[3]);
	if (rounds < 1 || rounds > MOST_ROUNDS)
		return 2;
	for (int i = 0; i < count; i++) {
		char *equals = strchr (argv[i + 4], '=');
		if (!equals)
			return 2;
		*equals = 0;
		rivals[i] = (struct rival){ argv[i + 4], equals + 1, calloc ((size_t) rounds, sizeof (double)), 0 };
		order[i] = i;
	}
	srand ((unsigned) getpid ());
	for (long round = -WARM_UP; round < rounds; round++) {
		shuffle (order, count);
		for (int i = 0; i < count; i++) {
			struct rival *rival = &rivals[order[i]];
			double time = at_once > 1 ? run_many (rival, at_once) : run_steps (rival, rest_ms);
			if (round >= 0)
				rival->times[round] = time;
		}
		for (int i = 0; round >= 0 && i < count; i++)
			ratios[i][round] = rivals[i].times[round] / rivals[count - 1].times[round];
	}
	for (int i = 0; i < count; i++)
		printf ("%s %.3f %.3f %.3f %u\n", rivals[i].name, at (rivals[i].times, rounds, 0.5),
		        at (rivals[i].times, rounds, 0.1), at (ratios[i], rounds, 0.5), rivals[i].failures);
	return 0;
}
