#include "plan_maker.h"
#include "tap.h"

static struct maker m;
static struct plan plan;
static const char *const NONE[] = { NULL };
static const char *const SHELL[] = { "sh", "-c", "echo \"a,b\" [c]", NULL };

/* Decodes from a copy of exactly this size, so that the sanitizer sees a read beyond it. */
static const char *decode (size_t length)
{
	static uint8_t *copy;
	const char *why = NULL;

	free (copy);
	copy = malloc (length ? length : 1);
	memcpy (copy, m.bytes, length);
	bool good = plan_decode (copy, length, &plan, &why);
	if (good != !why)
		return "the result and its reason disagree";
	return why ? why : "good";
}

static void expect (const char *wanted, const char *what)
{
	const char *why = decode (m.used);

	if (!ok (strcmp (why, wanted) == 0, what))
		printf ("# expected: %s\n#      got: %s\n", wanted, why);
}

static void begin_child (void)
{
	maker_begin (&m);
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_CHILD);
}

static void end_child (void)
{
	maker_op (&m, OP_EXEC, SHELL, NONE, 0);
}

static void test_header (void)
{
	maker_begin (&m);
	expect ("it has no or too many operations", "an empty plan");
	maker_op (&m, OP_REMOVE_FILE, "/x");
	expect ("good", "a plan of one operation");
	ok (strcmp (decode (0), "it is none") == 0, "no bytes at all");
	ok (strcmp (decode (m.used - 1), "its length is wrong") == 0, "a plan cut short");
	maker_u32 (&m, 0);
	expect ("its length is wrong", "bytes after the plan");
	m.used -= 4;
	maker_set_u32 (&m, 0, 0x50424854);
	expect ("it is none", "another magic");
	maker_set_u32 (&m, 0, PLAN_MAGIC);
	maker_set_u32 (&m, 4, 2);
	expect ("its version is another", "another version");
	maker_set_u32 (&m, 4, PLAN_VERSION);
	maker_set_u32 (&m, 8, 2);
	expect ("it ends within an operation", "a count beyond the operations");
	maker_set_u32 (&m, 8, PLAN_MAX_OPS + 1);
	expect ("it has no or too many operations", "a count beyond the limit");
	maker_op (&m, OP_REMOVE_FILE, "/y");
	maker_set_u32 (&m, 8, 1);
	expect ("bytes follow the last operation", "a count below the operations");

	maker_begin (&m);
	for (unsigned i = 0; i < PLAN_MAX_OPS; i++)
		maker_op (&m, OP_REMOVE_FILE, "");
	expect ("good", "as many operations as may be");
	memset (m.bytes + m.used, 0, sizeof m.bytes - m.used);
	maker_set_u32 (&m, 12, PLAN_MAX_BYTES + 1 - PLAN_HEADER);
	ok (strcmp (decode (PLAN_MAX_BYTES + 1), "it is too long") == 0, "a plan beyond 1 MiB");
}

static void test_fields (void)
{
	static const size_t LENGTH = PLAN_HEADER + 8; /* of the first operation's first field */

	maker_begin (&m);
	maker_op (&m, OP_WRITE_FILE, "/x", "data", 1);
	maker_set_u32 (&m, m.used - 4, 2);
	expect ("an operation's fields are wrong", "a flag that is neither 0 nor 1");
	maker_set_u32 (&m, m.used - 4, 0);
	expect ("good", "a flag that is 0");
	m.bytes[LENGTH + 4] = 0;
	expect ("an operation's fields are wrong", "a string with a zero inside");
	m.bytes[LENGTH + 4] = '/';
	m.bytes[LENGTH + 6] = 'y';
	expect ("an operation's fields are wrong", "a string without its zero");
	m.bytes[LENGTH + 6] = 0;
	maker_set_u32 (&m, LENGTH, 0);
	expect ("an operation's fields are wrong", "a string of no bytes");
	maker_set_u32 (&m, LENGTH, 0xffffffff);
	expect ("an operation's fields are wrong", "a string of 4 GiB");
	maker_set_u32 (&m, LENGTH, 3);
	maker_set_u32 (&m, PLAN_HEADER, 999);
	expect ("unknown operation", "a code beyond all");
	maker_set_u32 (&m, PLAN_HEADER, 7);
	expect ("unknown operation", "a code in a gap");
	maker_set_u32 (&m, PLAN_HEADER, 0);
	expect ("unknown operation", "code 0");
	maker_set_u32 (&m, PLAN_HEADER, OP_REMOVE_FILE);
	expect ("an operation has too many bytes", "bytes left over in an operation");
	maker_set_u32 (&m, PLAN_HEADER, OP_SIGNAL);
	expect ("an operation has too many bytes", "another operation's fields");

	begin_child ();
	maker_op (&m, OP_EXEC, SHELL, NONE, 0);
	size_t count = PLAN_HEADER + 8 + 8 + 8 + 8; /* of arguments: clone and its flags, child, exec */
	maker_set_u32 (&m, count, 0x7fffffff);
	expect ("an operation's fields are wrong", "a list of two thousand million strings");
	maker_set_u32 (&m, count, 2);
	ok (strcmp (decode (m.used), "good") != 0, "a list one string short");
}

