#include "plan.h"

#include <string.h>

#define BIT(section) (1U << SECTION_##section)

/* Where an operation may stand: the one place that says so. */
static unsigned sections_of (enum op_code code)
{
	switch (code) {
	case OP_STAGE:
	case OP_CLONE:
	case OP_CHILD:
	case OP_EXIT:
	case OP_MEET:
	case OP_TOLD:
		return 0;
	case OP_MAKE_DIR:
	case OP_WRITE_FILE:
	case OP_DEVICE_FILTER:
		return BIT (PARENT) | BIT (CONTROL);
	case OP_MAKE_FIFO:
	case OP_OPEN_CGROUP:
	case OP_INTO_CGROUP:
	case OP_OPEN_STDIO:
	case OP_LOG_OUTPUT:
	case OP_CONSOLE_SOCKET:
	case OP_PIDFD_SOCKET:
	case OP_ATTACH_SOCKET:
	case OP_RESTART:
	case OP_LOG_ROTATION:
	case OP_HEALTH_CHECK:
	case OP_MAP_IDS:
	case OP_COPY_MOUNT:
	case OP_SERVE_ROOT:
	case OP_SECCOMP_SOCKET:
	case OP_RESTORE:
		return BIT (PARENT);
	case OP_TIME_NAMESPACE:
		return BIT (PARENT) | BIT (STAGE);
	case OP_JOIN_PROCESS:
		return BIT (PARENT) | BIT (STAGE) | BIT (CHILD);
	case OP_JOIN_NAMESPACE:
	case OP_JOIN_CONTAINER:
	case OP_UNSHARE:
		return BIT (STAGE) | BIT (CHILD);
	case OP_WRITE_PROC:
	case OP_NET_DEVICE:
	case OP_ADD_PROCESS:
		return BIT (AFTER);
	case OP_RLIMIT:
	case OP_SCHEDULER:
	case OP_IO_PRIORITY:
		return BIT (AFTER) | BIT (CHILD);
	case OP_CPU_AFFINITY:
		return BIT (PARENT) | BIT (CHILD);
	case OP_PERSONALITY:
	case OP_MEMORY_POLICY:
	case OP_SECURITY_LABEL:
	case OP_JOIN_CGROUPS:
	case OP_NEW_SESSION:
	case OP_LOOPBACK_UP:
	case OP_HOSTNAME:
	case OP_DOMAINNAME:
	case OP_PROPAGATION:
	case OP_EARLY:
	case OP_ROOT_BIND:
	case OP_ROOT_OVERLAY:
	case OP_OPEN_ROOT:
	case OP_PLACE_ROOT:
	case OP_MOUNT:
	case OP_MOUNT_OVER:
	case OP_BIND:
	case OP_BIND_LINK:
	case OP_FILL:
	case OP_REMOUNT:
	case OP_ROOT_DIR:
	case OP_NODE:
	case OP_SYMLINK:
	case OP_TERMINAL:
	case OP_PIVOT_ROOT:
	case OP_CHANGE_ROOT:
	case OP_MOVE_ROOT:
	case OP_ROOT_ATTRIBUTES:
	case OP_MASK_PATH:
	case OP_READONLY_PATH:
	case OP_SYSCTL:
	case OP_UMASK:
	case OP_GROUPS:
	case OP_IDENTITY:
	case OP_BOUNDING_SET:
	case OP_SET_CAPABILITIES:
	case OP_NO_NEW_PRIVILEGES:
	case OP_CHANGE_DIR:
	case OP_FIND_PROGRAM:
	case OP_SESSION_KEYRING:
	case OP_CALL_MEET:
	case OP_WAIT_MEET:
	case OP_WAIT_START:
	case OP_SECCOMP:
	case OP_INIT:
	case OP_EXEC:
		return BIT (CHILD);
	case OP_HOOK:
		return BIT (MEET) | BIT (CHILD) | BIT (EXIT) | BIT (CONTROL);
	case OP_RECORD_PROCESS:
		return BIT (MEET);
	case OP_NOTIFY_SOCKET:
	case OP_START:
	case OP_SIGNAL:
	case OP_RUN_PROGRAM:
		return BIT (CONTROL);
	case OP_SIGNAL_CGROUP:
	case OP_REMOVE_CGROUP:
	case OP_REMOVE_DIR:
	case OP_REMOVE_FILE:
		return BIT (CONTROL) | BIT (EXIT);
	case OP_REMOVE_TREE:
		return BIT (CONTROL) | BIT (EXIT) | BIT (TOLD);
	case OP_RECORD_EXIT:
	case OP_SET_ASIDE:
		return BIT (EXIT);
	}
	return 0;
}

/* The section that a marker begins, if it may follow the one before it; SECTIONS if not. */
static enum section next_section (enum section now, unsigned code)
{
	if (code == OP_STAGE && now == SECTION_PARENT)
		return SECTION_STAGE;
	if (code == OP_CLONE && (now == SECTION_PARENT || now == SECTION_STAGE))
		return SECTION_AFTER;
	if (code == OP_MEET && now == SECTION_AFTER)
		return SECTION_MEET;
	if (code == OP_CHILD && (now == SECTION_AFTER || now == SECTION_MEET))
		return SECTION_CHILD;
	if (code == OP_EXIT && (now == SECTION_CHILD || now == SECTION_PARENT))
		return SECTION_EXIT;
	if (code == OP_TOLD && now == SECTION_EXIT)
		return SECTION_TOLD;
	return SECTIONS;
}

