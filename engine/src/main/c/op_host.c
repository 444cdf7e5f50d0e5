/* On the host, before the new process exists: what is made here is undone if the launch fails. */
#include "address.h"
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <linux/bpf.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

/* Fields: path mode */
bool op_make_dir (struct run *run, struct fields *f)
{
	const char *path = f->at[0].text;
	struct stat status;

	if (mkdir (path, (mode_t) f->at[1].number & 07777) == 0) {
		run_made (run);
		return true;
	}
	if (errno != EEXIST)
		return false;
	if (stat (path, &status) == 0 && S_ISDIR (status.st_mode))
		return true;
	errno = ENOTDIR;
	return false;
}

/* Kernel files want all of a value in one write(2). */
static bool write_once (int fd, struct field data)
{
	size_t length = data.number - 1;
	ssize_t written = write (fd, data.text, length);

	if (written >= 0 && (size_t) written != length)
		errno = EIO;
	return written >= 0 && (size_t) written == length;
}

/* Device rules are a dozen values for one file, whose opening costs more than all of them. */
static bool is_written_next (const struct run *run, const char *path)
{
	const struct plan *plan = run->plan;
	uint32_t next = run->index + 1;
	struct fields fields;

	if (next >= plan->count || plan->ops[next].code != OP_WRITE_FILE)
		return false;
	plan_fields (plan, next, &fields);
	return strcmp (fields.at[0].text, path) == 0;
}

/* Fields: path data optional */
bool op_write_file (struct run *run, struct fields *f)
{
	const char *path = f->at[0].text;
	int fd = run->written >= 0 ? run->written : open (path, O_WRONLY | O_CLOEXEC | O_NOCTTY);

	run->written = -1;
	if (fd < 0)
		return errno == ENOENT && f->at[2].number;
	bool good = write_once (fd, f->at[1]);
	if (good && is_written_next (run, path) && lseek (fd, 0, SEEK_SET) == 0) {
		run->written = fd;
		return true;
	}
	return closing (fd, good);
}

/* Held open for reading and writing: so a start never finds it without a reader, and a wait never sees its end. */
bool op_make_fifo (struct run *run, struct fields *f)
{
	if (mkfifo (f->at[0].text, 0600) < 0)
		return false;
	run_made (run);
	run->fifo = open (f->at[0].text, O_RDWR | O_CLOEXEC);
	return run->fifo >= 0;
}

/* The file to join by, opened by the launcher: the kernel asks for the rights of who has opened it. Through "tasks"
 * a thread moves itself without stopping the whole system's forks, as "cgroup.procs" would. */
bool op_open_cgroup (struct run *run, struct fields *f)
{
	char path[PATH_MAX];

	if (strlen (f->at[0].text) + sizeof "/tasks" > sizeof path) {
		errno = ENAMETOOLONG;
		return false;
	}
	add_text (add_text (path, f->at[0].text), "/tasks");
	int tasks = open (path, O_WRONLY | O_CLOEXEC);
	if (tasks < 0)
		return run_detail (run, "tasks");
	if (run->cgroup_count == RUN_MAX_CGROUPS) {
		errno = E2BIG;
		return closing (tasks, false);
	}
	run->cgroups[run->cgroup_count++] = tasks;
	return true;
}

bool op_into_cgroup (struct run *run, struct fields *f)
{
	run->into_cgroup = open (f->at[0].text, O_PATH | O_DIRECTORY | O_CLOEXEC);
	return run->into_cgroup >= 0;
}

static long bpf (int command, union bpf_attr *attr)
{
	return syscall (SYS_bpf, command, attr, sizeof *attr);
}

