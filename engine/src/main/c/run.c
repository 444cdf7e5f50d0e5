#include "run.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

uint64_t run_clock (void)
{
	struct timespec now;

	clock_gettime (CLOCK_MONOTONIC, &now);
	return (uint64_t) now.tv_sec * 1000000000U + (uint64_t) now.tv_nsec;
}

bool closing (int fd, bool result)
{
	int error = errno;

	if (fd >= 0)
		close (fd);
	errno = error;
	return result;
}

bool run_detail (struct run *run, const char *text)
{
	size_t length = strnlen (text, DETAIL_MAX - 1);

	memcpy (run->report->detail, text, length);
	run->report->detail[length] = 0;
	return false;
}

void run_made (struct run *run)
{
	run->launch->made[run->index / 8] |= (uint8_t) (1U << run->index % 8);
}

/* Before another process is let go: from then on all but its own record is that one's. */
void run_begin (struct run *run, uint32_t index)
{
	run->index = index;
	run->value = 0;
	run->report->count = index + 1;
	run->report->detail[0] = 0;
}

bool run_end (struct run *run, bool good, uint64_t began)
{
	struct record *record = &run->report->records[run->index];
	int error = good ? 0 : errno ? errno : EIO;

	record->nanos = run_clock () - began;
	record->value = run->value;
	record->error = (uint32_t) error;
	if (!good)
		run->report->failed = run->index;
	errno = error;
	return good;
}

/* Mounting, in the host's own mount namespace, would change the host. No plan is meant to. */
static bool may_mount (struct run *run)
{
	if (run->own_mounts)
		return true;
	errno = EPERM;
	return run_detail (run, "the process has no mount namespace of its own");
}

/* Safe because every field was decoded and bounded before the first operation. Paths of fields named path and source
 * are the operator's; a destination is only ever given to op_path.c. */
