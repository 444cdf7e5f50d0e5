#include "run.h"

#include <string.h>

char *add_text (char *end, const char *text)
{
	return stpcpy (end, text);
}

char *add_number (char *end, int64_t number)
{
	char digits[24];
	unsigned count = 0;
	uint64_t rest = number < 0 ? 0 - (uint64_t) number : (uint64_t) number;

	if (number < 0)
		*end++ = '-';
	do
		digits[count++] = (char) ('0' + rest % 10);
	while (rest /= 10);
	while (count)
		*end++ = digits[--count];
	*end = 0;
	return end;
}