/* Fields: path program */
bool op_device_filter (struct run *run, struct fields *f)
{
	static const char LICENSE[] = "GPL";
	union bpf_attr load = { 0 }, attach = { 0 };

	if (f->at[1].number == 0 || f->at[1].number % sizeof (struct bpf_insn)) {
		errno = EINVAL;
		return run_detail (run, "a program of part of an instruction");
	}
	load.prog_type = BPF_PROG_TYPE_CGROUP_DEVICE;
	load.insn_cnt = (uint32_t) (f->at[1].number / sizeof (struct bpf_insn));
	load.insns = (uintptr_t) f->at[1].text;
	load.license = (uintptr_t) LICENSE;
	add_text (load.prog_name, "shibafu_devices"); /* by this name it is found again, to be replaced */
	int program = (int) bpf (BPF_PROG_LOAD, &load);
	if (program < 0)
		return run_detail (run, "load the program");
	int cgroup = open (f->at[0].text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (cgroup < 0)
		return closing (program, false);
	attach.target_fd = (uint32_t) cgroup;
	attach.attach_bpf_fd = (uint32_t) program;
	attach.attach_type = BPF_CGROUP_DEVICE;
	attach.attach_flags = BPF_F_ALLOW_MULTI;
	bool good = bpf (BPF_PROG_ATTACH, &attach) == 0;
	if (!good)
		run_detail (run, "attach the program");
	return closing (cgroup, closing (program, good));
}

/* Fields: fd path write */
bool op_open_stdio (struct run *run, struct fields *f)
{
	const char *path = f->at[1].text;
	int flags = O_CLOEXEC | O_NOCTTY | (f->at[2].number ? O_WRONLY | O_APPEND : O_RDONLY);

	if (f->at[0].number > 2) {
		errno = EBADF;
		return false;
	}
	int fd = f->at[2].number ? open (path, flags | O_CREAT | O_EXCL, 0600) : -1;
	if (fd >= 0)
		run_made (run);
	else
		fd = open (path, flags);
	run->stdio[f->at[0].number] = fd;
	return fd >= 0;
}

/* Who may reach a pipe by /proc/self/fd may use it: the program may have another user than the one that made it. */
static int make_pipe (int *end)
{
	int ends[2];

	if (pipe2 (ends, O_CLOEXEC) < 0)
		return -1;
	fchmod (ends[1], 0666);
	*end = ends[1];
	return ends[0];
}

bool op_log_output (struct run *run, struct fields *f)
{
	(void) f;
	run->launch->log_out = make_pipe (&run->stdio[1]);
	run->launch->log_err = make_pipe (&run->stdio[2]);
	return run->launch->log_out >= 0 && run->launch->log_err >= 0;
}

/* Before anything is made, so that a missing listener costs nothing. */
static bool connect_to (const char *path, int *fd)
{
	struct sockaddr_un address;
	int dir = address_of (path, &address);

	if (dir < 0)
		return false;
	*fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool good = *fd >= 0 && connect (*fd, (const struct sockaddr *) &address, sizeof address) == 0;
	return closing (dir, good);
}

bool op_console_socket (struct run *run, struct fields *f)
{
	return connect_to (f->at[0].text, &run->console);
}

/* Fields: path type */
bool op_pidfd_socket (struct run *run, struct fields *f)
{
	return connect_to (f->at[0].text, &run->pidfd_socket);
}

/* A socket has the mode that it is made with. */
static bool listen_at (struct run *run, int listener, const struct sockaddr_un *address)
{
	mode_t mask = umask (0177);
	bool made = bind (listener, (const struct sockaddr *) address, sizeof *address) == 0;
	int error = errno;

	umask (mask);
	errno = error;
	if (made)
		run_made (run);
	return made && listen (listener, SOMAXCONN) == 0;
}

/* Fields: path input. With input, what those who attach type is the container's stdin. */
bool op_attach_socket (struct run *run, struct fields *f)
{
	struct sockaddr_un address;
	int dir = address_of (f->at[0].text, &address);

	if (dir < 0)
		return false;
	run->launch->listener = socket (AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	bool good = run->launch->listener >= 0 && listen_at (run, run->launch->listener, &address);
	if (good && f->at[1].number) {
		run->stdio[0] = make_pipe (&run->launch->input);
		good = run->stdio[0] >= 0;
	}
	return closing (dir, good);
}

/* Fields: name data. A file of the new process in /proc, which is the host's here. */
bool op_write_proc (struct run *run, struct fields *f)
{
	char path[NAME_MAX + 32];

	if (strchr (f->at[0].text, '/') || strlen (f->at[0].text) > NAME_MAX) {
		errno = EINVAL;
		return false;
	}
	add_text (add_text (add_number (add_text (path, "/proc/"), run->pid), "/"), f->at[0].text);
	int fd = open (path, O_WRONLY | O_CLOEXEC);
	return fd >= 0 && closing (fd, write_once (fd, f->at[1]));
}

/* Fields: path. A file that lists the processes of a group of the kernel's, such as resctrl's "tasks". */
bool op_add_process (struct run *run, struct fields *f)
{
	char text[24];
	size_t length = (size_t) (add_number (text, run->pid) - text);
	int fd = open (f->at[0].text, O_WRONLY | O_CLOEXEC);

	return fd >= 0 && closing (fd, write (fd, text, length) == (ssize_t) length);
}
