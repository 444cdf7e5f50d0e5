/* This program as a sealed copy of itself in memory. */
#ifndef SHIBAFU_SEAL_H
#define SHIBAFU_SEAL_H

/* Executes the copy with the same arguments, unless this is it already. argv[0] becomes the path of the program on
 * disk with the name it was called by, from which home_of finds what lies beside it. Exits when it can't. */
void seal_self (char **argv);

/* Puts that off: it costs as much as a whole answer, and only what makes a process needs it. argv[0] becomes the path. */
void seal_later (char **argv);

/* To be called before a process is made: begins anew, sealed, if that was put off. */
void seal_now (void);

/* The same for one that has asked an engine at this socket already: the copy is made while that thinks. */
void seal_asked (int socket);

/* Whether this program was begun anew for it, late or with an engine asked at a socket, which it yields; told once. */
enum { ANEW_NOT = -2, ANEW_LATE = -1 };
int seal_anew (void);

/* To be called before an engine is executed: it gets a sealed copy to keep, which the fronts that ask it then execute
 * instead of one each. */
void seal_share (void);

/* The distribution's directory: the parent of the program's directory. */
void home_of (const char *program, char *home, unsigned long size);

#endif
