/* An AF_UNIX address for a path of any length. */
#ifndef SHIBAFU_ADDRESS_H
#define SHIBAFU_ADDRESS_H

#include <sys/un.h>

/* Fills in "/proc/self/fd/N/NAME", as a path may be longer than an address has room for. Yields N, a descriptor that
 * must stay open until the address has been used; -1 with errno. */
int address_of (const char *path, struct sockaddr_un *address);

#endif
