#include "keys.h"

#include <string.h>

void keys_set (struct keys *keys, const uint8_t *typed, size_t count)
{
	keys->held = 0;
	keys->count = count <= KEYS_MAX ? count : 0;
	memcpy (keys->typed, typed, keys->count);
}

size_t keys_release (struct keys *keys, uint8_t out[static KEYS_MAX])
{
	size_t count = keys->held;

	memcpy (out, keys->typed, count);
	keys->held = 0;
	return count;
}

bool keys_take (struct keys *keys, uint8_t byte, uint8_t out[static KEYS_MAX + 1], size_t *passed)
{
	*passed = keys->held && byte != keys->typed[keys->held] ? keys_release (keys, out) : 0;
	if (keys->count && byte == keys->typed[keys->held])
		return ++keys->held < keys->count;
	out[(*passed)++] = byte;
	return true;
}
