#include "address.h"

#include "run.h"
#include "sys.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>

static bool short_address (struct sockaddr_un *address, int dir, const char *name)
{
	char *end = add_text (add_number (add_text (address->sun_path, "/proc/self/fd/"), dir), "/");

	if (strlen (name) >= (size_t) (address->sun_path + sizeof address->sun_path - end)) {
		errno = ENAMETOOLONG;
		return false;
	}
	add_text (end, name);
	return true;
}

int address_of (const char *path, struct sockaddr_un *address)
{
	char parent[PATH_MAX];

	*address = (struct sockaddr_un){ .sun_family = AF_UNIX };
	if (strlen (path) >= sizeof parent) {
		errno = ENAMETOOLONG;
		return -1;
	}
	strcpy (parent, path);
	char *slash = strrchr (parent, '/');
	if (slash)
		*slash = 0;
	int dir = open (!slash ? "." : *parent ? parent : "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (dir < 0 || short_address (address, dir, slash ? slash + 1 : parent))
		return dir;
	closing (dir, false);
	return -1;
}
