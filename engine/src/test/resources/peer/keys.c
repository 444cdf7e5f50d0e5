/* Keys of the session: "own KEY PROGRAM..." runs a program in a session keyring of its own that holds a key, "add KEY"
 * adds one, "find KEY" tells the session keyring and whether the key can be found from there and read. "lend KEYRING" gives everybody a user's
 * keyring of that name, "fill USER" makes as many as the user may have. */
#include <errno.h>
#include <linux/keyctl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static long add (const char *name)
{
	return syscall (SYS_add_key, "user", name, "value", 5UL, (long) KEY_SPEC_SESSION_KEYRING);
}

int main (int argc, char **argv)
{
	char text[256] = "", value[16] = "";

	if (argc >= 4 && strcmp (argv[1], "own") == 0) {
		if (syscall (SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) < 0 || add (argv[2]) < 0)
			return 2;
		execvp (argv[3], argv + 3);
		return 3;
	}
	if (argc == 3 && strcmp (argv[1], "add") == 0)
		return add (argv[2]) < 0;
	if (argc == 3 && strcmp (argv[1], "lend") == 0) {
		if (setuid (1000) < 0)
			return 2;
		long ring = syscall (SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, argv[2]);
		if (ring < 0 || syscall (SYS_keyctl, KEYCTL_SETPERM, ring, 0x3f3f3f3fL) < 0)
			return 3;
		puts ("lent");
		fflush (stdout);
		return (int) pause ();
	}
	if (argc == 3 && strcmp (argv[1], "fill") == 0) {
		char name[32];
		if (setuid ((uid_t) atoi (argv[2])) < 0 || syscall (SYS_keyctl, KEYCTL_JOIN_SESSION_KEYRING, NULL) < 0)
			return 2;
		for (int i = 0; snprintf (name, sizeof name, "%d", i) > 0 && add (name) >= 0; i++)
			;
		puts (strerror (errno));
		fflush (stdout);
		return (int) pause ();
	}
	if (argc != 3 || strcmp (argv[1], "find") != 0)
		return 4;
	if (syscall (SYS_keyctl, KEYCTL_DESCRIBE, (long) KEY_SPEC_SESSION_KEYRING, text, sizeof text - 1) < 0)
		return 5;
	long key = syscall (SYS_keyctl, KEYCTL_SEARCH, (long) KEY_SPEC_SESSION_KEYRING, "user", argv[2], 0);
	if (key >= 0)
		syscall (SYS_keyctl, KEYCTL_READ, key, value, sizeof value - 1);
	printf ("%s %s\n", text, key >= 0 ? value : strerror (errno));
	return 0;
}
