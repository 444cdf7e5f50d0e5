/* A plan as text, one line an operation, in the same words as Java's PlanText. */
#ifndef SHIBAFU_PRINT_H
#define SHIBAFU_PRINT_H

#include "plan.h"

void plan_print (const struct plan *plan, int fd);

/* Reads a plan from standard input and prints it; yields the exit code. */
int print_main (void);

#endif