static const char *find_sections (struct plan *plan)
{
	bool restores = plan_has (plan, OP_RESTORE);
	enum section now = plan_makes (plan) ? SECTION_PARENT : SECTION_CONTROL;

	memset (plan->sections, 0, sizeof plan->sections);
	for (uint32_t i = 0; i < plan->count; i++) {
		unsigned code = plan->ops[i].code;
		if (code <= OP_TOLD) {
			now = next_section (now, code);
			if (now == SECTIONS)
				return "its sections are out of order";
			plan->sections[now].first = i + 1;
		} else if (!(sections_of (code) & 1U << now)) {
			return "an operation stands in a section where it may not";
		}
		plan->sections[now].end = i + 1;
	}
	return (now == SECTION_PARENT && !restores) || now == SECTION_STAGE || now == SECTION_AFTER ||
	                       now == SECTION_MEET
	               ? "it makes no child"
	               : NULL;
}

static bool is_mount (const struct plan *plan, uint64_t index)
{
	if (index >= plan->sections[SECTION_CHILD].end)
		return false;
	unsigned code = plan->ops[index].code;
	return code == OP_ROOT_BIND || code == OP_ROOT_OVERLAY || code == OP_MOUNT || code == OP_BIND;
}

/* What is prepared early are mounts that come later. */
static const char *check_early (const struct plan *plan)
{
	int at = plan_find (plan, OP_EARLY);
	struct fields fields;
	uint64_t after = 0;

	if (at < 0)
		return NULL;
	plan_fields (plan, (uint32_t) at, &fields);
	uint64_t count = fields.at[0].number;
	if (count > PLAN_MAX_EARLY)
		return "too many mounts are to be prepared";
	for (uint64_t i = 0; i < count; i++) {
		uint64_t next = list_number (&fields.at[0]);
		if (next <= after || !is_mount (plan, (uint64_t) at + next))
			return "what is to be prepared is no mount that comes later";
		after = next;
	}
	for (uint32_t i = (uint32_t) at + 1; i < plan->count; i++)
		if (plan->ops[i].code == OP_EARLY)
			return "mounts are to be prepared twice";
	return NULL;
}

/* The new process ends in EXEC, does that once, and waits at most once, for a fifo that the plan makes. */
static const char *check_child (const struct plan *plan)
{
	struct range child = plan->sections[SECTION_CHILD];
	unsigned waits = 0, inits = 0, meets = 0, calls = 0;

	if (!plan_has (plan, OP_CLONE))
		return NULL;
	for (uint32_t i = child.first; i < child.end; i++) {
		waits += plan->ops[i].code == OP_WAIT_START;
		meets += plan->ops[i].code == OP_WAIT_MEET;
		if (plan->ops[i].code == OP_CALL_MEET && (meets || calls++))
			return "the child calls twice for what is done meanwhile";
		inits += plan->ops[i].code == OP_INIT;
		if ((plan->ops[i].code == OP_EXEC) != (i == child.end - 1))
			return "the child does not end with its only exec";
	}
	if (child.first == child.end)
		return "the child does nothing";
	if (meets != (plan->sections[SECTION_MEET].first > 0) || calls > meets)
		return "the child does not wait exactly once for what is done meanwhile";
	if (waits > 1 || inits > 1)
		return "the child waits or forks more than once";
	return waits && !plan_has (plan, OP_MAKE_FIFO) ? "the child waits for a start that has no fifo" : NULL;
}

/* A process that is brought back is there, and runs, once that has been done: nothing can follow but its end. */
static const char *check_restore (const struct plan *plan)
{
	struct range parent = plan->sections[SECTION_PARENT];
	int at = plan_find (plan, OP_RESTORE);

	if (at < 0)
		return NULL;
	if (plan_has (plan, OP_CLONE))
		return "it makes a process and brings one back";
	return (uint32_t) at + 1 != parent.end ? "an operation follows the one that brings a process back" : NULL;
}

/* The plan that a health check carries out makes a process, and has no other in it. */
static const char *check_health (const struct plan *plan)
{
	static struct plan probe;
	static bool inside;
	struct fields fields;
	const char *why;
	int at = plan_find (plan, OP_HEALTH_CHECK);

	if (at < 0)
		return NULL;
	if (inside)
		return "a plan in it has one in it";
	plan_fields (plan, (uint32_t) at, &fields);
	inside = true;
	bool good = plan_decode ((const uint8_t *) fields.at[7].text, fields.at[7].number, &probe, &why);
	inside = false;
	if (!good)
		return why;
	return plan_has (&probe, OP_CLONE) ? NULL : "its health check makes no process";
}

const char *plan_order (struct plan *plan)
{
	const char *why = find_sections (plan);

	why = why ? why : check_restore (plan);
	why = why ? why : check_health (plan);
	why = why ? why : check_early (plan);
	return why ? why : check_child (plan);
}