static bool carry_out (struct run *run, enum op_code code, struct fields *f)
{
	switch (code) {
	case OP_STAGE:
	case OP_CLONE:
	case OP_CHILD:
	case OP_EXIT:
	case OP_MEET:
	case OP_TOLD:
		return true;
#define ON(constant, call)                                                                                             \
	case OP_##constant:                                                                                            \
		return call (run, f);
#define ON_MOUNTS(constant, call)                                                                                      \
	case OP_##constant:                                                                                            \
		return may_mount (run) && call (run, f);
		ON (MAKE_DIR, op_make_dir)
		ON (WRITE_FILE, op_write_file)
		ON (MAKE_FIFO, op_make_fifo)
		ON (OPEN_CGROUP, op_open_cgroup)
		ON (INTO_CGROUP, op_into_cgroup)
		ON (DEVICE_FILTER, op_device_filter)
		ON (TIME_NAMESPACE, op_time_namespace)
		ON (OPEN_STDIO, op_open_stdio)
		ON (LOG_OUTPUT, op_log_output)
		ON (CONSOLE_SOCKET, op_console_socket)
		ON (PIDFD_SOCKET, op_pidfd_socket)
		ON (ATTACH_SOCKET, op_attach_socket)
		ON (JOIN_NAMESPACE, op_join_namespace)
		ON (JOIN_PROCESS, op_join_process)
		ON (JOIN_CONTAINER, op_join_container)
		ON (COPY_MOUNT, op_copy_mount)
		ON (WRITE_PROC, op_write_proc)
		ON (MAP_IDS, op_map_ids)
		ON (SERVE_ROOT, op_serve_root)
		ON (JOIN_CGROUPS, op_join_cgroups)
		ON (UNSHARE, op_unshare)
		ON (NEW_SESSION, op_new_session)
		ON (LOOPBACK_UP, op_loopback_up)
		ON (HOSTNAME, op_hostname)
		ON (DOMAINNAME, op_domainname)
		ON_MOUNTS (PROPAGATION, op_propagation)
		ON_MOUNTS (EARLY, op_early)
		ON_MOUNTS (ROOT_BIND, op_root_bind)
		ON_MOUNTS (ROOT_OVERLAY, op_root_overlay)
		ON (OPEN_ROOT, op_open_root)
		ON_MOUNTS (PLACE_ROOT, op_place_root)
		ON_MOUNTS (MOUNT, op_mount)
		ON_MOUNTS (MOUNT_OVER, op_mount_over)
		ON_MOUNTS (BIND, op_bind)
		ON_MOUNTS (BIND_LINK, op_bind_link)
		ON_MOUNTS (FILL, op_fill)
		ON_MOUNTS (REMOUNT, op_remount)
		ON (ROOT_DIR, op_root_dir)
		ON (NODE, op_node)
		ON (SYMLINK, op_symlink)
		ON (TERMINAL, op_terminal)
		ON_MOUNTS (PIVOT_ROOT, op_pivot_root)
		ON (CHANGE_ROOT, op_change_root)
		ON_MOUNTS (MOVE_ROOT, op_move_root)
		ON_MOUNTS (ROOT_ATTRIBUTES, op_root_attributes)
		ON_MOUNTS (MASK_PATH, op_mask_path)
		ON_MOUNTS (READONLY_PATH, op_readonly_path)
		ON (SYSCTL, op_sysctl)
		ON (RLIMIT, op_rlimit)
		ON (UMASK, op_umask)
		ON (GROUPS, op_groups)
		ON (IDENTITY, op_identity)
		ON (BOUNDING_SET, op_bounding_set)
		ON (SET_CAPABILITIES, op_set_capabilities)
		ON (NO_NEW_PRIVILEGES, op_no_new_privileges)
		ON (CHANGE_DIR, op_change_dir)
		ON (FIND_PROGRAM, op_find_program)
		ON (WAIT_START, op_wait_start)
		ON (INIT, op_init)
		ON (EXEC, op_exec)
		ON (HOOK, op_hook)
		ON (WAIT_MEET, op_wait_meet)
		ON (CALL_MEET, op_call_meet)
		ON (NOTIFY_SOCKET, op_notify_socket)
		ON (SESSION_KEYRING, op_session_keyring)
		ON (SCHEDULER, op_scheduler)
		ON (IO_PRIORITY, op_io_priority)
		ON (CPU_AFFINITY, op_cpu_affinity)
		ON (PERSONALITY, op_personality)
		ON (MEMORY_POLICY, op_memory_policy)
		ON (SECURITY_LABEL, op_security_label)
		ON (NET_DEVICE, op_net_device)
		ON (RECORD_PROCESS, op_record_process)
		ON (RESTART, op_restart)
		ON (LOG_ROTATION, op_log_rotation)
		ON (HEALTH_CHECK, op_health_check)
		ON (RESTORE, op_restore)
		ON (RUN_PROGRAM, op_run_program)
		ON (ADD_PROCESS, op_add_process)
		ON (REMOVE_DIR, op_remove_dir)
		ON (START, op_start)
		ON (SIGNAL, op_signal)
		ON (SIGNAL_CGROUP, op_signal_cgroup)
		ON (REMOVE_CGROUP, op_remove_cgroup)
		ON (RECORD_EXIT, op_record_exit)
		ON (REMOVE_FILE, op_remove_file)
		ON (REMOVE_TREE, op_remove_tree)
		ON (SET_ASIDE, op_set_aside)
		ON (SECCOMP, op_seccomp)
		ON (SECCOMP_SOCKET, op_seccomp_socket)
#undef ON
#undef ON_MOUNTS
	}
	errno = ENOSYS;
	return false;
}

bool run_op (struct run *run, uint32_t index)
{
	struct fields fields;

	plan_fields (run->plan, index, &fields);
	run_begin (run, index);
	errno = 0;
	uint64_t began = run_clock ();
	bool good = carry_out (run, run->plan->ops[index].code, &fields);
	return run_end (run, good, began);
}

bool run_section (struct run *run, enum section section)
{
	struct range range = run->plan->sections[section];

	for (uint32_t i = range.first; i < range.end; i++)
		if (!run_op (run, i))
			return false;
	return true;
}
