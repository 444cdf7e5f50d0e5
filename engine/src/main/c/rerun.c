/* A container that is run again when it has ended. */
#include "supervisor.h"

#include "run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void supervisor_forget (struct supervisor *s)
{
	static const int run[] = { OOM, OUT, ERR, MASTER, PIDFD, LISTENER, INPUT };

	clients_end (&s->clients, s->wait_status);
	clients_drop (&s->clients);
	for (size_t i = 0; i < sizeof run / sizeof *run; i++)
		if (s->fds[run[i]] >= 0)
			supervisor_drop (&s->fds[run[i]]);
	s->oom = (struct oom){ 0 };
	s->ended = s->hung_up = false;
}

/* A plan that can't be carried out any more ends it for good, as docker has it: with a word in its log. */
static _Noreturn void give_up_restart (struct supervisor *s)
{
	static const int NOT_RUN = 127 << 8;
	const struct launch *launch = &s->launch;
	char text[DETAIL_MAX + 128];
	const char *name = launch->index < s->plan->count ? op_name (s->plan->ops[launch->index].code) : "launch";

	int length = snprintf (text, sizeof text, "shibafu: restart: %s %s: %s\n", name, launch->detail,
	                       strerror (launch->error));
	logpump_feed (&s->err, (const uint8_t *) text, (size_t) length);
	launch_exit (s->plan, NOT_RUN, 0);
	_exit (0);
}

void supervisor_rerun (struct supervisor *s)
{
	restart_clear (s->plan);
	launch_run (s->plan, &s->launch);
	if (s->launch.status != LAUNCH_READY)
		give_up_restart (s);
	supervisor_take (s);
	supervisor_watch (s);
	if (!restart_go (&s->restart, &s->launch)) {
		s->launch.error = errno;
		launch_kill (&s->launch);
		give_up_restart (s);
	}
	launch_settle (&s->launch);
	health_run (&s->health);
}
