#include "run.h"
#include "sys.h"

#include <errno.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

enum { DEATH_MS = 10000, UNDO_MS = 2000, STAT_START_TIME = 22, STAT_STRINGS = 48, STAT_STRINGS_END = 51 };

static void begin (struct run *run, const struct plan *plan, struct launch *out, struct report *report)
{
	*run = (struct run){ .plan = plan, .launch = out, .report = report };
	run->sync = run->peer = run->pidfd = run->into_cgroup = run->fifo = run->console = run->pidfd_socket =
		run->seccomp = run->target = run->written = -1;
	run->home_pid = run->home_time = run->dumpable = run->root = run->proc = -1;
	memset (run->stdio, -1, sizeof run->stdio);
	memset (run->trees, -1, sizeof run->trees);
	memset (run->maps, -1, sizeof run->maps);
}

/* What only the child needed. */
static void close_all (struct run *run)
{
	const int one[] = { run->sync,         run->into_cgroup, run->fifo,     run->console,
		            run->pidfd_socket, run->target,      run->home_pid, run->home_time,
		            run->stdio[0],     run->stdio[1],    run->stdio[2], run->seccomp };

	for (unsigned i = 0; i < sizeof one / sizeof one[0]; i++)
		closing (one[i], true);
	for (unsigned i = 0; i < run->cgroup_count; i++)
		closing (run->cgroups[i], true);
	for (uint32_t i = 0; i < run->plan->count; i++) {
		closing (run->trees[i], true);
		closing (run->maps[i], true);
	}
}

/* The name goes with the master, as conmon wants at least one byte. */
static bool hand_over (struct run *run, uint32_t number, int master)
{
	char name[32];

	if (run->console < 0) {
		run->launch->master = master;
		return true;
	}
	char *end = add_number (add_text (name, "/dev/pts/"), number);
	if (closing (master, send_with (run->console, name, (size_t) (end - name), master)))
		return true;
	run->report->failed = (uint32_t) plan_find (run->plan, OP_CONSOLE_SOCKET);
	run->report->records[run->report->failed].error = (uint32_t) errno;
	return false;
}

/* No namespace that was made for the child is ours. The child may go on meanwhile: the report is its own, but for the
 * records of these operations, and for what fails. */
static bool meet (struct run *run)
{
	static struct report own;
	struct report *shared = run->report;
	struct range range = run->plan->sections[SECTION_MEET];

	join_home (run);
	own.failed = NO_OP;
	run->report = &own;
	bool good = run_section (run, SECTION_MEET);
	int error = errno;
	run->report = shared;
	memcpy (shared->records + range.first, own.records + range.first, (range.end - range.first) * sizeof *own.records);
	if (!good) {
		shared->failed = own.failed;
		memcpy (shared->detail, own.detail, sizeof own.detail);
	}
	errno = error;
	return good && message_send (run->sync, MESSAGE_GO, 0, -1);
}

/* Until the child is ready, or its end of the socket closes: by execve, or by its death. */
static bool wait_ready (struct run *run)
{
	struct message message;
	int fd;

	while (message_receive (run->sync, &message, &fd)) {
		if (message.kind == MESSAGE_READY)
			return true;
		if (message.kind == MESSAGE_MASTER && !hand_over (run, message.number, fd))
			return false;
		if (message.kind == MESSAGE_MEET && !meet (run))
			return false;
		if (message.kind == MESSAGE_LISTENER && !seccomp_hand_over (run, message.number))
			return false;
	}
	return run->report->failed == NO_OP && run->report->count == run->plan->sections[SECTION_CHILD].end;
}

/* Lets the child go, and follows it to where it is ready. */
static bool release (struct run *run)
{
	uint64_t began = run_clock ();

	run_begin (run, run->plan->sections[SECTION_CHILD].first - 1);
	return run_end (run, message_send (run->sync, MESSAGE_GO, 0, -1), began) && early_send (run) && wait_ready (run);
}

/* Bounded: a process in a frozen cgroup does not die. */
static void end_process (struct launch *launch)
{
	struct pollfd poller = { .fd = launch->pidfd, .events = POLLIN };

	sys_pidfd_send_signal (launch->pidfd, SIGKILL);
	poll (&poller, 1, DEATH_MS);
	waitpid (launch->pid, &launch->wait_status, WNOHANG);
}

static void undo (const struct launch *launch)
{
	struct range parent = launch->plan->sections[SECTION_PARENT];
	struct fields fields;

	for (uint32_t i = parent.end; i-- > parent.first;) {
		if (!(launch->made[i / 8] >> i % 8 & 1))
			continue;
		plan_fields (launch->plan, i, &fields);
		if (launch->plan->ops[i].code == OP_MAKE_DIR)
			remove_directory (AT_FDCWD, fields.at[0].text, run_clock () + UNDO_MS * 1000000ULL);
		else if (launch->plan->ops[i].code == OP_OPEN_STDIO)
			unlink (fields.at[1].text);
		else
			unlink (fields.at[0].text);
	}
}

