/* newuidmap(1) and newgidmap(1), which may do what the kernel lets nobody else, are told what subuid(5) and subgid(5)
 * have for this user. */
#include "ranges.h"

#include "front.h"

#include <errno.h>
#include <fcntl.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 32, NUMBER = 24 };

/* Words for newuidmap: pid, then triples. */
struct map {
	char numbers[1 + 3 * (MOST + 1)][NUMBER];
	unsigned count, next; /* next: the first id inside that stands for none */
};

static void add (struct map *map, unsigned long outside, unsigned long size)
{
	snprintf (map->numbers[map->count++], NUMBER, "%u", map->next);
	snprintf (map->numbers[map->count++], NUMBER, "%lu", outside);
	snprintf (map->numbers[map->count++], NUMBER, "%lu", size);
	map->next += (unsigned) size;
}

/* Lines USER:START:COUNT, by name or by number. */
static void read_ranges (const char *path, struct map *map)
{
	char line[512], number[NUMBER], user[256];
	unsigned long start, size;
	const struct passwd *entry = getpwuid (geteuid ());
	FILE *file = fopen (path, "re");

	snprintf (number, sizeof number, "%u", geteuid ());
	while (file && fgets (line, sizeof line, file)) {
		if (sscanf (line, "%255[^:]:%lu:%lu", user, &start, &size) != 3 || size == 0 || map->count > 3 * MOST)
			continue;
		if (strcmp (user, number) == 0 || (entry && strcmp (user, entry->pw_name) == 0))
			add (map, start, size);
	}
	if (file)
		fclose (file);
}

/* By its ways that need no search path of the user's. */
static bool run (const char *program, struct map *map)
{
	char *words[2 + 1 + 3 * (MOST + 1)];
	char path[64];
	int status;

	words[0] = (char *) (uintptr_t) program;
	for (unsigned i = 0; i < map->count; i++)
		words[i + 1] = map->numbers[i];
	words[map->count + 1] = NULL;
	pid_t pid = fork ();
	if (pid == 0) {
		static const char *const places[] = { "/usr/bin", "/bin", "/usr/local/bin", "/run/wrappers/bin" };
		for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
			snprintf (path, sizeof path, "%s/%s", places[i], program);
			execv (path, words);
		}
		_exit (127);
	}
	while (pid > 0 && waitpid (pid, &status, 0) < 0 && errno == EINTR)
		;
	return pid > 0 && WIFEXITED (status) && WEXITSTATUS (status) == 0;
}

static void write_proc (pid_t pid, const char *name, const char *text)
{
	char path[64];

	snprintf (path, sizeof path, "/proc/%d/%s", pid, name);
	int fd = open (path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write (fd, text, strlen (text)) < 0)
		give_up_errno ("write %s", path);
	close (fd);
}

static void map_alone (pid_t pid)
{
	char text[64];

	complain ("no ranges for uid %u in /etc/subuid and /etc/subgid, or no newuidmap (package uidmap): files have one owner "
	          "only; usermod --add-subuids 100000-165535 --add-subgids 100000-165535 %s gives some",
	          geteuid (), getpwuid (geteuid ()) ? getpwuid (geteuid ())->pw_name : "USER");
	write_proc (pid, "setgroups", "deny");
	snprintf (text, sizeof text, "0 %u 1\n", geteuid ());
	write_proc (pid, "uid_map", text);
	snprintf (text, sizeof text, "0 %u 1\n", getegid ());
	write_proc (pid, "gid_map", text);
}

static void begin (struct map *map, pid_t pid, unsigned own)
{
	snprintf (map->numbers[map->count++], NUMBER, "%d", pid);
	add (map, own, 1);
}

void ranges_map (pid_t pid)
{
	static struct map uids, gids;

	begin (&uids, pid, geteuid ());
	begin (&gids, pid, getegid ());
	read_ranges ("/etc/subuid", &uids);
	read_ranges ("/etc/subgid", &gids);
	bool some = uids.next > 1 && gids.next > 1;
	if (!some || !run ("newgidmap", &gids) || !run ("newuidmap", &uids))
		map_alone (pid);
}
