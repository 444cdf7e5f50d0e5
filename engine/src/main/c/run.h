/* Operations being carried out. Each is one function: it yields false with errno when it fails. After clone there is
 * no malloc and no stdio, as the child may have next to no memory and shares the launcher's streams. */
#ifndef SHIBAFU_RUN_H
#define SHIBAFU_RUN_H

#include "launch.h"

#include <limits.h>
#include <sys/types.h>

enum { RUN_MAX_CGROUPS = 32 };

/* What one process of a launch knows. The stage and the child go on with copies of it. */
struct run {
	const struct plan *plan;
	struct report *report;
	struct launch *launch;
	uint32_t index; /* of the operation being carried out */
	uint64_t value; /* what it yields */

	int sync; /* this process' end of the socket between the launcher and the others */
	int peer; /* the launcher's end, in the others; to be closed there */
	int pidfd;
	pid_t pid;    /* of the new process, as the launcher sees it */
	bool called;  /* for what the launcher does meanwhile */
	bool started; /* the launcher no longer listens: failures are told on stderr */

	int cgroups[RUN_MAX_CGROUPS]; /* tasks files of v1 cgroups */
	unsigned cgroup_count;
	int into_cgroup;
	int written; /* the file of WRITE_FILE, as long as the next operation writes it again; -1 */
	int stdio[3];
	int fifo;
	int console;             /* connected console socket */
	int pidfd_socket;        /* connected, for whoever wants a pidfd of the new process */
	int seccomp;             /* connected to who listens to the filter */
	int target;              /* pidfd of JOIN_PROCESS, made where its pid is known */
	int home_pid, home_time; /* the launcher's own namespaces, once its children are to have others */
	int dumpable;            /* the launcher's, to be restored; -1: unchanged */
	uint64_t strings[2];     /* where argv and the environment lie in memory */

	bool closed;     /* nothing is open any more that a program must not have */
	bool own_mounts; /* in a mount namespace in which it may mount */
	int root;        /* O_PATH; -1: not known yet */
	bool placed;     /* it is attached at its path, not over the old one */
	int proc;        /* detached procfs; -1: not needed yet */
	mode_t umask;
	int wait_status;
	uint64_t oom_kills; /* as far as they are known before the exit section */
	int16_t trees[PLAN_MAX_OPS]; /* mounts that the launcher has made for the child; -1: none */
	int16_t maps[PLAN_MAX_OPS];  /* user namespaces by which the child maps what it mounts; -1: none */
	char program[PATH_MAX];
	char **arguments, **environment; /* NULL until all is ready for execve */
};

/* run.c: carries out one operation, measures it, and reports it. */
bool run_op (struct run *run, uint32_t index);
bool run_section (struct run *run, enum section section);
void run_begin (struct run *run, uint32_t index);
bool run_end (struct run *run, bool good, uint64_t began);
uint64_t run_clock (void);

/* Adds words to a failure; yields false and keeps errno. */
bool run_detail (struct run *run, const char *text);

/* Notes that this operation made something that a failed launch removes. */
void run_made (struct run *run);

/* Closes a descriptor, if there is one, and keeps both errno and the result. */
bool closing (int fd, bool result);

/* text.c: each writes at end and yields the new end, a zero. Room is the caller's business. */
char *add_text (char *end, const char *text);
char *add_number (char *end, int64_t number);

