#include "plan_maker.h"
#include "print.h"
#include "tap.h"

#include <sys/mman.h>
#include <unistd.h>

static struct maker m;
static struct plan plan;

static void expect (const char *wanted, const char *what)
{
	char text[4096] = "";
	const char *why = "";
	int fd = memfd_create ("text", MFD_CLOEXEC);

	if (plan_decode (m.bytes, m.used, &plan, &why))
		plan_print (&plan, fd);
	ssize_t size = pread (fd, text, sizeof text - 1, 0);
	close (fd);
	text[size > 0 ? size : 0] = 0;
	if (!ok (strcmp (text, wanted) == 0, what))
		printf ("# %s\n# expected: %s\n#      got: %s\n", why, wanted, text);
}

static void test_strings (void)
{
	maker_begin (&m);
	maker_op (&m, OP_REMOVE_FILE, "/a-Z_0.9:=,@%+");
	expect ("  remove-file path=/a-Z_0.9:=,@%+\n", "a bare string");
	maker_begin (&m);
	maker_op (&m, OP_REMOVE_FILE, "");
	expect ("  remove-file path=\"\"\n", "an empty string");
	maker_begin (&m);
	maker_op (&m, OP_REMOVE_FILE, "a b\"\\\n\t\x01\x7f\xc3\xa9");
	expect ("  remove-file path=\"a b\\\"\\\\\\n\\t\\x01\\x7f\\xc3\\xa9\"\n", "a string with all kinds of escapes");
	maker_begin (&m);
	maker_op (&m, OP_WRITE_FILE, "/x", "[max]", 1);
	expect ("  write-file path=/x data=\"[max]\" optional=true\n", "brackets, and a flag");
}

static void test_numbers (void)
{
	maker_begin (&m);
	maker_op (&m, OP_SIGNAL, -1, (uint64_t) -2, 9);
	expect ("  signal pid=-1 start-time=-2 signal=9\n", "signed numbers");
	maker_begin (&m);
	maker_op (&m, OP_SIGNAL, 0x7fffffff, (uint64_t) 1 << 63, (int) 0x80000000);
	expect ("  signal pid=2147483647 start-time=-9223372036854775808 signal=-2147483648\n",
	        "the outermost numbers");
	maker_begin (&m);
	maker_op (&m, OP_MAKE_DIR, "/x", 0);
	maker_op (&m, OP_MAKE_DIR, "/x", 01777);
	expect ("  make-dir path=/x mode=00\n  make-dir path=/x mode=01777\n", "octal numbers");
	maker_begin (&m);
	maker_op (&m, OP_DEVICE_FILTER, "/x", "\x00\xab\xff", (size_t) 3);
	expect ("  device-filter path=/x program=00abff\n", "bytes");
}

static void test_child (void)
{
	static const char *const ARGUMENTS[] = { "sh", "a,b", "", "[x]", "c d", NULL };
	static const char *const NONE[] = { NULL };
	static const uint32_t GROUPS[] = { 0, 5, 0xffffffff };

	maker_begin (&m);
	maker_op (&m, OP_CLONE, (uint64_t) 0x7e020080 | 1ULL << 40);
	maker_op (&m, OP_CHILD);
	maker_op (&m, OP_PROPAGATION, (uint64_t) (1 << 19 | 1 << 14));
	maker_op (&m, OP_MOUNT, "proc", "proc", "/proc", (uint64_t) 0xe, NONE, (uint64_t) 0);
	maker_op (&m, OP_ROOT_ATTRIBUTES, (uint64_t) 0x3000b1, (uint64_t) 0x40, (uint64_t) 0x1e0000);
	maker_op (&m, OP_GROUPS, GROUPS, (size_t) 3);
	maker_op (&m, OP_BOUNDING_SET, (uint64_t) 0xa80425fb);
	maker_op (&m, OP_EXEC, ARGUMENTS, NONE, 0);
	maker_op (&m, OP_EXIT);
	expect ("clone flags=newns,newuts,newipc,newuser,newpid,newnet,newcgroup,newtime,0x10000000000\n"
	        "child\n"
	        "  propagation flags=slave,rec\n"
	        "  mount type=proc source=proc destination=/proc attributes=nosuid,nodev,noexec options=[] "
	        "propagation=0\n"
	        "  root-attributes set=ro,noatime,strictatime,nodiratime,idmap,nosymfollow clear=0x40 "
	        "propagation=unbindable,private,slave,shared\n"
	        "  groups gids=[0,5,-1]\n"
	        "  bounding-set keep=0xa80425fb\n"
	        "  exec arguments=[sh,\"a,b\",\"\",\"[x]\",\"c d\"] environment=[] preserve=0\n"
	        "exit\n",
	        "sections, flags and lists");
}

int main (void)
{
	test_strings ();
	test_numbers ();
	test_child ();
	return tap_end ();
}
