/* The sealed copy of this program, and the search for a JDK, as TAP. */
#include "fake_engine.h"

#include "seal.h"

#include <limits.h>
#include <sys/stat.h>

static char scratch[] = "/tmp/shibafu-boot-XXXXXX";

/* A file of the scratch directory, with its directories. */
static void write_file (const char *name, const char *text)
{
	char path[PATH_MAX];

	snprintf (path, sizeof path, "%s/%s", scratch, name);
	for (char *slash = strchr (path + 1, '/'); slash; slash = strchr (slash + 1, '/')) {
		*slash = 0;
		mkdir (path, 0700);
		*slash = '/';
	}
	FILE *file = fopen (path, "w");
	if (!file)
		abort ();
	fputs (text, file);
	fclose (file);
	chmod (path, 0755);
}

static const char *in_scratch (const char *name)
{
	static char path[PATH_MAX];
	snprintf (path, sizeof path, "%s/%s", scratch, name);
	return path;
}

/* What a front says that boots its engine with these variables. Its stdout is code's. */
static const char *boot (const char *ours, const char *java_home, const char *path, int *code)
{
	static char text[1 << 14];
	int err[2], status;

	if (pipe2 (err, O_CLOEXEC))
		abort ();
	pid_t pid = fork ();
	if (pid == 0) {
		dup2 (err[1], 2);
		ours ? setenv ("SHIBAFU_JAVA_HOME", ours, 1) : unsetenv ("SHIBAFU_JAVA_HOME");
		java_home ? setenv ("JAVA_HOME", java_home, 1) : unsetenv ("JAVA_HOME");
		setenv ("PATH", path, 1);
		char *arguments[] = { (char[]){ "front" }, NULL };
		dup2 (0, 77); /* a descriptor of the caller's that the JVM must not get */
		_exit (front_run (ROLE_SHIBAFU, boot_engine (in_scratch ("dist")), arguments));
	}
	close (err[1]);
	strcpy (text, fake_text (err[0]));
	waitpid (pid, &status, 0);
	*code = WEXITSTATUS (status);
	return text;
}

/* The fake java tells its arguments on stdout, which is the caller's stderr, and ends. */
static void test_boot (void)
{
	static const char java[] =
		"#!/bin/sh\necho \"java $0\"\necho \"$@\"\ntest -e /proc/$$/fd/77 && echo leaked\nexit 3\n";
	char good[NAME_MAX], old[NAME_MAX], path[PATH_MAX];
	int code;

	strcpy (good, in_scratch ("jdk25"));
	strcpy (old, in_scratch ("jdk17"));
	write_file ("jdk25/release", "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"25.0.3\"\n");
	write_file ("jdk25/bin/java", java);
	write_file ("jdk17/release", "JAVA_VERSION=\"17.0.1\"\n");
	write_file ("jdk17/bin/java", java);
	write_file ("dist/lib/b.jar", "");
	write_file ("dist/lib/a.jar", "");
	write_file ("dist/lib/readme", "");
	snprintf (path, sizeof path, "%s/bin:/bin:/usr/bin", good);

	const char *said = boot (good, old, "/bin:/usr/bin", &code);
	char wanted[3 * PATH_MAX];
	snprintf (wanted, sizeof wanted, "-Dshibafu.home=%s/dist -cp %s/dist/lib/a.jar:%s/dist/lib/b.jar ", scratch,
	          scratch, scratch);
	ok (strstr (said, wanted) && strstr (said, " shibafu.engine.cli.Main\n"),
	    "the engine gets its home and its jars in the order of their names");
	ok (!strstr (said, "AOTCache"), "no cache is asked for that is not there");
	ok (!strstr (said, "leaked"), "it gets none of the caller's other descriptors");
	ok (code == EXIT_ENGINE && strstr (said, "shibafu: the engine ended unexpectedly (exit code 3)\n"),
	    "its end is told with its exit code");
	ok (strstr (boot (NULL, good, "/bin:/usr/bin", &code), "jdk25/bin/java"), "JAVA_HOME is looked at");
	ok (strstr (boot (NULL, old, path, &code), "jdk25/bin/java"),
	    "one that is too old is passed over for another in PATH");
	said = boot (old, good, path, &code);
	ok (code == EXIT_ENGINE && strstr (said, "/jdk17 is not a JDK 25 or later"),
	    "SHIBAFU_JAVA_HOME is never passed over");
	write_file ("dist/lib/shibafu.aot", "");
	ok (strstr (boot (good, NULL, path, &code), "-XX:AOTCache=/tmp/"), "a cache that is there is used");
}

static void remove_scratch (void)
{
	pid_t pid = fork ();
	if (pid == 0)
		execl ("/bin/rm", "rm", "-rf", scratch, (char *) NULL);
	waitpid (pid, NULL, 0);
}

static void test_home (void)
{
	char home[32];

	home_of ("/opt/x/bin/shibafu", home, sizeof home);
	ok (strcmp (home, "/opt/x") == 0, "the home is the parent of the program's directory");
	home_of ("/bin/shibafu", home, sizeof home);
	ok (strcmp (home, "") == 0, "which may be the root");
	home_of ("shibafu", home, sizeof home);
	ok (strcmp (home, "") == 0, "a name without a directory has none");
}

/* Runs as the sealed copy: nobody can write to it. */
static int tell_seals (const char *name)
{
	int self = open ("/proc/self/exe", O_RDONLY);
	int seals = fcntl (self, F_GET_SEALS);

	printf ("%s %d %d %d", name, seal_anew () == ANEW_LATE, seals == (F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE),
	        open ("/proc/self/exe", O_WRONLY) < 0);
	return 0;
}

static void test_seal (bool late)
{
	int out[2];
	char self[PATH_MAX] = "", wanted[PATH_MAX + 32];

	if (pipe2 (out, O_CLOEXEC) || readlink ("/proc/self/exe", self, sizeof self - 1) < 0)
		abort ();
	pid_t pid = fork ();
	if (pid == 0) {
		char *arguments[] = { (char[]){ "some/where/other" }, (char[]){ "sealed" }, NULL };
		dup2 (out[1], 1);
		if (late)
			seal_later (arguments);
		else
			seal_self (arguments);
		seal_now ();
		_exit (1);
	}
	close (out[1]);
	const char *text = fake_text (out[0]);
	waitpid (pid, NULL, 0);
	snprintf (wanted, sizeof wanted, "%.*s/other %d 1 1", (int) (strrchr (self, '/') - self), self, late);
	ok (strcmp (text, wanted) == 0, late ? "one that is made late begins anew, and knows it"
	                                     : "the copy is sealed, can't be written, and knows place and name");
}

int main (int argc, char **argv)
{
	if (argc == 2 && strcmp (argv[1], "sealed") == 0) {
		seal_self (argv); /* does nothing, it is sealed */
		return tell_seals (argv[0]);
	}
	if (!mkdtemp (scratch))
		return 1;
	test_home ();
	test_seal (false);
	test_seal (true);
	test_boot ();
	remove_scratch ();
	return tap_end ();
}
