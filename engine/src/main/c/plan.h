/* A launch plan, decoded. Nothing here has a side effect: a plan is read to its end, and every rule of its form is
 * checked, before the first operation is carried out. */
#ifndef SHIBAFU_PLAN_H
#define SHIBAFU_PLAN_H

#include "ops.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	PLAN_MAGIC = 0x50424853, /* S H B P */
	PLAN_VERSION = 1,
	PLAN_HEADER = 16,
	PLAN_MAX_BYTES = 1 << 20,
	PLAN_MAX_OPS = 1024,
	PLAN_MAX_FIELDS = 12,
	PLAN_MAX_EARLY = 64,
};

enum op_code {
#define X(code, constant, name, fields) OP_##constant = (code),
	OPS (X)
#undef X
};

/* Who carries out an operation. A plan without CLONE or RESTORE is all CONTROL. */
enum section {
	SECTION_PARENT, /* the launcher, before the process is made */
	SECTION_STAGE,  /* a helper that joins namespaces and makes the process in its place */
	SECTION_AFTER,  /* the launcher, while the new process waits */
	SECTION_MEET,   /* the launcher, while the new process waits in its WAIT_MEET */
	SECTION_CHILD,  /* the new process */
	SECTION_EXIT,   /* the supervisor, when the process has ended */
	SECTION_TOLD,   /* the supervisor, when whoever waits for that end has been told */
	SECTION_CONTROL,
	SECTIONS,
};

struct op {
	uint16_t code;
	uint32_t start, length; /* of its fields, in the plan's bytes */
};

/* Operations first..end-1. The markers themselves lie between the sections. */
struct range {
	uint32_t first, end;
};

struct plan {
	const uint8_t *bytes;
	uint32_t count;
	struct range sections[SECTIONS];
	struct op ops[PLAN_MAX_OPS];
};

/* One field. Numbers: number. Strings and bytes: text, and number is their length (a string's with its zero).
 * Lists: number of elements, and text for list_text or list_number. */
struct field {
	uint64_t number;
	const char *text;
};

struct fields {
	struct field at[PLAN_MAX_FIELDS];
};

/* Reads a plan into *out, which points into bytes. False for anything that is not exactly right, with the reason. */
bool plan_decode (const uint8_t *bytes, size_t length, struct plan *out, const char **why);

/* order.c: finds the sections of a plan whose operations are good. NULL, or why they are not in order. */
const char *plan_order (struct plan *plan);

/* The fields of a decoded plan's operation. */
void plan_fields (const struct plan *plan, uint32_t index, struct fields *out);

/* The next element of a list; moves on. */
const char *list_text (struct field *list);
uint32_t list_number (struct field *list);

/* The first operation of this kind; -1 if there is none. */
int plan_find (const struct plan *plan, enum op_code code);
bool plan_has (const struct plan *plan, enum op_code code);

/* A text of the first operation of this kind; NULL if there is none. */
const char *plan_text (const struct plan *plan, enum op_code code, unsigned field);

/* Whether there is a process when it is carried out: a new one, or one brought back. */
bool plan_makes (const struct plan *plan);

/* Where LOG_OUTPUT wants the log; NULL without one. */
const char *plan_log_path (const struct plan *plan);

/* Name and fields as in ops.h; NULL for a code that is none. */
const char *op_name (unsigned code);
const char *op_fields (unsigned code);

#endif
