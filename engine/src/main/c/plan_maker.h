/* Makes plans for tests, with the types that ops.h tells. */
#ifndef SHIBAFU_PLAN_MAKER_H
#define SHIBAFU_PLAN_MAKER_H

#include "plan.h"
#include "tap.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct maker {
	size_t used;
	uint8_t bytes[PLAN_MAX_BYTES + 4096];
};

static inline void maker_u32 (struct maker *m, uint64_t value)
{
	for (unsigned i = 0; i < 4; i++)
		m->bytes[m->used++] = (uint8_t) (value >> 8 * i);
}

static inline void maker_set_u32 (struct maker *m, size_t at, uint64_t value)
{
	size_t used = m->used;

	m->used = at;
	maker_u32 (m, value);
	m->used = used;
}

static inline void maker_bytes (struct maker *m, const void *bytes, size_t length)
{
	memcpy (m->bytes + m->used, bytes, length);
	m->used += length;
}

static inline void maker_text (struct maker *m, const char *text)
{
	maker_u32 (m, strlen (text) + 1);
	maker_bytes (m, text, strlen (text) + 1);
}

static inline void maker_begin (struct maker *m)
{
	m->used = 0;
	maker_u32 (m, PLAN_MAGIC);
	maker_u32 (m, PLAN_VERSION);
	maker_u32 (m, 0);
	maker_u32 (m, 0);
}

static inline void maker_list (struct maker *m, const char *const *texts)
{
	size_t start = m->used, count = 0;

	for (maker_u32 (m, 0); texts[count]; count++)
		maker_text (m, texts[count]);
	maker_set_u32 (m, start, count);
}

/* One operation. Its fields as arguments: int for d, o and b; uint64_t for u, x, a, n and p; const char * for s;
 * const char *const * with a NULL for S; a pointer and a size_t, of bytes for B and P and of uint32_t for D. */
static inline void maker_op (struct maker *m, enum op_code code, ...)
{
	va_list list;
	size_t start = m->used;
	uint64_t wide;

	maker_u32 (m, code);
	maker_u32 (m, 0);
	va_start (list, code);
	for (const char *field = op_fields (code); (field = strchr (field, ':')); field++) {
		const uint8_t *bytes;
		switch (field[1]) {
		case 'd':
		case 'o':
		case 'b':
			maker_u32 (m, (unsigned) va_arg (list, int));
			break;
		case 's':
			maker_text (m, va_arg (list, const char *));
			break;
		case 'S':
			maker_list (m, va_arg (list, const char *const *));
			break;
		case 'B':
		case 'P':
		case 'D':
			bytes = va_arg (list, const void *);
			wide = va_arg (list, size_t);
			maker_u32 (m, wide);
			maker_bytes (m, bytes, wide * (field[1] == 'D' ? 4 : 1));
			break;
		default:
			wide = va_arg (list, uint64_t);
			maker_u32 (m, wide & 0xffffffff);
			maker_u32 (m, wide >> 32);
		}
	}
	va_end (list);
	maker_set_u32 (m, start + 4, m->used - start - 8);
	maker_set_u32 (m, 8, m->bytes[8] + 256U * m->bytes[9] + 1);
	maker_set_u32 (m, 12, m->used - PLAN_HEADER);
}

/* Ends a plan that has a child: it would run true. Yields what it decodes to, which lasts until the next; ends the test if
 * it makes no sense. */
static inline const struct plan *maker_plan (struct maker *m)
{
	static const char *const arguments[] = { "/bin/true", NULL }, *const environment[] = { NULL };
	static struct plan plan;
	const char *why = "";

	maker_op (m, OP_CLONE, (uint64_t) 0);
	maker_op (m, OP_CHILD);
	maker_op (m, OP_EXEC, arguments, environment, 0);
	if (!plan_decode (m->bytes, m->used, &plan, &why)) {
		ok (false, why);
		exit (1);
	}
	return &plan;
}

#endif
