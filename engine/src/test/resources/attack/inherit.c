/* inherit FILE: gives a program a capability for everyone who holds it as inheritable (CVE-2022-29162). */
#include <endian.h>
#include <linux/capability.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/xattr.h>

int main (int argc, char **argv)
{
	struct vfs_cap_data data = {
		.magic_etc = htole32 (VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE),
		.data = { { .inheritable = htole32 (1U << CAP_DAC_OVERRIDE) } },
	};

	if (argc == 2 && setxattr (argv[1], "security.capability", &data, sizeof data, 0) == 0)
		return 0;
	perror ("inherit");
	return 1;
}
