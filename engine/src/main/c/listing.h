/* The entries of a directory, without malloc. */
#ifndef SHIBAFU_LISTING_H
#define SHIBAFU_LISTING_H

#include <stdbool.h>

struct listing {
	int dir;
	long size, at; /* of what was read; size is negative after an error */
	_Alignas(8) char bytes[1024];
};

/* From the beginning; the directory's descriptor stays the caller's. */
void listing_start (struct listing *listing, int dir);

/* NULL at the end, but for "." and "..". */
const char *listing_next (struct listing *listing, bool *is_directory);

#endif
