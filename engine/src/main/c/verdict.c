/* A container's health as a file: JSON, for whoever wants to know. */
#include "health.h"

#include "run.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <time.h>

/* How many bytes the character at this place has in UTF-8; 0 if it is none. */
static size_t character (const uint8_t *at, size_t left)
{
	size_t length = *at < 0x80 ? 1 : *at >= 0xc2 && *at < 0xe0 ? 2 : *at >= 0xe0 && *at < 0xf0 ? 3
	                : *at >= 0xf0 && *at < 0xf5                                        ? 4
	                                                                                   : 0;
	if (length > left)
		return 0;
	for (size_t i = 1; i < length; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	bool out_of_range = (*at == 0xe0 && at[1] < 0xa0) || (*at == 0xed && at[1] >= 0xa0) ||
	                    (*at == 0xf0 && at[1] < 0x90) || (*at == 0xf4 && at[1] >= 0x90);
	return length > 1 && out_of_range ? 0 : length;
}

static void put_text (FILE *file, const char *text, size_t size)
{
	const uint8_t *at = (const uint8_t *) text, *end = at + size;

	fputc ('"', file);
	while (at < end) {
		size_t length = character (at, (size_t) (end - at));
		if (length == 0)
			fputs ("\\ufffd", file);
		else if (*at == '"' || *at == '\\')
			fprintf (file, "\\%c", *at);
		else if (*at < ' ' || *at == 0x7f)
			fprintf (file, "\\u%04x", *at);
		else
			fwrite (at, 1, length, file);
		at += length ? length : 1;
	}
	fputc ('"', file);
}

static void put_time (FILE *file, const char *name, int64_t nanos)
{
	char day[64];
	time_t seconds = nanos / 1000000000;
	struct tm utc;

	gmtime_r (&seconds, &utc);
	strftime (day, sizeof day, "%Y-%m-%dT%H:%M:%S", &utc);
	fprintf (file, "\"%s\":\"%s.%09ldZ\",", name, day, (long) (nanos % 1000000000));
}

static void put_all (FILE *file, const struct health *h)
{
	static const char *const STATUS[] = { "starting", "healthy", "unhealthy" };

	fprintf (file, "{\"status\":\"%s\",\"failingStreak\":%u,\"log\":[", STATUS[h->status], h->streak);
	for (unsigned i = 0; i < h->count; i++) {
		const struct result *result = &h->results[i];
		fputs (i ? ",{" : "{", file);
		put_time (file, "start", result->start);
		put_time (file, "end", result->end);
		fprintf (file, "\"exitCode\":%d,\"output\":", result->code);
		put_text (file, result->output, result->used);
		fputc ('}', file);
	}
	fputs ("]}\n", file);
}

bool health_write (const struct health *h)
{
	char temporary[PATH_MAX];

	if (strlen (h->record) + sizeof ".tmp" > sizeof temporary)
		return false;
	add_text (add_text (temporary, h->record), ".tmp");
	int fd = open (temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
	FILE *file = fd < 0 ? NULL : fdopen (fd, "w");
	if (!file)
		return closing (fd, false);
	put_all (file, h);
	bool good = !ferror (file);
	return fclose (file) == 0 && good && rename (temporary, h->record) == 0;
}
