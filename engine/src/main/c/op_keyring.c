/* The session keyring: keys of whoever called the runtime must not be in reach of the container (keyrings(7)). */
#include "run.h"

#include <errno.h>
#include <linux/keyctl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { DESCRIPTION_MAX = 512 };

static long keyctl (long what, const void *a, const void *b, long c)
{
	return syscall (SYS_keyctl, what, a, b, c, 0);
}

/* A description is "type;uid;gid;rights;name", rights in hexadecimal. False if it is none. */
bool keyring_described (const char *text, uint32_t *uid, uint32_t *rights)
{
	uint64_t fields[3];
	char *end;

	text = strchr (text, ';');
	for (unsigned i = 0; i < 3; i++) {
		if (!text || text[1] == ';')
			return false;
		fields[i] = strtoull (text + 1, &end, i < 2 ? 10 : 16);
		text = *end == ';' ? end : NULL;
	}
	*uid = (uint32_t) fields[0];
	*rights = (uint32_t) fields[2];
	return text;
}

/* Anybody may have made a keyring of any name, and would see what is put into it. */
static bool permit (struct run *run, long ring, uint32_t more)
{
	char text[DESCRIPTION_MAX];
	uint32_t uid, rights;

	long size = syscall (SYS_keyctl, KEYCTL_DESCRIBE, ring, text, sizeof text);
	if (size < 0)
		return run_detail (run, "describe it");
	if (size > DESCRIPTION_MAX || !keyring_described (text, &uid, &rights)) {
		errno = EBADMSG;
		return run_detail (run, "describe it");
	}
	if (uid != geteuid ()) {
		errno = EPERM;
		return run_detail (run, "it is another user's");
	}
	return syscall (SYS_keyctl, KEYCTL_SETPERM, ring, rights | more) == 0 || run_detail (run, "set its rights");
}

/* What new keys are called by SELinux. A kernel without it refuses, and will refuse the program's label as well. */
static bool label_keys (struct run *run, const char *label)
{
	return security_attribute (run, "attr/keycreate", label) || errno == ENOENT || errno == EINVAL;
}

/* A kernel without keys has none that could be reached. */
bool keyring_join (const char *name)
{
	return keyctl (KEYCTL_JOIN_SESSION_KEYRING, name, NULL, 0) >= 0 || errno == ENOSYS;
}

/* Fields: name permit label. A kernel without keys has none that could be reached. */
bool op_session_keyring (struct run *run, struct fields *f)
{
	const char *label = f->at[2].text;
	uint32_t more = (uint32_t) f->at[1].number;

	if (*label && !label_keys (run, label))
		return run_detail (run, "label it");
	long ring = keyctl (KEYCTL_JOIN_SESSION_KEYRING, f->at[0].text, NULL, 0);
	if (ring < 0)
		return errno == ENOSYS;
	return (!more || permit (run, ring, more)) && (!*label || label_keys (run, ""));
}
