#include "plan.h"

#include <string.h>

/* A cursor over untrusted bytes. Once it is bad it stays bad, so that no caller can forget a check. */
struct reader {
	const uint8_t *next;
	size_t left;
	bool bad;
};

static const uint8_t *take (struct reader *r, size_t size)
{
	const uint8_t *taken = r->next;

	if (r->bad || size > r->left) { /* never next + size > end: that could overflow */
		r->bad = true;
		return NULL;
	}
	r->next += size;
	r->left -= size;
	return taken;
}

static uint32_t take_u32 (struct reader *r)
{
	const uint8_t *p = take (r, 4);
	return p ? (uint32_t) p[0] | (uint32_t) p[1] << 8 | (uint32_t) p[2] << 16 | (uint32_t) p[3] << 24 : 0;
}

static uint64_t take_u64 (struct reader *r)
{
	uint64_t low = take_u32 (r);
	return low | (uint64_t) take_u32 (r) << 32;
}

/* A string ends with its first zero, which is its last byte. */
static struct field take_text (struct reader *r)
{
	uint32_t length = take_u32 (r);
	const uint8_t *text = take (r, length);

	if (text && (length == 0 || memchr (text, 0, length) != text + length - 1))
		r->bad = true;
	return (struct field){ .number = length, .text = (const char *) text };
}

static struct field take_bytes (struct reader *r)
{
	uint32_t length = take_u32 (r);
	return (struct field){ .number = length, .text = (const char *) take (r, length) };
}

/* A count beyond what is left would make this loop long, but not endless: it ends at the first bad element. */
static struct field take_list (struct reader *r, bool texts)
{
	uint32_t count = take_u32 (r);
	struct field list = { .number = count, .text = (const char *) r->next };

	for (uint32_t i = 0; i < count && !r->bad; i++) {
		if (texts)
			take_text (r);
		else
			take_u32 (r);
	}
	return list;
}

static struct field take_field (struct reader *r, char type)
{
	struct field field = { 0 };

	switch (type) {
	case 'b':
		field.number = take_u32 (r);
		if (field.number > 1)
			r->bad = true;
		return field;
	case 'd':
	case 'o':
		field.number = take_u32 (r);
		return field;
	case 's':
		return take_text (r);
	case 'B':
	case 'P':
		return take_bytes (r);
	case 'S':
	case 'D':
		return take_list (r, type == 'S');
	default: /* u x a n p */
		field.number = take_u64 (r);
		return field;
	}
}

static void take_fields (struct reader *r, const char *description, struct fields *out)
{
	unsigned count = 0;

	for (const char *colon = description; (colon = strchr (colon, ':')); colon++)
		out->at[count++] = take_field (r, colon[1]);
}

#define X(code, constant, name, fields) [code] = name,
static const char *const NAMES[] = { OPS (X) };
#undef X
#define X(code, constant, name, fields) [code] = fields,
static const char *const FIELDS[] = { OPS (X) };
#undef X

const char *op_name (unsigned code)
{
	return code < sizeof NAMES / sizeof NAMES[0] ? NAMES[code] : NULL;
}

const char *op_fields (unsigned code)
{
	return code < sizeof FIELDS / sizeof FIELDS[0] ? FIELDS[code] : NULL;
}

static const char *read_op (struct reader *r, const uint8_t *bytes, struct op *op)
{
	struct fields fields;
	uint32_t code = take_u32 (r), length = take_u32 (r);
	struct reader slice = { .next = take (r, length), .left = length };

	if (r->bad)
		return "it ends within an operation";
	if (!op_name (code))
		return "unknown operation";
	*op = (struct op){ (uint16_t) code, (uint32_t) (slice.next - bytes), length };
	take_fields (&slice, op_fields (code), &fields);
	if (slice.bad)
		return "an operation's fields are wrong";
	return slice.left ? "an operation has too many bytes" : NULL;
}

static const char *read_ops (struct reader *r, const uint8_t *bytes, struct plan *out)
{
	for (uint32_t i = 0; i < out->count; i++) {
		const char *why = read_op (r, bytes, &out->ops[i]);
		if (why)
			return why;
	}
	return r->left ? "bytes follow the last operation" : NULL;
}

bool plan_decode (const uint8_t *bytes, size_t length, struct plan *out, const char **why)
{
	struct reader r = { .next = bytes, .left = length, .bad = length > PLAN_MAX_BYTES };
	uint32_t magic = take_u32 (&r), version = take_u32 (&r), count = take_u32 (&r), size = take_u32 (&r);

	*out = (struct plan){ .bytes = bytes, .count = count };
	if (r.bad || magic != PLAN_MAGIC)
		*why = length > PLAN_MAX_BYTES ? "it is too long" : "it is none";
	else if (version != PLAN_VERSION)
		*why = "its version is another";
	else if (size != r.left)
		*why = "its length is wrong";
	else if (count == 0 || count > PLAN_MAX_OPS)
		*why = "it has no or too many operations";
	else if (!(*why = read_ops (&r, bytes, out)) && !(*why = plan_order (out)))
		return true;
	out->count = 0;
	return false;
}

void plan_fields (const struct plan *plan, uint32_t index, struct fields *out)
{
	const struct op *op = &plan->ops[index];
	struct reader r = { .next = plan->bytes + op->start, .left = op->length };

	take_fields (&r, FIELDS[op->code], out);
}

const char *list_text (struct field *list)
{
	struct reader r = { .next = (const uint8_t *) list->text, .left = SIZE_MAX };
	struct field text = take_text (&r);

	list->text = (const char *) r.next;
	return text.text;
}

uint32_t list_number (struct field *list)
{
	struct reader r = { .next = (const uint8_t *) list->text, .left = 4 };

	list->text += 4;
	return take_u32 (&r);
}

int plan_find (const struct plan *plan, enum op_code code)
{
	for (uint32_t i = 0; i < plan->count; i++)
		if (plan->ops[i].code == code)
			return (int) i;
	return -1;
}

bool plan_has (const struct plan *plan, enum op_code code)
{
	return plan_find (plan, code) >= 0;
}

bool plan_makes (const struct plan *plan)
{
	return plan_has (plan, OP_CLONE) || plan_has (plan, OP_RESTORE);
}

const char *plan_text (const struct plan *plan, enum op_code code, unsigned field)
{
	struct fields fields;
	int index = plan_find (plan, code);

	if (index < 0)
		return NULL;
	plan_fields (plan, (uint32_t) index, &fields);
	return fields.at[field].text;
}

const char *plan_log_path (const struct plan *plan)
{
	return plan_text (plan, OP_LOG_OUTPUT, 0);
}
