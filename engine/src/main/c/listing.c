#include "listing.h"

#include <dirent.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As getdents64(2) fills it in. */
struct entry {
	uint64_t inode, next;
	uint16_t size;
	uint8_t type;
	char name[];
};

void listing_start (struct listing *listing, int dir)
{
	listing->dir = dir;
	listing->at = listing->size = lseek (dir, 0, SEEK_SET) < 0 ? -1 : 0;
}

const char *listing_next (struct listing *listing, bool *is_directory)
{
	for (;;) {
		if (listing->at == listing->size) {
			listing->at = 0;
			listing->size = listing->size < 0 ? -1
			                                  : syscall (SYS_getdents64, listing->dir, listing->bytes,
			                                             sizeof listing->bytes);
		}
		if (listing->size <= 0)
			return NULL;
		const struct entry *entry = (const struct entry *) (const void *) (listing->bytes + listing->at);
		listing->at += entry->size;
		*is_directory = entry->type == DT_DIR;
		if (strcmp (entry->name, ".") != 0 && strcmp (entry->name, "..") != 0)
			return entry->name;
	}
}