/* message.c: between the processes of a launch. */
enum message_kind {
	MESSAGE_GO = 1,   /* launcher to child: go on */
	MESSAGE_MADE,     /* stage to launcher: pid and pidfd of the child */
	MESSAGE_MASTER,   /* child to launcher, supervisor to front: the terminal's master */
	MESSAGE_READY,    /* child to launcher: it waits for its start */
	MESSAGE_LAUNCHED, /* supervisor to front: pid and pidfd, pid 0 if the launch failed */
	MESSAGE_KILL,     /* front to supervisor: nobody will start it */
	MESSAGE_ENDED,    /* supervisor to front: the wait status */
	MESSAGE_MEET,     /* child to launcher: it waits for what is done meanwhile; answered by GO */
	MESSAGE_LEFT,     /* front to supervisor: its caller has left by the keys, and what it followed goes on */
	MESSAGE_LISTENER, /* child to launcher: the descriptor that its filter's listener will be */
	MESSAGE_EARLY,    /* launcher to child: the mounts that were prepared */
};
struct message {
	uint32_t kind, number;
};
enum { MESSAGE_FILES = PLAN_MAX_EARLY };
bool send_files (int socket, const void *bytes, size_t size, const int *fds, size_t count);
/* *count: for how many descriptors there is room; then how many came. *cut: more were sent. Yields what recvmsg(2) does. */
ssize_t receive_files (int socket, void *bytes, size_t size, int *fds, size_t *count, bool *cut);
bool send_with (int socket, const void *bytes, size_t size, int fd);
bool message_send (int socket, enum message_kind kind, uint32_t number, int fd);
/* False at the end of the conversation. Without a descriptor *fd is -1. */
bool message_receive (int socket, struct message *message, int *fd);

/* spawn.c: makes the new process, directly or by a stage. The launcher alone returns. */
bool spawn (struct run *run);

/* ahead.c: makes a network namespace for the next process; false if the way back is lost. Without one a clone makes its
 * own, as without the right to do so. */
bool network_ahead (void);
/* Around a clone: enters it, and yields the flags that are left; false if the way back is lost. */
uint64_t network_enter (uint64_t flags, int *home);
bool network_leave (int home);
void network_forget (void);

/* child.c: what the new process does. */
_Noreturn void child_main (struct run *run);

/* op_join.c */
bool join_hide (struct run *run);
void join_home (const struct run *run);

/* process.c */
bool process_stat (pid_t pid, unsigned field, uint64_t *value);
/* Field 22 of this process' own, read once. */
bool process_own_start (uint64_t *start_time);
int process_open (pid_t pid, uint64_t start_time);
void pause_us (long microseconds);

/* op_control.c: a whole file at once, which takes the place of one that stands there. */
bool write_whole (const char *path, const char *text);

/* op_exec.c: does all that the program's execve needs to have been done, once. */
bool exec_prepare (struct run *run);

/* Closes what wait-start and exec close, where a filter may deny them to do so. */
bool exec_close_early (struct run *run);

/* op_seccomp.c: fetches the listener that the child makes, and sends it to where it belongs. */
bool seccomp_hand_over (struct run *run, uint32_t number);

/* init.c: every signal as a new program expects it. */

void reset_signals (void);

/* op_path.c: inside the root, by descriptor. */
enum path_kind { PATH_DIRECTORY, PATH_FILE };
int path_root (struct run *run);
void path_forget_root (struct run *run);
int path_open (struct run *run, const char *destination, int flags, uint64_t resolve);
int path_make (struct run *run, const char *destination, enum path_kind kind, mode_t mode, uint64_t resolve);
int path_parent (struct run *run, const char *destination, const char **name);

/* tree.c: mounts that are not attached yet. */
int tree_new (struct run *run, const char *type, const char *source, struct field options, uint64_t attributes);
int tree_overlay (struct run *run, struct field lower, const char *upper, const char *work);
int tree_proc (struct run *run);
bool tree_attach (struct run *run, int tree, int place, const char *destination, uint64_t resolve);
bool tree_attach_at (struct run *run, int tree, int place, const char *destination, int open_flags, uint64_t resolve);
bool tree_propagate (struct run *run, int tree, uint64_t flags);
bool tree_attributes (int tree, uint64_t set, uint64_t clear, bool recursive);
bool tree_configure (struct run *run, int fs, struct field options);
void tree_prepare (struct run *run);
/* Copies what an operation binds; -1 if that fails, or if it binds nothing. */
int tree_copy (struct run *run, uint32_t index);
/* The tree that the launcher has made for this operation, now its own; -1 if it must make it itself. */
int tree_given (struct run *run);

/* early.c: prepares the mounts of EARLY for the child. */
bool early_send (const struct run *run);

