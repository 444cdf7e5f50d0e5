/* What is shown again of a terminal's past, as TAP. */
#include "past.h"
#include "tap.h"

#include <string.h>

/* In pieces of every size: where a piece ends must not matter. */
static bool shows (const char *text, const char *wanted)
{
	for (size_t piece = 1; piece <= strlen (text); piece++) {
		struct past past = { 0 };
		uint8_t out[512 + PAST_SEQUENCE];
		size_t length = strlen (text), count = 0;
		for (size_t i = 0; i < length; i += piece)
			count += past_filter (&past, (const uint8_t *) text + i,
			                      i + piece < length ? piece : length - i, out + count);
		if (count != strlen (wanted) || memcmp (out, wanted, count) != 0)
			return false;
	}
	return true;
}

static void test_long (void)
{
	char text[512] = "a\033[", wanted[512] = "a";

	memset (text + 3, '1', 400);
	strcpy (text + 403, "mb");
	struct past past = { 0 };
	uint8_t out[600];
	size_t count = past_filter (&past, (const uint8_t *) text, strlen (text), out);
	ok (count > 1 && memcmp (out, wanted, 1) == 0 && past.held == 0, "a sequence without end is broken off");
}

int main (void)
{
	ok (shows ("plain \033[1;31mred\033[0m\r\n\033[2J\033[?1049h", "plain \033[1;31mred\033[0m\r\n\033[2J\033[?1049h"),
	    "text, colours and modes are shown");
	ok (shows ("a\033[cb\033[>0cd\033[6ne\033[?6nf\033[18tg\005h", "abdefgh"), "questions are not");
	ok (shows ("a\033[?25$pb\033[!pc\033[>qd\033[2 qe\033[?uf\033[ug", "ab\033[!pcd\033[2 qef\033[ug"),
	    "what only looks like one is");
	ok (shows ("a\033]52;c;aGk=\007b\033P+q544e\033\\c\033]0;title\033\\d", "abcd"), "strings are not");
	ok (shows ("\033(Bx\0337\0338\033Zy\033c", "\033(Bx\0337\0338y\033c"), "short sequences are, but for DECID");
	ok (shows ("a\033[12\030b\033[3\033[1mc", "ab\033[1mc"), "one that is broken off is not");
	test_long ();
	return tap_end ();
}
