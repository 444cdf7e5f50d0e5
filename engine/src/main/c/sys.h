/* System calls that libc does not have, or has in one version only. sys/mount.h is never included: glibc's fights with
 * the kernel's own header. All arguments are passed as long, as syscall(2) wants them. */
#ifndef SHIBAFU_SYS_H
#define SHIBAFU_SYS_H

#include <fcntl.h>
#include <linux/mount.h>
#include <linux/openat2.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The same on every architecture, for a libc older than the call. */
#ifndef SYS_pidfd_send_signal
#	define SYS_pidfd_send_signal 424
#endif
#ifndef SYS_open_tree
#	define SYS_open_tree 428
#	define SYS_move_mount 429
#	define SYS_fsopen 430
#	define SYS_fsconfig 431
#	define SYS_fsmount 432
#	define SYS_fspick 433
#endif
#ifndef SYS_pidfd_open
#	define SYS_pidfd_open 434
#endif
#ifndef SYS_clone3
#	define SYS_clone3 435
#endif
#ifndef SYS_close_range
#	define SYS_close_range 436
#endif
#ifndef SYS_openat2
#	define SYS_openat2 437
#endif
#ifndef SYS_pidfd_getfd
#	define SYS_pidfd_getfd 438
#endif
#ifndef SYS_faccessat2
#	define SYS_faccessat2 439
#endif
#ifndef SYS_mount_setattr
#	define SYS_mount_setattr 442
#endif

#ifndef MOUNT_ATTR_NOSYMFOLLOW
#	define MOUNT_ATTR_NOSYMFOLLOW 0x00200000
#endif

/* From linux/sched.h, which fights with musl's sched.h. */
struct clone_request {
	uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid, set_tid_size,
		cgroup;
};
enum { CLONE_REQUEST_PIDFD = 0x1000, CLONE_REQUEST_PARENT = 0x8000 };
#define CLONE_REQUEST_INTO_CGROUP 0x200000000ULL

enum { UNMOUNT_DETACH = 2 }; /* MNT_DETACH */

/* struct statx, of which only the mount's id is wanted; musl has it late, and linux/stat.h fights with sys/stat.h. */
struct statx_answer {
	uint32_t mask;
	uint8_t others[140];
	uint64_t mount_id;
	uint8_t rest[104];
};
enum { STATX_ANSWER_MOUNT_ID = 0x1000 };

static inline int sys_statx (int fd, unsigned mask, struct statx_answer *answer)
{
	return (int) syscall (SYS_statx, fd, "", AT_EMPTY_PATH, mask, answer);
}

static inline int sys_clone3 (struct clone_request *request)
{
	return (int) syscall (SYS_clone3, request, sizeof *request);
}

static inline int sys_openat2 (int dir, const char *path, int flags, uint64_t resolve)
{
	struct open_how how = { .flags = (unsigned) (flags | O_CLOEXEC), .resolve = resolve };
	return (int) syscall (SYS_openat2, dir, path, &how, sizeof how);
}

static inline int sys_open_tree (int dir, const char *path, unsigned flags)
{
	return (int) syscall (SYS_open_tree, dir, path, flags | OPEN_TREE_CLOEXEC);
}

static inline int sys_move_mount (int from, int to, const char *path)
{
	unsigned flags = MOVE_MOUNT_F_EMPTY_PATH | (*path ? 0 : MOVE_MOUNT_T_EMPTY_PATH);
	return (int) syscall (SYS_move_mount, from, "", to, path, flags);
}

static inline int sys_mount_setattr (int dir, const char *path, unsigned flags, struct mount_attr *attr)
{
	return (int) syscall (SYS_mount_setattr, dir, path, flags | AT_EMPTY_PATH, attr, sizeof *attr);
}

static inline int sys_fsopen (const char *type)
{
	return (int) syscall (SYS_fsopen, type, FSOPEN_CLOEXEC);
}

static inline int sys_fspick (int mount)
{
	return (int) syscall (SYS_fspick, mount, "", FSPICK_CLOEXEC | FSPICK_EMPTY_PATH);
}

static inline int sys_fsconfig (int fs, unsigned command, const char *key, const char *value)
{
	return (int) syscall (SYS_fsconfig, fs, command, key, value, 0);
}

static inline int sys_fsmount (int fs, unsigned attributes)
{
	return (int) syscall (SYS_fsmount, fs, FSMOUNT_CLOEXEC, attributes);
}

static inline int sys_mount (const char *source, const char *target, const char *type, unsigned long flags,
                             const char *data)
{
	return (int) syscall (SYS_mount, source, target, type, flags, data);
}

static inline int sys_unmount (const char *target, int flags)
{
	return (int) syscall (SYS_umount2, target, flags);
}

static inline int sys_pivot_root (const char *root, const char *old)
{
	return (int) syscall (SYS_pivot_root, root, old);
}

static inline int sys_pidfd_open (pid_t pid)
{
	return (int) syscall (SYS_pidfd_open, pid, 0);
}

static inline int sys_pidfd_getfd (int pidfd, int fd)
{
	return (int) syscall (SYS_pidfd_getfd, pidfd, fd, 0);
}

static inline int sys_pidfd_send_signal (int pidfd, int signal)
{
	return (int) syscall (SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
}

static inline int sys_close_range (unsigned first, unsigned last)
{
	return (int) syscall (SYS_close_range, first, last, 0);
}

/* Its requests are int for musl and unsigned long for glibc. */
static inline int sys_ioctl (int fd, unsigned long request, void *argument)
{
	return (int) syscall (SYS_ioctl, fd, request, argument);
}

static inline int sys_faccessat2 (int dir, const char *path, int mode, int flags)
{
	return (int) syscall (SYS_faccessat2, dir, path, mode, flags);
}

#endif
