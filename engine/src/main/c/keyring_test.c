/* What the kernel tells of a keyring, as TAP. */
#include "run.h"
#include "tap.h"

static bool tells (const char *text, uint32_t uid, uint32_t rights)
{
	uint32_t got_uid = 1, got_rights = 1;

	return keyring_described (text, &got_uid, &got_rights) && got_uid == uid && got_rights == rights;
}

static bool refused (const char *text)
{
	uint32_t uid, rights;

	return !keyring_described (text, &uid, &rights);
}

int main (void)
{
	ok (tells ("keyring;0;0;3f130000;_ses.web", 0, 0x3f130000), "root's keyring");
	ok (tells ("keyring;4294967294;100;3f1b0000;", 4294967294U, 0x3f1b0000), "the largest user, no name");
	ok (tells ("keyring;1000;100;8;a;b;c", 1000, 8), "a name with semicolons");
	ok (refused (""), "nothing");
	ok (refused ("keyring"), "a type alone");
	ok (refused ("keyring;0;0"), "no rights");
	ok (refused ("keyring;0;0;3f130000"), "no end of the rights");
	ok (refused ("keyring;;0;3f130000;x"), "no user");
	ok (refused ("keyring;0;0;;x"), "empty rights");
	ok (refused ("keyring;root;0;3f130000;x"), "a user by name");
	return tap_end ();
}
