/* Stands in for criu where CRIU does not know the kernel: writes an "image" of its own words, and brings back a shell
 * that runs the file "program" of the image, as a child of its caller and with the streams that it inherits.
 * A file "fail", "die" or "silent" in the image makes it fail, be killed when half is done, or leave no pid. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char **words;
static const char *images;

static const char *value (const char *option)
{
	for (char **word = words; word[0] && word[1]; word++)
		if (strcmp (*word, option) == 0)
			return word[1];
	return "";
}

static int has (const char *option)
{
	for (char **word = words; *word; word++)
		if (strcmp (*word, option) == 0)
			return 1;
	return 0;
}

static FILE *file (const char *directory, const char *name, const char *mode)
{
	char path[4096];

	snprintf (path, sizeof path, "%s/%s", directory, name);
	return fopen (path, mode);
}

static int image_has (const char *name)
{
	FILE *found = file (images, name, "r");

	if (found)
		fclose (found);
	return found != NULL;
}

static void inherit (void)
{
	int fd;
	char kind;

	for (char **word = words; word[0] && word[1]; word++)
		if (strcmp (*word, "--inherit-fd") == 0 && sscanf (word[1], "fd[%d]:%c", &fd, &kind) == 2 && fd < 6)
			dup2 (fd, fd - 3);
}

static int become (void)
{
	char program[4096] = "";
	FILE *found = file (images, "program", "r");
	char *arguments[] = { "sh", "-c", program, NULL };

	if (!found || !fread (program, 1, sizeof program - 1, found))
		return 9;
	inherit ();
	if (chroot (value ("--root")) < 0 || chdir ("/") < 0)
		return 10;
	for (int fd = 3; fd < 64; fd++)
		fcntl (fd, F_SETFD, FD_CLOEXEC);
	execv ("/bin/sh", arguments);
	return 11;
}

static int restore (void)
{
	if (image_has ("fail"))
		return 1;
	long pid = syscall (SYS_clone, CLONE_PARENT, NULL, NULL, NULL, NULL);
	if (pid == 0)
		_exit (become ());
	if (image_has ("die"))
		raise (SIGKILL);
	if (!image_has ("silent")) {
		FILE *out = fopen (value ("--pidfile"), "w");
		fprintf (out, "%ld", pid);
		fclose (out);
	}
	return 0;
}

static int dump (void)
{
	FILE *out = file (images, "words", "w");

	for (char **word = words; *word; word++)
		fprintf (out, "%s\n", *word);
	fclose (out);
	if (image_has ("fail"))
		return 1;
	if (!has ("--leave-running") && strcmp (words[1], "pre-dump") != 0)
		kill (atoi (value ("--tree")), SIGKILL);
	return 0;
}

int main (int count, char **arguments)
{
	(void) count;
	words = arguments;
	images = value ("--images-dir");
	FILE *log = file (value ("--work-dir"), value ("--log-file"), "w");
	fprintf (log, "(00.01) Version\n(00.02) Error (fake.c:1): no such image\n(00.03) Cleaning up\n");
	fclose (log);
	return strcmp (words[1], "restore") == 0 ? restore () : dump ();
}
