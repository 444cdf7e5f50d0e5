/* What the new process is: names, limits, user, capabilities. */
#include "run.h"
#include "sys.h"

#include <errno.h>
#include <grp.h>
#include <linux/capability.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

enum { GROUPS_BATCH = 1024, LAST_CAPABILITY = 63 };

bool op_new_session (struct run *run, struct fields *f)
{
	(void) run;
	(void) f;
	return setsid () >= 0;
}

/* Any kind of socket knows of the interfaces. */
bool op_loopback_up (struct run *run, struct fields *f)
{
	struct ifreq request = { .ifr_name = "lo" };
	int fd = socket (AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	(void) run;
	(void) f;
	bool good = fd >= 0 && ioctl (fd, SIOCGIFFLAGS, &request) == 0;
	if (good) {
		request.ifr_flags |= IFF_UP;
		good = ioctl (fd, SIOCSIFFLAGS, &request) == 0;
	}
	return closing (fd, good);
}

bool op_hostname (struct run *run, struct fields *f)
{
	(void) run;
	return sethostname (f->at[0].text, f->at[0].number - 1) == 0;
}

bool op_domainname (struct run *run, struct fields *f)
{
	(void) run;
	return setdomainname (f->at[0].text, f->at[0].number - 1) == 0;
}

/* Fields: name value */
bool op_sysctl (struct run *run, struct fields *f)
{
	static const uint64_t STRICT = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV;
	size_t length = f->at[1].number - 1;
	int proc = tree_proc (run);
	int sys = proc < 0 ? -1 : sys_openat2 (proc, "sys", O_PATH | O_DIRECTORY, STRICT);
	int fd = sys < 0 ? -1 : sys_openat2 (sys, f->at[0].text, O_WRONLY, STRICT);
	bool good = fd >= 0 && write (fd, f->at[1].text, length) == (ssize_t) length;

	return closing (sys, closing (fd, good));
}

/* Fields: resource soft hard. Before the child, its launcher may raise what the child may not. */
bool op_rlimit (struct run *run, struct fields *f)
{
	struct {
		uint64_t soft, hard;
	} limit = { f->at[1].number, f->at[2].number };

	return syscall (SYS_prlimit64, run->pid, f->at[0].number, &limit, NULL) == 0;
}

/* Only for the program: until then directories are made with the modes that the plan says. */
bool op_umask (struct run *run, struct fields *f)
{
	run->umask = (mode_t) f->at[0].number & 0777;
	return true;
}

bool op_groups (struct run *run, struct fields *f)
{
	gid_t groups[GROUPS_BATCH];
	uint64_t count = f->at[0].number;

	(void) run;
	if (count > GROUPS_BATCH) {
		errno = E2BIG;
		return false;
	}
	for (uint64_t i = 0; i < count; i++)
		groups[i] = list_number (&f->at[0]);
	return setgroups (count, groups) == 0;
}

/* Fields: uid gid. By system call: libc would want to tell other threads. The capabilities stay permitted, until
 * the plan says which to keep. */
bool op_identity (struct run *run, struct fields *f)
{
	uint64_t uid = f->at[0].number, gid = f->at[1].number;

	(void) run;
	return prctl (PR_SET_KEEPCAPS, 1) == 0 && syscall (SYS_setresgid, gid, gid, gid) == 0 &&
	       syscall (SYS_setresuid, uid, uid, uid) == 0;
}

/* Fields: keep. A capability that the kernel does not know is in no set. */
bool op_bounding_set (struct run *run, struct fields *f)
{
	for (unsigned long cap = 0; cap <= LAST_CAPABILITY; cap++) {
		int has = prctl (PR_CAPBSET_READ, cap, 0, 0, 0);
		if (has < 0 && errno == EINVAL)
			break;
		if (has < 0)
			return false;
		if (!has || f->at[0].number >> cap & 1)
			continue;
		if (prctl (PR_CAPBSET_DROP, cap, 0, 0, 0) < 0)
			return false;
		run->value++;
	}
	return true;
}

/* Fields: effective permitted inheritable ambient */
bool op_set_capabilities (struct run *run, struct fields *f)
{
	struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
	struct __user_cap_data_struct data[2];

	for (unsigned i = 0; i < 2; i++) {
		data[i].effective = (uint32_t) (f->at[0].number >> 32 * i);
		data[i].permitted = (uint32_t) (f->at[1].number >> 32 * i);
		data[i].inheritable = (uint32_t) (f->at[2].number >> 32 * i);
	}
	if (syscall (SYS_capset, &header, data) < 0)
		return false;
	if (prctl (PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0) < 0)
		return run_detail (run, "clear the ambient set");
	for (unsigned long cap = 0; cap <= LAST_CAPABILITY; cap++)
		if (f->at[3].number >> cap & 1 && prctl (PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0) < 0)
			return run_detail (run, "raise the ambient set");
	return true;
}

bool op_no_new_privileges (struct run *run, struct fields *f)
{
	(void) run;
	(void) f;
	return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0;
}