/* op_idmap.c: shows the owners in a tree that is not attached yet through a user namespace's maps. */
bool tree_map (struct run *run, int tree, int namespace, bool all);
/* The index of the child's mount that something is made for, as long as it has nothing; -1 if there is none. */
int tree_find_mount (const struct run *run, const char *source, const char *destination);

/* op_copyup.c: what a new file system takes over from its place. */
bool take_over (struct run *run, int place, int tree, bool mode, bool content);

/* op_schedule.c: writes a file of this process in /proc. */
bool security_attribute (struct run *run, const char *file, const char *text);

/* op_keyring.c */
bool keyring_described (const char *text, uint32_t *uid, uint32_t *rights);
bool keyring_join (const char *name);

/* op_exec.c: a list as execve wants it, in memory of its own; NULL with errno. */
char **vector_of (struct field list);

/* op_remove.c: also for undoing. */
bool remove_directory (int parent, const char *name, uint64_t deadline);

#define OPERATION(name) bool name (struct run *run, struct fields *fields)

OPERATION (op_make_dir);
OPERATION (op_write_file);
OPERATION (op_make_fifo);
OPERATION (op_open_cgroup);
OPERATION (op_into_cgroup);
OPERATION (op_device_filter);
OPERATION (op_time_namespace);
OPERATION (op_open_stdio);
OPERATION (op_log_output);
OPERATION (op_console_socket);
OPERATION (op_pidfd_socket);
OPERATION (op_attach_socket);
OPERATION (op_join_namespace);
OPERATION (op_join_process);
OPERATION (op_join_container);
OPERATION (op_copy_mount);
OPERATION (op_write_proc);
OPERATION (op_map_ids);
OPERATION (op_serve_root);
OPERATION (op_join_cgroups);
OPERATION (op_unshare);
OPERATION (op_new_session);
OPERATION (op_loopback_up);
OPERATION (op_hostname);
OPERATION (op_domainname);
OPERATION (op_propagation);
OPERATION (op_early);
OPERATION (op_root_bind);
OPERATION (op_root_overlay);
OPERATION (op_open_root);
OPERATION (op_place_root);
OPERATION (op_mount);
OPERATION (op_mount_over);
OPERATION (op_bind);
OPERATION (op_bind_link);
OPERATION (op_fill);
OPERATION (op_remount);
OPERATION (op_root_dir);
OPERATION (op_node);
OPERATION (op_symlink);
OPERATION (op_terminal);
OPERATION (op_pivot_root);
OPERATION (op_change_root);
OPERATION (op_move_root);
OPERATION (op_root_attributes);
OPERATION (op_mask_path);
OPERATION (op_readonly_path);
OPERATION (op_sysctl);
OPERATION (op_rlimit);
OPERATION (op_umask);
OPERATION (op_groups);
OPERATION (op_identity);
OPERATION (op_bounding_set);
OPERATION (op_set_capabilities);
OPERATION (op_no_new_privileges);
OPERATION (op_change_dir);
OPERATION (op_find_program);
OPERATION (op_wait_start);
OPERATION (op_init);
OPERATION (op_exec);
OPERATION (op_hook);
OPERATION (op_call_meet);
OPERATION (op_wait_meet);
OPERATION (op_notify_socket);
OPERATION (op_session_keyring);
OPERATION (op_scheduler);
OPERATION (op_io_priority);
OPERATION (op_cpu_affinity);
OPERATION (op_personality);
OPERATION (op_memory_policy);
OPERATION (op_security_label);
OPERATION (op_net_device);
OPERATION (op_record_process);
OPERATION (op_restart);
OPERATION (op_log_rotation);
OPERATION (op_health_check);
OPERATION (op_restore);
OPERATION (op_run_program);
OPERATION (op_add_process);
OPERATION (op_remove_dir);
OPERATION (op_start);
OPERATION (op_signal);
OPERATION (op_signal_cgroup);
OPERATION (op_remove_cgroup);
OPERATION (op_record_exit);
OPERATION (op_remove_file);
OPERATION (op_remove_tree);
OPERATION (op_set_aside);
OPERATION (op_seccomp);
OPERATION (op_seccomp_socket);

#endif
