#include "health.h"

#include "clients.h"
#include "run.h"
#include "supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* LOOK_MS: how often a container that waits for its start is looked at. END_MS: what a prober may take to end its
 * probe, more than a launch_kill takes. */
enum { LOOK_MS = 250, END_MS = 12000, NOT_RUN = -1 };

/* It stays where it is: what a prober that was killed has left is cleared up by it. */
static struct plan probe;

static int64_t now_ns (void)
{
	struct timespec now;

	clock_gettime (CLOCK_REALTIME, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Fields: interval timeout start-period start-interval retries frozen record plan. For the supervisor, when
 * the container runs. */
bool op_health_check (struct run *run, struct fields *f)
{
	(void) run;
	(void) f;
	return true;
}

void health_begin (struct health *h, const struct plan *plan)
{
	struct fields f;
	const char *why;
	int index = plan_find (plan, OP_HEALTH_CHECK), fifo = plan_find (plan, OP_MAKE_FIFO);

	*h = (struct health){ .given = index >= 0, .output = -1 };
	if (!h->given)
		return;
	if (fifo >= 0) {
		plan_fields (plan, (uint32_t) fifo, &f);
		h->fifo = f.at[0].text;
	}
	plan_fields (plan, (uint32_t) index, &f);
	h->interval = f.at[0].number;
	h->timeout = f.at[1].number;
	h->start_period = f.at[2].number;
	h->start_interval = f.at[3].number;
	h->retries = (unsigned) f.at[4].number;
	h->frozen = f.at[5].text;
	h->record = f.at[6].text;
	h->given = plan_decode ((const uint8_t *) f.at[7].text, f.at[7].number, &probe, &why);
}

/* Results of earlier runs stay, as with docker. */
void health_run (struct health *h)
{
	if (!h->given)
		return;
	h->status = HEALTH_STARTING;
	h->streak = 0;
	h->began = 0;
	h->asked = false;
	health_write (h);
}

static bool in_start_period (const struct health *h, uint64_t now)
{
	return h->status == HEALTH_STARTING && now - h->began < h->start_period;
}

static uint64_t pause_of (const struct health *h, uint64_t now)
{
	return in_start_period (h, now) ? h->start_interval : h->interval;
}

int health_wait (const struct health *h, int *timeout)
{
	uint64_t now = now_ms (), until = h->prober ? h->deadline : h->began ? h->next : now + LOOK_MS;

	if (!h->given)
		return -1;
	uint64_t rest = until > now ? until - now : 0;
	if (rest > INT32_MAX)
		rest = INT32_MAX;
	if (*timeout < 0 || rest < (uint64_t) *timeout)
		*timeout = (int) rest;
	return h->output;
}

/* v1's freezer.state says FREEZING or FROZEN, v2's cgroup.freeze 1. */
static bool is_frozen (const struct health *h)
{
	char first = 0;
	int fd = *h->frozen ? open (h->frozen, O_RDONLY | O_CLOEXEC) : -1;

	if (fd < 0)
		return false;
	return closing (fd, read (fd, &first, 1) == 1) && (first == 'F' || first == '1');
}

static void begin_probe (struct health *h, int pidfd, uint64_t now)
{
	int ends[2];
	struct result *result = &h->results[h->count];

	h->asked = false;
	h->next = now + pause_of (h, now);
	if (pipe2 (ends, O_CLOEXEC) < 0)
		return;
	fcntl (ends[0], F_SETFL, O_NONBLOCK);
	pid_t pid = fork ();
	if (pid == 0)
		probe_main (&probe, pidfd, ends[1]);
	close (ends[1]);
	if (pid < 0) {
		close (ends[0]);
		return;
	}
	result->start = now_ns ();
	result->used = 0;
	h->prober = pid;
	h->output = ends[0];
	h->deadline = now + h->timeout;
	h->late = false;
}

/* What is over is read too: else it would block. */
static void hear (struct health *h)
{
	char more[1024];
	struct result *result = &h->results[h->count];
	ssize_t n;

	while (h->output >= 0) {
		size_t room = sizeof result->output - result->used;
		n = room ? read (h->output, result->output + result->used, room) : read (h->output, more, sizeof more);
		if (n < 0 && (errno == EAGAIN || errno == EINTR))
			return;
		if (n <= 0)
			supervisor_drop (&h->output);
		else if (room)
			result->used += (size_t) n;
	}
}

/* A prober ends its probe and goes. One that is held up in its launch can't. */
static void hurry (struct health *h, uint64_t now)
{
	if (is_frozen (h)) {
		h->deadline = now + h->timeout; /* nothing goes on in there, and nothing can be said of it */
		return;
	}
	kill (h->prober, h->late ? SIGKILL : SIGTERM);
	h->late = true;
	h->deadline = now + END_MS;
}

void health_work (struct health *h, int pidfd)
{
	uint64_t now = now_ms ();

	if (!h->given)
		return;
	hear (h);
	if (!h->began && !(h->fifo && access (h->fifo, F_OK) == 0)) {
		h->began = now;
		h->next = now + pause_of (h, now);
	}
	if (h->prober && now >= h->deadline)
		hurry (h, now);
	if (h->prober || !h->began || (now < h->next && !h->asked))
		return;
	if (is_frozen (h)) {
		h->asked = false;
		h->next = now + h->interval;
	} else {
		begin_probe (h, pidfd, now);
	}
}

void health_ask (struct health *h)
{
	h->asked = h->given && h->began;
}

/* As docker writes it: 500ms, 30s, 1.5s. */
static char *add_duration (char *end, uint64_t ms)
{
	if (ms < 1000)
		return add_text (add_number (end, (int64_t) ms), "ms");
	end = add_number (end, (int64_t) ms / 1000);
	if (ms % 1000) {
		end = add_number (add_text (end, "."), (int64_t) (1000 + ms % 1000));
		memmove (end - 4, end - 3, 4); /* without the 1 that kept the zeros */
		for (end--; end[-1] == '0';)
			*--end = 0;
	}
	return add_text (end, "s");
}

/* docker's words, before what it said. */
static void tell_late (const struct health *h, struct result *result)
{
	char words[96], rest[HEALTH_OUTPUT];
	char *end = add_duration (add_text (words, "Health check exceeded timeout ("), h->timeout);

	end = add_text (end, result->used ? "): " : ")");
	size_t before = (size_t) (end - words), room = sizeof result->output - before;
	size_t kept = result->used < room ? result->used : room;
	memcpy (rest, result->output, kept);
	memcpy (result->output, words, before);
	memcpy (result->output + before, rest, kept);
	result->used = before + kept;
	result->code = NOT_RUN;
}

static void keep (struct health *h)
{
	if (++h->count <= HEALTH_RESULTS)
		return;
	memmove (h->results, h->results + 1, HEALTH_RESULTS * sizeof *h->results);
	h->count--;
}

/* The moment counts at which the probe began. A failure of one that never was well does not, as long as it may start. */
void health_judge (struct health *h, struct result *result)
{
	uint64_t took = (uint64_t) (result->end - result->start) / 1000000, now = now_ms ();

	if (result->code == 0) {
		h->streak = 0;
		h->status = HEALTH_HEALTHY;
	} else if (!in_start_period (h, now - took > h->began ? now - took : h->began)) {
		h->streak++;
		if (h->streak >= h->retries)
			h->status = HEALTH_UNHEALTHY;
	}
	keep (h);
	h->next = now + pause_of (h, now);
	health_write (h);
}

/* A prober that was killed, by us or by others, has left what it made. */
static void clear_up (struct health *h, int wait_status)
{
	hear (h);
	if (h->output >= 0)
		supervisor_drop (&h->output); /* somebody else has it open still */
	h->prober = 0;
	if (WIFSIGNALED (wait_status))
		launch_exit (&probe, wait_status, 0);
}

void health_reaped (struct health *h, pid_t pid, int wait_status)
{
	struct result *result = &h->results[h->count];

	if (!h->prober || pid != h->prober)
		return;
	clear_up (h, wait_status);
	result->end = now_ns ();
	result->code = WIFEXITED (wait_status) ? WEXITSTATUS (wait_status) : NOT_RUN;
	if (h->late)
		tell_late (h, result);
	health_judge (h, result);
}

void health_end (struct health *h)
{
	int status = 0;

	if (!h->prober)
		return;
	kill (h->prober, SIGTERM);
	for (uint64_t end = now_ms () + END_MS; waitpid (h->prober, &status, WNOHANG) == 0; pause_us (1000))
		if (now_ms () >= end)
			kill (h->prober, SIGKILL);
	clear_up (h, status);
}