static void test_sections (void)
{
	begin_child ();
	expect ("the child does nothing", "a child without operations");
	maker_op (&m, OP_NEW_SESSION);
	expect ("the child does not end with its only exec", "a child without exec");
	end_child ();
	expect ("good", "a child that executes");
	maker_op (&m, OP_EXIT);
	maker_op (&m, OP_REMOVE_TREE, "/x");
	expect ("good", "an exit section");
	maker_op (&m, OP_EXIT);
	expect ("its sections are out of order", "two exit sections");

	begin_child ();
	end_child ();
	end_child ();
	expect ("the child does not end with its only exec", "two execs");
	begin_child ();
	maker_op (&m, OP_WAIT_START);
	end_child ();
	expect ("the child waits for a start that has no fifo", "a wait without a fifo");
	begin_child ();
	maker_op (&m, OP_INIT);
	maker_op (&m, OP_INIT);
	end_child ();
	expect ("the child waits or forks more than once", "two inits");

	maker_begin (&m);
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	expect ("it makes no child", "clone without child");
	maker_begin (&m);
	maker_op (&m, OP_CHILD);
	expect ("its sections are out of order", "child without clone");
	maker_begin (&m);
	maker_op (&m, OP_STAGE);
	expect ("its sections are out of order", "stage without clone");
	maker_begin (&m);
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_STAGE);
	expect ("its sections are out of order", "stage after clone");
	maker_begin (&m);
	maker_op (&m, OP_EXIT);
	expect ("its sections are out of order", "exit without clone");
}

static void test_places (void)
{
	static const char *const MISPLACED = "an operation stands in a section where it may not";

	maker_begin (&m);
	maker_op (&m, OP_PIVOT_ROOT);
	expect (MISPLACED, "a child's operation in a control plan");
	maker_begin (&m);
	maker_op (&m, OP_RECORD_EXIT, "/x", "");
	expect (MISPLACED, "an exit's operation in a control plan");
	begin_child ();
	maker_op (&m, OP_MAKE_DIR, "/x", 0755);
	end_child ();
	expect (MISPLACED, "a launcher's operation in the child");
	begin_child ();
	end_child ();
	maker_op (&m, OP_EXIT);
	maker_op (&m, OP_START, "/x");
	expect (MISPLACED, "a control operation in the exit section");
	maker_begin (&m);
	maker_op (&m, OP_START, "/x");
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_CHILD);
	end_child ();
	expect (MISPLACED, "a control operation before clone");
	maker_begin (&m);
	maker_op (&m, OP_STAGE);
	maker_op (&m, OP_HOSTNAME, "x");
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_CHILD);
	end_child ();
	expect (MISPLACED, "a child's operation in the stage");
	maker_begin (&m);
	maker_op (&m, OP_CLONE, (uint64_t) 0);
	maker_op (&m, OP_NEW_SESSION);
	maker_op (&m, OP_CHILD);
	end_child ();
	expect (MISPLACED, "a child's operation between clone and child");

	maker_begin (&m);
	maker_op (&m, OP_MAKE_FIFO, "/f");
	maker_op (&m, OP_LOG_OUTPUT, "/log");
	maker_op (&m, OP_STAGE);
	maker_op (&m, OP_JOIN_NAMESPACE, (uint64_t) 0x40000000, "/proc/1/ns/net");
	maker_op (&m, OP_CLONE, (uint64_t) 0x20020000);
	maker_op (&m, OP_WRITE_PROC, "uid_map", "0 0 1\n");
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_WAIT_START);
	end_child ();
	maker_op (&m, OP_EXIT);
	maker_op (&m, OP_REMOVE_FILE, "/f");
	expect ("good", "all sections in order");
	const char *log = plan_log_path (&plan);
	ok (log && strcmp (log, "/log") == 0, "the log's path");
	ok (plan_has (&plan, OP_WAIT_START) && !plan_has (&plan, OP_INIT), "what a plan has");
	const struct range *child = &plan.sections[SECTION_CHILD], *stage = &plan.sections[SECTION_STAGE];
	ok (stage->first == 3 && stage->end == 4 && child->first == 7 && child->end == 9, "where its sections are");
}

int main (void)
{
	test_header ();
	test_fields ();
	test_sections ();
	test_places ();
	return tap_end ();
}