static void fail (struct launch *out, int error)
{
	const struct report *report = out->report;
	bool died = report->failed == NO_OP && (out->pid || out->wait_status);

	out->status = died ? LAUNCH_DIED : LAUNCH_FAILED;
	out->index = died ? report->count - 1 : report->failed; /* where it died */
	out->error = report->failed == NO_OP ? error : (int) report->records[report->failed].error;
	if (!died)
		memcpy (out->detail, report->detail, sizeof out->detail);
	if (out->pid)
		end_process (out);
	undo (out);
	closing (out->pidfd, true);
	closing (out->master, true);
	closing (out->log_out, true);
	closing (out->log_err, true);
	closing (out->listener, true);
	closing (out->input, true);
	closing (out->notify, true);
	out->pid = 0;
	out->pidfd = out->master = out->log_out = out->log_err = out->listener = out->input = out->notify = -1;
}

/* Without this, a caller that ignores SIGCHLD would have us lose exit codes. */
static void keep_dead_children (void)
{
	struct sigaction action;

	if (sigaction (SIGCHLD, NULL, &action) == 0 && action.sa_handler == SIG_IGN)
		signal (SIGCHLD, SIG_DFL);
}

/* Sent while the process still waits, with how it came to be. */
static bool hand_pidfd_over (struct run *run)
{
	struct fields fields;
	uint32_t index = (uint32_t) plan_find (run->plan, OP_PIDFD_SOCKET);

	if (run->pidfd_socket < 0)
		return true;
	plan_fields (run->plan, index, &fields);
	if (send_with (run->pidfd_socket, fields.at[1].text, fields.at[1].number - 1, run->pidfd))
		return true;
	run->report->failed = index;
	run->report->records[index].error = (uint32_t) errno;
	return false;
}

static bool make_process (struct run *run)
{
	if (plan_has (run->plan, OP_INIT)) {
		process_stat (getpid (), STAT_STRINGS, &run->strings[0]);
		process_stat (getpid (), STAT_STRINGS_END, &run->strings[1]);
	}
	tree_prepare (run);
	bool made = spawn (run);
	run->launch->pid = run->pid;
	run->launch->pidfd = run->pidfd;
	return made && process_stat (run->pid, STAT_START_TIME, &run->launch->start_time) && hand_pidfd_over (run);
}

/* The process runs by now, and is our own child. */
static bool restore (struct run *run)
{
	bool good = run_section (run, SECTION_PARENT);

	run->launch->pid = run->pid;
	run->launch->pidfd = run->pidfd;
	return good && process_stat (run->pid, STAT_START_TIME, &run->launch->start_time);
}

static bool make (struct run *run)
{
	return run_section (run, SECTION_PARENT) && make_process (run) && run_section (run, SECTION_AFTER) &&
	       release (run);
}

void launch_run (const struct plan *plan, struct launch *out)
{
	launch_run_beside (plan, out, -1);
}

void launch_run_beside (const struct plan *plan, struct launch *out, int pidfd)
{
	static struct run run;
	struct report *report = report_make (plan->count);
	bool makes = plan_makes (plan);

	*out = (struct launch){ .status = makes ? LAUNCH_READY : LAUNCH_DONE, .index = NO_OP, .plan = plan };
	out->pidfd = out->master = out->log_out = out->log_err = out->listener = out->input = out->notify = -1;
	out->report = report;
	if (!report) {
		out->status = LAUNCH_FAILED;
		out->error = errno;
		return;
	}
	begin (&run, plan, out, report);
	run.target = pidfd;
	run.umask = umask (0);
	keep_dead_children ();
	bool good = plan_has (plan, OP_CLONE) ? make (&run)
	            : makes                   ? restore (&run)
	                                      : run_section (&run, SECTION_CONTROL);
	int error = errno;
	umask (run.umask);
	join_home (&run);
	close_all (&run);
	if (!good)
		fail (out, error);
}

static void run_left (const struct plan *plan, enum section section, int wait_status, uint64_t oom_kills, bool hooks,
                      bool others)
{
	static struct run run;
	static struct report report;
	static struct launch launch;
	struct range range = plan->sections[section];

	begin (&run, plan, &launch, &report);
	run.wait_status = wait_status;
	run.oom_kills = oom_kills;
	run.umask = umask (0);
	for (uint32_t i = range.first; i < range.end; i++)
		if (plan->ops[i].code == OP_HOOK ? hooks : others)
			run_op (&run, i); /* nobody is left to tell; what an operation leaves, shibafu gc finds */
	umask (run.umask);
}

void launch_exit (const struct plan *plan, int wait_status, uint64_t oom_kills)
{
	run_left (plan, SECTION_EXIT, wait_status, oom_kills, true, true);
}

void launch_exit_to_return (const struct plan *plan, int wait_status, uint64_t oom_kills)
{
	run_left (plan, SECTION_EXIT, wait_status, oom_kills, false, true);
}

void launch_leave (const struct plan *plan)
{
	run_left (plan, SECTION_EXIT, 0, 0, true, false);
}

void launch_told (const struct plan *plan)
{
	run_left (plan, SECTION_TOLD, 0, 0, false, true);
}

void launch_kill (struct launch *launch)
{
	if (launch->pid)
		end_process (launch);
	launch->pid = 0;
	undo (launch);
}
