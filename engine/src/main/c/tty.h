/* The caller's terminal, if its standard input is one. */
#ifndef SHIBAFU_TTY_H
#define SHIBAFU_TTY_H

#include <stdbool.h>

/* Puts it in raw mode. Stops, as the kernel makes any program do, while the caller has this process in the
 * background. From now on a crash restores it, too. */
void tty_raw (void);

/* Ends (or stops) this process as the signal would have, had it not been caught; nothing if it is ignored. After a stop
 * the terminal is as it was. All signals are blocked. */
void tty_suffer (int number);

/* Undoes tty_raw; nothing if that was not done. */
void tty_restore (void);

/* Gives another terminal the size of the caller's. */
void tty_copy_size (int master);

#endif
