/* What the launcher does while the new process waits for it. */
#include "launch.h"
#include "plan_maker.h"
#include "tap.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const ARGUMENTS[] = { "/bin/true", NULL }, *const ENVIRONMENT[] = { NULL };

static struct maker m;
static struct plan plan;
static struct launch launch;
static char record[] = "/tmp/shibafu-meet-XXXXXX";

/* Launches a process that enters a directory before it may be told of, and another while that is done. */
static enum launch_status enters (const char *directory, const char *later)
{
	const char *why = "";

	unlink (record);
	maker_begin (&m);
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_MEET);
	maker_op (&m, OP_RECORD_PROCESS, record, false);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_CHANGE_DIR, directory, false);
	if (later) {
		maker_op (&m, OP_CALL_MEET);
		maker_op (&m, OP_CHANGE_DIR, later, false);
	}
	maker_op (&m, OP_WAIT_MEET);
	maker_op (&m, OP_FIND_PROGRAM, "true", "/bin:/usr/bin");
	maker_op (&m, OP_EXEC, ARGUMENTS, ENVIRONMENT, false);
	ok (plan_decode (m.bytes, m.used, &plan, &why), why);
	launch_run (&plan, &launch);
	return launch.status;
}

int main (void)
{
	close (mkstemp (record));
	ok (enters ("/", NULL) == LAUNCH_READY && access (record, F_OK) == 0, "a process that is all that it is to be is told of");
	ok (waitpid (launch.pid, NULL, 0) == launch.pid, "and runs");
	close (launch.pidfd);
	/* Whoever reads of it enters it: then nothing of the host's may be in sight any more. */
	ok (enters ("/nowhere/at/all", NULL) == LAUNCH_FAILED && access (record, F_OK) < 0, "and no earlier");
	ok (enters ("/", "/tmp") == LAUNCH_READY && access (record, F_OK) == 0, "one that goes on meanwhile is told of, too");
	ok (waitpid (launch.pid, NULL, 0) == launch.pid, "and runs");
	ok (launch.report->count == plan.count, "its operations are all reported");
	close (launch.pidfd);
	ok (enters ("/", "/nowhere/at/all") == LAUNCH_FAILED && plan.ops[launch.index].code == OP_CHANGE_DIR &&
	            launch.error == ENOENT,
	    "what fails meanwhile is its failure");
	record[0] = 0;
	ok (enters ("/", "/tmp") == LAUNCH_FAILED && plan.ops[launch.index].code == OP_RECORD_PROCESS,
	    "and what its launcher cannot do, the launcher's");
	record[0] = '/';
	unlink (record);
	return tap_end ();
}
