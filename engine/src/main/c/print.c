#include "print.h"

#include <string.h>
#include <unistd.h>

/* Text on its way to a descriptor. */
struct out {
	int fd;
	size_t used;
	char text[4096];
};

static void flush (struct out *out)
{
	for (size_t done = 0; done < out->used;) {
		ssize_t n = write (out->fd, out->text + done, out->used - done);
		if (n <= 0)
			break; /* nobody reads on */
		done += (size_t) n;
	}
	out->used = 0;
}

static void put_char (struct out *out, char c)
{
	if (out->used == sizeof out->text)
		flush (out);
	out->text[out->used++] = c;
}

static void put_text (struct out *out, const char *text)
{
	while (*text)
		put_char (out, *text++);
}

static void put_number (struct out *out, uint64_t number, unsigned base)
{
	char digits[24];
	unsigned count = 0;

	do
		digits[count++] = "0123456789abcdef"[number % base];
	while (number /= base);
	while (count)
		put_char (out, digits[--count]);
}

static void put_signed (struct out *out, int64_t number)
{
	if (number < 0)
		put_char (out, '-');
	put_number (out, number < 0 ? 0 - (uint64_t) number : (uint64_t) number, 10);
}

static void put_byte (struct out *out, uint8_t byte)
{
	put_char (out, "0123456789abcdef"[byte >> 4]);
	put_char (out, "0123456789abcdef"[byte & 15]);
}

static bool is_bare (char c, bool in_list)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
	       (c && strchr ("_./:=@%+-", c)) || (c == ',' && !in_list);
}

static void put_escaped (struct out *out, char c)
{
	switch (c) {
	case '\n':
		put_text (out, "\\n");
		return;
	case '\t':
		put_text (out, "\\t");
		return;
	case '\\':
	case '"':
		put_char (out, '\\');
		put_char (out, c);
		return;
	default:
		if (c >= 0x20 && c <= 0x7e) {
			put_char (out, c);
			return;
		}
		put_text (out, "\\x");
		put_byte (out, (uint8_t) c);
	}
}

static void put_string (struct out *out, const char *text, bool in_list)
{
	bool bare = *text;

	for (const char *c = text; *c; c++)
		bare = bare && is_bare (*c, in_list);
	if (bare) {
		put_text (out, text);
		return;
	}
	put_char (out, '"');
	while (*text)
		put_escaped (out, *text++);
	put_char (out, '"');
}

struct bit {
	const char *name;
	uint64_t value;
};

static const struct bit ATTRIBUTES[] = {
	{ "ro", 0x1 },
	{ "nosuid", 0x2 },
	{ "nodev", 0x4 },
	{ "noexec", 0x8 },
	{ "noatime", 0x10 },
	{ "strictatime", 0x20 },
	{ "nodiratime", 0x80 },
	{ "idmap", 0x100000 },
	{ "nosymfollow", 0x200000 },
	{ 0 },
};

static const struct bit NAMESPACES[] = {
	{ "newns", 0x00020000 },     { "newuts", 0x04000000 },  { "newipc", 0x08000000 },
	{ "newuser", 0x10000000 },   { "newpid", 0x20000000 },  { "newnet", 0x40000000 },
	{ "newcgroup", 0x02000000 }, { "newtime", 0x00000080 }, { 0 },
};

static const struct bit PROPAGATION[] = {
	{ "unbindable", 1 << 17 }, { "private", 1 << 18 }, { "slave", 1 << 19 },
	{ "shared", 1 << 20 },     { "rec", 1 << 14 },     { 0 },
};

static void put_bits (struct out *out, const struct bit *bits, uint64_t value)
{
	const char *comma = "";

	if (!value)
		put_char (out, '0');
	for (; bits->name; bits++) {
		if (!(value & bits->value))
			continue;
		value &= ~bits->value;
		put_text (out, comma);
		put_text (out, bits->name);
		comma = ",";
	}
	if (value) {
		put_text (out, comma);
		put_text (out, "0x");
		put_number (out, value, 16);
	}
}

static void put_list (struct out *out, struct field list, char type)
{
	put_char (out, '[');
	for (uint64_t i = 0; i < list.number; i++) {
		if (i)
			put_char (out, ',');
		if (type == 'S')
			put_string (out, list_text (&list), true);
		else
			put_signed (out, (int32_t) list_number (&list));
	}
	put_char (out, ']');
}

static void put_field (struct out *out, const struct field *field, char type)
{
	switch (type) {
	case 'd':
		put_signed (out, (int32_t) field->number);
		return;
	case 'u':
		put_signed (out, (int64_t) field->number);
		return;
	case 'o':
		put_char (out, '0');
		put_number (out, field->number, 8);
		return;
	case 'b':
		put_text (out, field->number ? "true" : "false");
		return;
	case 'x':
		put_text (out, "0x");
		put_number (out, field->number, 16);
		return;
	case 's':
		put_string (out, field->text, false);
		return;
	case 'B':
		for (uint64_t i = 0; i < field->number; i++)
			put_byte (out, (uint8_t) field->text[i]);
		return;
	case 'S':
	case 'D':
		put_list (out, *field, type);
		return;
	case 'P':
		return; /* stands below */
	default:
		put_bits (out, type == 'a' ? ATTRIBUTES : type == 'n' ? NAMESPACES : PROPAGATION, field->number);
	}
}

static void put_ops (struct out *out, const struct plan *plan, const char *indent);

static void put_inner (struct out *out, const struct field *field)
{
	static struct plan plan;
	const char *why;

	if (plan_decode ((const uint8_t *) field->text, field->number, &plan, &why))
		put_ops (out, &plan, "    ");
}

static void put_op (struct out *out, const struct plan *plan, uint32_t index)
{
	struct fields fields;
	unsigned code = plan->ops[index].code;

	plan_fields (plan, index, &fields);
	put_text (out, code <= OP_TOLD ? "" : "  ");
	put_text (out, op_name (code));
	const char *name = op_fields (code);
	const struct field *inner = NULL;
	for (unsigned i = 0; *name; i++) {
		put_char (out, ' ');
		while (*name == ' ')
			name++;
		while (*name != ':')
			put_char (out, *name++);
		put_char (out, '=');
		put_field (out, &fields.at[i], name[1]);
		if (name[1] == 'P')
			inner = &fields.at[i];
		name += 2;
	}
	put_char (out, '\n');
	if (inner)
		put_inner (out, inner);
}

static void put_ops (struct out *out, const struct plan *plan, const char *indent)
{
	for (uint32_t i = 0; i < plan->count; i++) {
		put_text (out, indent);
		put_op (out, plan, i);
	}
}

void plan_print (const struct plan *plan, int fd)
{
	struct out out = { .fd = fd };

	put_ops (&out, plan, "");
	flush (&out);
}

static size_t read_all (int fd, uint8_t *bytes, size_t size)
{
	size_t used = 0;
	ssize_t n;

	while (used < size && (n = read (fd, bytes + used, size - used)) > 0)
		used += (size_t) n;
	return used;
}

int print_main (void)
{
	static uint8_t bytes[PLAN_MAX_BYTES + 1]; /* one more: a plan that is too long is seen as such */
	static struct plan plan;
	const char *why;
	size_t length = read_all (0, bytes, sizeof bytes);

	if (plan_decode (bytes, length, &plan, &why)) {
		plan_print (&plan, 1);
		return 0;
	}
	struct out error = { .fd = 2 };
	put_text (&error, "shibafu: read the plan from standard input: ");
	put_text (&error, why);
	put_char (&error, '\n');
	flush (&error);
	return 1;
}
