/* How the new process comes to be: by clone3, in one call with all its namespaces and its cgroup. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

/* A child of the launcher, even if it is the stage that makes it. */
static pid_t make_child (struct run *run, uint64_t parent)
{
	struct fields fields;
	uint32_t index = run->plan->sections[SECTION_AFTER].first - 1;
	int pidfd = -1, home = -1;

	plan_fields (run->plan, index, &fields);
	struct clone_request request = {
		.flags = fields.at[0].number | CLONE_REQUEST_PIDFD | parent,
		.pidfd = (uintptr_t) &pidfd,
		.exit_signal = parent ? 0 : SIGCHLD, /* with CLONE_PARENT it is the stage's own: SIGCHLD */
	};
	if (run->into_cgroup >= 0) {
		request.flags |= CLONE_REQUEST_INTO_CGROUP;
		request.cgroup = (uint64_t) run->into_cgroup;
	}
	run_begin (run, index);
	uint64_t began = run_clock ();
	request.flags = network_enter (request.flags, &home);
	pid_t pid = sys_clone3 (&request);
	if (pid == 0) {
		closing (home, true);
		network_forget ();
		run->own_mounts = run->own_mounts || fields.at[0].number & CLONE_NEWNS;
		child_main (run);
	}
	int error = errno;
	bool back = network_leave (home);
	errno = back ? error : errno;
	run_end (run, pid > 0 && back, began);
	run->pidfd = pidfd;
	return pid;
}

static _Noreturn void stage_main (struct run *run)
{
	closing (run->peer, true);
	pid_t pid = run_section (run, SECTION_STAGE) ? make_child (run, CLONE_REQUEST_PARENT) : -1;
	/* A child that the launcher does not hear of must not live. */
	if (pid > 0 && !message_send (run->sync, MESSAGE_MADE, (uint32_t) pid, run->pidfd))
		sys_pidfd_send_signal (run->pidfd, SIGKILL);
	_exit (pid > 0 ? 0 : 1);
}

/* Yields the child's pid, -1 if there is none. */
static pid_t make_by_stage (struct run *run)
{
	struct clone_request request = { .exit_signal = SIGCHLD };
	struct message message = { 0 };

	run_begin (run, run->plan->sections[SECTION_STAGE].first - 1);
	uint64_t began = run_clock ();
	pid_t stage = sys_clone3 (&request);
	if (stage == 0)
		stage_main (run);
	network_forget (); /* what the stage has of it, it leaves itself */
	if (!run_end (run, stage > 0, began))
		return -1;
	closing (run->sync, true);
	run->sync = -1;
	bool made = message_receive (run->peer, &message, &run->pidfd) && message.kind == MESSAGE_MADE;
	waitpid (stage, &run->launch->wait_status, 0);
	return made ? (pid_t) message.number : -1;
}

/* The launcher keeps no copy of the child's end of the socket: so the child's last word is the end of what comes. */
bool spawn (struct run *run)
{
	int ends[2];

	if (socketpair (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return false;
	run->peer = ends[0];
	run->sync = ends[1];
	pid_t pid = run->plan->sections[SECTION_STAGE].first ? make_by_stage (run) : make_child (run, 0);
	closing (run->sync, true);
	run->sync = run->peer;
	run->peer = -1;
	run->pid = pid > 0 ? pid : 0;
	return pid > 0;
}
